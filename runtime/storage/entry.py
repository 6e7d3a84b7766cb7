"""One entry of the trail as it is told, before it has a place there. Must not write it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import JsonValue
from uuid_utils.compat import uuid7


@dataclass(frozen=True)
class Entry:
    """What happened: who did what to which record, and what changed.

    ``case_id`` and ``person_id`` are the case and the person it concerns, for their timelines; ``channel`` is how
    it was read. ``begins``: nothing was ever told of this record, so that its chain begins here and nobody looks for it.
    """

    verb: str
    entity: str
    record_id: uuid.UUID | str | None
    at: datetime.datetime
    account_id: uuid.UUID | None
    office_id: str | None
    case_id: uuid.UUID | None = None
    person_id: uuid.UUID | None = None
    difference: Mapping[str, Sequence[JsonValue]] = field(default_factory=dict)
    reason: str | None = None
    request_id: str | None = None
    channel: str | None = None
    begins: bool = False

    def row(self) -> dict[str, object]:
        """Return it as a row of its table, without a place."""
        return {
            "id": uuid7(),
            "at": self.at,
            "account_id": self.account_id,
            "office_id": self.office_id,
            "verb": self.verb,
            "entity": self.entity,
            "record_id": None if self.record_id is None else str(self.record_id),
            "case_id": self.case_id,
            "person_id": self.person_id,
            "difference": {name: list(pair) for name, pair in self.difference.items()} or None,
            "reason": self.reason,
            "request_id": self.request_id,
            "channel": self.channel,
        }
