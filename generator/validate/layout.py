"""What is on screen: sections, titles, and fields that could never be filled."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import nearest
from generator.validate.context import Context
from generator.validate.finding import Finding, found
from runtime.fields.values import PersonName


def sections(context: Context) -> Iterator[Finding]:
    """A section has fields; a person has a name; there is at least one kind of case."""
    for entity in context.outline.entities:
        for key, section in entity.sections.items():
            if not section.fields and context.is_whole(*entity.address, "sections", key):
                yield found("L105", (*entity.address, "sections", key), on_key=True, name=key)
    if not context.blueprint.case_types and context.is_whole("case_types"):
        yield found("L106", ("case_types",), on_key=True)
    if name_field(context) is None and context.is_whole("person"):
        yield found("L116", ("person",), on_key=True)


def name_field(context: Context) -> str | None:
    """The field that is a person's name: the first whose values are names."""
    for field in context.outline.by_id["person"].fields:
        known = context.typed.get(field.address)
        if known is not None and known.kind.annotation(known.field)[0] is PersonName:
            return field.id
    return None


def names(context: Context) -> Iterator[Finding]:
    """Fields and the elements people choose from have a label of their own."""
    for entity in context.outline.entities:
        if entity.kind in ("case_type", "action_type", "register") and not entity.written.label:
            yield found("L107", entity.address, on_key=True, name=entity.key)
        for field in entity.fields:
            if not field.written.label:
                yield found("L107", field.address, on_key=True, name=field.id)


def unreachable(context: Context) -> Iterator[Finding]:
    """Nothing that is required is hidden for ever."""
    for entity in context.outline.entities:
        for field in entity.fields:
            visible = (field.written.visible or "").strip()
            required = field.written.required
            if visible == "false" and (required.always or required.at or required.cel):
                yield found("L108", (*field.address, "visible"), name=field.id)


def titles(context: Context) -> Iterator[Finding]:
    """The field that stands for a record of a register exists and can be shown in a list."""
    for key, register in context.blueprint.registers.items():
        fields = context.outline.by_id[f"register_{key}"].by_id
        if register.title is not None and register.title not in fields:
            address = ("registers", key, "title")
            suggestion = nearest(register.title, fields)
            yield found("L109", address, suggestion=suggestion, name=register.title, owner=key)
