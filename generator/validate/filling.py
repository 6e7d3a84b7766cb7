"""One answer of a scenario: that its field is there, is filled in by people, and reads what is typed. Must not type it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from generator.blueprint import Raw, Scenario
from generator.blueprint.outline import Entity
from generator.diagnostics import nearest
from generator.source import Address
from generator.validate.answers import controls, is_readable
from generator.validate.cast import Cast
from generator.validate.finding import Finding, found
from generator.validate.gone import field_gone
from generator.validate.options import Typed

_OFFICE = "office"


@dataclass(frozen=True)
class Answer:
    """What is typed into which field of what, and where that is written."""

    name: str
    raw: Raw
    entity: Entity
    place: Address


@dataclass(frozen=True)
class When:
    """The office and moment of an answer, and the records there are by then."""

    office: str
    now: datetime.datetime | None
    names: frozenset[str]


def answer(cast: Cast, given: Answer, when: When) -> Iterator[Finding]:
    """Judge one answer."""
    fields = cast.context.outline.fields_of(given.entity)
    placed = fields.get(given.name)
    if placed is None:
        gone = field_gone(cast.context, given.entity, given.name)
        suggestion = None if gone else nearest(given.name, fields)
        owner = given.entity.key
        yield found(
            "T110",
            given.place,
            on_key=True,
            suggestion=suggestion,
            related=gone,
            name=given.name,
            owner=owner,
        )
        return
    known = cast.typed(placed)
    if known is None or given.name in _refused(cast.scenario):
        return
    if not known.kind.parts:
        yield found("T123", given.place, on_key=True, name=given.name)
    else:
        yield from typed(cast, known, given, when)


def typed(cast: Cast, known: Typed, given: Answer, when: When) -> Iterator[Finding]:
    """Judge what is typed into a field: it can be read, or it is the name of a record the field refers to."""
    targets = [column.target for column in known.kind.columns(known.field) if column.target is not None]
    if targets and targets != [_OFFICE]:
        name = given.raw
        if isinstance(name, str) and name and name not in when.names:
            yield found("T111", given.place, suggestion=nearest(name, when.names), name=name)
        return
    page = cast.page(when.office, when.now)
    answered = controls(known, given.raw, page)
    if not is_readable(known, answered, page):
        text = ", ".join(one for texts in answered.values() for one in texts)
        yield found("T112", given.place, text=text, name=given.name, type=known.field.type)


def _refused(scenario: Scenario) -> set[str]:
    """The fields whose answers are meant to be refused."""
    return {name.rpartition(".")[2] for line in scenario.expect for name in line.refused}
