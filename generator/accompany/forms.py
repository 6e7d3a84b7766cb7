"""The forms of a registry on paper, with boxes to fill in by hand. Owns which box a field gets."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterator, Mapping, Sequence

from pydantic import JsonValue

from generator.accompany.printed import template
from generator.accompany.registry import Spoken
from runtime.documents import render
from runtime.fields.base import Context
from runtime.fields.registry import TYPES
from runtime.ir.entity import Entity, Section
from runtime.ir.field import Field

_BOXES: Mapping[str, str] = {
    "date": "date",
    "partial_date": "date",
    "datetime": "datetime",
    "time": "time",
    "long_text": "area",
    "address": "area",
    "boolean": "tick",
    "file": "",
    "image": "",
    "computed": "",
    "age_or_birth": "date",
    "person_name": "wide",
}
"""The box of each widget: a line where it says nothing, none where nothing can be written by hand."""

_MOST_TICKS = 14


def write(spoken: Spoken, now: datetime.datetime) -> bytes:
    """Print the person's form, then one for each case type and each action type."""
    registry, say = spoken.registry, spoken.say
    context = Context(
        language=spoken.language,
        zone=zoneinfo.ZoneInfo(registry.time_zone),
        now=now,
        catalogs=registry.catalog_by_id,
        message=say,
    )
    whole = [entity for entity in registry.entities if not entity.retired and _is_form(entity)]
    organisation = spoken.text(registry.theme.organisation)
    data: dict[str, JsonValue] = {
        "title": say("forms.title"),
        "registry": spoken.text(registry.title),
        "organisation": organisation or spoken.text(registry.title),
        "version": f"{registry.id} {registry.version}",
        "language": spoken.language,
        "words": {
            key: say(f"forms.{key}")
            for key in ("folio", "office", "date", "officer", "help", "day", "month", "year", "hour", "if")
        },
        "yes": say("word.yes"),
        "page": say("page"),
        "contents": say("contents"),
        "forms": [_form(spoken, entity, context) for entity in whole],
    }
    return render(template("forms.typ"), data)


def _is_form(entity: Entity) -> bool:
    """Bases are part of their types' forms."""
    return entity.kind not in ("case", "action")


def _form(spoken: Spoken, entity: Entity, context: Context) -> JsonValue:
    parts = _in_order(spoken.registry.by_id[entity.base] if entity.base else None, entity)
    return {
        "title": spoken.text(entity.label) if entity.kind != "person" else spoken.say("kind.person"),
        "help": spoken.text(entity.help),
        "kind": spoken.say(f"kind.{entity.kind}"),
        "sections": list(_sections(spoken, parts, context)),
    }


def _in_order(base: Entity | None, entity: Entity) -> list[tuple[Entity, Section]]:
    """Sections with who has them: the type's own stand before what its base asks last, and what follows that."""
    own = [(entity, section) for section in entity.sections]
    if base is None:
        return own
    shared = [(base, section) for section in base.sections]
    late = next((place for place, (_, section) in enumerate(shared) if section.last), len(shared))
    return [*shared[:late], *own, *shared[late:]]


def _sections(
    spoken: Spoken, parts: Sequence[tuple[Entity, Section]], context: Context
) -> Iterator[JsonValue]:
    for entity, section in parts:
        boxes = [
            _box(spoken, field, context)
            for field in entity.active_fields
            if field.section == section.id and _BOXES.get(TYPES[field.type].widget) != ""
        ]
        if boxes:
            yield {"title": spoken.text(section.label), "boxes": boxes}


def _box(spoken: Spoken, field: Field, context: Context) -> JsonValue:
    ticks = _ticks(field, context)
    catalog = next(iter(TYPES[field.type].catalogs(field).values()), None)
    known = spoken.registry.catalog_by_id.get(catalog or "")
    hint = spoken.say("forms.catalog", name=spoken.text(known.label)) if known and not ticks else ""
    return {
        "label": spoken.text(field.label),
        "hint": hint,
        "required": field.required.kind == "always",
        "conditional": field.visible is not None,
        "box": "ticks" if ticks else _BOXES.get(TYPES[field.type].widget, "line"),
        "ticks": list(ticks),
        "unknown": [
            spoken.text(spoken.registry.unknown.get(reason, {})) or reason for reason in field.unknown
        ],
    }


def _ticks(field: Field, context: Context) -> tuple[str, ...]:
    """The options as boxes to tick, where they are few."""
    kind = TYPES[field.type]
    if tuple(kind.catalogs(field)) != ("",):
        return ()
    offers = kind.offers(field, None, context)
    return tuple(offer.label for offer in offers) if len(offers) <= _MOST_TICKS else ()
