"""Moving a case between states. Owns the act; what it needs beforehand is told by ``gates``."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from pydantic import JsonValue

from runtime.errors import Fault, Forbidden, Invalid, NotFound, Refused
from runtime.ir.lifecycle import Transition
from runtime.records import closing, deadline, gates, protocol
from runtime.records.conflict import refuse_stale
from runtime.records.events import AfterTransition, BeforeTransition
from runtime.records.gates import Need, Option
from runtime.records.reason import told
from runtime.records.stored import Stored, find
from runtime.records.trail import Deed, note
from runtime.records.work import Work
from runtime.records.write import update_record

__all__ = ["Need", "Option", "move"]


def move(
    work: Work, case_id: uuid.UUID, transition_id: str, reason: str | None, words: str | None, version: int
) -> int:
    """Take a case through a transition; return its new version.

    Args:
        work: the transaction.
        case_id: the case.
        transition_id: which way.
        reason: a code of the transition's catalog, when it asks for one.
        words: free words: asked for, or beside the code.
        version: the version the page was opened at.

    Raises:
        NotFound: there is no such case or transition, or the actor may not see it.
        Forbidden: the actor may not move it so.
        Conflict: somebody else moved it since the page was opened.
        Refused: it is not in a state this transition leaves.
        Invalid: by field and guard what it still needs, and ``reason`` or ``words`` when they are missing.
    """
    transition = _transition(work, transition_id)
    stored = find(work, "case", case_id, "transition")
    stored = protocol.with_ticks(work.model, work.connection, stored)
    refuse_stale(work, stored, version, {"state"})
    if stored.state not in transition.sources:
        raise Refused(Fault("lifecycle.not_from_here"))
    if not gates.is_allowed(work.model, work.actor, stored, transition):
        raise Forbidden
    why = told(words, "words")
    _refuse_unready(work, stored, transition, reason, why)
    event = (stored.entity.id, case_id, work.actor, work.now, transition.id, stored.state, transition.target)
    work.model.hooks.run(stored.entity.id, BeforeTransition(*event, work.connection))
    system = _columns(work, stored, transition, reason, why)
    changed = update_record(work, stored.entity, case_id, stored.version, system, {})
    deadline.keep(work, stored.entity, {**stored.row, **system}, stored.values)
    note(work, _deed(stored, system, transition, reason, why))
    work.model.hooks.run(stored.entity.id, AfterTransition(*event, work.connection))
    return changed


def _transition(work: Work, transition_id: str) -> Transition:
    for transition in work.model.registry.lifecycle.transitions:
        if transition.id == transition_id:
            return transition
    raise NotFound


def _refuse_unready(
    work: Work, stored: Stored, transition: Transition, reason: str | None, words: str | None
) -> None:
    faults: dict[str, Fault] = {}
    offered = gates.closing_reasons(work.model, stored.entity, transition, work.now.date())
    chosen = [code for code in offered if code == reason]
    asked = closing.needs_by_reason(work.model, work.actor, work.now, stored, chosen)
    ready = gates.needs(work.model, work.actor, work.now, stored, transition)
    for need in (*ready, *asked.get(reason or "", ())):
        if need.kind == "guard":
            faults[f"guard.{need.id}"] = Fault(f"guard.{need.id}", text=need.label)
        elif need.kind == "item":
            faults[f"checklist.{need.id}"] = Fault("lifecycle.item_needed")
        else:
            faults[need.id] = Fault("lifecycle.field_needed")
    if transition.reason == "words" and words is None:
        faults["words"] = Fault("submission.required")
    if transition.reason == "catalog" and reason not in offered:
        faults["reason"] = Fault("submission.required" if not reason else "submission.reason_not_offered")
    if faults:
        raise Invalid(faults)


def _columns(
    work: Work, stored: Stored, transition: Transition, reason: str | None, words: str | None
) -> dict[str, Any]:
    """The system columns of the state entered; a case that is open again has no closing."""
    if work.model.registry.lifecycle.by_id[transition.target].kind != "closed":
        return {"state": transition.target, "closed_at": None, "closing_reason": None, "closing_words": None}
    closed_at: datetime.datetime = stored.row["closed_at"] or work.now
    code = reason if transition.reason == "catalog" else None
    return {
        "state": transition.target,
        "closed_at": closed_at,
        "closing_reason": code,
        "closing_words": words,
    }


def _deed(
    stored: Stored, system: dict[str, Any], transition: Transition, reason: str | None, words: str | None
) -> Deed:
    difference: dict[str, list[JsonValue]] = {"state": [stored.state, system["state"]]}
    if transition.reason == "catalog":
        difference["closing_reason"] = [None, reason]
    return Deed(
        "transition",
        stored.entity.id,
        stored.id,
        difference,
        case_id=stored.id,
        person_id=stored.row["person_id"],
        reason=words,
    )
