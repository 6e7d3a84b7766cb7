"""What a page tells the trail of what it shows. Owns the case of a record; must not write."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from runtime.http.context import Channel, Visit
from runtime.ir.entity import Entity

KINDS_OF_CASE = ("case", "case_type")


def note_case(visit: Visit, channel: Channel, entity: Entity, row: Mapping[str, Any]) -> None:
    """Tell that a case is shown.

    Raises:
        Busy: it is a restricted one, and the trail cannot take it.
    """
    visit.note_read(channel, entity.id, row["id"], case_id=row["id"], person_id=row["person_id"])


def note_record(visit: Visit, channel: Channel, entity: Entity, row: Mapping[str, Any]) -> None:
    """Tell that a record of any kind is shown.

    Raises:
        Busy: it is of a restricted case, and the trail cannot take it.
    """
    if entity.kind in KINDS_OF_CASE:
        note_case(visit, channel, entity, row)
        return
    record_id: uuid.UUID = row["id"]
    person_id = record_id if entity.kind == "person" else None
    visit.note_read(channel, entity.id, record_id, case_id=row.get("case_id"), person_id=person_id)
