"""Schemas of what the API answers that are the same in every country. Must not know blueprints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from runtime.api.shapes import ID, MOMENT, Schema, closed, nullable


def problem() -> Schema:
    """Return the schema of a problem (RFC 9457)."""
    error = {
        "pointer": {"type": "string"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "warning": {"type": "boolean"},
    }
    known = {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "errors": {"type": "array", "items": closed(error, ["pointer", "code", "detail"])},
        "version": {"type": "integer"},
        "candidates": {"type": "array", "items": ID},
    }
    return closed(known, ["type", "title", "status", "detail", "instance"])


def _several(properties: Mapping[str, Any], required: Sequence[str], **more: Any) -> Schema:
    data = {"type": "array", "items": closed(properties, required)}
    return closed({"data": data, **more}, ["data", *more])


TEXT: Schema = {"type": "string"}
TEXTS: Schema = {"type": "array", "items": TEXT}
EVENT = closed(
    {
        "type": TEXT,
        "timestamp": dict(MOMENT),
        "data": closed(
            {"verb": TEXT, "entity": TEXT, "id": TEXT, "case": nullable(ID), "person": nullable(ID)},
            ["verb", "entity", "id"],
        ),
    },
    ["type", "timestamp", "data"],
)
"""What a message about an event holds: ids and a verb, nothing of what was written."""
_NEED = closed({"kind": TEXT, "id": TEXT, "label": TEXT}, ["kind", "id", "label"])
_STEP = {
    "transition": TEXT,
    "label": TEXT,
    "to": TEXT,
    "asks": nullable(TEXT),
    "reasons": TEXTS,
    "needs": {"type": "array", "items": _NEED},
}
_CHANGED = {
    "at": dict(MOMENT),
    "verb": TEXT,
    "officer": TEXT,
    "office": TEXT,
    "reason": nullable(TEXT),
    "changes": {"type": "object", "additionalProperties": {"type": "array", "minItems": 2, "maxItems": 2}},
}
_FILE = {
    "id": dict(ID),
    "name": TEXT,
    "size": {"type": "integer"},
    "added_at": dict(MOMENT),
    "added_by": TEXT,
    "withdrawn_at": nullable(MOMENT),
}
_CALLER = {
    "token": TEXT,
    "account": TEXT,
    "office": TEXT,
    "roles": TEXTS,
    "scope": TEXTS,
    "registry": TEXT,
    "version": TEXT,
}
_VALUE = {
    "code": TEXT,
    "label": TEXT,
    "parent": nullable(TEXT),
    "current": {"type": "boolean"},
    "replaced_by": nullable(TEXT),
}
_CATALOG = {"id": TEXT, "label": TEXT, "values": {"type": "integer"}}
_OFFICE = {"id": TEXT, "name": TEXT, "prefix": TEXT, "open": {"type": "boolean"}}
FIXED: Mapping[str, Schema] = {
    "show_caller": closed(_CALLER, list(_CALLER)),
    "show_document": {"type": "object"},
    "list_transitions": _several(_STEP, list(_STEP), state=TEXT),
    "list_events": _several(_CHANGED, list(_CHANGED)),
    "list_files": _several(_FILE, list(_FILE)),
    "list_catalogs": _several(_CATALOG, list(_CATALOG)),
    "show_catalog": closed(
        {"id": TEXT, "label": TEXT, "values": {"type": "array", "items": closed(_VALUE, list(_VALUE))}},
        ["id", "label", "values"],
    ),
    "list_offices": _several(_OFFICE, list(_OFFICE)),
}
"""What operations answer that are the same in every country."""
