"""A closed case as one package for an archive: its values, actions and history as JSON, its files as they were kept.

Owns the package; must not judge when, nor take anything away.
"""

from __future__ import annotations

import json
import uuid
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import JsonValue
from sqlalchemy import RowMapping, select

from runtime.ir.entity import Entity
from runtime.records.anonymity import people_of, values_of
from runtime.records.expiry import Due
from runtime.records.stored import type_entity
from runtime.records.work import Work
from runtime.storage import history


def pack(work: Work, case: Due, folder: Path) -> Path:
    """Write the package of a case into a folder, for its owner only, and return where it is.

    Raises:
        OSError: it cannot be written.
    """
    model = work.model
    actions, file = model.table("actions"), model.table("attachment")
    rows = work.connection.execute(
        select(actions.c.id, actions.c.action_type, actions.c.done_at)
        .where(actions.c.case_id == case.case_id)
        .order_by(actions.c.done_at)
    ).all()
    told: dict[str, JsonValue] = {
        "folio": case.folio,
        "case_type": case.entity.key,
        "office": case.office_id,
        "registry": f"{model.registry.id} {model.registry.version}",
        "expired_on": case.expired_on.isoformat(),
        "case": _told(work, case.entity, case.case_id),
        "people": [_told(work, model.registry.by_id["person"], one) for one in people_of(work, case.case_id)],
        "actions": [
            {
                "type": row.action_type,
                "done_at": row.done_at.isoformat(),
                **_told(work, type_entity(model, "action", row.action_type), row.id),
            }
            for row in rows
        ],
        "history": _history(work, case),
    }
    path = folder / f"{case.folio.replace('/', '-')}.zip"
    partial = path.with_suffix(".part")
    partial.touch(mode=0o600)
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("case.json", json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True))
        kept = select(file.c.id, file.c.name).where(file.c.case_id == case.case_id)
        for number, row in enumerate(work.connection.execute(kept), 1):
            package.writestr(f"files/{number:03}-{Path(row.name).name}", model.files.get(row.id))
    partial.replace(path)
    return path


def _told(work: Work, entity: Entity, record_id: uuid.UUID) -> dict[str, JsonValue]:
    values, _ = values_of(work, entity, record_id)
    slots = work.model.codec.slots(entity.id)
    return {
        name: slots[name].type.to_json(slots[name].field, value)
        for name, value in values.items()
        if value is not None
    }


def _history(work: Work, case: Due) -> list[JsonValue]:
    event = work.model.table("event")
    query = select(event).where(event.c.case_id == case.case_id).order_by(event.c.at, event.c.id)
    return [_entry(work, row) for row in work.connection.execute(query).mappings()]


def _entry(work: Work, row: RowMapping) -> JsonValue:
    difference: Mapping[str, Any] = row["difference"] or {}
    if row["entity"] in work.model.registry.by_id and row["record_id"]:
        record_id = uuid.UUID(row["record_id"])
        difference = history.open_difference(work.model.codec, row["entity"], record_id, difference)
    return {
        "at": row["at"].isoformat(),
        "account": str(row["account_id"]),
        "verb": row["verb"],
        "entity": row["entity"],
        "difference": dict(difference),
        "reason": row["reason"],
    }
