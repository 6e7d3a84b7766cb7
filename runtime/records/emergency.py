"""Emergency access: asked for by folio, ended by itself, told to owner and heads, reviewed. Must not read the case."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, func, insert, select, update
from uuid_utils.compat import uuid7

from runtime.access import within
from runtime.access.actor import Actor
from runtime.access.grants import WIDTH, reach, roles
from runtime.access.policy import may, rows
from runtime.access.territory import jurisdictions, neighbours
from runtime.errors import Fault, Forbidden, Invalid, NotFound, Refused
from runtime.ir.access import Emergency
from runtime.records.reason import demanded, told
from runtime.records.stored import type_entity
from runtime.records.trail import Deed, note
from runtime.records.work import Work
from runtime.schema import refused_characters
from runtime.storage.model import Model

# Whoever asks learns nothing from the answer: a folio that names nothing, or nothing within their reach, is kept, told
# and reviewed as one that opens a case, by the same statements. What was opened stands on their list.

MOST = 5
"""So often somebody may ask in a day: who tries one folio after another is not in an emergency."""
DAY = datetime.timedelta(days=1)
LONGEST = 120
ENTITY = "emergency_access"
FINDINGS = ("justified", "unjustified")
"""What events of an emergency are of that opened no case."""

Finding = Literal["justified", "unjustified"]


@dataclass(frozen=True)
class Asking:
    """What somebody asks: the folio as typed, a code of the catalog of reasons, and words."""

    folio: str
    reason: str
    words: str


def granted(model: Model, actor: Actor) -> Emergency | None:
    """Return the widest emergency access the actor's roles give, if any."""
    found = [role.emergency for role in roles(model, actor) if role.emergency is not None]
    return max(found, key=lambda one: WIDTH[one.reach], default=None)


def ask(work: Work, asking: Asking) -> uuid.UUID:
    """Ask for emergency access; return the id of what was asked.

    Raises:
        Forbidden: no role of the actor gives any.
        Refused: they have asked too often today.
        Invalid: no folio, no reason of the list, or no words.
    """
    given = granted(work.model, work.actor)
    if given is None:
        raise Forbidden
    folio, words = _read(work, given, asking)
    table, account = work.model.table("emergency_access"), work.model.table("account")
    # What the same account asks at once is counted one after the other.
    own = select(account.c.id).where(account.c.id == work.actor.account_id)
    work.connection.execute(own.with_for_update(key_share=True))
    lately = select(func.count()).where(
        table.c.account_id == work.actor.account_id, table.c.opened_at > work.now - DAY
    )
    if (work.connection.scalar(lately) or 0) >= MOST:
        raise Refused(Fault("emergency.too_often", {"most": MOST}))
    case = _case(work, given, folio)
    access_id = uuid7()
    row = {
        "id": access_id,
        "account_id": work.actor.account_id,
        "folio": folio,
        "case_id": case["id"] if case else None,
        "office_id": case["office_id"] if case else work.actor.office_id,
        "reason": asking.reason,
        "words": words,
        "opened_at": work.now,
        "ends_at": work.now + datetime.timedelta(minutes=given.minutes),
    }
    work.connection.execute(insert(table), row)
    _tell(work, row, None if case is None else case["responsible_id"])
    kind = {"case_type": case["case_type"] if case else None}
    _note(work, "open_emergency", row | kind, f"{asking.reason}: {words}")
    return access_id


def end(work: Work, access_id: uuid.UUID) -> None:
    """End the actor's own access before its time.

    Raises:
        NotFound: there is no such access of theirs that lasts.
    """
    table = work.model.table("emergency_access")
    row = _one(
        work,
        table.c.id == access_id,
        table.c.account_id == work.actor.account_id,
        table.c.ends_at > work.now,
    )
    work.connection.execute(update(table).where(table.c.id == access_id).values(ends_at=work.now))
    _note(work, "end_emergency", row)


def review(work: Work, access_id: uuid.UUID, finding: str, remarks: str) -> None:
    """Say whether an emergency was one; what was not ends at once.

    Raises:
        NotFound: there is none of that id that the actor reviews.
        Forbidden: it is their own.
        Refused: it was reviewed before.
        Invalid: no finding, or an unjustified one without remarks.
    """
    table = work.model.table("emergency_access")
    row = _one(work, table.c.id == access_id, rows(work.model, work.actor, "review", "emergency"))
    if row["account_id"] == work.actor.account_id:
        raise Forbidden
    if finding not in FINDINGS:
        raise Invalid({"finding": Fault("submission.required")})
    said = told(remarks, "remarks")
    if finding == "unjustified" and said is None:
        raise Invalid({"remarks": Fault("emergency.say_why")})
    ends_at = min(row["ends_at"], work.now) if finding == "unjustified" else row["ends_at"]
    changed = work.connection.execute(
        update(table)
        .where(table.c.id == access_id, table.c.reviewed_at.is_(None))
        .values(
            reviewed_at=work.now,
            reviewed_by=work.actor.account_id,
            finding=finding,
            remarks=said,
            ends_at=ends_at,
        )
    )
    if not changed.rowcount:
        raise Refused(Fault("emergency.is_reviewed"))
    _note(work, "review_emergency", row, f"{finding}: {said or ''}".rstrip(": "))


def mark_seen(work: Work) -> None:
    """Mark what the actor was told of emergencies as seen."""
    notice = work.model.table("emergency_notice")
    work.connection.execute(
        update(notice)
        .where(notice.c.account_id == work.actor.account_id, notice.c.seen_at.is_(None))
        .values(seen_at=work.now)
    )


def _read(work: Work, given: Emergency, asking: Asking) -> tuple[str, str]:
    faults: dict[str, Fault] = {}
    folio = asking.folio.strip()
    if not folio or len(folio) > LONGEST or refused_characters(folio):
        faults["folio"] = Fault("submission.required" if not folio else "emergency.no_folio")
    catalog = work.model.registry.catalog_by_id[given.reasons]
    known = catalog.by_code.get(asking.reason)
    if known is None or not known.is_current(work.now.date()):
        faults["reason"] = Fault("submission.required")
    words = ""
    try:
        words = demanded(asking.words)
    except Invalid as error:
        faults["words"] = error.faults["reason"]
    if faults:
        raise Invalid(faults)
    return folio, words


def _case(work: Work, given: Emergency, folio: str) -> Mapping[str, Any] | None:
    """The case of a folio within the reach of the emergency, of a type the actor reads at all; not one they see anyway."""
    model, actor, cases = work.model, work.actor, work.model.table("cases")
    kinds = [
        kind.key for kind in model.registry.case_types if reach(model, actor, "read", kind.id) is not None
    ]
    query = select(cases.c.id, cases.c.case_type, cases.c.office_id, cases.c.responsible_id).where(
        cases.c.folio.in_([folio, folio.upper()]),
        cases.c.case_type.in_(kinds),
        within.case_within(actor, given.reach).sql(model.metadata, cases),
        ~rows(model, actor, "read", "case"),
    )
    row = work.connection.execute(query).mappings().first()
    return None if row is None else dict(row)


def _tell(work: Work, row: Mapping[str, Any], owner: uuid.UUID | None) -> None:
    """Put it on the desks of the case's officer and of whoever reviews it."""
    wanted = {owner} if owner is not None else set()
    wanted |= {one.account_id for one in _reviewers(work, row)}
    wanted.discard(work.actor.account_id)
    notices = [{"access_id": row["id"], "account_id": one} for one in sorted(wanted, key=str)]
    if notices:
        work.connection.execute(insert(work.model.table("emergency_notice")), notices)


def _reviewers(work: Work, row: Mapping[str, Any]) -> Sequence[Actor]:
    """The accounts that may review an access."""
    office, account = work.model.table("office"), work.model.table("account")
    tree = work.connection.execute(select(office.c.id, office.c.parent_id, office.c.country)).all()
    below = jurisdictions({one.id: one.parent_id for one in tree})
    together = neighbours({one.id: one.country for one in tree})
    people = work.connection.execute(
        select(account.c.id, account.c.roles, account.c.office_id).where(account.c.disabled_at.is_(None))
    )
    names = {
        role.id
        for role in work.model.registry.roles
        if any(grant.verb == "review" and grant.subject == "emergency" for grant in role.grants)
    }
    known = [
        Actor(
            account_id=one.id,
            login="",
            name="",
            roles=tuple(one.roles),
            office_id=one.office_id,
            offices_below=below[one.office_id],
            offices_of_country=together[one.office_id],
            language=work.actor.language,
            zone=work.actor.zone,
        )
        for one in people
        if not names.isdisjoint(one.roles)
    ]
    return [one for one in known if may(work.model, one, "review", "emergency", row)]


def _one(work: Work, *conditions: ColumnElement[bool]) -> Mapping[str, Any]:
    table, cases = work.model.table("emergency_access"), work.model.table("cases")
    query = (
        select(table, cases.c.case_type)
        .join(cases, cases.c.id == table.c.case_id, isouter=True)
        .where(*conditions)
    )
    row = work.connection.execute(query).mappings().first()
    if row is None:
        raise NotFound
    return dict(row)


def _note(work: Work, verb: str, row: Mapping[str, Any], reason: str | None = None) -> None:
    """Tell the trail: of the case that was opened, or of the access that opened none."""
    case_id = row["case_id"]
    if case_id is None:
        note(work, Deed(verb, ENTITY, row["id"], reason=reason))
    else:
        entity = type_entity(work.model, "case", row["case_type"])
        note(work, Deed(verb, entity.id, case_id, case_id=case_id, reason=reason))
