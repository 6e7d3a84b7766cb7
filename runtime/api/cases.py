"""Cases for other systems: listed, read, opened, corrected, moved; their events. Must not judge access."""

from __future__ import annotations

from pydantic import JsonValue
from sqlalchemy import ColumnElement, Uuid, select

from runtime.access.mask import sees_words
from runtime.api import lists, records
from runtime.api.call import Answer, Call, as_id, type_in
from runtime.api.changes import correct
from runtime.api.lines import Narrowing
from runtime.api.values import content_of, read
from runtime.errors import Fault, Invalid
from runtime.http.problems import Outdated
from runtime.ir.label import text
from runtime.records import case as cases
from runtime.records import gates, lifecycle, protocol
from runtime.records.stored import find, look
from runtime.records.submission import Current
from runtime.search import case, history, record
from runtime.search.tables import Tables
from runtime.storage.prepared import parameter

CASE, PERSON = "case", "person"
OPENING = ("id", "type", "person")
MOVE = ("transition", "reason", "words")


def list_cases(call: Call) -> Answer:
    """List the cases the caller may see, the newest first."""
    entity = call.registry.by_id[CASE]
    with call.reading() as reading:
        part = lists.read(call, reading, entity, [Narrowing(PERSON, _of_person)])
    data: list[JsonValue] = [*(records.line(call, one, part.fields) for one in part.lines)]
    call.note_read("api", CASE, None, count=len(data))
    return lists.answer(call, part, data)


def show_case(call: Call) -> Answer:
    """Show a case with its parties, clocks and links."""
    with call.reading() as reading:
        file = case.load(reading, call.id())
    return records.told_case(call, file)


def open_case(call: Call) -> Answer:
    """Open a case about a person, in the caller's office."""
    content, entity, case_id = content_of(call, OPENING), type_in(call, CASE), call.new_id()
    person_id = as_id(call.body.get(PERSON), PERSON)
    with call.reading() as reading:
        about = record.load(reading, PERSON, person_id)
    answers = read(call, entity, content, Current(person=about.values))
    with call.writing() as work:
        cases.open_case(work, entity.id, person_id, answers, case_id)
    with call.reading() as reading:
        file = case.load(reading, case_id)
    is_new = file.row["registered_at"] == call.now
    return records.told_case(call, file, 201 if is_new else 200, f"/api/v1/cases/{case_id}")


def correct_case(call: Call) -> Answer:
    """Store some fields of a case."""
    correct(call, CASE, call.id())
    return _shown(call)


def list_transitions(call: Call) -> Answer:
    """Show where a case may go from here, and what it still needs for it."""
    with call.reading() as reading:
        stored = look(reading.model, reading.connection, reading.actor, CASE, call.id())
        stored = protocol.with_ticks(reading.model, reading.connection, stored)
    data: list[JsonValue] = [
        {
            "transition": option.transition.id,
            "label": text(option.transition.label, call.language),
            "to": option.transition.target,
            "asks": option.transition.reason,
            "reasons": list(option.reasons),
            "needs": [
                {"kind": need.kind, "id": need.id, "label": text(need.label, call.language)}
                for need in option.needs
            ],
        }
        for option in gates.options(call.model, call.actor, call.now, stored)
        if option.may
    ]
    call.note_read("api", stored.entity.id, call.id(), case_id=call.id(), person_id=stored.row["person_id"])
    return Answer({"data": data, "state": stored.state})


def move_case(call: Call) -> Answer:
    """Take a case through a transition."""
    version, case_id = call.version(), call.id()
    faults = {name: Fault("api.not_known") for name in call.body.keys() - {*MOVE}}
    given = {name: call.body.get(name) for name in MOVE}
    faults |= {
        name: Fault("api.no_value")
        for name, value in given.items()
        if not isinstance(value, str) and not (value is None and name != "transition")
    }
    if given["transition"] not in {one.id for one in call.registry.lifecycle.transitions}:
        faults.setdefault("transition", Fault("api.no_type"))
    if faults:
        raise Invalid(faults)
    with call.writing() as work:
        stored = find(work, CASE, case_id, "transition")
        if version is not None and version != stored.version:
            raise Outdated
        lifecycle.move(
            work, case_id, str(given["transition"]), given["reason"], given["words"], stored.version
        )
    return _shown(call)


def list_events(call: Call) -> Answer:
    """Show what happened to a case, the newest first, as far as the caller may know it."""
    with call.reading() as reading:
        found = case.head(reading, call.id())
        events = history.load(reading, found.entity, call.id())
    has_words = sees_words(call.model, call.actor)
    data: list[JsonValue] = [
        {
            "at": records.plain(event.at),
            "verb": event.verb,
            "officer": event.officer,
            "office": event.office,
            "reason": event.reason if has_words and event.reason else None,
            "changes": {name: list(pair) for name, pair in event.changes.items()},
        }
        for event in events
    ]
    call.note_read("api", found.entity.id, call.id(), case_id=call.id(), count=len(data))
    return Answer({"data": data})


def _shown(call: Call) -> Answer:
    with call.reading() as reading:
        file = case.load(reading, call.id())
    return records.told_case(call, file)


def _of_person(tables: Tables) -> ColumnElement[bool]:
    party = tables.model.table("party")
    asked = select(party.c.case_id).where(party.c.person_id == parameter("of_person", Uuid()))
    return tables.base.c.id.in_(asked)
