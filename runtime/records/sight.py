"""Nobody writes what they may not read, or what is fixed for them, whatever the form was read with. Must not read forms."""

from __future__ import annotations

from collections.abc import Iterable

from runtime.access.mask import unwritable_fields
from runtime.errors import Forbidden
from runtime.ir.entity import Entity
from runtime.records.submission import Submission
from runtime.records.work import Work


def refuse_unseen(work: Work, entity: Entity, names: Iterable[str], submission: Submission) -> None:
    """Refuse to write fields the actor does not see or may not change, except where they follow from those they do.

    Args:
        work: the transaction.
        entity: the record's entity (of a case or action: its type).
        names: ids of the fields that would be written.
        submission: says which of them nobody answered.

    Raises:
        Forbidden: one of them is hidden from the actor, or fixed for them.
    """
    if (set(names) - submission.consequences) & unwritable_fields(work.model, work.actor, entity):
        raise Forbidden
