"""The group of a case: who reaches it beside its officer. Owns adding and ending members; must not reassign the case."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import JsonValue
from sqlalchemy import select, update
from uuid_utils.compat import uuid7

from runtime.access.actor import NONE, Actor
from runtime.access.policy import may
from runtime.errors import Fault, Forbidden, Invalid, NotFound
from runtime.ir.entity import Entity
from runtime.records.reason import demanded
from runtime.records.serving import serving
from runtime.records.stored import require, type_entity
from runtime.records.trail import Deed, note
from runtime.records.work import Work
from runtime.records.write import insert_row
from runtime.storage.model import Model


def may_assign(model: Model, actor: Actor, entity: Entity, case: Mapping[str, Any]) -> bool:
    """Whether the actor decides who is of a case's group: its officer, and whoever may reassign it."""
    is_own = case["responsible_id"] in actor.answers_for and may(model, actor, "update", entity.id, case)
    return is_own or may(model, actor, "reassign", entity.id, case)


def add(work: Work, case_id: uuid.UUID, account_id: uuid.UUID, reason: str) -> None:
    """Take an account into a case's group; who is of it already stays.

    Raises:
        NotFound: there is no such case, or the actor may not see it.
        Forbidden: the actor does not decide who is of its group.
        Invalid: no reason was given, or the account is none that may see such cases at all.
    """
    case, entity = _case(work, case_id)
    why = demanded(reason)
    if account_id == work.actor.account_id:
        _refuse_keeping(work, entity, case)
    row = serving(work, [account_id]).get(account_id)
    if row is None or not _would_see(work, entity, case, account_id, row.roles, row.office_id):
        raise Invalid({"account": Fault("group.sees_no_cases")})
    table = work.model.table("case_member")
    known = select(table.c.id).where(
        table.c.case_id == case_id, table.c.account_id == account_id, table.c.ended_at.is_(None)
    )
    if work.connection.scalar(known) is not None:
        return
    insert_row(
        work,
        table,
        {
            "id": uuid7(),
            "case_id": case_id,
            "account_id": account_id,
            "added_at": work.now,
            "added_by": work.actor.account_id,
        },
    )
    _note(work, "add_member", entity, case_id, [None, str(account_id)], why)


def remove(work: Work, case_id: uuid.UUID, account_id: uuid.UUID, reason: str) -> None:
    """End an account's part in a case's group.

    Raises:
        NotFound: there is no such case or member, or the actor may not see it.
        Forbidden: the actor does not decide who is of its group.
        Invalid: no reason was given.
    """
    _, entity = _case(work, case_id)
    why = demanded(reason)
    if not _end(work, case_id, account_id):
        raise NotFound
    _note(work, "remove_member", entity, case_id, [str(account_id), None], why)


def dissolve(work: Work, entity: Entity, case_id: uuid.UUID) -> None:
    """End the whole group: the case went to another office, which makes its own."""
    for account_id in _end(work, case_id):
        _note(work, "remove_member", entity, case_id, [str(account_id), None])


def _case(work: Work, case_id: uuid.UUID) -> tuple[Mapping[str, Any], Entity]:
    case = require(work, "case", case_id, "read")
    entity = type_entity(work.model, "case", case["case_type"])
    if not may_assign(work.model, work.actor, entity, case):
        raise Forbidden
    return case, entity


def _refuse_keeping(work: Work, entity: Entity, case: Mapping[str, Any]) -> None:
    """Whoever only stands in for a case's officer does not stay with it when the leave is over.

    Raises:
        Invalid: that is what the actor does.
    """
    if not may_assign(work.model, replace(work.actor, standing_for=NONE), entity, case):
        raise Invalid({"account": Fault("group.stands_in")})


def _would_see(
    work: Work, entity: Entity, case: Mapping[str, Any], account_id: uuid.UUID, roles: list[str], office: str
) -> bool:
    """Whether the gate would let an account read the case as one of its group."""
    member = Actor(
        account_id=account_id,
        login="",
        name="",
        roles=tuple(roles),
        office_id=office,
        offices_below=frozenset([office]),
        language=work.actor.language,
        zone=work.actor.zone,
        assigned=frozenset([case["id"]]),
        visiting=frozenset([case["id"]] if office != case["office_id"] else []),
    )
    return may(work.model, member, "read", entity.id, case)


def _end(work: Work, case_id: uuid.UUID, account_id: uuid.UUID | None = None) -> list[uuid.UUID]:
    table = work.model.table("case_member")
    chosen = [table.c.case_id == case_id, table.c.ended_at.is_(None)]
    if account_id is not None:
        chosen.append(table.c.account_id == account_id)
    ended = update(table).where(*chosen).values(ended_at=work.now, ended_by=work.actor.account_id)
    return list(work.connection.scalars(ended.returning(table.c.account_id)))


def _note(
    work: Work,
    verb: str,
    entity: Entity,
    case_id: uuid.UUID,
    pair: list[JsonValue],
    reason: str | None = None,
) -> None:
    note(work, Deed(verb, entity.id, case_id, {"member": pair}, case_id=case_id, reason=reason))
