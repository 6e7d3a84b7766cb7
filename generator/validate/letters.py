"""The templates of documents, read from their layers' folders. Owns which file is meant and what stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.blueprint import Blueprint
from generator.diagnostics import Diagnostic, Span, diagnose
from generator.resolve import ResolvedTree
from generator.source import Address, ScalarNode
from generator.validate.spreadsheet import decode

OWNERS = ("person", "case", "action", "office", "officer", "registry", "doc", "ask")
"""What a template can ask: the records of the document, where and by whom it is made, and the document itself."""

_NAME = re.compile(rf"(?<![\w.\"-])(?:labels\.)?({'|'.join(OWNERS)})\.([a-z_][a-z0-9_]*)")


@dataclass(frozen=True)
class Use:
    """A name in a template, with where it stands."""

    owner: str
    name: str
    span: Span


@dataclass(frozen=True)
class Letter:
    """The text of one template and the file it stands in."""

    text: str
    file: str

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Every name it asks for, in order."""
        return tuple(self._uses())

    def span(self, line: int | None, column: int | None, length: int = 1) -> Span:
        """A place in it; its beginning where none is known."""
        start, first = line or 1, column or 1
        return Span(self.file, start, first, start, first + length)

    def _uses(self) -> Iterator[Use]:
        for number, line in enumerate(self.text.splitlines(), 1):
            for found in _NAME.finditer(line.partition("//")[0]):
                yield Use(
                    found[1], found[2], self.span(number, found.start(1) + 1, found.end() - found.start(1))
                )


@dataclass(frozen=True)
class Letters:
    """Every document's template, by its id; ``unread`` are the addresses of those that could not be read."""

    by_id: Mapping[str, Letter] = field(default_factory=dict)
    unread: frozenset[Address] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def load(blueprint: Blueprint, tree: ResolvedTree) -> Letters:
    """Read the templates that documents name, each in the folder of the layer that named it."""
    by_id: dict[str, Letter] = {}
    found: list[Diagnostic] = []
    unread: set[Address] = set()
    for key in blueprint.documents:
        letter = _read(tree, ("documents", key, "template"), found)
        if letter is None:
            unread.add(("documents", key))
        else:
            by_id[key] = letter
    texts = {letter.file: letter.text for letter in by_id.values()}
    return Letters(by_id, frozenset(unread), texts, tuple(found))


def _read(tree: ResolvedTree, address: Address, found: list[Diagnostic]) -> Letter | None:
    node = tree.find(address)
    if not isinstance(node, ScalarNode):
        return None
    path = tree.path_of(address)
    if path is None:
        found.append(diagnose("D104", node.span, file=node.text))
        return None
    shown = f"{node.span.file.partition('/')[0]}/{node.text}"
    try:
        data = path.read_bytes()
    except OSError:
        found.append(diagnose("D103", node.span, file=node.text))
        return None
    text, wrong = decode(data, shown)
    found.extend(wrong)
    return None if text is None else Letter(text, shown)
