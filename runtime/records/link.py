"""Links between cases, the same from both ends. Must not change the cases.

A case that is open may be linked to one that is closed, an earlier one of the same person above all; both say so in
their history. From a closed one nothing is linked or undone.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete

from runtime.errors import Fault, Invalid
from runtime.records.settled import refuse_closed
from runtime.records.stored import find, require, type_entity
from runtime.records.trail import Deed, note
from runtime.records.work import Work
from runtime.records.write import insert_once


def add(work: Work, case_id: uuid.UUID, other_id: uuid.UUID) -> None:
    """Link two cases; nothing happens when they are linked.

    Raises:
        NotFound: one of them is not there, or the actor may not see it.
        Forbidden: the actor may not change the first.
        Refused: the first is closed.
        Invalid: it is one and the same case.
    """
    case = find(work, "case", case_id, "update").row
    refuse_closed(work.model, case)
    if case_id == other_id:
        raise Invalid({"case": Fault("link.same_case")})
    other = require(work.lasting, "case", other_id, "read")
    first, second = _ordered(case_id, other_id)
    row = {"case_id": first, "linked_id": second, "added_at": work.now, "added_by": work.actor.account_id}
    if insert_once(work, work.model.table("case_link"), row):
        _note_both(work, "link", case, other)


def remove(work: Work, case_id: uuid.UUID, other_id: uuid.UUID) -> None:
    """Undo a link.

    Raises:
        NotFound: one of them is not there, or the actor may not see it.
        Forbidden: the actor may not change the first.
        Refused: the first is closed.
    """
    case = find(work, "case", case_id, "update").row
    refuse_closed(work.model, case)
    other = require(work, "case", other_id, "read")
    table = work.model.table("case_link")
    first, second = _ordered(case_id, other_id)
    gone = work.connection.scalar(
        delete(table).where(table.c.case_id == first, table.c.linked_id == second).returning(table.c.case_id)
    )
    if gone is not None:
        _note_both(work, "unlink", case, other)


def _ordered(one: uuid.UUID, other: uuid.UUID) -> tuple[uuid.UUID, uuid.UUID]:
    # One row a pair, whichever end it was made from.
    return (one, other) if one < other else (other, one)


def _note_both(work: Work, verb: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> None:
    for this, that in ((one, other), (other, one)):
        pair = [None, that["folio"]] if verb == "link" else [that["folio"], None]
        deed = Deed(
            verb,
            type_entity(work.model, "case", this["case_type"]).id,
            this["id"],
            difference={"linked": pair},
            case_id=this["id"],
        )
        note(work, deed)
