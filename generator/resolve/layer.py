"""What a layer says of itself: its name, its version, its languages and what it extends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from generator.diagnostics import Diagnostic, Outcome, Span, diagnose
from generator.source import MappingNode, Node, ScalarNode, SequenceNode, SourceTree

OWN_KEYS = ("blueprint", "version", "title", "extends", "accompaniment")
"""Keys that never merge: every layer states its own, the log of its own accompaniment too."""

_STATED = ("blueprint", "version", "title")
_REQUIREMENT = re.compile(r"([A-Za-z][A-Za-z0-9_-]*)\s*(.*)", re.DOTALL)


@dataclass(frozen=True)
class Layer:
    """One blueprint of the chain.

    Attributes:
        name: Its `blueprint`.
        version: Its `version`, as written.
        folder: Where its files are; a catalog's `file` is looked for here.
        languages: Its languages, the first being the one its short labels are in; inherited where it names none.
    """

    name: str
    version: str
    folder: Path
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Requirement:
    """What a layer extends: the name of a base and the versions it was written for."""

    base: str
    versions: SpecifierSet
    span: Span


@dataclass(frozen=True)
class Identity:
    """What a layer says of itself, before its place in the chain is known."""

    name: str
    version: str
    languages: tuple[str, ...]
    requirement: Requirement | None


def identify(tree: SourceTree, place: Span) -> Outcome[Identity]:
    """Read what a layer says of itself.

    Args:
        tree: The layer's folder.
        place: Where to point when a key is missing.
    """
    found: list[Diagnostic] = []
    for key in _STATED:
        node = tree.root.get(key)
        if node is None or (isinstance(node, ScalarNode) and node.is_null):
            found.append(diagnose("X105", _first_key(tree.root, place), key=key))
    name = _text(tree.root, "blueprint", found)
    version = _text(tree.root, "version", found)
    extends = _text(tree.root, "extends", found)
    if version is not None and not _is_version(version.text):
        found.append(diagnose("X106", version.span, text=version.text))
    requirement = _requirement(extends, found) if extends else None
    identity = Identity(
        name.text if name else "",
        version.text if version else "",
        _languages(tree.root.get("languages")),
        requirement,
    )
    return Outcome.of(identity, tuple(found))


def _requirement(node: ScalarNode, found: list[Diagnostic]) -> Requirement | None:
    match = _REQUIREMENT.fullmatch(node.text.strip())
    try:
        versions = SpecifierSet(match.group(2)) if match else None
    except InvalidSpecifier:
        versions = None
    if match is None or versions is None:
        found.append(diagnose("X104", node.span, text=node.text))
        return None
    return Requirement(match.group(1), versions, node.span)


def _text(root: MappingNode, key: str, found: list[Diagnostic]) -> ScalarNode | None:
    node = root.get(key)
    if isinstance(node, MappingNode | SequenceNode):
        found.append(diagnose("X108", node.span, key=key))
        return None
    if node is not None and node.is_null:
        if key not in _STATED:
            found.append(diagnose("X201", node.span, address=key))
        return None
    return node


def _languages(node: Node | None) -> tuple[str, ...]:
    """Anything but a list of texts is for the shape check to refuse."""
    if not isinstance(node, SequenceNode):
        return ()
    return tuple(item.text for item in node.items if isinstance(item, ScalarNode))


def _first_key(root: MappingNode, place: Span) -> Span:
    blueprint = root.entry("blueprint")
    if blueprint:
        return blueprint.key.span
    return root.entries[0].key.span if root.entries else place


def _is_version(text: str) -> bool:
    try:
        Version(text)
    except InvalidVersion:
        return False
    return True
