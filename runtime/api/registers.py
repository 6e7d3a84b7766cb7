"""The blueprint's further registers for other systems: listed, read, added to, corrected. Must not judge access."""

from __future__ import annotations

from pydantic import JsonValue

from runtime.access.policy import reach
from runtime.api import lists, records
from runtime.api.call import Answer, Call
from runtime.api.changes import correct
from runtime.api.values import content_of, read
from runtime.errors import Forbidden, NotFound
from runtime.ir.entity import Entity
from runtime.records import register
from runtime.search import record


def list_entries(call: Call) -> Answer:
    """List the records of a register."""
    entity = _register(call)
    with call.reading() as reading:
        part = lists.read(call, reading, entity)
    data: list[JsonValue] = [*(records.line(call, one, part.fields) for one in part.lines)]
    call.note_read("api", entity.id, None, count=len(data))
    return lists.answer(call, part, data)


def show_entry(call: Call) -> Answer:
    """Show a record of a register."""
    entity = _register(call)
    with call.reading() as reading:
        found = record.load(reading, entity.id, call.id())
    return records.told(call, found)


def add_entry(call: Call) -> Answer:
    """Add a record to a register."""
    entity = _register(call)
    if entity.retired:
        raise Forbidden
    content, entry_id = content_of(call, ("id",)), call.new_id()
    answers = read(call, entity, content)
    with call.writing() as work:
        register.add(work, entity.id, answers, entry_id)
    with call.reading() as reading:
        found = record.load(reading, entity.id, entry_id)
    return records.created(call, found, f"/api/v1/registers/{entity.key}/{entry_id}")


def correct_entry(call: Call) -> Answer:
    """Store some fields of a record of a register."""
    entity = _register(call)
    correct(call, entity.id, call.id())
    with call.reading() as reading:
        found = record.load(reading, entity.id, call.id())
    return records.told(call, found)


def _register(call: Call) -> Entity:
    """Return the register in the address.

    Raises:
        NotFound: there is none, or the caller may not read it.
    """
    entity = call.registry.by_id.get(f"register_{call.request.path_params['register']}")
    if entity is None or reach(call.model, call.actor, "read", entity.id) is None:
        raise NotFound
    return entity
