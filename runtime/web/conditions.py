"""A form's conditions for the browser. Owns what is told to it: never a value the visitor may not see."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from runtime.http.context import Visit
from runtime.records.offering import Offerings, offerings
from runtime.web.outline import Outline, Piece, outline

_PERSON = "person."


def plan(
    visit: Visit,
    of: Outline,
    pieces: Iterable[Piece],
    values: Mapping[str, Any],
    unknown: Mapping[str, str],
    person: Mapping[str, Any],
) -> Markup:
    """Return the JSON that ``conditions.js`` reads.

    Args:
        visit: for zone and clock.
        of: what the visitor sees of the entity.
        pieces: the fields of the form.
        values: stored values by field id; those of fields outside the form are told.
        unknown: stored reasons by field id.
        person: the main person's values.
    """
    asked = {piece.id: piece for piece in pieces}
    offered = offerings(visit.model, of.entity)
    names = _names(asked.values(), offered)
    beside = [of.pieces[name] for name in names if name in of.pieces and name not in asked]
    told: dict[str, Any] = {piece.id: _value(piece, values, visit) for piece in beside}
    types: dict[str, Any] = {piece.id: piece.type.cel_of(piece.field) for piece in beside}
    main = _person_pieces(visit, names)
    if main:
        types["person"] = {piece.id: piece.type.cel_of(piece.field) for piece in main}
        told["person"] = {piece.id: _value(piece, person, visit) for piece in main}
    text = json.dumps(
        {
            "fields": [_field(piece) | options_of(offered, piece) for piece in asked.values()],
            "types": types,
            "values": {name: value for name, value in told.items() if value is not None},
            "unknown": {
                name: reason for name, reason in unknown.items() if name in of.pieces and name not in asked
            },
            "zone": visit.zone.key,
            "now": visit.now.isoformat(),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - JSON in which no tag can begin


def _field(piece: Piece) -> dict[str, Any]:
    field = piece.field
    return {
        "name": piece.id,
        "type": piece.type.cel_of(field),
        "visible": field.visible.text if field.visible else None,
        "required": field.required.when.text if field.required.when else None,
    }


def options_of(offered: Offerings, piece: Piece) -> dict[str, Any]:
    """Return the conditions of a field's options by part and code, if it has any."""
    found = {
        part: {code: condition.text for code, condition in offering.conditions.items()}
        for part, offering in offered.get(piece.id, {}).items()
        if offering.conditions
    }
    return {"options": found} if found else {}


def _names(pieces: Iterable[Piece], offered: Offerings) -> list[str]:
    found: dict[str, None] = {}
    for piece in pieces:
        options = (one for part in offered.get(piece.id, {}).values() for one in part.conditions.values())
        for condition in (piece.field.visible, piece.field.required.when, *options):
            if condition is not None:
                found.update(dict.fromkeys(condition.names))
    return list(found)


def _person_pieces(visit: Visit, names: Iterable[str]) -> list[Piece]:
    """The main person's fields that are read; the browser knows those of one part."""
    wanted = [name.removeprefix(_PERSON) for name in names if name.startswith(_PERSON)]
    known = outline(visit.model, visit.actor, "person", visit.language).pieces if wanted else {}
    return [known[name] for name in wanted if name in known and isinstance(known[name].type.cel, str)]


def _value(piece: Piece, values: Mapping[str, Any], visit: Visit) -> Any:
    value = values.get(piece.id)
    return (
        None if value is None else _plain(piece.type.condition_value(piece.field, value, visit.context.today))
    )


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {part: _plain(held) for part, held in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(held) for held in value]
    return value if isinstance(value, str | int | float | bool) else str(value)
