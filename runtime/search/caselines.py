"""Cases as lines: the newest of some people, those with a folio, one officer's. Must not render."""

from __future__ import annotations

import datetime
import re
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, select

from runtime.access.actor import Actor
from runtime.access.mask import visible_fields
from runtime.access.policy import reach, rows
from runtime.ir.entity import Entity
from runtime.schema import refused_characters
from runtime.search.listing import lens_of
from runtime.search.reading import Reading
from runtime.search.systemcolumns import offices_in_reach
from runtime.storage.codec import Slot
from runtime.storage.constructs import LeftFirst, Several, is_among
from runtime.storage.model import Model
from runtime.storage.prepared import Prepared, parameter

MOST_CASES = 3
"""So many cases of a person are shown where several people are."""
MOST_FOLIOS = 10
_MOST_CANDIDATES = 2_000
_SYSTEM = ("id", "folio", "case_type", "state", "office_id", "responsible_id", "registered_at")
_YEARS_BACK = 10
_SEPARATORS = re.compile(r"[\s/.–-]+")
_NUMBER = re.compile(r"\d{1,8}")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class CaseLine:
    """A case as a line. ``person`` is the name of its main person, ``""`` when the actor may not see it."""

    id: uuid.UUID
    folio: str
    entity: Entity
    state: str
    office_id: str
    responsible_id: uuid.UUID
    registered_at: datetime.datetime
    person: str


def columns(reading: Reading) -> list[ColumnElement[Any]]:
    """Return what ``lines`` reads; the statement joins ``person`` to ``cases`` (``joined``)."""
    cases = reading.model.table("cases")
    return [*(cases.c[name] for name in _SYSTEM), *_name_columns(reading)]


def joined(model: Model) -> Any:
    """Return cases with their main person."""
    cases, person = model.table("cases"), model.table("person")
    return cases.join(person, person.c.id == cases.c.person_id)


def lines(reading: Reading, rows: Iterable[Sequence[Any]]) -> list[CaseLine]:
    """Make a line of each row that begins with ``columns``."""
    model, context = reading.model, reading.context
    kinds = {kind.key: kind for kind in model.registry.case_types}
    slot = _name_slot(reading)
    suffixes = [suffix for suffix, _ in slot.columns] if slot is not None else []
    found = []
    for row in rows:
        person, name = "", dict(zip(suffixes, row[len(_SYSTEM) :], strict=False))
        if slot is not None and (value := slot.type.load(slot.field, name)) is not None:
            person = slot.type.show(slot.field, value, context)
        key, folio, kind, state, office_id, responsible_id, registered_at = row[: len(_SYSTEM)]
        found.append(
            CaseLine(key, folio, kinds[kind], state, office_id, responsible_id, registered_at, person)
        )
    return found


def of_people(reading: Reading, people: Collection[uuid.UUID]) -> dict[uuid.UUID, list[CaseLine]]:
    """Return the newest cases of some people that the actor may read; no entry for people without."""
    if not people or not _may_read(reading):
        return {}
    query = reading.model.memory.recall(
        ("cases of people", reading.actor.power),
        lambda: Prepared(_of_people(reading), reading.connection.dialect),
    )
    found: dict[uuid.UUID, dict[uuid.UUID, Sequence[Any]]] = {}
    for row in query.rows(reading.connection, {"people": list(people)}):
        theirs = found.setdefault(row[-1], {})
        if len(theirs) < MOST_CASES:
            theirs[row[0]] = row
    return {person: lines(reading, theirs.values()) for person, theirs in found.items()}


def with_folio(reading: Reading, typed: str) -> list[CaseLine]:
    """Return the cases whose folio was typed, whole or in part: a missing office or year is filled in.

    ``LAN-2026-000123`` is one case; ``123``, ``LAN 123`` and ``2026-123`` may be several, the newest first.
    """
    may_be_one = _DIGIT.search(typed) is not None and not refused_characters(typed)
    folios = candidates(reading, typed) if may_be_one else []
    if not folios or not _may_read(reading):
        return []
    statement = reading.model.memory.recall(
        ("cases by folio", reading.actor.power), lambda: _with_folio(reading)
    )
    return lines(reading, reading.connection.execute(statement, {"folios": folios}))


def candidates(reading: Reading, typed: str) -> list[str]:
    """Return the folios a text may mean, among the offices in reach."""
    parts = [part.upper() for part in _SEPARATORS.split(typed.strip()) if part]
    lens = lens_of(reading)
    seen = offices_in_reach(lens, "case")
    prefixes = [office.prefix for office in lens.directory.offices.values() if office.id in seen]
    if typed.strip() and len(typed) < 60 and any(part.upper() in typed.upper() for part in prefixes):
        whole = [typed.strip(), typed.strip().upper()]
    else:
        whole = []
    named = [part for part in parts if part in prefixes]
    numbers = [part for part in parts if part not in named]
    if not numbers or len(named) > 1 or not all(_NUMBER.fullmatch(part) for part in numbers):
        return whole
    this_year = reading.now.year
    years: Sequence[int] = range(this_year, this_year - _YEARS_BACK, -1)
    if len(numbers) == 2 and _YEAR.fullmatch(numbers[0]):
        years = [int(numbers[0])]
    elif len(numbers) != 1:
        return whole
    template, number = reading.model.registry.folio, int(numbers[-1])
    filled = [
        template.format(prefix=prefix, year=year, number=number)
        for year in years
        for prefix in named or prefixes
    ]
    return list(dict.fromkeys([*whole, *filled]))[:_MOST_CANDIDATES]


def _may_read(reading: Reading) -> bool:
    kinds = reading.model.registry.case_types
    return any(reach(reading.model, reading.actor, "read", kind.id) is not None for kind in kinds)


def _of_people(reading: Reading) -> Select[Any]:
    model = reading.model
    party, cases = model.table("party"), model.table("cases")
    person = model.table("person")
    theirs = LeftFirst(party, cases, cases.c.id == party.c.case_id)
    return (
        select(*columns(reading), party.c.person_id.label("party_person_id"))
        .select_from(theirs.join(person, person.c.id == cases.c.person_id))
        .where(is_among(party.c.person_id, parameter("people", Several())))
        .where(rows(model, reading.actor, "read", "case"))
        .order_by(cases.c.registered_at.desc(), cases.c.id.desc())
        .limit(500)
    )


def _with_folio(reading: Reading) -> Select[Any]:
    cases = reading.model.table("cases")
    return (
        select(*columns(reading))
        .select_from(joined(reading.model))
        .where(cases.c.folio.in_(bindparam("folios", expanding=True)))
        .where(rows(reading.model, reading.actor, "read", "case"))
        .order_by(cases.c.registered_at.desc(), cases.c.id.desc())
        .limit(MOST_FOLIOS)
    )


def _name_columns(reading: Reading) -> list[ColumnElement[Any]]:
    slot = _name_slot(reading)
    person = reading.model.table("person")
    return [] if slot is None else [person.c[name].label(f"person_{name}") for name in slot.names]


def _name_slot(reading: Reading) -> Slot | None:
    """Where people's names are kept, if the actor may see them."""
    model, actor = reading.model, reading.actor
    return model.memory.recall(("name of people", actor.roles), lambda: _find_name_slot(model, actor))


def _find_name_slot(model: Model, actor: Actor) -> Slot | None:
    entity = model.registry.by_id["person"]
    if entity.title is None or reach(model, actor, "read", "person") is None:
        return None
    visible = {field.id for field in visible_fields(model, actor, entity) if not field.is_encrypted}
    return model.codec.slots("person")[entity.title] if entity.title in visible else None
