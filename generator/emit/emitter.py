"""The stage: the IR to build and its plan to every file of the instance, in order. Must not touch the disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.emit.binding import binding, description
from generator.emit.files import OutputFile
from generator.emit.migrations import revision, revision_id
from generator.emit.models import base, model
from generator.emit.pages import pages
from generator.emit.python import Source
from generator.emit.schemas import schema
from generator.emit.seeds import seeds
from generator.plan import Planned
from generator.plan.operations import steps
from runtime.ir.registry import Registry


@dataclass(frozen=True)
class Emission:
    """What a build writes. ``revision`` is the id of the newest revision, a new one or not."""

    files: tuple[OutputFile, ...]
    revision: str | None


def emit(planned: Planned, previous: str | None = None) -> Emission:
    """Return every file of the instance, sorted by path, and a revision if anything stored changes.

    Args:
        planned: The plan with the IR to build.
        previous: The id of the newest revision the instance has.
    """
    found = [*generated(planned.registry), *seeds(planned.registry)]
    todo = steps(planned)
    newest = previous
    if todo.upgrade:
        number = 1 if previous is None else int(previous.split("_")[0]) + 1
        newest = revision_id(number, planned.plan.target)
        summary = f"Tables of {planned.registry.id} {planned.registry.version}."
        found.append(revision(newest, previous, todo, summary))
    return Emission(tuple(sorted(found)), newest)


def generated(registry: Registry) -> Iterator[OutputFile]:
    """Yield the owned files: they depend on the IR alone."""
    yield binding(registry)
    yield description(registry)
    yield base(registry)
    for folder, words in (("models", "The tables as classes"), ("schemas", "What may be saved")):
        source = Source(
            f"{words}, one module an entity. Written from the blueprint {registry.id}.", registry.package
        )
        yield OutputFile(f"{registry.package}/generated/{folder}/__init__.py", source.text())
    for entity in registry.entities:
        yield model(registry, entity)
        yield schema(registry, entity)
        yield from pages(registry, entity)
