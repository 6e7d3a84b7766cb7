"""Ticking the items of a case's checklists, and taking ticks back. Must not judge what a step needs."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, insert, update

from runtime.access.mask import CHECKLIST, sees_words
from runtime.errors import Fault, NotFound, Refused
from runtime.expressions.evaluate import Data
from runtime.ir.checklist import Checklist
from runtime.records import protocol
from runtime.records.gates import moment_of
from runtime.records.protocol import Key, Mark
from runtime.records.reason import told
from runtime.records.settled import refuse_settled
from runtime.records.stored import Stored, find
from runtime.records.trail import Deed, note
from runtime.records.work import Work


@dataclass(frozen=True)
class Ticks:
    """What somebody changed on a checklist: items to tick, ticks to take back, remarks by item.

    An item that another ticked meanwhile stays ticked, with that other's name: only what was seen is taken back.
    """

    ticked: frozenset[str] = frozenset()
    cleared: frozenset[str] = frozenset()
    remarks: Mapping[str, str] | None = None


def tick(work: Work, case_id: uuid.UUID, checklist_id: str, ticks: Ticks) -> None:
    """Change what is ticked on a checklist of a case; each item leaves its own event.

    Raises:
        NotFound: there is no such case, or it has no such checklist now, or the actor may not see it.
        Forbidden: the actor may not change the case.
        Refused: the case is closed, or stands behind a gate that a tick opened which would be taken back.
        Invalid: a remark is too long or has characters that are not taken.
    """
    stored = find(work, "case", case_id, "update")
    refuse_settled(work.model, stored)
    there = protocol.marks(work.model, work.connection, stored.entity, case_id)
    checklist = _checklist(work, stored, checklist_id, frozenset(there))
    # Who may not read remarks does not write over them either.
    remarks = (ticks.remarks or {}) if sees_words(work.model, work.actor) else {}
    for item in checklist.items:
        key, known = (checklist.id, item.id), there.get((checklist.id, item.id))
        remark = told(remarks.get(item.id), f"note.{item.id}")
        if known is None and item.id in ticks.ticked:
            _insert(work, stored, key, remark)
        elif known is not None and item.id in ticks.cleared:
            if protocol.is_fixed(work.model, item, stored.state):
                raise Refused(Fault("checklist.is_fixed"))
            _delete(work, stored, key, known)
        elif known is not None and item.id in remarks and (remark or "") != known.note:
            _remark(work, stored, key, known, remark)


def _checklist(work: Work, stored: Stored, checklist_id: str, ticked: frozenset[Key]) -> Checklist:
    """Find a checklist that the case has now: its condition holds, or something is ticked on it."""
    model = work.model
    moment = moment_of(work.actor, work.now, stored)

    def data() -> Data:
        return model.conditions.data(stored.entity.id, stored.values, stored.unknown, moment, stored.person)

    for checklist in protocol.shown(model, stored.entity, ticked, data):
        if checklist.id == checklist_id:
            return checklist
    raise NotFound


def _insert(work: Work, stored: Stored, key: Key, remark: str | None) -> None:
    row = {
        "case_id": stored.id,
        "checklist": key[0],
        "item": key[1],
        "ticked_at": work.now,
        "ticked_by": work.actor.account_id,
        "note": remark,
    }
    work.connection.execute(insert(work.model.table("checklist_mark")), row)
    _note(work, stored, "tick", key, (None, remark or ""))


def _delete(work: Work, stored: Stored, key: Key, known: Mark) -> None:
    table = work.model.table("checklist_mark")
    work.connection.execute(
        delete(table).where(table.c.case_id == stored.id, table.c.checklist == key[0], table.c.item == key[1])
    )
    _note(work, stored, "untick", key, (known.note, None))


def _remark(work: Work, stored: Stored, key: Key, known: Mark, remark: str | None) -> None:
    table = work.model.table("checklist_mark")
    work.connection.execute(
        update(table)
        .where(table.c.case_id == stored.id, table.c.checklist == key[0], table.c.item == key[1])
        .values(note=remark)
    )
    _note(work, stored, "remark", key, (known.note, remark or ""))


def _note(work: Work, stored: Stored, verb: str, key: Key, pair: tuple[str | None, str | None]) -> None:
    difference = {f"{CHECKLIST}{key[0]}.{key[1]}": list(pair)}
    note(work, Deed(verb, stored.entity.id, stored.id, difference=difference, case_id=stored.id))
