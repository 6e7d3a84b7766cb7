"""Everything a case's page shows, in six statements. Must not render, and must not judge transitions."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from runtime.access import policy
from runtime.errors import NotFound
from runtime.ir.entity import Entity
from runtime.schema import refused_characters
from runtime.search import casequery, titles
from runtime.search.casefile import Action, Attachment, CaseFile, Clock, Linked, Party
from runtime.search.casequery import PERSON, codes_of, recalled
from runtime.search.directory import Directory, directory
from runtime.search.people import Person, line_fields, title_of
from runtime.search.reading import Reading


@dataclass(frozen=True)
class Head:
    """A case without what hangs on it: enough to correct, move or hand it over."""

    entity: Entity
    row: Mapping[str, Any]
    values: Mapping[str, Any]
    person: Mapping[str, Any]
    person_unknown: Mapping[str, str]


def load(reading: Reading, case_id: uuid.UUID) -> CaseFile:
    """Load a case with all that hangs on it.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    model = reading.model
    case = head(reading, case_id)
    names = directory(reading)
    actions = _actions(reading, case_id, names)
    aside = _aside(reading, case_id, names)
    refer = [(case.entity.id, case.values), *((action.entity.id, action.values) for action in actions)]
    return CaseFile(
        entity=case.entity,
        row=case.row,
        values=case.values,
        person=case.person,
        person_unknown=case.person_unknown,
        office=names.office_name(case.row["office_id"]),
        responsible=names.officer_name(case.row["responsible_id"]),
        parties=_parties(reading, case_id, case.row["person_id"]),
        actions=actions,
        links=aside.links,
        attachments=aside.attachments,
        clocks=aside.clocks,
        titles=titles.load(reading, titles.wanted(model, refer)),
    )


def head(reading: Reading, case_id: uuid.UUID) -> Head:
    """Load a case's own data and its main person's: two statements.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    model = reading.model
    found = reading.connection.execute(recalled(model, casequery.base_statement), {"id": case_id}).first()
    if found is None:
        raise NotFound
    row = found._asdict()
    entity = model.registry.by_id[f"case_{row['case_type']}"]
    if not policy.may(model, reading.actor, "read", entity.id, row):
        raise NotFound
    row |= own_row(reading, entity, case_id)
    return Head(
        entity=entity,
        row=row,
        values=model.codec.load(entity.id, row, codes_of(model, entity.id, row)),
        person=model.codec.load("person", row, codes_of(model, "person", row, PERSON), prefix=PERSON),
        person_unknown=row[f"{PERSON}unknown"],
    )


def own_row(reading: Reading, entity: Entity, record_id: uuid.UUID) -> dict[str, Any]:
    """Load the row of a type's own table."""
    model = reading.model
    statement = model.memory.recall(("own", entity.id), lambda: casequery.own_statement(model, entity.id))
    return reading.connection.execute(statement, {"id": record_id}).one()._asdict()


def id_of(reading: Reading, folio: str) -> uuid.UUID | None:
    """Return the id of the case with a folio, if the actor may see it."""
    if refused_characters(folio):
        return None
    cases = reading.model.table("cases")
    return reading.connection.scalar(
        select(cases.c.id).where(
            cases.c.folio == folio, policy.rows(reading.model, reading.actor, "read", "case")
        )
    )


@dataclass(frozen=True)
class _Aside:
    links: Sequence[Linked]
    attachments: Sequence[Attachment]
    clocks: Sequence[Clock]


def _aside(reading: Reading, case_id: uuid.UUID, names: Directory) -> _Aside:
    statement = recalled(reading.model, casequery.aside_statement)
    rows = reading.connection.execute(statement, {"id": case_id}).all()
    links = [found for row in rows if row.kind == "link" and (found := _linked(reading, row))]
    files = [_attachment(row, names) for row in rows if row.kind == "file"]
    clocks = [
        Clock(row.name, row.first, row.second, row.third, row.fourth) for row in rows if row.kind == "clock"
    ]
    return _Aside(
        links=sorted(links, key=lambda link: link.folio),
        attachments=sorted(files, key=lambda file: file.added_at),
        clocks=sorted(clocks, key=lambda clock: clock.due_at),
    )


def _attachment(row: Any, names: Directory) -> Attachment:
    added_by = names.officer_name(row.whose)
    return Attachment(row.ref, row.name, row.number, added_by, row.first, row.second, row.words or "")


def _linked(reading: Reading, row: Any) -> Linked | None:
    known = {"case_type": row.sort, "office_id": row.office, "responsible_id": row.whose}
    entity = reading.model.registry.by_id[f"case_{row.sort}"]
    if not policy.may(reading.model, reading.actor, "read", entity.id, known):
        return None
    return Linked(row.ref, row.name, entity, row.words)


def _actions(reading: Reading, case_id: uuid.UUID, names: Directory) -> list[Action]:
    model = reading.model
    found = []
    for one in reading.connection.execute(recalled(model, casequery.actions_statement), {"id": case_id}):
        row = one._asdict()
        entity = model.registry.by_id[f"action_{row['action_type']}"]
        if policy.reach(model, reading.actor, "read", entity.id) is not None:
            values = model.codec.load("action", row, codes_of(model, "action", row))
            officer, office = names.officer_name(row["officer_id"]), names.office_name(row["office_id"])
            found.append(Action(row["id"], entity, row, values, officer, office))
    return found


def _parties(reading: Reading, case_id: uuid.UUID, main_id: uuid.UUID) -> list[Party]:
    model = reading.model
    entity = model.registry.by_id["person"]
    shown = line_fields(reading, entity)
    statement = model.memory.recall(("parties", shown), lambda: casequery.parties_statement(model, shown))
    found = []
    for one in reading.connection.execute(statement, {"id": case_id}):
        row = one._asdict()
        values = model.codec.load("person", row, fields=shown)
        found.append(Party(Person(row["id"], title_of(reading, entity, values), values), row["part"]))
    # Whom the case is about comes first; the others as they came.
    return sorted(found, key=lambda one: one.person.id != main_id)
