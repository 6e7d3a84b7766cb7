"""Whether what a scenario claims is true once it was played: of its case as a whole. Must not change anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from runtime.access.policy import base_table, rows
from runtime.errors import NotFound
from runtime.ir.entity import Entity
from runtime.ir.expectation import (
    CountIs,
    DeadlineIs,
    Denied,
    FolioIs,
    Lacks,
    Offered,
    Printable,
    RefusedFor,
    ReportIs,
    Sees,
    Shown,
    StateIs,
    TakesPart,
    Ticked,
    ValueIs,
    Verdict,
)
from runtime.ir.scenario import Claim
from runtime.scenario import fieldclaims, moveclaims, sideclaims
from runtime.scenario.eyes import Eyes, Miss
from runtime.scenario.outcome import About, Failure
from runtime.scenario.refusal import Reason
from runtime.scenario.world import World

_TABLES = {"cases": "case", "people": "person", "actions": "action"}


def judge(world: World, claim: Claim, refused: Sequence[Reason], touched: Sequence[Entity]) -> Failure | None:
    """Judge one claim.

    Args:
        world: the scenario after its last step.
        claim: the claim.
        refused: why the last step was refused; nothing if it was not.
        touched: the entities whose fields the last step filled in.

    Returns:
        What is not true, if anything is not.
    """
    eyes = Eyes(world, claim.who, claim.case)
    try:
        if isinstance(claim.claim, RefusedFor):
            miss = _refused(eyes, claim.claim, refused, touched)
        else:
            miss = _of_case(eyes, claim) or _of_parts(eyes, claim) or _of_sides(eyes, claim)
    except NotFound:
        say = eyes.words.say
        miss = Miss(
            say("scenario.case"), say("scenario.unseen", who=eyes.words.role(claim.who)), (eyes.role,)
        )
    return None if miss is None else Failure("expect", claim.line, miss.expected, miss.happened, miss.about)


def _of_case(eyes: Eyes, claim: Claim) -> Miss | None:
    match claim.claim:
        case DeadlineIs() as said:
            return _deadline(eyes, said)
        case StateIs() as said:
            return _state(eyes, said)
        case FolioIs() as said:
            return _folio(eyes, said)
        case CountIs() as said:
            return _count(eyes, said)
    return None


def _of_parts(eyes: Eyes, claim: Claim) -> Miss | None:
    match claim.claim:
        case Sees() as said:
            return fieldclaims.seen(eyes, said)
        case Shown() as said:
            return fieldclaims.shown(eyes, said)
        case ValueIs() as said:
            return fieldclaims.value(eyes, said)
        case Offered() as said:
            return fieldclaims.offered(eyes, said) if said.spot else moveclaims.offered(eyes, said)
        case Lacks() as said:
            return moveclaims.lacks(eyes, said)
        case Denied() as said:
            return moveclaims.denied(eyes, said)
    return None


def _of_sides(eyes: Eyes, claim: Claim) -> Miss | None:
    match claim.claim:
        case Ticked() as said:
            return sideclaims.ticked(eyes, said)
        case TakesPart() as said:
            return sideclaims.party(eyes, said)
        case Printable() as said:
            return sideclaims.documents(eyes, said)
        case ReportIs() as said:
            return sideclaims.report(eyes, said)
    return None


def _deadline(eyes: Eyes, claim: DeadlineIs) -> Miss | None:
    entity, words = eyes.case.entity, eyes.words
    table = eyes.world.model.table("deadline")
    asked = select(table).where(table.c.case_id == eyes.case.id, table.c.key == claim.deadline)
    row = eyes.world.connection.execute(asked).mappings().first()
    verdict, due = (_verdict(eyes, dict(row)), row["due_at"]) if row else ("none", None)
    if claim.verdict in (None, verdict) and claim.due in (None, due):
        return None
    label = words.deadline(entity, claim.deadline)
    expected = [words.say(f"scenario.is.{claim.verdict}", label=label)] if claim.verdict else []
    if claim.due is not None:
        key = "scenario.ends" if expected else "scenario.due"
        expected.append(words.say(key, label=label, moment=words.moment(claim.due, eyes.who)))
    happened = [words.say(f"scenario.is.{verdict}", label=label)]
    if due is not None:
        happened.append(words.say("scenario.ends", moment=words.moment(due, eyes.who)))
    registry = eyes.world.model.registry
    found = next((one for one in registry.deadlines_of(entity) if one.id == claim.deadline), None)
    owner = entity.id if found in entity.deadlines else entity.base
    about = [About("deadline", claim.deadline, owner or entity.id)]
    if (
        found is not None
        and found.start in entity.fields_by_id.keys() | registry.by_id["case"].fields_by_id.keys()
    ):
        about.append(About("field", found.start, entity.id))
    return Miss(words.list(expected), words.list(happened), tuple(about))


def _verdict(eyes: Eyes, row: Mapping[str, Any]) -> Verdict:
    if row["stopped_at"] is not None:
        return "kept" if row["stopped_at"] <= row["due_at"] else "late"
    if eyes.world.now > row["due_at"]:
        return "overdue"
    return "warning" if row["warn_at"] is not None and eyes.world.now >= row["warn_at"] else "running"


def _refused(
    eyes: Eyes, claim: RefusedFor, refused: Sequence[Reason], touched: Sequence[Entity]
) -> Miss | None:
    found = {reason.name for reason in refused}
    why = {reason.why for reason in refused if reason.name in claim.names}
    if found.issuperset(claim.names) and (claim.because is None or claim.because in why):
        return None
    say, names = eyes.words.say, eyes.words.names(claim.names, touched)
    expected = say("scenario.refused", names=names)
    if claim.because is not None:
        expected = say("scenario.refused_because", names=names, because=claim.because)
    happened = say("scenario.accepted")
    if refused:
        happened = say("scenario.was_refused", why=eyes.words.refusal(refused, touched))
    return Miss(expected, happened, tuple(eyes.about_fields(claim.names, touched)))


def _state(eyes: Eyes, claim: StateIs) -> Miss | None:
    if eyes.case.state == claim.state:
        return None
    say, state = eyes.words.say, eyes.words.state
    expected = say("scenario.state", state=state(claim.state))
    return Miss(expected, say("scenario.state", state=state(eyes.case.state)), (About("state", claim.state),))


def _folio(eyes: Eyes, claim: FolioIs) -> Miss | None:
    folio, office = str(eyes.case.row["folio"]), eyes.world.model.table("office")
    prefix = select(office.c.prefix).where(office.c.id == eyes.case.row["office_id"])
    wanted = claim.folio.replace("{prefix}", eyes.world.connection.scalar(prefix) or "")
    if folio == wanted:
        return None
    say = eyes.words.say
    return Miss(say("scenario.folio", folio=wanted), say("scenario.folio", folio=folio))


def _count(eyes: Eyes, claim: CountIs) -> Miss | None:
    model, entity_id = eyes.world.model, _TABLES[claim.of]
    table = model.table(base_table(model, entity_id))
    conditions = [rows(model, eyes.actor, "read", entity_id)]
    if "annulled_at" in table.c:
        conditions.append(table.c.annulled_at.is_(None))
    number = eyes.world.connection.scalar(select(func.count()).select_from(table).where(*conditions)) or 0
    if number == claim.number:
        return None
    say, who = eyes.words.say, eyes.words.role(eyes.who)
    return Miss(
        say(f"scenario.count.{claim.of}", who=who, count=claim.number),
        say(f"scenario.count.{claim.of}", who=who, count=number),
        (eyes.role,),
    )
