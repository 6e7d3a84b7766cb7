"""Taking somebody out of a case for good: words, names and files go, what is counted stays. Must not judge when.

A person goes with the last case that needs them. Reports count the same afterwards: codes, numbers, dates and ages that
some report of the registry names are kept, and nothing else.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial, reduce
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select, true, update

from runtime.access.policy import base_table
from runtime.ir.entity import Entity
from runtime.ir.registry import Registry
from runtime.records.expiry import Due
from runtime.records.stored import type_entity
from runtime.records.work import Work
from runtime.records.write import update_record
from runtime.records.zone import zone_of
from runtime.storage import index
from runtime.storage.emptying import empty_events

_OF_CASE: Mapping[str, tuple[str, ...]] = {
    "transfer": ("reason", "answer_reason"),
    "checklist_mark": ("note",),
    "consent": ("given_by", "withdrawn_by"),
    "legal_hold": ("reason", "lifted_reason"),
    "emergency_access": ("words", "remarks"),
    "read_reason": ("reason",),
    "cases": ("closing_words",),
    "actions": ("annulled_reason",),
}
"""Words that hang on a case, by table."""
_OF_PERSON: Mapping[str, tuple[str, ...]] = {
    "consent": ("given_by", "withdrawn_by"),
    "legal_hold": ("reason", "lifted_reason"),
    "rights_request": ("name", "asker", "proof", "asked", "extension_reason", "answer_words"),
}
"""Words that hang on a person."""


def anonymise(work: Work, case: Due) -> None:
    """Take the people out of a case, and those away that no other case needs."""
    model, case_id = work.model, case.case_id
    day = case.registered_at.astimezone(zone_of(work, case.office_id)).date()
    people = people_of(work, case_id)
    _strip(work, case.entity, case_id, day)
    actions = model.table("actions")
    kinds = work.connection.execute(
        select(actions.c.id, actions.c.action_type).where(actions.c.case_id == case_id)
    ).all()
    for row in kinds:
        _strip(work, type_entity(model, "action", row.action_type), row.id, day)
    _unsay(
        work,
        _OF_CASE,
        lambda table: table.c.id == case_id if table.name == "cases" else table.c.case_id == case_id,
    )
    drop_files(work, case_id)
    _cut(work, case)
    event = model.table("event")
    _forget_drafts(work, [case_id, *(row.id for row in kinds)])
    empty_events(work.connection, model.metadata, event.c.case_id == case_id)
    for person_id in people:
        if not is_needed(work, person_id, case_id):
            _anonymise_person(work, person_id, day)


def is_needed(work: Work, person_id: uuid.UUID, case_id: uuid.UUID) -> bool:
    """Whether another case than this still names somebody."""
    party, kept = work.model.table("party"), work.model.table("case_retention")
    gone = exists().where(kept.c.case_id == party.c.case_id, kept.c.act == "anonymise").correlate(party)
    query = select(true()).where(party.c.person_id == person_id, party.c.case_id != case_id, ~gone).limit(1)
    return work.connection.scalar(query) is not None


def people_of(work: Work, case_id: uuid.UUID) -> Sequence[uuid.UUID]:
    """Return everybody who has a part in a case."""
    party = work.model.table("party")
    query = select(party.c.person_id).where(party.c.case_id == case_id).distinct()
    return sorted(work.connection.scalars(query))


def drop_files(work: Work, case_id: uuid.UUID) -> None:
    """Take the files of a case away with the documents made from it; the bytes go when the transaction is stored."""
    file, made = work.model.table("attachment"), work.model.table("document")
    ids = list(work.connection.scalars(select(file.c.id).where(file.c.case_id == case_id)))
    work.connection.execute(delete(made).where(made.c.id.in_(ids)))
    work.connection.execute(delete(file).where(file.c.id.in_(ids)))
    for file_id in ids:
        work.when_stored.append(partial(work.model.files.drop, file_id))


def counted_fields(registry: Registry) -> frozenset[str]:
    """Return what reports name: among it the ids of all fields that some report splits, filters, sums or dates by."""
    told = [report.model_dump(exclude={"label", "help", "source", "roles"}) for report in registry.reports]
    return frozenset(name.rpartition(".")[2] for name in _texts(told))


def _texts(told: object) -> Iterator[str]:
    """Every text in lists and mappings, keys too."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, Mapping):
        yield from _texts([*told, *told.values()])
    elif isinstance(told, list | tuple):
        for one in told:
            yield from _texts(one)


def _anonymise_person(work: Work, person_id: uuid.UUID, day: datetime.date) -> None:
    entity, event = work.model.registry.by_id["person"], work.model.table("event")
    _strip(work, entity, person_id, day)
    _unsay(work, _OF_PERSON, lambda table: table.c.person_id == person_id)
    index.forget(work.connection, person_id)
    _forget_drafts(work, [person_id])
    own = and_(event.c.entity == entity.id, event.c.record_id == str(person_id))
    empty_events(work.connection, work.model.metadata, or_(event.c.person_id == person_id, own))


def _strip(work: Work, entity: Entity, record_id: uuid.UUID, day: datetime.date) -> None:
    """Empty the fields of a record, but for what is counted of them."""
    model = work.model
    stored, version = values_of(work, entity, record_id)
    counted = counted_fields(model.registry)
    kept: dict[str, object] = {}
    for name, slot in model.codec.slots(entity.id).items():
        value, is_kept = stored.get(name), name in counted and not slot.field.is_encrypted
        kept[name] = slot.type.blur(slot.field, value, day) if value is not None and is_kept else None
    update_record(work, entity, record_id, version, {}, kept)


def values_of(work: Work, entity: Entity, record_id: uuid.UUID) -> tuple[Mapping[str, Any], int]:
    """Return a record's values past the gate, and its version: whoever runs retention need not see them."""
    model = work.model
    base = model.table(base_table(model, entity.id))
    own = model.table(entity.table)
    source = base if own is base else base.join(own, own.c.id == base.c.id)
    columns = [column for column in model.codec.read_columns(model.metadata, entity.id) if column.key != "id"]
    row = (
        work.connection.execute(
            select(base.c.id, base.c.version, *columns).select_from(source).where(base.c.id == record_id)
        )
        .mappings()
        .one()
    )
    codes = model.codec.read_codes(work.connection, model.metadata, entity.id, [record_id])
    return model.codec.load(entity.id, row, codes.get(record_id)), row["version"]


def _unsay(work: Work, words: Mapping[str, tuple[str, ...]], where: Any) -> None:
    """Empty words that hang on a record."""
    for name, columns in words.items():
        table = work.model.table(name)
        values = {column: None if table.c[column].nullable else "" for column in columns}
        work.connection.execute(update(table).where(where(table)).values(values))


def _cut(work: Work, case: Due) -> None:
    """Take away whom and what else the case points to; whom it is about stays, without a name, to be counted."""
    party, link = work.model.table("party"), work.model.table("case_link")
    others = and_(party.c.case_id == case.case_id, party.c.person_id != case.person_id)
    work.connection.execute(delete(party).where(others))
    linked = or_(link.c.case_id == case.case_id, link.c.linked_id == case.case_id)
    work.connection.execute(delete(link).where(linked))


def _forget_drafts(work: Work, ids: Iterable[uuid.UUID]) -> None:
    draft = work.model.table("draft")
    named: list[ColumnElement[bool]] = [draft.c.form.contains(str(one)) for one in ids]
    work.connection.execute(delete(draft).where(reduce(or_, named)))
