"""Cases on their way between offices: what an office must know to answer, and nothing more. Must not answer.

The gate judges a waiting case as if it were already of the office it is bound for; until it is accepted, that office
sees the line of the case and the reason, never its file.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, Uuid, and_, cast, false, func, null, or_, select

from runtime.access.policy import reach, rows
from runtime.errors import NotFound
from runtime.ir.access import Verb
from runtime.search import caselines
from runtime.search.caselines import CaseLine
from runtime.search.reading import Reading
from runtime.sqltypes import Instant
from runtime.storage.prepared import Prepared, parameter

MOST = 20


@dataclass(frozen=True)
class Transfer:
    """A case with where it is bound for. ``refused`` says why not, of one that came back."""

    id: uuid.UUID
    case: CaseLine
    from_office_id: str
    to_office_id: str
    reason: str
    asked_at: datetime.datetime
    asked_by: uuid.UUID
    refused: str | None


def load(reading: Reading, transfer_id: uuid.UUID) -> Transfer:
    """Load a transfer that waits for the actor's answer.

    Raises:
        NotFound: there is none, or it is not the actor's to answer.
    """
    query = reading.model.memory.recall(
        ("transfer", reading.actor.power),
        lambda: Prepared(_one(reading), reading.connection.dialect),
    )
    found = lines(reading, query.rows(reading.connection, {"transfer": transfer_id}))
    if not found:
        raise NotFound
    return found[0]


def lines(reading: Reading, found: Iterable[Sequence[Any]]) -> list[Transfer]:
    """Make transfers of rows that end with ``_columns``."""
    kept = list(found)
    return [
        Transfer(key, case, source, target, reason, asked_at, asked_by, refused)
        for case, (*_, key, source, target, reason, asked_at, asked_by, refused) in zip(
            caselines.lines(reading, kept), kept, strict=True
        )
    ]


def statement(reading: Reading, *, is_head: bool) -> Select[Any]:
    """What waits for the actor's answer, and what came back to their office since ``since``, the newest first.

    Args:
        reading: whose desk.
        is_head: of every case of their offices, not only their own.
    """
    model, actor = reading.model, reading.actor
    arriving, cases = _arriving(reading), model.table("cases")
    later = model.table("transfer").alias("later")
    watched: ColumnElement[bool] = cases.c.responsible_id.in_(sorted(actor.answers_for))
    if is_head:
        watched = or_(watched, cases.c.office_id.in_(sorted(actor.offices_below)))
    returned = and_(
        arriving.c.answer == "refused",
        arriving.c.answered_at >= parameter("since", Instant()),
        arriving.c.from_office_id == cases.c.office_id,
        watched,
        rows(model, actor, "read", "case"),
        ~select(later.c.id)
        .where(later.c.case_id == cases.c.id, later.c.asked_at > arriving.c.asked_at)
        .correlate(cases, arriving)
        .exists(),
    )
    return (
        _select(reading, arriving)
        .where(or_(_is_mine(reading, arriving), returned))
        .order_by(func.coalesce(arriving.c.answered_at, arriving.c.asked_at).desc(), arriving.c.id.desc())
        .limit(MOST)
    )


def _one(reading: Reading) -> Select[Any]:
    arriving = _arriving(reading)
    return _select(reading, arriving).where(
        arriving.c.id == parameter("transfer", Uuid()), _is_mine(reading, arriving)
    )


def _select(reading: Reading, arriving: Subquery) -> Select[Any]:
    model = reading.model
    cases = model.table("cases")
    return select(*caselines.columns(reading), *_columns(arriving)).select_from(
        caselines.joined(model).join(arriving, arriving.c.case_id == cases.c.id)
    )


def _columns(arriving: Subquery) -> list[Any]:
    names = ("id", "from_office_id", "to_office_id", "reason", "asked_at", "asked_by", "answer_reason")
    return [arriving.c[name].label(f"transfer_{name}") for name in names]


def _is_mine(reading: Reading, arriving: Subquery) -> Any:
    """Whether a transfer waits for the actor: they could reassign the case, were it there."""
    model, actor = reading.model, reading.actor
    verbs: tuple[Verb, ...] = ("read", "reassign")
    if not any(reach(model, actor, "reassign", kind.id) for kind in model.registry.case_types):
        return false()
    return and_(
        arriving.c.answered_at.is_(None), *(rows(model, actor, verb, "case", arriving) for verb in verbs)
    )


def _arriving(reading: Reading) -> Subquery:
    """Transfers with the columns of a case the gate asks for, as they would be."""
    transfer, cases = reading.model.table("transfer"), reading.model.table("cases")
    return (
        select(
            *transfer.c,
            cases.c.case_type,
            cases.c.state,
            transfer.c.to_office_id.label("office_id"),
            cast(null(), Uuid()).label("responsible_id"),
        )
        .join_from(transfer, cases, cases.c.id == transfer.c.case_id)
        .subquery("arriving")
    )
