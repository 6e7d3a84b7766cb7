"""Chapters of what is registered: every entity with its sections and fields, and the case types side by side."""

from __future__ import annotations

from collections.abc import Iterator

from generator.accompany.paper import Block, Cell, Chapter, Code, Facts, Table
from generator.accompany.registry import Spoken
from runtime.ir.entity import Entity
from runtime.ir.field import Field

_FIELD = ("name", "id", "type", "required", "visible", "unknown", "privacy", "source", "mark")


def case_types(spoken: Spoken) -> Chapter:
    """The case types side by side: scope, family, deadlines, closing reasons."""
    say, registry = spoken.say, spoken.registry
    types = tuple(
        (
            spoken.text(entity.label),
            spoken.value(registry.scopes, entity.scope),
            entity.family or "",
            str(len(entity.active_fields)),
            entity.source,
            spoken.mark(assumed=entity.assumed),
        )
        for entity in registry.case_types
        if not entity.retired
    )
    headings = ("types.name", "entity.scope", "entity.family", "types.fields", "entity.source", "field.mark")
    blocks: tuple[Block, ...] = (
        Table(
            say("types.list"),
            tuple(map(say, headings)),
            types,
            (6, 3, 2, 2, 3, 2),
            say("types.chapter"),
        ),
        _deadlines(spoken),
        _reasons(spoken),
    )
    return Chapter("types", say("types.chapter"), tuple(block for block in blocks if _has_rows(block)))


def chapters(spoken: Spoken) -> Iterator[Chapter]:
    """What is registered, entity by entity."""
    yield Chapter("fields", spoken.say("fields.chapter"))
    for entity in spoken.registry.entities:
        if not entity.retired and (entity.active_fields or entity.base is not None):
            blocks: tuple[Block, ...] = (_facts(spoken, entity), *_sections(spoken, entity))
            yield Chapter(entity.id, spoken.entity(entity), blocks, 2)


def _facts(spoken: Spoken, entity: Entity) -> Facts:
    say = spoken.say
    pairs = (
        (say("entity.id"), Code(entity.id)),
        (say(f"kind.{entity.kind}"), spoken.text(entity.plural)) if entity.base else ("", ""),
        (say("entity.help"), spoken.text(entity.help)),
        (say("entity.scope"), spoken.value(spoken.registry.scopes, entity.scope)),
        (say("entity.family"), entity.family or ""),
        (
            say("entity.privacy"),
            say(f"privacy.{entity.privacy}") if entity.kind == "case_type" else "",
        ),
        (say("entity.source"), entity.source),
        (say("entity.layer"), entity.layer if len(spoken.registry.layers) > 1 else ""),
        (say("field.mark"), spoken.mark(assumed=entity.assumed)),
    )
    return Facts(tuple((name, value) for name, value in pairs if name and str(value)))


def _sections(spoken: Spoken, entity: Entity) -> Iterator[Table]:
    for section in entity.sections:
        fields = tuple(field for field in entity.active_fields if field.section == section.id)
        if fields:
            yield Table(
                spoken.text(section.label),
                tuple(spoken.say(f"field.{key}") for key in _FIELD),
                tuple(_row(spoken, field) for field in fields),
                (7, 5, 6, 4, 5, 5, 8, 3, 3),
            )


def _row(spoken: Spoken, field: Field) -> tuple[Cell, ...]:
    options = spoken.options(field)
    kind = spoken.type(field)
    return (
        spoken.text(field.label),
        Code(field.id),
        f"{kind}: {options}" if options else kind,
        spoken.required(field),
        spoken.visible(field),
        spoken.unknown(field),
        spoken.privacy(field),
        field.source,
        spoken.mark(assumed=field.assumed, national=field.national),
    )


def _deadlines(spoken: Spoken) -> Table:
    say = spoken.say
    rows = tuple(
        (
            spoken.text(entity.label),
            spoken.text(deadline.label),
            Code(deadline.start),
            deadline.within,
            Code(deadline.until),
            deadline.warn or "",
            deadline.source,
            spoken.mark(assumed=deadline.assumed),
        )
        for entity in (spoken.registry.by_id["case"], *spoken.registry.case_types)
        for deadline in entity.deadlines
    )
    headings = (
        *("types.name", "deadlines.name", "deadlines.start", "deadlines.within", "deadlines.until"),
        *("deadlines.warn", "entity.source", "field.mark"),
    )
    title = say("deadlines.title")
    return Table(title, tuple(map(say, headings)), rows, (5, 4, 3, 2, 4, 2, 2, 2), title)


def _reasons(spoken: Spoken) -> Table:
    say = spoken.say
    rows = tuple(
        (
            spoken.text(entity.label),
            ", ".join(_reason(spoken, entity, code) for code in entity.closing_reasons)
            or say("types.all_reasons"),
        )
        for entity in spoken.registry.case_types
        if not entity.retired
    )
    headings = (say("types.name"), say("types.reasons"))
    return Table(say("reasons.title"), headings, rows, (3, 7), say("types.reasons"))


def _reason(spoken: Spoken, entity: Entity, code: str) -> str:
    """A closing reason, with the fields it cannot do without."""
    fields = {field.id: field for field in spoken.registry.fields_of(entity)}
    needs = [spoken.text(fields[name].label) for name in entity.closing_needs.get(code, ()) if name in fields]
    return f"{spoken.reason(code)} ({', '.join(needs)})" if needs else spoken.reason(code)


def rows_of_fields(spoken: Spoken) -> Table:
    """Every field in one table, for a workbook."""
    say = spoken.say
    headings = (
        *("entity", "section", "id", "label", "type", "options", "required", "visible", "unknown"),
        *("privacy", "purpose", "legal_basis", "help", "source", "mark", "layer"),
    )
    rows = tuple(
        _wide(spoken, entity, field) for entity in spoken.registry.entities for field in entity.active_fields
    )
    title = say("part.fields")
    return Table(title, tuple(say(f"field.{key}") for key in headings), rows, (), title)


def _wide(spoken: Spoken, entity: Entity, field: Field) -> tuple[str, ...]:
    sections = {section.id: spoken.text(section.label) for section in entity.sections}
    return (
        spoken.entity(entity),
        sections.get(field.section, field.section),
        field.id,
        spoken.text(field.label),
        spoken.type(field),
        spoken.options(field),
        spoken.required(field),
        str(spoken.visible(field)),
        spoken.unknown(field),
        spoken.say(f"privacy.{field.privacy}"),
        field.purpose,
        field.legal_basis,
        spoken.text(field.help),
        field.source,
        str(spoken.mark(assumed=field.assumed, national=field.national)),
        field.layer,
    )


def _has_rows(block: Block) -> bool:
    return not isinstance(block, Table) or bool(block.rows)
