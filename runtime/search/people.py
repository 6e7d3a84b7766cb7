"""People by what was typed: name however spelt, document, telephone. Must not render."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, Select, select

from runtime.access.mask import hidden_fields, visible_fields
from runtime.access.policy import reach, rows
from runtime.ir.entity import Entity
from runtime.search.fulltext import Token, answers, question, rank, understand
from runtime.search.reading import Reading
from runtime.storage.index import DOCUMENT
from runtime.storage.words import words

MOST = 200
"""No more people are looked at for one question: beyond it the answer is to type more, not to page."""
_NARROWEST = 60  # more offices than this and the index would be asked a longer question than the gate


@dataclass(frozen=True)
class Person:
    """A person as a line: ``values`` are those the actor may see, by field id; ``score`` is from 0 to 1."""

    id: uuid.UUID
    title: str
    values: Mapping[str, Any]
    score: float = 1.0


@dataclass(frozen=True)
class Found:
    """The answer to a question, nearest first. ``is_capped``: there are more than ``MOST``, of which these are some.

    ``spellings`` are the words of the register the question was also read as.
    """

    people: tuple[Person, ...]
    is_capped: bool
    spellings: tuple[str, ...] = ()
    total: int = 0
    """How many were found, up to ``MOST``, whether or not all of them are among ``people``."""


def find(reading: Reading, typed: str, limit: int = MOST) -> Found:
    """Find people by name, document or telephone, in any order and nearly any spelling.

    Args:
        reading: who asks; only people the actor may read are found or counted.
        typed: what was typed; nothing findable gives nobody.
        limit: how many lines to return, at most ``MOST``.
    """
    tokens = understand(reading.connection, typed)
    if not tokens:
        return Found((), is_capped=False)
    entity = reading.model.registry.by_id["person"]
    dialect = reading.connection.dialect.name
    shown, statement = reading.model.memory.recall(
        ("people", reading.actor.power, dialect), lambda: _prepare(reading, entity, dialect)
    )
    asked = question(tokens, _offices(reading), dialect)
    found: Sequence[RowMapping] = reading.connection.execute(statement, {"question": asked}).mappings().all()
    found = _by_what_is_seen(reading, entity, tokens, found)
    scored = sorted(
        ((rank(tokens, row["words"]), row["number"], row) for row in found[:MOST]),
        key=lambda line: (-line[0], -line[1]),
    )
    people = tuple(_person(reading, entity, shown, row, score) for score, _, row in scored[:limit])
    known = {word for row in found for word in row["words"].split()}
    also = {word for token in tokens for word in token.spellings if word in known}
    return Found(people, len(found) > MOST, tuple(sorted(also)), len(scored))


def _by_what_is_seen(
    reading: Reading, entity: Entity, tokens: Sequence[Token], found: Sequence[RowMapping]
) -> Sequence[RowMapping]:
    """Leave out who answers only by a field the actor does not see: the index holds the words of all."""
    codec, hidden = reading.model.codec, hidden_fields(reading.model, reading.actor, entity)
    indexed = {
        name: slot
        for name, slot in codec.slots("person").items()
        if not slot.field.is_encrypted and not slot.field.retired
    }
    seen = {name: slot for name, slot in indexed.items() if name not in hidden}
    if not found or len(seen) == len(indexed):
        return found
    table = reading.model.table("person")
    columns = codec.read_columns(reading.model.metadata, "person", seen.keys())
    people = select(table.c.id, *columns).where(table.c.id.in_([row["id"] for row in found]))
    known: dict[uuid.UUID, set[str]] = {}
    for person in reading.connection.execute(people).mappings():
        values = codec.load("person", person, fields=seen)
        texts = (seen[name].type.search_text(seen[name].field, value) for name, value in values.items())
        known[person["id"]] = set(words(" ".join(text for text in texts if text)))
    return [row for row in found if all(token.closeness(known[row["id"]]) > 0 for token in tokens)]


def line_fields(reading: Reading, entity: Entity) -> tuple[str, ...]:
    """Return the ids of the fields a line about a person shows: its name and the first list's, less what is masked."""
    registry = reading.model.registry
    listed = next((listing.columns for listing in registry.lists if listing.of == "person"), ())
    wanted = dict.fromkeys([entity.title, *listed])
    visible = {
        field.id for field in visible_fields(reading.model, reading.actor, entity) if not field.is_encrypted
    }
    return tuple(field_id for field_id in wanted if field_id in visible)


def _prepare(reading: Reading, entity: Entity, dialect: str) -> tuple[tuple[str, ...], Select[Any]]:
    shown = line_fields(reading, entity)
    model = reading.model
    person = model.table("person")
    statement = (
        select(
            person.c.id,
            DOCUMENT.c.number,
            DOCUMENT.c.words,
            *model.codec.read_columns(model.metadata, "person", shown),
        )
        .join_from(DOCUMENT, person, person.c.id == DOCUMENT.c.person_id)
        .where(answers(dialect))
        .where(rows(model, reading.actor, "read", "person"))
        .limit(MOST + 1)
    )
    return shown, statement


def _offices(reading: Reading) -> frozenset[str]:
    """The offices whose people the actor may know: narrows the index; the gate decides."""
    reaches = {reach(reading.model, reading.actor, "read", subject) for subject in ("person", "case")}
    if reaches <= {"office", None}:
        return frozenset([reading.actor.office_id])
    if reaches <= {"office", "jurisdiction", None} and len(reading.actor.offices_below) <= _NARROWEST:
        return reading.actor.offices_below
    return frozenset()


def _person(reading: Reading, entity: Entity, shown: Sequence[str], row: RowMapping, score: float) -> Person:
    values = reading.model.codec.load("person", row, fields=shown)
    return Person(row["id"], title_of(reading, entity, values), values, score)


def title_of(reading: Reading, entity: Entity, values: Mapping[str, Any]) -> str:
    """Return the text that stands for a record, ``""`` when the field is empty or masked."""
    if entity.title is None or values.get(entity.title) is None or not _sees_title(reading, entity):
        return ""
    slot = reading.model.codec.slots(entity.id)[entity.title]
    return slot.type.show(slot.field, values[entity.title], reading.context)


def _sees_title(reading: Reading, entity: Entity) -> bool:
    model, actor = reading.model, reading.actor
    return model.memory.recall(
        ("sees title", actor.roles, entity.id),
        lambda: any(field.id == entity.title for field in visible_fields(model, actor, entity)),
    )
