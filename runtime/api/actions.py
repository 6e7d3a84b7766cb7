"""Actions for other systems: listed, read, recorded, corrected. Must not judge access."""

from __future__ import annotations

import datetime

from pydantic import JsonValue
from sqlalchemy import ColumnElement, Uuid

from runtime.api import lists, records
from runtime.api.call import Answer, Call, as_id, type_in
from runtime.api.changes import correct
from runtime.api.lines import Narrowing
from runtime.api.values import content_of, read
from runtime.errors import Fault, Invalid
from runtime.records import action
from runtime.records.submission import NEW, Current
from runtime.search import case, record
from runtime.search.tables import Tables
from runtime.storage.prepared import parameter

ACTION, CASE, DONE_AT = "action", "case", "done_at"
RECORDING = ("id", "type", CASE, DONE_AT)


def list_actions(call: Call) -> Answer:
    """List the actions the caller may see, the newest first."""
    entity = call.registry.by_id[ACTION]
    with call.reading() as reading:
        part = lists.read(call, reading, entity, [Narrowing(CASE, _of_case)])
    data: list[JsonValue] = [*(records.line(call, one, part.fields) for one in part.lines)]
    call.note_read("api", ACTION, None, count=len(data))
    return lists.answer(call, part, data)


def show_action(call: Call) -> Answer:
    """Show an action."""
    with call.reading() as reading:
        found = record.load(reading, ACTION, call.id())
    return records.told(call, found)


def record_action(call: Call) -> Answer:
    """Record what was done, on a case or on none."""
    content, entity, action_id = content_of(call, RECORDING), type_in(call, ACTION), call.new_id()
    case_id = as_id(call.body[CASE], CASE) if call.body.get(CASE) is not None else None
    done_at = _moment(call.body.get(DONE_AT))
    current = NEW
    if case_id is not None:
        with call.reading() as reading:
            current = Current(person=case.head(reading, case_id).person)
    answers = read(call, entity, content, current)
    with call.writing() as work:
        action.record(work, entity.id, case_id, answers, action_id, done_at)
    with call.reading() as reading:
        found = record.load(reading, ACTION, action_id)
    return records.created(call, found, f"/api/v1/actions/{action_id}")


def correct_action(call: Call) -> Answer:
    """Store some fields of an action."""
    correct(call, ACTION, call.id())
    with call.reading() as reading:
        found = record.load(reading, ACTION, call.id())
    return records.told(call, found)


def _moment(given: object) -> datetime.datetime:
    try:
        found = datetime.datetime.fromisoformat(given) if isinstance(given, str) else None
        if found is not None and found.tzinfo is not None:
            return found.astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        pass
    raise Invalid({DONE_AT: Fault("api.moment_shape")})


def _of_case(tables: Tables) -> ColumnElement[bool]:
    return tables.base.c.case_id == parameter("of_case", Uuid())
