"""Who read or changed what a registry holds of one person. Must not render, and must not tell of cases the actor may not see.

Whoever sees the whole trail sees every case here by its folio; others those cases they may read.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, or_, select, true

from runtime.access import policy
from runtime.errors import NotFound
from runtime.ir.label import text
from runtime.search.directory import directory
from runtime.search.reading import Reading
from runtime.search.trail import SUBJECT

MOST = 2000
_READS = "read"


@dataclass(frozen=True)
class Reader:
    """One entry: who did what, when, by which way and why; ``folio`` is empty for what is of the person alone."""

    at: datetime.datetime
    name: str
    office: str
    roles: str
    verb: str
    channel: str | None
    entity: str
    folio: str
    reason: str
    times: int


@dataclass(frozen=True)
class Readers:
    """Who read one person's file, newest first, and the folios it covers."""

    lines: Sequence[Reader]
    folios: Sequence[str]
    is_cut: bool


def may_hand_over(reading: Reading) -> bool:
    """Whether the actor may make such a report of people they see."""
    return policy.may(reading.model, reading.actor, "read", SUBJECT)


def load(reading: Reading, person_id: uuid.UUID) -> Readers:
    """Return who read or changed a person, or one of their cases.

    Raises:
        NotFound: the actor may not make this report.
    """
    if not may_hand_over(reading):
        raise NotFound
    model = reading.model
    event, cases, party = (model.table(name) for name in ("event", "cases", "party"))
    sees_all = policy.reach(model, reading.actor, "read", SUBJECT) == "everything"
    seen = true() if sees_all else policy.rows(model, reading.actor, "read", "case")
    # A restricted case about somebody else is not told to whoever has some other part in it: they take this home.
    restricted = policy.restricted_types(model.registry.case_types)
    shared = cases.c.case_type.not_in(sorted(restricted))
    theirs = select(party.c.case_id).where(party.c.person_id == person_id)
    known = {
        row.id: row.folio
        for row in reading.connection.execute(
            select(cases.c.id, cases.c.folio).where(
                or_(cases.c.person_id == person_id, and_(cases.c.id.in_(theirs), shared)), seen
            )
        )
    }
    alone = (event.c.person_id == person_id) & event.c.case_id.is_(None)
    rows = reading.connection.execute(
        select(event)
        .where(or_(alone, event.c.case_id.in_(known)))
        .order_by(event.c.at.desc(), event.c.id.desc())
        .limit(MOST + 1)
    ).all()
    roles = _roles(reading, {row.account_id for row in rows})
    names = directory(reading)
    lines = [
        Reader(
            at=row.at,
            name=names.officer_name(row.account_id),
            office=names.office_name(row.office_id) if row.office_id else "",
            roles=roles.get(row.account_id, ""),
            verb=row.verb,
            channel=row.channel,
            entity=row.entity,
            folio=known.get(row.case_id, ""),
            reason=(row.reason or "") if row.verb == _READS else "",
            times=_times(row.difference),
        )
        for row in rows[:MOST]
    ]
    return Readers(lines, sorted(known.values()), len(rows) > MOST)


def _times(difference: Mapping[str, Any] | None) -> int:
    """How many reads an entry tells of: reads that were repeated within a minute are one."""
    [_, times] = (difference or {}).get("times", (None, 1))
    return times if isinstance(times, int) else 1


def _roles(reading: Reading, account_ids: set[uuid.UUID | None]) -> dict[uuid.UUID, str]:
    account = reading.model.table("account")
    labels = {role.id: text(role.label, reading.context.language) for role in reading.model.registry.roles}
    found = select(account.c.id, account.c.roles).where(account.c.id.in_(account_ids - {None}))
    return {
        row.id: ", ".join(labels.get(role, role) for role in row.roles)
        for row in reading.connection.execute(found)
    }
