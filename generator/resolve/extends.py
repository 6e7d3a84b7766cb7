"""The chain of layers: finds each base, compares versions, refuses circles; merges nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from packaging.version import Version

from generator.diagnostics import Diagnostic, Outcome, Span, diagnose, nearest
from generator.resolve.layer import Identity, Layer, Requirement, identify
from generator.resolve.library import Library
from generator.source import SourceTree

FALLBACK_LANGUAGE = "es"
"""The language of short labels where no layer names one; the shape check asks for `languages`."""


@dataclass(frozen=True)
class Link:
    """A layer with the folder it was read from."""

    layer: Layer
    tree: SourceTree


@dataclass(frozen=True)
class _Found:
    identity: Identity
    tree: SourceTree
    label: str


def chain(tree: SourceTree, library: Library) -> Outcome[tuple[Link, ...]]:
    """Follow `extends` to the last base.

    Args:
        tree: The newest layer.
        library: Where bases are looked for.

    Returns:
        The layers, the most general first.
    """
    label = tree.root.span.file.split("/")[0]
    identified = identify(tree, Span.at(label))
    found = list(identified.diagnostics)
    if identified.value is None:
        return Outcome.of((), tuple(found))
    newest_first = [_Found(identified.value, tree, label)]
    while (requirement := newest_first[-1].identity.requirement) is not None:
        base = _base(requirement, newest_first, library, found)
        if base is None:
            return Outcome.of((), tuple(found))
        newest_first.append(base)
    return Outcome.of(_links(newest_first), tuple(found))


def _base(
    requirement: Requirement, layers: list[_Found], library: Library, found: list[Diagnostic]
) -> _Found | None:
    """The first folder of that name with a version that was asked for."""
    folders = library.folders(requirement.base)
    used = {layer.tree.folder for layer in layers}
    fresh = [folder for folder in folders if folder not in used]
    if not folders:
        found.append(_missing(requirement, layers, library))
        return None
    if not fresh:
        names = [layer.identity.name for layer in layers]
        circle = " → ".join([*names, requirement.base])
        found.append(diagnose("X103", requirement.span, circle=circle))
        return None
    refusals: list[tuple[Diagnostic, ...]] = []
    for folder in fresh:
        read = _read(requirement, folder, layers, library)
        if read.value is not None:
            return read.value
        refusals.append(read.diagnostics)
    found.extend(refusals[0])
    return None


def _read(requirement: Requirement, folder: Path, layers: list[_Found], library: Library) -> Outcome[_Found]:
    """Read a base. Its warnings are for its own author, its errors stop everybody."""
    taken = {layer.label for layer in layers}
    label = folder.name if folder.name not in taken else f"{folder.parent.name}/{folder.name}"
    source = library.read(folder, label)
    broken = diagnose("X109", requirement.span, base=requirement.base)
    if source.value is None:
        return Outcome(None, (broken, *_errors(source.diagnostics)))
    identified = identify(source.value, Span.at(label))
    if identified.value is None:
        return Outcome(None, (broken, *_errors(identified.diagnostics)))
    base = _Found(identified.value, source.value, label)
    return Outcome.of(base, _compare(requirement, base))


def _compare(requirement: Requirement, base: _Found) -> tuple[Diagnostic, ...]:
    name, version = base.identity.name, base.identity.version
    if name != requirement.base:
        place = base.tree.span_of(("blueprint",)) or Span.at(base.label)
        related = ((requirement.span, "asked"),)
        return (diagnose("X107", place, related=related, folder=requirement.base, name=name),)
    if not requirement.versions.contains(Version(version), prereleases=True):
        place = base.tree.span_of(("version",)) or Span.at(base.label)
        wanted = str(requirement.versions)
        related = ((place, "version"),)
        return (diagnose("X102", requirement.span, related=related, base=name, wanted=wanted, found=version),)
    return ()


def _missing(requirement: Requirement, layers: list[_Found], library: Library) -> Diagnostic:
    used = {layer.identity.name for layer in layers}
    known = tuple(name for name in library.names() if name not in used)
    suggestion = nearest(requirement.base, known)
    return diagnose(
        "X101", requirement.span, suggestion=suggestion, base=requirement.base, known=known or ("–",)
    )


def _errors(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    return tuple(diagnostic for diagnostic in diagnostics if diagnostic.is_error)


def _links(newest_first: list[_Found]) -> tuple[Link, ...]:
    links: list[Link] = []
    languages: tuple[str, ...] = (FALLBACK_LANGUAGE,)
    for found in reversed(newest_first):
        identity = found.identity
        languages = identity.languages or languages
        layer = Layer(identity.name, identity.version, found.tree.folder, languages)
        links.append(Link(layer, found.tree))
    return tuple(links)
