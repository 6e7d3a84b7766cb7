"""Opening a case and handing it to another officer. Must not move it (``lifecycle`` does)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace

from runtime.access.actor import NONE
from runtime.access.policy import may
from runtime.errors import Fault, Forbidden, Invalid
from runtime.records import deadline
from runtime.records.conflict import refuse_stale
from runtime.records.creation import Kind, create
from runtime.records.person import add_office
from runtime.records.serving import office_of
from runtime.records.stored import find, require
from runtime.records.submission import Submission
from runtime.records.trail import Deed, note
from runtime.records.work import Work
from runtime.records.write import insert_row, update_record
from runtime.records.zone import zone_of
from runtime.storage.sequence import next_folio, year_of


def open_case(
    work: Work, case_type: str, person_id: uuid.UUID, submission: Submission, record_id: uuid.UUID
) -> uuid.UUID:
    """Open a case of a type (``case_x``) about a person, in the actor's office, with the actor responsible.

    The folio is taken last, so that the office's counter is held as briefly as can be.

    Raises:
        NotFound: there is no such person, or the actor may not see them.
        Forbidden: the actor may not open cases of this type.
        Invalid: a reference points at nothing.
    """
    model = work.model
    entity = model.registry.by_id[case_type]
    office_id = work.actor.office_id
    record = {"case_type": entity.key, "office_id": office_id, "responsible_id": work.actor.account_id}
    state = model.registry.lifecycle.initial.id
    if not may(model, work.actor, "create", case_type, {**record, "id": record_id, "state": state}):
        raise Forbidden
    require(work.lasting, "person", person_id, "read")

    year = year_of(work.now, zone_of(work, office_id))

    def system() -> Mapping[str, object]:
        folio = next_folio(work.outbox, model.metadata, model.registry.folio, office_id, year)
        return {
            **record,
            "folio": folio.text,
            "state": state,
            "person_id": person_id,
            "registered_at": work.now,
        }

    def then(columns: Mapping[str, object]) -> None:
        _add_main_party(work, record_id, person_id)
        case = {**columns, "id": record_id, "closed_at": None}
        deadline.keep(work, entity, case, submission.values, is_new=True)
        add_office(work, person_id, office_id)

    create(work, submission, record_id, Kind(system, then, record_id, person_id))
    return record_id


def reassign(work: Work, case_id: uuid.UUID, account_id: uuid.UUID, version: int) -> int:
    """Make another officer of the case's office responsible; return the new version.

    Raises:
        NotFound: there is no such case, or the actor may not see it.
        Forbidden: the actor may not reassign it.
        Invalid: the account is not an active one of the case's office, or the actor would keep a case they only have
            for somebody on leave.
        Conflict: somebody else changed who is responsible since the form was opened.
    """
    stored = find(work, "case", case_id, "reassign")
    refuse_stale(work, stored, version, {"responsible_id"})
    alone = replace(work.actor, standing_for=NONE)
    is_own = account_id == alone.account_id
    if is_own and not may(work.model, alone, "reassign", stored.entity.id, stored.row):
        raise Invalid({"account": Fault("case.stands_in")})
    if office_of(work, account_id) != stored.row["office_id"]:
        raise Invalid({"account": Fault("case.not_of_this_office")})
    if account_id == stored.row["responsible_id"]:
        return stored.version
    changed = update_record(work, stored.entity, case_id, stored.version, {"responsible_id": account_id}, {})
    case = {**stored.row, "responsible_id": account_id}
    deadline.keep(work, stored.entity, case, stored.values)
    deed = Deed(
        "reassign",
        stored.entity.id,
        case_id,
        difference={"responsible_id": [str(stored.row["responsible_id"]), str(account_id)]},
        case_id=case_id,
    )
    note(work, deed)
    return changed


def _add_main_party(work: Work, case_id: uuid.UUID, person_id: uuid.UUID) -> None:
    main = next(part.id for part in work.model.registry.parties if part.is_main)
    row = {"case_id": case_id, "person_id": person_id, "part": main}
    stamp = {"added_at": work.now, "added_by": work.actor.account_id}
    insert_row(work, work.model.table("party"), row | stamp)
