"""Administering offices: data of the instance once the blueprint has seeded them. Owns the ``office`` table's writing."""

from __future__ import annotations

import datetime
import re
import unicodedata
import zoneinfo
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import pycountry
from pydantic import JsonValue
from sqlalchemy import Connection, RowMapping, insert, or_, select, update

from runtime.access import policy
from runtime.access.actor import Actor
from runtime.errors import Conflict, Fault, Forbidden, Invalid, NotFound
from runtime.records.work import Work
from runtime.schema import refused_characters
from runtime.search.reading import Reading
from runtime.storage import history
from runtime.storage.model import Model

LONGEST = 120
_PREFIX = re.compile(r"[A-Z0-9]{2,10}")
_KIND = re.compile(r"[a-z][a-z0-9_]{1,39}")


@dataclass(frozen=True)
class Facts:
    """What an office says and may come to say otherwise."""

    name: str
    city: str
    time_zone: str
    opened: datetime.date | None
    closed: datetime.date | None
    successor_id: str | None


@dataclass(frozen=True)
class Identity:
    """What an office is from its first day: its kind, country, place in the tree and the prefix of its folios."""

    kind: str
    country: str
    prefix: str
    parent_id: str | None


def all_offices(reading: Reading) -> Sequence[RowMapping]:
    """Return the offices the actor may administer, by name.

    Raises:
        Forbidden: the actor administers none.
    """
    _demand(reading.model, reading.actor)
    office = reading.model.table("office")
    condition = policy.rows(reading.model, reading.actor, "administer", "offices")
    statement = select(office).where(condition).order_by(office.c.name)
    return reading.connection.execute(statement).mappings().all()


def load(reading: Reading, office_id: str) -> RowMapping:
    """Return one office the actor may administer.

    Raises:
        Forbidden: the actor administers none.
        NotFound: there is none of that id within the actor's reach.
    """
    return _find(reading.model, reading.connection, reading.actor, office_id)


def names(connection: Connection, model: Model) -> list[tuple[str, str]]:
    """Return id and name of every office, open or closed, by name."""
    office = model.table("office")
    return [(row.id, row.name) for row in connection.execute(select(office).order_by(office.c.name))]


def kinds(connection: Connection, model: Model) -> list[str]:
    """Return the kinds of office there are."""
    office = model.table("office")
    return list(connection.scalars(select(office.c.kind).distinct().order_by(office.c.kind)))


def demand_adding(model: Model, actor: Actor) -> None:
    """Refuse who may not add offices.

    Raises:
        Forbidden: the actor does not administer all offices.
    """
    if policy.reach(model, actor, "administer", "offices") != "everything":
        raise Forbidden


def add(work: Work, identity: Identity, facts: Facts) -> str:
    """Add an office and return its id, made from kind and city and never used again.

    Raises:
        Forbidden: the actor may not add offices.
        Invalid: with every fault, by control name.
    """
    demand_adding(work.model, work.actor)
    office = work.model.table("office")
    known = _prefixes(work)
    faults = _identity_faults(identity, known) | _facts_faults(facts, known, "")
    if faults:
        raise Invalid(faults)
    office_id = _new_id(work.connection, work.model, f"{identity.kind}_{facts.city}")
    values = {**asdict(identity), **asdict(facts)}
    work.connection.execute(insert(office).values(id=office_id, version=1, **values))
    _note(work, "create", office_id, {}, values)
    return office_id


def correct(work: Work, office_id: str, facts: Facts, version: int) -> None:
    """Change what an office says.

    Raises:
        Forbidden: the actor administers no offices.
        NotFound: the office is out of the actor's reach.
        Conflict: somebody changed it in between.
        Invalid: with every fault, by control name.
    """
    row = _hold(work, office_id)
    if row["version"] != version:
        raise Conflict({}, row["version"])
    office = work.model.table("office")
    known = _prefixes(work)
    faults = _facts_faults(facts, known, office_id)
    if faults:
        raise Invalid(faults)
    values = asdict(facts)
    work.connection.execute(
        update(office).where(office.c.id == office_id).values(version=version + 1, **values)
    )
    _note(work, "update", office_id, dict(row), values)


def _demand(model: Model, actor: Actor) -> None:
    if not policy.may(model, actor, "administer", "offices"):
        raise Forbidden


def _hold(work: Work, office_id: str) -> RowMapping:
    """Find an office to change; until that is done nobody else changes it."""
    office = work.model.table("office")
    work.connection.execute(select(office.c.id).where(office.c.id == office_id).with_for_update())
    return _find(work.model, work.connection, work.actor, office_id)


def _find(model: Model, connection: Connection, actor: Actor, office_id: str) -> RowMapping:
    _demand(model, actor)
    office = model.table("office")
    condition = policy.rows(model, actor, "administer", "offices")
    statement = select(office).where(office.c.id == office_id, condition)
    row = connection.execute(statement).mappings().one_or_none()
    if row is None:
        raise NotFound
    return row


def _identity_faults(identity: Identity, known: dict[str, str]) -> dict[str, Fault]:
    faults = {}
    if not _KIND.fullmatch(identity.kind):
        faults["kind"] = Fault("admin.kind_missing")
    if pycountry.countries.get(alpha_3=identity.country) is None:
        faults["country"] = Fault("admin.country_missing")
    if not _PREFIX.fullmatch(identity.prefix):
        faults["prefix"] = Fault("admin.prefix_shape")
    elif identity.prefix in known.values():
        faults["prefix"] = Fault("admin.prefix_taken")
    if identity.parent_id is not None and identity.parent_id not in known:
        faults["parent"] = Fault("account.office_missing")
    return faults


def _facts_faults(facts: Facts, known: dict[str, str], own_id: str) -> dict[str, Fault]:
    faults = {}
    for control in ("name", "city"):
        value = getattr(facts, control)
        if not value or len(value) > LONGEST or refused_characters(value):
            faults[control] = Fault(f"admin.{control}_shape", {"count": LONGEST})
    if facts.time_zone not in zoneinfo.available_timezones():
        faults["time_zone"] = Fault("admin.zone_missing")
    if facts.opened is not None and facts.closed is not None and facts.closed < facts.opened:
        faults["closed"] = Fault("admin.closed_before")
    if facts.successor_id is not None and (facts.successor_id == own_id or facts.successor_id not in known):
        faults["successor"] = Fault("admin.successor_missing")
    return faults


def _prefixes(work: Work) -> dict[str, str]:
    office = work.model.table("office")
    return {row.id: row.prefix for row in work.connection.execute(select(office.c.id, office.c.prefix))}


def _new_id(connection: Connection, model: Model, words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:34]
    office = model.table("office")
    like = or_(office.c.id == stem, office.c.id.startswith(f"{stem}_", autoescape=True))
    taken = set(connection.scalars(select(office.c.id).where(like)))
    return next(
        name for name in (stem, *(f"{stem}_{number}" for number in range(2, 1000))) if name not in taken
    )


def _note(work: Work, verb: str, office_id: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    difference: dict[str, list[JsonValue]] = {
        name: [_json(before.get(name)), _json(value)]
        for name, value in after.items()
        if before.get(name) != value
    }
    history.record(
        work.connection,
        work.model.metadata,
        history.Entry(
            verb=verb,
            entity="office",
            record_id=office_id,
            at=work.now,
            account_id=work.actor.account_id,
            office_id=work.actor.office_id,
            difference=difference,
            request_id=work.request_id,
        ),
    )


def _json(value: object) -> JsonValue:
    return value if isinstance(value, str | None) else str(value)
