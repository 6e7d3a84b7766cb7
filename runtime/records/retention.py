"""Carrying out what the terms of retention say, case by case, each in a transaction of its own; and legal holds.

Must not reckon terms (``expiry`` does).
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select, update

from runtime.access.actor import Actor
from runtime.access.policy import may, reach, rows
from runtime.errors import Fault, Forbidden, Invalid, NotFound, Refused
from runtime.ir.access import Verb
from runtime.ir.rights import Act
from runtime.records.anonymity import anonymise, people_of
from runtime.records.archive import pack
from runtime.records.expiry import Due, due
from runtime.records.reason import told
from runtime.records.removal import remove
from runtime.records.stored import require, type_entity
from runtime.records.trail import Deed, note
from runtime.records.work import Work, begin
from runtime.records.write import insert_row
from runtime.storage.model import Model
from runtime.storage.session import Store

SUBJECT = "retention"
BY_PAGE: tuple[Act, ...] = ("block", "anonymise")
"""What may be run from a page; the rest takes a command."""


@dataclass(frozen=True)
class Order:
    """Which acts may be carried out, with how many cases at most, and where packages for the archive go."""

    acts: Collection[Act]
    most: int | None = None
    archive: Path | None = None


@dataclass(frozen=True)
class Run:
    """What became of what was due: with which cases it was done, and how many more it can be done with."""

    done: Sequence[Due]
    left: int


def rehearse(model: Model, connection: Connection, actor: Actor, now: datetime.datetime) -> Sequence[Due]:
    """Return the cases over their term that the actor keeps, and change nothing.

    Raises:
        NotFound: the actor keeps none.
    """
    if reach(model, actor, "read", SUBJECT) is None:
        raise NotFound
    return due(model, connection, now, rows(model, actor, "read", SUBJECT))


def run(store: Store, model: Model, actor: Actor, order: Order, now: datetime.datetime) -> Run:
    """Do what is due, the longest over first; what is held stays.

    Raises:
        Forbidden: the actor may not.
    """
    if not may(model, actor, "administer", SUBJECT):
        raise Forbidden
    with store.reading() as connection:
        waiting = due(model, connection, now, rows(model, actor, "administer", SUBJECT))
    free = [one for one in waiting if not one.waits and one.act in order.acts]
    chosen = free[: order.most]
    done = [one for one in chosen if _carry_out(store, model, actor, order, one, now)]
    return Run(done, len(free) - len(chosen))


def may_keep(model: Model, actor: Actor, verb: Verb, record: Mapping[str, Any]) -> bool:
    """Whether the actor keeps a case or a person: by the case's office and officer, by who entered the person."""
    whose = record.get("responsible_id") or record.get("created_by")
    return may(model, actor, verb, SUBJECT, {"office_id": record["office_id"], "responsible_id": whose})


def hold(
    work: Work, reason: str, *, case_id: uuid.UUID | None = None, person_id: uuid.UUID | None = None
) -> None:
    """Put a legal hold on a case or a person: what is held never expires.

    Raises:
        NotFound: there is no such record, or the actor may not see it.
        Forbidden: the actor may not hold it.
        Invalid: no reason was given.
    """
    _require(work, case_id, person_id)
    why = _demanded("hold_reason", reason)
    row = {
        "id": uuid.uuid4(),
        "case_id": case_id,
        "person_id": person_id,
        "reason": why,
        "placed_at": work.now,
        "placed_by": work.actor.account_id,
    }
    insert_row(work, work.model.table("legal_hold"), row)
    _note_hold(work, "hold", case_id, person_id, why)


def lift(work: Work, hold_id: uuid.UUID, reason: str) -> None:
    """Lift a legal hold.

    Raises:
        NotFound: there is no such hold, or the actor may not see what it holds.
        Forbidden: the actor may not lift it.
        Refused: it was lifted before.
        Invalid: no reason was given.
    """
    table = work.model.table("legal_hold")
    row = work.connection.execute(select(table).where(table.c.id == hold_id)).mappings().first()
    if row is None:
        raise NotFound
    _require(work, row["case_id"], row["person_id"])
    why = _demanded("lift_reason", reason)
    values = {"lifted_at": work.now, "lifted_by": work.actor.account_id, "lifted_reason": why}
    lifted = work.connection.execute(
        update(table).where(table.c.id == hold_id, table.c.lifted_at.is_(None)).values(values)
    )
    if not lifted.rowcount:
        raise Refused(Fault("hold.is_lifted"))
    _note_hold(work, "lift_hold", row["case_id"], row["person_id"], why)


def _carry_out(
    store: Store, model: Model, actor: Actor, order: Order, wanted: Due, now: datetime.datetime
) -> bool:
    """Do what is due with one case, if it still is once nobody can put a hold on it or on its people any more."""
    with begin(store, model, actor, now=now) as work:
        cases, people = model.table("cases"), model.table(model.registry.by_id["person"].table)
        held = select(cases.c.id).where(cases.c.id == wanted.case_id).with_for_update()
        work.connection.execute(held)
        # A hold, and a request that waits, refers to the person: the database lets no row refer to a locked one.
        theirs = people.c.id.in_(people_of(work, wanted.case_id))
        work.connection.execute(select(people.c.id).where(theirs).order_by(people.c.id).with_for_update())
        found = due(model, work.connection, work.now, cases.c.id == wanted.case_id)
        if not found or found[0].waits or found[0].act != wanted.act:
            return False
        [case] = found
        if case.act == "archive":
            assert order.archive is not None
            pack(work, case, order.archive)
        if case.act in ("block", "archive", "anonymise"):
            insert_row(work, model.table("case_retention"), _row(work, case))
        if case.act == "anonymise":
            anonymise(work, case)
        elif case.act == "delete":
            remove(work, case)
        deed = Deed(
            f"retention_{case.act}",
            case.entity.id,
            case.case_id,
            {"retention": [None, case.retention.term]},
            case_id=case.case_id,
        )
        note(work, deed)
    return True


def _row(work: Work, case: Due) -> dict[str, object]:
    return {
        "case_id": case.case_id,
        "act": case.act,
        "term": case.retention.term,
        "expired_on": case.expired_on,
        "at": work.now,
        "by": work.actor.account_id,
    }


def _require(work: Work, case_id: uuid.UUID | None, person_id: uuid.UUID | None) -> None:
    entity_id, record_id = ("case", case_id) if case_id is not None else ("person", person_id)
    assert record_id is not None
    record = require(work, entity_id, record_id, "read")
    if not may_keep(work.model, work.actor, "administer", record):
        raise Forbidden


def _demanded(control: str, words: str) -> str:
    found = told(words, control)
    if found is None:
        raise Invalid({control: Fault("submission.required")})
    return found


def _note_hold(
    work: Work, verb: str, case_id: uuid.UUID | None, person_id: uuid.UUID | None, reason: str
) -> None:
    difference: dict[str, list[str | None]] = {"hold": [None, reason] if verb == "hold" else [reason, None]}
    if case_id is not None:
        case = require(work, "case", case_id, "read")
        entity = type_entity(work.model, "case", case["case_type"])
        note(work, Deed(verb, entity.id, case_id, difference, case_id=case_id))
    elif person_id is not None:
        note(work, Deed(verb, "person", person_id, difference, person_id=person_id))
