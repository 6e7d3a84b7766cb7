"""The steps every new record takes: references, hooks, rows, event. Must not know what kind it is."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from pydantic import JsonValue

from runtime.access.policy import base_table
from runtime.ir.entity import Entity
from runtime.records.events import AfterCreate, BeforeCreate
from runtime.records.references import check_references
from runtime.records.sight import refuse_unseen
from runtime.records.submission import Submission, schema_record
from runtime.records.trail import Deed, note, unknown_difference
from runtime.records.work import Work
from runtime.records.write import Content, find, insert_record
from runtime.storage import history

System = Mapping[str, object]


def _nothing_more(_: System) -> None:
    return


@dataclass(frozen=True)
class Kind:
    """What a kind of record adds to the steps.

    ``system`` gives its own system columns, asked once the hooks have agreed. ``then`` writes what stands beside
    the stored record. ``case_id`` and ``person_id`` are whom it concerns.
    """

    system: Callable[[], System]
    then: Callable[[System], None] = _nothing_more
    case_id: uuid.UUID | None = None
    person_id: uuid.UUID | None = None


def create(work: Work, submission: Submission, record_id: uuid.UUID, kind: Kind) -> None:
    """Store a new record; one that is there already, by the same account, is left as it is.

    Raises:
        Invalid: a reference points at nothing the actor may see, or a hook said no.
        Forbidden: the id belongs to a record of somebody else, or the actor does not see one of the fields.
    """
    entity = work.model.registry.by_id[submission.entity_id]
    found = find(work, work.model.table(base_table(work.model, entity.id)), record_id)
    if found.is_stored:
        return
    values = {name: value for name, value in submission.values.items() if value is not None}
    unknown = {name: reason for name, reason in submission.unknown.items() if reason is not None}
    refuse_unseen(work, entity, values.keys() | unknown.keys(), submission)
    check_references(work, submission, {}, kind.case_id)
    record = schema_record(work.model, submission, is_new=True)
    told = (entity.id, record_id, work.actor, work.now, record)
    hooks = work.model.hooks
    hooks.run(entity.id, BeforeCreate(*told, work.connection))
    content = Content(kind.system(), values, unknown)
    insert_record(work, entity, record_id, content)
    kind.then(content.system)
    deed = _deed(work, entity, record_id, content, kind)
    note(work, replace(deed, begins=not found.is_told_of))
    if hooks.listen(entity.id, AfterCreate.name):
        hooks.run(entity.id, AfterCreate(*told, work.connection))


_TOLD = ("folio", "state", "office_id", "responsible_id", "person_id", "case_id", "done_at")


def _deed(work: Work, entity: Entity, record_id: uuid.UUID, content: Content, kind: Kind) -> Deed:
    told = {name: content.system.get(name) for name in _TOLD}
    system: dict[str, list[JsonValue]] = {
        name: [None, str(value)] for name, value in told.items() if value is not None
    }
    fields = history.difference(work.model.codec, entity.id, record_id, {}, content.values)
    reasons = unknown_difference({}, content.unknown)
    return Deed("create", entity.id, record_id, system | fields | reasons, kind.case_id, kind.person_id)
