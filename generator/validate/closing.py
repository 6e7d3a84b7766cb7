"""Closing reasons of case types: that they are codes, and that what they ask for can be given."""

from __future__ import annotations

from collections.abc import Iterator

from generator.blueprint.outline import PlacedField
from generator.diagnostics import nearest
from generator.source import Address, SequenceNode
from generator.validate.context import Context
from generator.validate.finding import Finding, found


def reasons(context: Context) -> Iterator[Finding]:
    """A closing reason is a code of a catalog that a transition asks its reason from."""
    offered: dict[str, object] = {}
    for transition in context.blueprint.lifecycle.transitions.values():
        offered.update((context.codes(transition.reasons) or {}) if transition.reasons else {})
    for key, case_type in context.blueprint.case_types.items():
        place: Address = ("case_types", key, "closing_reasons")
        is_list = isinstance(context.places.tree.find(place), SequenceNode)
        for position, code in enumerate(case_type.closing_reasons):
            if offered and code not in offered:
                where: Address = (*place, position if is_list else code)
                yield found("W110", where, on_key=not is_list, suggestion=nearest(code, offered), value=code)


def needs(context: Context) -> Iterator[Finding]:
    """What a reason asks for is a field of the case, of its type or of the main person, and somebody fills it in."""
    person = {f"person.{name}": field for name, field in context.outline.by_id["person"].by_id.items()}
    for entity in context.outline.of_kind("case_type"):
        fields = context.outline.fields_of(entity) | person
        for code, reason in context.blueprint.case_types[entity.key].closing_reasons.items():
            for position, name in enumerate(reason.requires):
                place: Address = (*entity.address, "closing_reasons", code, "requires", position)
                if name not in fields:
                    yield found("B201", place, suggestion=nearest(name, fields), name=name, owner=entity.key)
                elif _is_calculated(context, fields[name]):
                    yield found("B202", place, name=name)


def _is_calculated(context: Context, field: PlacedField) -> bool:
    known = context.typed.get(field.address)
    return field.written.computed is not None or (known is not None and not known.kind.parts)
