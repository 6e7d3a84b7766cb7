"""People in their parts of a case, beside the one it is about. Must not register people."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete

from runtime.errors import Fault, Invalid, Refused
from runtime.records.person import add_office
from runtime.records.settled import refuse_closed
from runtime.records.stored import find, require, type_entity
from runtime.records.trail import Deed, note
from runtime.records.work import Work
from runtime.records.write import insert_once
from runtime.schema import refused_characters


def add(work: Work, case_id: uuid.UUID, person_id: uuid.UUID, part: str) -> None:
    """Give a person a part in a case; nothing happens when they have it.

    Raises:
        NotFound: there is no such case or person, or the actor may not see it.
        Forbidden: the actor may not change the case.
        Refused: the case is closed.
        Invalid: there is no such part, or it is that of the person the case is about.
    """
    case = _open_case(work, case_id)
    require(work.lasting, "person", person_id, "read")
    kinds = {kind.id: kind for kind in work.model.registry.parties}
    if part not in kinds or kinds[part].is_main:
        raise Invalid({"part": Fault("party.no_such_part")})
    row = {"case_id": case_id, "person_id": person_id, "part": part}
    stamp = {"added_at": work.now, "added_by": work.actor.account_id}
    if not insert_once(work, work.model.table("party"), row | stamp):
        return
    add_office(work, person_id, case["office_id"])
    _note(work, "add_party", case, person_id, [None, part])


def remove(work: Work, case_id: uuid.UUID, person_id: uuid.UUID, part: str) -> None:
    """Take a part from a person.

    Raises:
        NotFound: there is no such case, or the actor may not see it.
        Forbidden: the actor may not change the case.
        Refused: the case is closed, or about this person.
    """
    case = _open_case(work, case_id)
    if any(kind.is_main and kind.id == part for kind in work.model.registry.parties):
        raise Refused(Fault("party.is_main"))
    if refused_characters(part):
        return
    party = work.model.table("party")
    gone = work.connection.scalar(
        delete(party)
        .where(party.c.case_id == case_id, party.c.person_id == person_id, party.c.part == part)
        .returning(party.c.part)
    )
    if gone is not None:
        _note(work, "remove_party", case, person_id, [part, None])


def _open_case(work: Work, case_id: uuid.UUID) -> Mapping[str, Any]:
    # Held, so that nobody closes it meanwhile.
    case = find(work, "case", case_id, "update").row
    refuse_closed(work.model, case)
    return case


def _note(
    work: Work, verb: str, case: Mapping[str, Any], person_id: uuid.UUID, parts: list[str | None]
) -> None:
    deed = Deed(
        verb,
        type_entity(work.model, "case", case["case_type"]).id,
        case["id"],
        difference={"part": [*parts]},
        case_id=case["id"],
        person_id=person_id,
    )
    note(work, deed)
