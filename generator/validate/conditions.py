"""Every condition of the blueprint: where it stands, what it must give, and circles among what depends on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.blueprint.outline import Entity, PlacedField
from generator.source import Address, ScalarNode
from generator.validate.context import Context
from generator.validate.expressions import Text, judge
from generator.validate.fields import is_computed
from generator.validate.finding import Finding, found
from generator.validate.scope import Scope, scope
from generator.validate.tokens import read_names


@dataclass(frozen=True)
class _Condition:
    """A CEL text in the document. ``wanted`` is the type it must give; None where any will do."""

    address: Address
    text: str
    wanted: str | None
    must_hold: bool = False


def texts(context: Context) -> Iterator[Finding]:
    """Every condition compiles against the fields it may see and gives what its place asks for."""
    for entity in context.outline.entities:
        names = scope(context, entity)
        for section in entity.sections:
            for address, text in entity.openings(section):
                yield from _judge(context, names, _Condition(address, text, "bool", must_hold=True))
        for field in entity.fields:
            for condition in _of_field(context, field):
                yield from _judge(context, names, condition)
    names = scope(context, context.outline.by_id["case"])
    for key, transition in context.blueprint.lifecycle.transitions.items():
        for guard, check in transition.guards.items():
            address = ("lifecycle", "transitions", key, "guards", guard, "that")
            yield from _judge(context, names, _Condition(address, check.that, "bool", must_hold=True))


def circles(context: Context) -> Iterator[Finding]:
    """No field is shown or calculated because of itself."""
    for entity in context.outline.entities:
        needs = {field.id: _needs(field, entity) for field in entity.fields}
        reported: set[str] = set()
        for start in needs:
            circle = _circle(start, needs)
            if circle and not reported.intersection(circle):
                reported.update(circle)
                field = entity.by_id[start]
                key = "visible" if field.written.visible or entity.openings(field.section) else "computed"
                names = " → ".join((*circle, circle[0]))
                yield found("C112", (*field.address, key), circle=names)


def _judge(context: Context, names: Scope, condition: _Condition) -> Iterator[Finding]:
    node = context.places.tree.find(condition.address)
    if not isinstance(node, ScalarNode):
        return
    text = Text(condition.address, node, condition.wanted, condition.must_hold)
    yield from judge(context, names, text)


def _of_field(context: Context, field: PlacedField) -> Iterator[_Condition]:
    written, address = field.written, field.address
    if written.visible is not None:
        yield _Condition((*address, "visible"), written.visible, "bool", must_hold=True)
    if written.required.cel is not None:
        place = (*address, "required")
        is_short = isinstance(context.places.tree.find(place), ScalarNode)
        where = place if is_short else (*place, "cel")
        yield _Condition(where, written.required.cel, "bool", must_hold=True)
    for key, check in written.check.items():
        yield _Condition((*address, "check", key, "that"), check.that, "bool")
    known = context.typed.get(address)
    kind = known.kind.cel_of(known.field) if known else None
    wanted = kind if isinstance(kind, str) else None
    if written.computed is not None:
        yield _Condition((*address, "computed"), written.computed, wanted)
    value = written.options.get("value")
    if isinstance(value, str) and known is not None and "value" in known.field.options:
        yield _Condition((*address, "value"), value, wanted)
    for key, option in (("default", written.default), *written.options.items()):
        if is_computed(option) and isinstance(option, dict):
            yield _Condition((*address, key, "cel"), str(option["cel"]), wanted)


def _needs(field: PlacedField, entity: Entity) -> tuple[str, ...]:
    value = field.written.options.get("value")
    openings = (text for _, text in entity.openings(field.section))
    own = value if isinstance(value, str) else None
    written = (*openings, field.written.visible, field.written.computed, own)
    read = (name.partition(".")[0] for text in written if text for name in read_names(text))
    return tuple(dict.fromkeys(name for name in read if name in entity.by_id))


def _circle(start: str, needs: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """A way from a field back to itself, shortest first; empty where there is none."""
    paths: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while paths:
        path = paths.pop(0)
        for name in needs[path[-1]]:
            if name == start:
                return path
            if name not in seen:
                seen.add(name)
                paths.append((*path, name))
    return ()
