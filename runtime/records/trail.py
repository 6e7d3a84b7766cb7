"""How a command leaves its event and its after-commit call. Must not decide what differs."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import JsonValue

from runtime.records.announcement import announce
from runtime.records.events import AfterCommit
from runtime.records.work import Work
from runtime.storage.entry import Entry


@dataclass(frozen=True)
class Deed:
    """What a command did to a record, and the case and person it concerns."""

    verb: str
    entity_id: str
    record_id: uuid.UUID
    difference: Mapping[str, Sequence[JsonValue]] = field(default_factory=dict)
    case_id: uuid.UUID | None = None
    person_id: uuid.UUID | None = None
    reason: str | None = None
    begins: bool = False


def note(work: Work, deed: Deed) -> None:
    """Let the event of a command wait for its place in the trail, and call the after-commit hooks once it is stored for good."""
    entry = Entry(
        verb=deed.verb,
        entity=deed.entity_id,
        record_id=deed.record_id,
        at=work.now,
        account_id=work.actor.account_id,
        office_id=work.actor.office_id,
        case_id=deed.case_id,
        person_id=deed.person_id,
        difference=deed.difference,
        reason=deed.reason,
        request_id=work.request_id,
        begins=deed.begins,
    )
    work.entries.append(entry)
    announce(work, entry)
    event = AfterCommit(deed.entity_id, deed.record_id, work.actor, work.now, deed.verb)
    work.when_stored.append(lambda: work.model.hooks.run(deed.entity_id, event))


def unknown_difference(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, list[JsonValue]]:
    """Return what changed among the reasons why values are unknown, as ``unknown.<field>``."""
    return {
        f"unknown.{name}": [before.get(name), after.get(name)]
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name)
    }
