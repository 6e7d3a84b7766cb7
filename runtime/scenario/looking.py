"""A scenario's look at a record: whoever must say why they read a restricted case has said it. Must not judge claims."""

from __future__ import annotations

import uuid
from dataclasses import replace

from sqlalchemy import Connection

from runtime.access.actor import Actor
from runtime.errors import ReasonNeeded
from runtime.records import stored
from runtime.records.stored import Stored
from runtime.storage.model import Model


def look(model: Model, connection: Connection, actor: Actor, entity_id: str, record_id: uuid.UUID) -> Stored:
    """Find a record as ``stored.look`` does.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    try:
        return stored.look(model, connection, actor, entity_id, record_id)
    except ReasonNeeded as need:
        explained = replace(actor, explained=frozenset([need.case_id]))
        return stored.look(model, connection, explained, entity_id, record_id)
