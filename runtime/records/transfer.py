"""Handing a case to another office: asked for, then accepted, refused or withdrawn. Must not reassign within an office.

While it waits, the office that asked keeps the file, and the gate knows of no transfer. Who may answer is who might
reassign the case if it were already of the office it is bound for.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import JsonValue
from sqlalchemy import select, update

from runtime.access.policy import may
from runtime.errors import Fault, Invalid, NotFound, Refused
from runtime.ir.entity import Entity
from runtime.records import assignment, deadline
from runtime.records.person import add_office
from runtime.records.reason import demanded
from runtime.records.serving import office_of
from runtime.records.settled import refuse_closed
from runtime.records.stored import find, require, type_entity
from runtime.records.trail import Deed, note
from runtime.records.work import Work
from runtime.records.write import insert_once, update_record

Answer = Literal["accepted", "refused", "withdrawn"]


def ask(work: Work, case_id: uuid.UUID, office_id: str, reason: str, transfer_id: uuid.UUID) -> uuid.UUID:
    """Ask another office to take a case over; return the transfer's id.

    Raises:
        NotFound: there is no such case, or the actor may not see it.
        Forbidden: the actor may not hand it over.
        Refused: it is closed, waits for an office already, or the same form was sent before and answered.
        Invalid: no reason was given, or no open office other than its own.
    """
    stored = find(work, "case", case_id, "reassign")
    table, office = work.model.table("transfer"), work.model.table("office")
    waiting = select(table.c.id).where(table.c.case_id == case_id, table.c.answered_at.is_(None))
    found = work.connection.scalar(waiting)
    if found == transfer_id:
        return transfer_id
    if found is not None:
        raise Refused(Fault("transfer.is_waiting"))
    refuse_closed(work.model, stored.row)
    is_open = select(office.c.id).where(office.c.id == office_id, office.c.closed.is_(None))
    if work.connection.scalar(is_open) is None or office_id == stored.row["office_id"]:
        raise Invalid({"office": Fault("transfer.choose_office")})
    why = demanded(reason)
    row = {
        "id": transfer_id,
        "case_id": case_id,
        "from_office_id": stored.row["office_id"],
        "to_office_id": office_id,
        "reason": why,
        "asked_at": work.now,
        "asked_by": work.actor.account_id,
    }
    if not insert_once(work, table, row):
        raise Refused(Fault("transfer.is_answered"))
    _note(work, "transfer", stored.entity, case_id, {"transfer": [None, office_id]}, why)
    return transfer_id


def withdraw(work: Work, case_id: uuid.UUID) -> None:
    """Take back a transfer that waits.

    Raises:
        NotFound: there is no such case, or the actor may not see it.
        Forbidden: the actor may not hand it over.
        Refused: none waits.
    """
    case = require(work, "case", case_id, "reassign")
    table = work.model.table("transfer")
    waiting = select(table.c.id).where(table.c.case_id == case_id, table.c.answered_at.is_(None))
    transfer_id = work.connection.scalar(waiting)
    if transfer_id is None:
        raise Refused(Fault("transfer.is_answered"))
    office_id = _answer(work, transfer_id, "withdrawn", None)
    entity = type_entity(work.model, "case", case["case_type"])
    _note(work, "withdraw_transfer", entity, case_id, {"transfer": [office_id, None]})


def accept(work: Work, transfer_id: uuid.UUID, account_id: uuid.UUID) -> uuid.UUID:
    """Take a case over, with an officer of the office it came to responsible; return the case's id.

    Raises:
        NotFound: there is no such transfer, or the actor may not answer it.
        Refused: it was answered or withdrawn.
        Invalid: the account is not an active one of the receiving office.
    """
    row = _arriving(work, transfer_id)
    case_id: uuid.UUID = row["case_id"]
    office_id = _answer(work, transfer_id, "accepted", None)
    cases = work.model.table("cases")
    if office_of(work, account_id) != office_id:
        raise Invalid({"account": Fault("case.not_of_this_office")})
    system = {"office_id": office_id, "responsible_id": account_id}
    # Moved first: then the gate itself says whether the actor may have it.
    work.connection.execute(update(cases).where(cases.c.id == case_id).values(office_id=office_id))
    stored = find(work, "case", case_id, "reassign")
    update_record(work, stored.entity, case_id, stored.version, system, {})
    deadline.keep(work, stored.entity, {**stored.row, **system}, stored.values)
    _let_find(work, case_id, office_id)
    assignment.dissolve(work, stored.entity, case_id)
    difference: Mapping[str, Sequence[JsonValue]] = {
        "office_id": [row["from_office_id"], office_id],
        "responsible_id": [str(stored.row["responsible_id"]), str(account_id)],
    }
    _note(work, "accept_transfer", stored.entity, case_id, difference)
    return case_id


def refuse(work: Work, transfer_id: uuid.UUID, reason: str) -> None:
    """Send a case back to the office that asked.

    Raises:
        NotFound: there is no such transfer, or the actor may not answer it.
        Refused: it was answered or withdrawn.
        Invalid: no reason was given.
    """
    row = _arriving(work, transfer_id)
    why = demanded(reason)
    office_id = _answer(work, transfer_id, "refused", why)
    entity = type_entity(work.model, "case", row["case_type"])
    _note(work, "refuse_transfer", entity, row["case_id"], {"transfer": [office_id, None]}, why)


def _arriving(work: Work, transfer_id: uuid.UUID) -> Mapping[str, Any]:
    """Find a transfer the actor may answer."""
    table, cases = work.model.table("transfer"), work.model.table("cases")
    row = (
        work.connection.execute(
            select(
                table.c.case_id,
                table.c.from_office_id,
                table.c.to_office_id,
                cases.c.case_type,
                cases.c.state,
            )
            .join_from(table, cases, cases.c.id == table.c.case_id)
            .where(table.c.id == transfer_id)
        )
        .mappings()
        .first()
    )
    if row is None:
        raise NotFound
    entity = type_entity(work.model, "case", row["case_type"])
    there = {
        # Whoever is of the case's group is none of the office it is bound for: as ``runtime.search.transfer`` asks.
        "id": transfer_id,
        "case_type": row["case_type"],
        "state": row["state"],
        "office_id": row["to_office_id"],
        "responsible_id": None,
    }
    if not all(may(work.model, work.actor, verb, entity.id, there) for verb in ("read", "reassign")):
        raise NotFound
    return dict(row)


def _answer(work: Work, transfer_id: uuid.UUID, answer: Answer, reason: str | None) -> str:
    """Answer a transfer that waits, once, and return the office it was bound for."""
    table = work.model.table("transfer")
    office_id: str | None = work.connection.scalar(
        update(table)
        .where(table.c.id == transfer_id, table.c.answered_at.is_(None))
        .values(
            answer=answer,
            answer_reason=reason,
            answered_at=work.now,
            answered_by=work.actor.account_id,
        )
        .returning(table.c.to_office_id)
    )
    if office_id is None:
        raise Refused(Fault("transfer.is_answered"))
    return office_id


def _let_find(work: Work, case_id: uuid.UUID, office_id: str) -> None:
    """Let the office find the people of a case by their names."""
    party = work.model.table("party")
    for person_id in work.connection.scalars(select(party.c.person_id).where(party.c.case_id == case_id)):
        add_office(work, person_id, office_id)


def _note(
    work: Work,
    verb: str,
    entity: Entity,
    case_id: uuid.UUID,
    difference: Mapping[str, Sequence[JsonValue]],
    reason: str | None = None,
) -> None:
    note(work, Deed(verb, entity.id, case_id, difference, case_id=case_id, reason=reason))
