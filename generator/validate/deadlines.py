"""Clocks of cases: their grammar, the field that starts them and what stops them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.blueprint import Deadline
from generator.blueprint.entity import Case, CaseType
from generator.blueprint.outline import Entity
from generator.diagnostics import nearest
from generator.source import Address
from generator.validate.context import Context
from generator.validate.finding import Finding, found
from generator.validate.gone import Related, element_gone, field_gone
from runtime.ir.entity import ACTIVITY, CLOSING

_GRAMMAR = re.compile(r"([1-9]\d{0,3})(h|d|wd)")
_COLLECTIONS: dict[str, tuple[str, ...]] = {"action": ("action_types",), "state": ("lifecycle", "states")}
_HOURS = {"h": 1, "d": 24, "wd": 24}


def clocks(context: Context) -> Iterator[Finding]:
    """Every deadline says how long, from which moment and until what."""
    for entity in context.outline.entities:
        written = entity.written
        for key, deadline in written.deadlines.items() if isinstance(written, Case | CaseType) else ():
            address = (*entity.address, "deadlines", key)
            yield from _spans(deadline, address)
            yield from _start(context, entity, deadline, address)
            yield from _until(context, entity, deadline, address)


def _spans(deadline: Deadline, address: Address) -> Iterator[Finding]:
    for name, text in (("within", deadline.within), ("warn", deadline.warn)):
        if text is not None and not _GRAMMAR.fullmatch(text):
            yield found("W201", (*address, name), text=text)
    within, warn = _hours(deadline.within), _hours(deadline.warn)
    if within is not None and warn is not None and warn >= within:
        yield found("W205", (*address, "warn"), warn=str(deadline.warn), within=deadline.within)


def _hours(text: str | None) -> int | None:
    match = _GRAMMAR.fullmatch(text or "")
    return int(match.group(1)) * _HOURS[match.group(2)] if match else None


def _start(context: Context, entity: Entity, deadline: Deadline, address: Address) -> Iterator[Finding]:
    fields = context.outline.fields_of(entity)
    place = (*address, "from")
    if deadline.start == ACTIVITY:
        return
    if deadline.start not in fields:
        gone = field_gone(context, entity, deadline.start)
        suggestion = None if gone else nearest(deadline.start, (*fields, ACTIVITY))
        yield found("W202", place, suggestion=suggestion, related=gone, name=deadline.start)
        return
    known = context.typed.get(fields[deadline.start].address)
    if known is not None and known.kind.cel_of(known.field) != "timestamp":
        yield found("W203", place, name=deadline.start, type=known.field.type)


def _until(context: Context, entity: Entity, deadline: Deadline, address: Address) -> Iterator[Finding]:
    head, dot, name = deadline.until.partition(".")
    choices = {
        "action": tuple(context.blueprint.action_types),
        "state": tuple(context.blueprint.lifecycle.states),
    }
    if dot and head in choices:
        known = choices[head]
        right = name in known
        meant = None if right else nearest(name, known)
        proposal = f"{head}.{meant}" if meant else None
    else:
        fields = context.outline.fields_of(entity)
        right = deadline.until in fields or deadline.until == CLOSING
        options = (*fields, CLOSING, *(f"{kind}.{key}" for kind, keys in choices.items() for key in keys))
        proposal = None if right else nearest(deadline.until, options)
    if not right:
        gone = _gone(context, entity, deadline.until)
        suggestion = None if gone else proposal
        yield found("W204", (*address, "until"), suggestion=suggestion, related=gone, text=deadline.until)


def _gone(context: Context, entity: Entity, until: str) -> Related:
    """Where what stopped the clock went."""
    head, _, name = until.partition(".")
    if head in _COLLECTIONS:
        return element_gone(context, (*_COLLECTIONS[head], name))
    return field_gone(context, entity, until)
