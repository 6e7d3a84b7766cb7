"""People for other systems: found, read, entered, corrected. Must not judge access."""

from __future__ import annotations

from pydantic import JsonValue
from sqlalchemy import ColumnElement, Uuid, select

from runtime.access.policy import rows
from runtime.api import lists, records
from runtime.api.call import Answer, Call
from runtime.api.changes import correct
from runtime.api.door import refuse_unknown
from runtime.api.lines import Narrowing
from runtime.api.values import content_of, read
from runtime.errors import Fault, Invalid
from runtime.http.problems import Alike
from runtime.records import person
from runtime.schema import refused_characters
from runtime.search import candidates, record
from runtime.search.tables import Tables
from runtime.storage.prepared import parameter

PERSON = "person"
QUESTION, CASE = "q", "case"
LONGEST_QUESTION = 200
BESIDE = ("id", "distinct")


def list_people(call: Call) -> Answer:
    """List the people the caller may see, or those a question finds."""
    entity = call.registry.by_id[PERSON]
    with call.reading() as reading:
        if QUESTION in call.request.query_params:
            refuse_unknown(call, (QUESTION, lists.FIELDS))
            chosen = lists.chosen_fields(call, entity)
            found = lists.found_by(call, reading, _question(call), chosen)
            part = lists.Part(found, chosen, None)
        else:
            part = lists.read(call, reading, entity, [Narrowing(CASE, _of_case)])
    data: list[JsonValue] = [*(records.line(call, one, part.fields) for one in part.lines)]
    call.note_read("api", PERSON, None, count=len(data))
    return lists.answer(call, part, data)


def show_person(call: Call) -> Answer:
    """Show a person."""
    with call.reading() as reading:
        found = record.load(reading, PERSON, call.id())
    return records.told(call, found)


def add_person(call: Call) -> Answer:
    """Enter a person, unless somebody there already may be the same and nobody said otherwise."""
    content, person_id = content_of(call, BESIDE), call.new_id()
    entity = call.registry.by_id[PERSON]
    distinct = call.body.get("distinct", False)
    if not isinstance(distinct, bool):
        raise Invalid({"distinct": Fault("api.no_value")})
    answers = read(call, entity, content)
    if not distinct:
        with call.reading() as reading:
            alike = [match.person.id for match in candidates.similar(reading, answers.values)]
        if alike and person_id not in alike:
            # A token that may only write is told that somebody is there, not who.
            raise Alike(alike if call.sees(PERSON) else ())
    with call.writing() as work:
        person.register(work, answers, person_id)
    with call.reading() as reading:
        found = record.load(reading, PERSON, person_id)
    return records.created(call, found, f"/api/v1/persons/{person_id}")


def correct_person(call: Call) -> Answer:
    """Store some fields of a person."""
    correct(call, PERSON, call.id())
    with call.reading() as reading:
        found = record.load(reading, PERSON, call.id())
    return records.told(call, found)


def _question(call: Call) -> str:
    typed = call.request.query_params[QUESTION].strip()
    if refused_characters(typed) or len(typed) > LONGEST_QUESTION:
        raise Invalid({QUESTION: Fault("field.control_characters")})
    return typed


def _of_case(tables: Tables) -> ColumnElement[bool]:
    party, cases = tables.model.table("party"), tables.model.table("cases")
    # Who has a part in a case the caller may not see is not told by asking for its people.
    asked = (
        select(party.c.person_id)
        .join(cases, cases.c.id == party.c.case_id)
        .where(
            party.c.case_id == parameter("of_case", Uuid()), rows(tables.model, tables.actor, "read", CASE)
        )
    )
    return tables.base.c.id.in_(asked)
