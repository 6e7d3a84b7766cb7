"""Entities with their sections, fields, deadlines and titles."""

from __future__ import annotations

from generator.blueprint import Label
from generator.blueprint.entity import Case, CaseType, Register
from generator.blueprint.outline import Entity as Written
from generator.compile import words as defaults
from generator.compile.checklists import checklists
from generator.compile.fields import fields, opening
from generator.compile.rights import retention
from generator.compile.words import Words
from generator.validate.context import Context
from generator.validate.layout import name_field
from generator.validate.scope import scope
from runtime.ir import entity as ir

_LABELS: dict[str, tuple[Label, Label]] = {
    "person": (defaults.PERSON, defaults.PEOPLE),
    "case": (defaults.CASE, defaults.CASES),
    "action": (defaults.ACTION, defaults.ACTIONS),
}


def entities(context: Context, words: Words) -> tuple[ir.Entity, ...]:
    """Every entity, person first."""
    return tuple(_entity(context, words, entity) for entity in context.outline.entities)


def title(context: Context, entity: Written) -> str | None:
    """The field that stands for a record: the written one, a person's name, else the first field there is."""
    if entity.kind == "person":
        return name_field(context)
    if isinstance(entity.written, Register):
        first = next((field.id for field in entity.fields), None)
        return entity.written.title or first
    return None


def _entity(context: Context, words: Words, entity: Written) -> ir.Entity:
    written = entity.written
    label, plural = _LABELS.get(entity.kind, ({}, {}))
    case_type = written if isinstance(written, CaseType) else None
    closing = case_type.closing_reasons if case_type else {}
    return ir.Entity(
        id=entity.id,
        kind=entity.kind,
        key=entity.key,
        table=entity.table,
        label=words.label(written.label, label, id=entity.key),
        plural=words.label(written.plural, plural, written.label, id=entity.key),
        help=words.label(written.help),
        base=entity.base,
        title=title(context, entity),
        scope=case_type.scope if case_type else None,
        family=case_type.family if case_type else None,
        privacy=case_type.privacy if case_type else "personal",
        sections=_sections(context, words, entity),
        fields=fields(context, words, entity),
        deadlines=_deadlines(words, written) if isinstance(written, Case | CaseType) else (),
        checklists=checklists(context, words, entity),
        closing_reasons=tuple(closing),
        retention=retention(context, written) if isinstance(written, Case | CaseType) else None,
        closing_needs={code: reason.requires for code, reason in closing.items() if reason.requires},
        source=written.source,
        assumed=written.assumed,
        layer=context.places.tree.layer_of(entity.address).name,
    )


def _sections(context: Context, words: Words, entity: Written) -> tuple[ir.Section, ...]:
    names = scope(context, entity)
    return tuple(
        ir.Section(
            id=key,
            label=words.label(section.label, id=key),
            help=words.label(section.help),
            visible=opening(names, [text for _, text in entity.openings(key)]),
            last=section.last,
        )
        for key, section in entity.sections.items()
    )


def _deadlines(words: Words, written: Case | CaseType) -> tuple[ir.Deadline, ...]:
    return tuple(
        ir.Deadline(
            id=key,
            label=words.label(deadline.label, id=key),
            start=deadline.start,
            within=deadline.within,
            until=deadline.until,
            warn=deadline.warn,
            source=deadline.source,
            assumed=deadline.assumed,
        )
        for key, deadline in written.deadlines.items()
    )
