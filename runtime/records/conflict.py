"""Two people on one record: what the other one changed since a form was opened. Must not merge in silence."""

from __future__ import annotations

from collections.abc import Collection

from pydantic import JsonValue

from runtime.access.mask import hidden_changes
from runtime.errors import Conflict
from runtime.records.stored import Stored
from runtime.records.work import Work
from runtime.storage import history

_COUNTED = ("create", "update", "transition", "reassign", "accept_transfer", "annul")
"""The verbs whose events each stand for one version of the record."""


def refuse_stale(work: Work, stored: Stored, version: int, names: Collection[str]) -> None:
    """Refuse to write fields that somebody else changed since the form was opened.

    Changes to other fields do not stand in the way: nothing of theirs is overwritten.

    Args:
        work: the transaction, which holds the record.
        stored: the record as it stands.
        version: the version the form was opened at.
        names: the fields and system columns that would be written.

    Raises:
        Conflict: with every visible change since then, field by field.
    """
    if version == stored.version:
        return
    theirs = _changes_since(work, stored, version)
    # A version nobody can have seen, or whose events are gone, says nothing about what is safe.
    if not theirs or theirs.keys() & set(names):
        hidden = hidden_changes(work.model, work.actor, stored.entity, theirs)
        shown = {name: pair for name, pair in theirs.items() if name not in hidden}
        raise Conflict(shown, stored.version)


def _changes_since(work: Work, stored: Stored, version: int) -> dict[str, list[JsonValue]]:
    missed = stored.version - version
    if missed <= 0:
        return {}
    events = history.events(
        work.connection, work.model.metadata, [stored.entity.id], stored.id, limit=missed, verbs=_COUNTED
    )
    changes: dict[str, list[JsonValue]] = {}
    for event in reversed(events):
        opened = history.open_difference(
            work.model.codec, stored.entity.id, stored.id, event.difference or {}
        )
        for name, (before, after) in opened.items():
            first = changes[name][0] if name in changes else before
            changes[name] = [first, after]
    return changes
