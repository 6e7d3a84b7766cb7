"""What is told to other systems of a command: ids and a verb, kept in the same transaction. Must not send anything.

Nothing of what was written is in a message: whoever gets it asks the API, which answers what its token may see.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from uuid_utils.compat import uuid7

from runtime.ir.entity import Entity
from runtime.records.work import Work
from runtime.records.write import insert_row
from runtime.storage.entry import Entry

SUBJECTS = ("person", "case", "action", "register")
KEPT_SECONDS = 10.0
"""So long a worker takes to learn of a new subscription."""
QUESTION = "subscriptions"


@dataclass(frozen=True)
class Subscription:
    """Who is told of what: ``case_types`` narrows what is told of cases, empty for all."""

    id: uuid.UUID
    subjects: frozenset[str]
    case_types: frozenset[str]

    def wants(self, entity: Entity) -> bool:
        """Whether an event of this kind of record is told."""
        kind = entity.base or entity.kind
        if kind not in self.subjects:
            return False
        return kind != "case" or not self.case_types or entity.key in self.case_types


def announce(work: Work, entry: Entry) -> None:
    """Let messages about a command wait for their sending; of restricted cases nothing is told."""
    entity = work.model.registry.by_id.get(entry.entity)
    if entity is None or entity.privacy == "restricted":
        return
    for one in work.model.memory.recall(QUESTION, lambda: _subscriptions(work), KEPT_SECONDS):
        if one.wants(entity):
            insert_row(work, work.model.table("webhook_message"), _message(work, entry, one.id, entity))


def _subscriptions(work: Work) -> Sequence[Subscription]:
    table = work.model.table("webhook")
    rows = work.connection.execute(select(table).where(table.c.stopped_at.is_(None)))
    return [Subscription(row.id, frozenset(row.subjects), frozenset(row.case_types)) for row in rows]


def _message(work: Work, entry: Entry, webhook_id: uuid.UUID, entity: Entity) -> dict[str, object]:
    kind = entity.base or entity.kind
    at = work.now.isoformat().replace("+00:00", "Z")
    told = {
        "verb": entry.verb,
        "entity": entity.id,
        "id": str(entry.record_id),
        "case": str(entry.case_id) if entry.case_id else None,
        "person": str(entry.person_id) if entry.person_id else None,
    }
    body = {"type": f"{kind}.{entry.verb}", "timestamp": at, "data": told}
    return {
        "id": uuid7(),
        "webhook_id": webhook_id,
        "body": json.dumps(body, separators=(",", ":")),
        "created_at": work.now,
        "tries": 0,
        "next_at": work.now,
    }
