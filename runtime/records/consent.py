"""The privacy notice shown for a case, and consent by purpose: given, and withdrawn as easily. Must not know texts.

Nothing is written over: each consent is a row that withdrawing closes, and giving it again is another row. A closed case
takes both: nobody loses the right to withdraw by the closing of a file.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import select, update
from uuid_utils.compat import uuid7

from runtime.errors import Fault, Invalid
from runtime.ir.label import text
from runtime.ir.rights import Notice
from runtime.records.reason import told
from runtime.records.stored import require, type_entity
from runtime.records.trail import Deed, note
from runtime.records.work import Work
from runtime.records.write import insert_once, insert_row

How = Literal["spoken", "written", "representative"]
HOW: tuple[How, ...] = get_args(How)
FORMS = ("short", "full")
_LONGEST_NAME = 200


@dataclass(frozen=True)
class Shown:
    """Which notice was shown, in which language, as its short or its full text."""

    notice: Notice
    language: str
    form: str = "short"


@dataclass(frozen=True)
class Said:
    """Who gave or withdrew consent, and how they said it."""

    by: str
    how: str


def show_notice(work: Work, case_id: uuid.UUID, shown: Shown) -> None:
    """Keep that the notice was shown to the person of a case, with its text as it stood; said again it is kept once.

    Raises:
        NotFound: there is no such case, or the actor may not see it.
        Forbidden: the actor may not change it.
        Invalid: the notice is not written in that language.
    """
    case = require(work, "case", case_id, "update")
    table = work.model.table("notice_shown")
    before = select(table.c.id).where(
        table.c.case_id == case_id,
        *(table.c[name] == value for name, value in _version(shown).items()),
        table.c.form == shown.form,
    )
    if work.connection.scalar(before) is not None:
        return
    _keep_text(work, shown)
    row = {
        "id": uuid7(),
        "person_id": case["person_id"],
        "case_id": case_id,
        **_version(shown),
        "form": shown.form if shown.form in FORMS else FORMS[0],
        "shown_at": work.now,
        "shown_by": work.actor.account_id,
    }
    insert_row(work, table, row)
    _note(work, case, "show_notice", {"notice": [None, _told(shown)]})


def give(work: Work, case_id: uuid.UUID, shown: Shown, purposes: Collection[str], said: Said) -> None:
    """Keep consent for some purposes of a notice; one that holds already is left as it is.

    Raises:
        NotFound: there is no such case, or the actor may not see it.
        Forbidden: the actor may not change it.
        Invalid: no purpose was chosen, or it is not said who gave consent or how.
    """
    case = require(work, "case", case_id, "update")
    asked = [purpose.id for purpose in shown.notice.asked if purpose.id in purposes]
    by = _said(said, asked)
    _keep_text(work, shown)
    held = {row["purpose"] for row in holding(work, case_id)}
    new = [purpose for purpose in asked if purpose not in held]
    for purpose in new:
        row = {
            "id": uuid7(),
            "person_id": case["person_id"],
            "case_id": case_id,
            **_version(shown),
            "purpose": purpose,
            "given_by": by,
            "how": said.how,
            "given_at": work.now,
            "recorded_by": work.actor.account_id,
        }
        insert_row(work, work.model.table("consent"), row)
    if new:
        _note(work, case, "consent", {"consent": [None, ", ".join(new)], "notice": [None, _told(shown)]})


def withdraw(work: Work, case_id: uuid.UUID, purposes: Collection[str], said: Said) -> Sequence[str]:
    """Close consent for some purposes; return those for which it was closed.

    Raises:
        NotFound: there is no such case, or the actor may not see it.
        Forbidden: the actor may not change it.
        Invalid: no purpose was chosen, or it is not said who withdraws consent or how.
    """
    case = require(work, "case", case_id, "update")
    by = _said(said, purposes)
    closed = [row for row in holding(work, case_id) if row["purpose"] in purposes]
    table = work.model.table("consent")
    for row in closed:
        values = {
            "withdrawn_by": by,
            "withdrawn_how": said.how,
            "withdrawn_at": work.now,
            "withdrawal_recorded_by": work.actor.account_id,
        }
        work.connection.execute(update(table).where(table.c.id == row["id"]).values(values))
    names = [str(row["purpose"]) for row in closed]
    if names:
        _note(work, case, "withdraw_consent", {"consent": [", ".join(names), None]})
    return names


def holding(work: Work, case_id: uuid.UUID) -> Sequence[Mapping[str, Any]]:
    """Return the consents of a case that hold."""
    table = work.model.table("consent")
    query = select(table).where(table.c.case_id == case_id, table.c.withdrawn_at.is_(None))
    return [dict(row) for row in work.connection.execute(query).mappings()]


def _said(said: Said, purposes: Collection[str]) -> str:
    """The name of who said it, checked with the rest."""
    faults = {}
    if not purposes:
        faults["purpose"] = Fault("consent.choose_purpose")
    if said.how not in HOW:
        faults["how"] = Fault("submission.required")
    try:
        by = told(said.by, "by") or ""
    except Invalid as error:
        raise Invalid({**faults, **error.faults}) from error
    if not by:
        faults["by"] = Fault("submission.required")
    elif len(by) > _LONGEST_NAME or "\n" in by:
        faults["by"] = Fault("field.too_long", {"limit": _LONGEST_NAME})
    if faults:
        raise Invalid(faults)
    return by


def _keep_text(work: Work, shown: Shown) -> None:
    notice = shown.notice
    if shown.language not in notice.full:
        raise Invalid({"language": Fault("consent.choose_language")})
    words = {"short": text(notice.short, shown.language), "full": text(notice.full, shown.language)}
    insert_once(work, work.model.table("notice_text"), {**_version(shown), **words})


def _version(shown: Shown) -> dict[str, str]:
    return {"notice": shown.notice.id, "version": shown.notice.version, "language": shown.language}


def _told(shown: Shown) -> str:
    return f"{shown.notice.id} {shown.notice.version} ({shown.language})"


def _note(
    work: Work, case: Mapping[str, Any], verb: str, difference: Mapping[str, Sequence[str | None]]
) -> None:
    entity = type_entity(work.model, "case", case["case_type"])
    deed = Deed(verb, entity.id, case["id"], difference, case_id=case["id"], person_id=case["person_id"])
    note(work, deed)
