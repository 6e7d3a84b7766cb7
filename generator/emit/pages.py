"""Thin templates: which field stands where. Owns their text, at most 40 lines; everything else is the runtime's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count, islice

from generator.emit.files import OutputFile
from runtime.ir.entity import Entity
from runtime.ir.field import Field
from runtime.ir.registry import Registry

LONGEST = 40
"""Lines of a generated template; where one a line is too much, several fields share a line."""


def pages(registry: Registry, entity: Entity) -> tuple[OutputFile, OutputFile]:
    """Return the form and the detail template of an entity."""
    return (
        _page(registry, entity, "form", "field", lambda field: field.computed is None),
        _page(registry, entity, "detail", "show", lambda _: True),
    )


def _page(
    registry: Registry, entity: Entity, name: str, macro: str, shows: Callable[[Field], bool]
) -> OutputFile:
    blocks = [
        (section, [f'{{{{ {macro}("{field.id}") }}}}' for field in fields if shows(field)])
        for section, fields in _sections(registry, entity)
    ]
    width = next(width for width in count(1) if _length(blocks, width) <= LONGEST or width > LONGEST)
    lines = [f'{{% extends "record/{name}.html" %}}']
    for section, calls in blocks:
        lines += [f"{{% block section_{section} %}}", *_rows(calls, width), "{% endblock %}"]
    path = f"{registry.package}/generated/templates/{entity.id}/{name}.html"
    return OutputFile(path, "\n".join(lines) + "\n")


def _sections(registry: Registry, entity: Entity) -> list[tuple[str, list[Field]]]:
    """The sections in order, those of the base first unless they are last; a type may add fields to them."""
    found: dict[str, list[Field]] = {}
    both = (registry.by_id[entity.base], entity) if entity.base else (entity,)
    every = [section for one in both for section in one.sections]
    for section in sorted(every, key=lambda section: section.last):
        found.setdefault(section.id, [])
    for one in both:
        for field in one.active_fields:
            found.setdefault(field.section, []).append(field)
    return list(found.items())


def _length(blocks: Sequence[tuple[str, list[str]]], width: int) -> int:
    return 1 + sum(2 + -(-len(calls) // width) for _, calls in blocks)


def _rows(calls: list[str], width: int) -> list[str]:
    waiting = iter(calls)
    return [" ".join(row) for row in iter(lambda: list(islice(waiting, width)), [])]
