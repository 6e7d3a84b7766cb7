"""The fields that a name in ``hidden`` or ``fixed`` stands for. Must not judge them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.blueprint.outline import Outline

ALL = "*"


def fields_named(outline: Outline, name: str) -> tuple[str, ...]:
    """Return the fields, as ``entity.field``, of one name.

    Args:
        outline: the entities.
        name: a field (``case.resumen``), a section (``case.asunto.*``) or all fields of an entity of its own
            (``case_trata.*``); nothing for what names none.
    """
    owner, _, inside = name.partition(".")
    entity = outline.by_id.get(owner)
    if entity is None or not inside:
        return ()
    section, _, end = inside.rpartition(".")
    return tuple(
        f"{owner}.{field.id}"
        for field in entity.fields
        if inside in (field.id, ALL) or (end == ALL and field.section == section)
    )


def nameable(outline: Outline) -> Iterator[str]:
    """Every name there is: fields, sections, entities."""
    for entity in outline.entities:
        yield from (f"{entity.id}.{field.id}" for field in entity.fields)
        yield from (f"{entity.id}.{section}.{ALL}" for section in entity.sections)
        yield f"{entity.id}.{ALL}"
