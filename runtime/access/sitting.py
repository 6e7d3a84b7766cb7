"""Who says why before they read a restricted case: whoever it is not assigned to. Must not know sessions or pages."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from runtime.access.actor import Actor
from runtime.access.grants import WIDTH, roles
from runtime.errors import ReasonNeeded
from runtime.ir.entity import Entity
from runtime.storage.model import Model


def is_assigned(actor: Actor, case: Mapping[str, Any]) -> bool:
    """Whether a case is the actor's own, of somebody they stand in for, or one of their groups'."""
    return case["responsible_id"] in actor.answers_for or case["id"] in actor.assigned


def needs_reason(actor: Actor, entity: Entity, case: Mapping[str, Any]) -> bool:
    """Whether a case is restricted, and its reader still has to say why they read it.

    Args:
        actor: who reads.
        entity: the type of the case.
        case: its ``id`` and ``responsible_id``.
    """
    if entity.privacy != "restricted" or is_assigned(actor, case):
        return False
    return case["id"] not in actor.explained | actor.opened


def demand_reason(actor: Actor, entity: Entity, case: Mapping[str, Any]) -> None:
    """Refuse to show a restricted case until its reader said why in this sitting.

    Emergency access was asked for with its reason.

    Args:
        actor: who reads.
        entity: the type of the case.
        case: its system columns.

    Raises:
        ReasonNeeded: they have not.
    """
    if needs_reason(actor, entity, case):
        raise ReasonNeeded(case["id"])


def demand_reason_of(model: Model, connection: Connection, actor: Actor, case_id: uuid.UUID | None) -> None:
    """Refuse to show what hangs on a case likewise; nothing is asked for who meets none but their own.

    Raises:
        ReasonNeeded: the case is restricted, and they have not said why they read it.
    """
    if case_id is None or not may_meet(model, actor):
        return
    cases = model.table("cases")
    query = select(cases.c.id, cases.c.case_type, cases.c.responsible_id).where(cases.c.id == case_id)
    row = connection.execute(query).one()
    demand_reason(actor, model.registry.by_id[f"case_{row.case_type}"], row._asdict())


def may_meet(model: Model, actor: Actor) -> bool:
    """Whether the actor may see restricted cases that are not assigned to them."""
    return any(WIDTH[role.restricted] > WIDTH["assigned"] for role in roles(model, actor))
