"""Many records at once: filtered, a page at a time by key, with chosen fields. Must not load a single record.

What a page of the registry's lists leaves out is left out here too: encrypted values, and what was annulled.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from runtime.access.actor import Actor
from runtime.access.mask import visible_fields
from runtime.api.call import Answer, Call, as_id
from runtime.api.door import refuse_unknown
from runtime.api.lines import SORT_KEY, Line, Narrowing, built, load
from runtime.errors import Fault, Invalid
from runtime.ir.entity import Entity
from runtime.ir.exchange import Listing
from runtime.ir.field import Field
from runtime.search import listing, people
from runtime.search.query import FROM, TO, Cursor, Parameters, Query, parse
from runtime.search.reading import Reading
from runtime.search.views import View, view_of
from runtime.storage.constructs import Several, is_among
from runtime.storage.model import Model
from runtime.storage.prepared import parameter

SIZE, MOST = 25, 100
LIMIT, AFTER, FIELDS = "limit", "after", "fields"
PAGING = (LIMIT, AFTER, FIELDS)
SYSTEM_FILTERS: Mapping[str, tuple[str, ...]] = {
    "case": (
        "case_type",
        "state",
        "office",
        "responsible",
        "scope",
        "closing_reason",
        "registered_at",
        "closed_at",
    ),
    "action": ("action_type", "office", "officer", "done_at"),
    "person": ("office",),
    "register": ("office",),
}
"""The system columns a list is filtered by, as its page knows them."""


@dataclass(frozen=True)
class Part:
    """A page of a list. ``fields`` are those that were chosen, ``next`` where the next page begins."""

    lines: Sequence[Line]
    fields: frozenset[str] | None
    next: str | None


def filters_of(model: Model, actor: Actor, entity: Entity) -> View:
    """Return the list of all records of an entity as an actor sees it, with all it may be filtered by.

    Raises:
        NotFound: the actor may read none of it.
    """
    registry = model.registry
    names = [one.id for one in registry.fields_of(entity)]
    for kind in registry.entities:
        if kind.base == entity.id and kind.privacy != "restricted":
            names += [f"{kind.key}.{one.id}" for one in kind.active_fields]
    known = Listing(
        id=f"api:{entity.id}",
        label={},
        of=entity.id,
        columns=("office",),
        filters=(*SYSTEM_FILTERS[entity.kind], *names),
    )
    return view_of(model, actor, known)


def parameters_of(view: View) -> tuple[str, ...]:
    """Return the names of the parameters by which a list is filtered."""
    found: list[str] = []
    for name, column in view.filters.items():
        found += [name + FROM, name + TO] if column.filter == "range" else [name]
    return tuple(found)


def read(
    call: Call,
    reading: Reading,
    entity: Entity,
    narrowings: Sequence[Narrowing] = (),
    also: Sequence[str] = (),
) -> Part:
    """Read the page of a list a call asks for.

    Raises:
        Invalid: a parameter is not known, or cannot be understood.
        NotFound: the caller may read none of it.
    """
    view = filters_of(call.model, call.actor, entity)
    names = [one.name for one in narrowings]
    refuse_unknown(call, (*PAGING, *also, *names, *parameters_of(view)))
    given = _given(call)
    asked = parse(view, listing.lens_of(reading), given)
    if asked.faults:
        raise Invalid(asked.faults)
    limit, cursor = _limit(given), _cursor(given)
    used = [one for one in narrowings if one.name in given]
    values: dict[str, object] = {f"of_{one.name}": as_id(given[one.name][0], one.name) for one in used}
    chosen = _chosen(call, entity, given)
    query = replace(asked.query, cursor=cursor)
    statement = built(reading, view, query, used, limit)
    if cursor is not None:
        values |= _bound(call, view, cursor)
    lines = load(reading, entity, statement.rows(reading.connection, values), statement.names, chosen)
    more = len(lines) > limit
    token = _token(lines[limit - 1]) if more else None
    return Part(lines[:limit], chosen, token)


def found_by(call: Call, reading: Reading, typed: str, chosen: frozenset[str] | None) -> Sequence[Line]:
    """Return the people somebody asks for by name, document or telephone, the nearest first."""
    entity = call.registry.by_id["person"]
    ids = [one.id for one in people.find(reading, typed, MOST).people]
    if not ids:
        return ()
    view = filters_of(call.model, call.actor, entity)
    among = Narrowing("ids", lambda tables: is_among(tables.base.c.id, parameter("of_ids", Several())))
    statement = built(reading, view, Query(view.chosen), [among], MOST)
    lines = load(
        reading, entity, statement.rows(reading.connection, {"of_ids": ids}), statement.names, chosen
    )
    return sorted(lines, key=lambda line: ids.index(line.row["id"]))


def answer(call: Call, part: Part, data: list[Any]) -> Answer:
    """Return a page as it is sent, with the address of the next one."""
    headers = {}
    if part.next is not None:
        pairs = [pair for pair in call.request.query_params.multi_items() if pair[0] != AFTER]
        address = f"{call.request.url.path}?{urlencode([*pairs, (AFTER, part.next)])}"
        headers["link"] = f'<{address}>; rel="next"'
    return Answer({"data": data, "next": part.next}, headers=headers)


def chosen_fields(call: Call, entity: Entity) -> frozenset[str] | None:
    """Return the fields a call chooses, ``None`` for all of them.

    Raises:
        Invalid: one of them is none the caller sees.
    """
    return _chosen(call, entity, _given(call))


def listed_fields(call: Call, entity: Entity) -> tuple[Field, ...]:
    """Return the fields of an entity that stand in lists: those the caller sees, less what is encrypted."""
    return tuple(one for one in visible_fields(call.model, call.actor, entity) if not one.is_encrypted)


def _given(call: Call) -> Parameters:
    found: dict[str, list[str]] = {}
    for name, value in call.request.query_params.multi_items():
        found.setdefault(name, []).append(value)
    return found


def _limit(given: Parameters) -> int:
    text = (given.get(LIMIT) or (str(SIZE),))[0]
    if not text.isascii() or not text.isdigit() or len(text) > 3 or not 1 <= int(text) <= MOST:
        raise Invalid({LIMIT: Fault("api.limit_shape", {"count": MOST})})
    return int(text)


def _cursor(given: Parameters) -> Cursor | None:
    if AFTER not in given:
        return None
    cursor = Cursor.from_token("after", given[AFTER][0])
    if cursor is None:
        raise Invalid({AFTER: Fault("api.no_cursor")})
    return cursor


def _chosen(call: Call, entity: Entity, given: Parameters) -> frozenset[str] | None:
    if FIELDS not in given:
        return None
    names = {name.strip() for text in given[FIELDS] for name in text.split(",")} - {""}
    kinds = [entity, *(kind for kind in call.registry.entities if kind.base == entity.id)]
    known = {one.id for kind in kinds for one in visible_fields(call.model, call.actor, kind)}
    if names - known:
        raise Invalid({FIELDS: Fault("api.no_field")})
    return frozenset(names)


def _token(line: Line) -> str:
    key = line.row[SORT_KEY]
    text = key.isoformat() if isinstance(key, datetime.datetime) else str(key)
    return Cursor("after", text, line.row["id"]).token


def _bound(call: Call, view: View, cursor: Cursor) -> dict[str, object]:
    if view.moment is not None:
        try:
            moment = datetime.datetime.fromisoformat(cursor.key)
        except ValueError as error:
            raise Invalid({AFTER: Fault("api.no_cursor")}) from error
        if moment.tzinfo is None:
            raise Invalid({AFTER: Fault("api.no_cursor")})
        return {"key": moment, "id": cursor.id}
    by_title = listing.is_by_title(call.model, call.actor, view.entity)
    return {"key": cursor.key if by_title else cursor.id, "id": cursor.id}
