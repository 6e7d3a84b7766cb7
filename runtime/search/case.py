"""Everything a case's page shows, in six statements. Must not render, and must not judge transitions."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from runtime.access import mask, policy
from runtime.access.sitting import demand_reason
from runtime.errors import NotFound
from runtime.ir.entity import Entity
from runtime.schema import refused_characters
from runtime.search import casequery, titles
from runtime.search.casefile import Action, Attachment, CaseFile, Clock, Linked, Member, Party, Waiting
from runtime.search.casequery import PERSON
from runtime.search.directory import Directory, directory
from runtime.search.people import title_of
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
        ReasonNeeded: it is restricted, and the actor has not said why they read it.
    """
    model = reading.model
    case = head(reading, case_id)
    names = directory(reading)
    actions = _actions(reading, case_id, names)
    aside = _aside(reading, case.entity, case_id, names)
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
        transfer=aside.transfer,
        group=aside.group,
    )


def head(reading: Reading, case_id: uuid.UUID) -> Head:
    """Load a case's own data and its main person's: two statements.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    model = reading.model
    found = casequery.base_sheet(reading).read(reading.connection, {"id": case_id})
    if not found:
        raise NotFound
    row, (values, person) = found[0]
    entity = model.registry.by_id[f"case_{row['case_type']}"]
    if not policy.may(model, reading.actor, "read", entity.id, row):
        raise NotFound
    demand_reason(reading.actor, entity, row)
    return Head(
        entity=entity,
        row=row,
        values=values | own_values(reading, entity, case_id),
        person=person,
        person_unknown=row[f"{PERSON}unknown"],
    )


def own_values(reading: Reading, entity: Entity, record_id: uuid.UUID) -> dict[str, Any]:
    """Load the values of the fields that only a type of case or action has."""
    [(_, [values])] = casequery.own_sheet(reading, entity.id).read(reading.connection, {"id": record_id})
    found: dict[str, Any] = values
    return found


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
    transfer: Waiting | None
    group: Sequence[Member]


def _aside(reading: Reading, entity: Entity, case_id: uuid.UUID, names: Directory) -> _Aside:
    rows = casequery.aside_query(reading).rows(reading.connection, {"id": case_id})
    model, actor = reading.model, reading.actor
    masked, sees_files = masked_clocks(reading, entity), mask.sees_files(model, actor)
    links, files, clocks, transfer, group = [], [], [], None, []
    for kind, ref, whose, name, sort, words, office, first, second, third, fourth, number in rows:
        if kind == "link":
            known = {
                "id": ref,
                "case_type": sort,
                "state": words,
                "office_id": office,
                "responsible_id": whose,
            }
            other = reading.model.registry.by_id[f"case_{sort}"]
            if policy.may(reading.model, reading.actor, "read", other.id, known):
                links.append(Linked(ref, name, other, words))
        elif kind == "file" and sees_files and mask.knows_file(model, actor, entity, sort, office, whose):
            added_by = names.officer_name(whose)
            files.append(Attachment(ref, name, number, added_by, first, second, words or ""))
        elif kind == "clock" and name not in masked:
            clocks.append(Clock(name, first, second, third, fourth))
        elif kind == "transfer":
            transfer = Waiting(names.office_name(office), names.officer_name(whose), first, words)
        elif kind == "member":
            group.append(Member(whose, names.officer_name(whose), first))
    return _Aside(
        links=sorted(links, key=lambda link: link.folio),
        attachments=sorted(files, key=lambda file: file.added_at),
        clocks=sorted(clocks, key=lambda clock: clock.due_at),
        transfer=transfer,
        group=sorted(group, key=lambda member: member.name),
    )


def masked_clocks(reading: Reading, entity: Entity) -> frozenset[str]:
    """Return the deadlines of a case type that would tell a date the actor does not see."""
    model, actor = reading.model, reading.actor

    def find() -> frozenset[str]:
        hidden = mask.hidden_fields(model, actor, entity)
        return frozenset(
            one.id for one in model.registry.deadlines_of(entity) if hidden & {one.start, one.until}
        )

    return model.memory.recall(("masked clocks", actor.roles, entity.id), find)


def _actions(reading: Reading, case_id: uuid.UUID, names: Directory) -> list[Action]:
    registry, readable = reading.model.registry, _readable_actions(reading)
    found = []
    for row, [values] in casequery.actions_sheet(reading).read(reading.connection, {"id": case_id}):
        entity = registry.by_id[f"action_{row['action_type']}"]
        if entity.id in readable:
            officer, office = names.officer_name(row["officer_id"]), names.office_name(row["office_id"])
            found.append(Action(row["id"], entity, row, values, officer, office))
    return found


def _readable_actions(reading: Reading) -> frozenset[str]:
    """The types of action the actor may read in a case they see."""
    model, actor = reading.model, reading.actor
    return model.memory.recall(
        ("readable actions", actor.roles),
        lambda: frozenset(
            entity.id
            for entity in model.registry.action_types
            if policy.reach(model, actor, "read", entity.id) is not None
        ),
    )


def _parties(reading: Reading, case_id: uuid.UUID, main_id: uuid.UUID) -> list[Party]:
    entity, sheet = reading.model.registry.by_id["person"], casequery.parties_sheet(reading)
    found = [
        Party(row["id"], title_of(reading, entity, values), row["part"])
        for row, [values] in sheet.read(reading.connection, {"id": case_id})
    ]
    # Whom the case is about comes first; the others as they came.
    return sorted(found, key=lambda one: one.id != main_id)
