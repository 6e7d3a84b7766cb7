"""The gate: may this actor do this, and on which rows. Both answers come from one table of reaches.

Must not load records, and must not know fields (``mask`` does).
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement

from runtime.access.actor import Actor
from runtime.ir.access import Verb
from runtime.storage.model import Model


def may(
    model: Model, actor: Actor, verb: Verb, entity_id: str, record: Mapping[str, object] | None = None
) -> bool:
    """Whether the actor may do this to this record; without a record: to any at all."""
    raise NotImplementedError


def rows(model: Model, actor: Actor, verb: Verb, entity_id: str) -> ColumnElement[bool]:
    """Return the condition on the entity's table (or ``account``, ``office``) for the rows the actor may do this to."""
    raise NotImplementedError
