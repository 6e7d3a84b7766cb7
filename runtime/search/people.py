"""People by what was typed: name however spelt, document, telephone. Must not render."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import ColumnElement, select

from runtime.access.mask import hidden_fields, visible_fields
from runtime.access.policy import reach, rows
from runtime.ir.entity import Entity
from runtime.search.fulltext import Token, answers, question, rank, understand
from runtime.search.reading import Reading
from runtime.storage.codec import Slot
from runtime.storage.constructs import Several, is_among
from runtime.storage.index import DOCUMENT
from runtime.storage.prepared import Prepared, parameter
from runtime.storage.words import words

MOST = 200
"""No more people are looked at for one question: beyond it the answer is to type more, not to page."""
_NARROWEST = 60  # more offices than this and the index would be asked a longer question than the gate


@dataclass(frozen=True)
class Person:
    """A person as a line: ``values`` are those the actor may see, by field id; ``score`` is from 0 to 1.

    ``texts`` are what somebody found can be found by, as far as the actor sees it.
    """

    id: uuid.UUID
    title: str
    values: Mapping[str, Any]
    score: float = 1.0
    texts: Mapping[str, str] = field(default_factory=dict)


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


@dataclass(frozen=True)
class _Candidate:
    """Who answers the index: the number of their document, and its words as far as the actor sees them."""

    id: uuid.UUID
    number: int
    words: str


@dataclass(frozen=True)
class _Sight:
    """How an actor looks for people: the question to the index, what is told of who is found, and what of it is shown."""

    asked: Prepared
    told: Prepared
    offices: frozenset[str]
    slots: tuple[tuple[Slot, tuple[tuple[str, int], ...]], ...]
    """The fields of the index the actor sees, each with the places of its columns by suffix."""
    homes: tuple[int, ...]
    """For each column, the place of its field in ``slots``."""
    shown: tuple[str, ...]
    is_whole: bool
    """Whether the actor sees all the index holds."""


def find(reading: Reading, typed: str, limit: int = MOST) -> Found:
    """Find people by name, document or telephone, in any order and nearly any spelling.

    Args:
        reading: who asks; only people the actor may read are found or counted.
        typed: what was typed; nothing findable gives nobody.
        limit: how many lines to return, at most ``MOST``.
    """
    tokens = understand(reading, typed)
    if not tokens:
        return Found((), is_capped=False)
    sight = reading.model.memory.recall(("people", reading.actor.power), lambda: _sight(reading))
    asked = question(tokens, sight.offices, reading.connection.dialect.name)
    rows = sight.asked.rows(reading.connection, {"question": asked})
    found = [_Candidate(row[0], row[1], row[2]) for row in rows]
    if not sight.is_whole:
        found = _by_what_is_seen(reading, sight, tokens, found)
    scored = sorted(((rank(tokens, one.words), one.number, one.id) for one in found[:MOST]), reverse=True)
    nearest = scored[:limit]
    told = _told(reading, sight, [person_id for _, _, person_id in nearest])
    people = tuple(_person(reading, sight, told[person_id], score) for score, _, person_id in nearest)
    return Found(people, len(found) > MOST, _also_read(tokens, found), len(scored))


def _by_what_is_seen(
    reading: Reading, sight: _Sight, tokens: Sequence[Token], found: Sequence[_Candidate]
) -> list[_Candidate]:
    """Leave out who answers only by a field the actor does not see, and of the others the words of such fields.

    The index holds the words of all fields: what it says beyond this would rank people and be read back as spellings.
    """
    told = _told(reading, sight, [one.id for one in found])
    # A token asks for sealed values of fields the actor sees, and for no others.
    sealed = {word for token in tokens for word in token.sealed}
    seen = []
    for one in found:
        texts = " ".join(_texts(_filled(sight, told[one.id])).values())
        known = set(words(texts)) | sealed.intersection(one.words.split())
        seen.append(replace(one, words=" ".join(sorted(known))))
    return [one for one in seen if all(token.closeness(one.words.split()) > 0 for token in tokens)]


def _also_read(tokens: Sequence[Token], found: Sequence[_Candidate]) -> tuple[str, ...]:
    """The spellings that are words of somebody found."""
    spellings = {word for token in tokens for word in token.spellings}
    known = {word for one in found for word in one.words.split()} if spellings else set()
    return tuple(sorted(spellings & known))


def line_fields(reading: Reading, entity: Entity) -> tuple[str, ...]:
    """Return the ids of the fields a line about a person shows: its name and the first list's, less what is masked."""
    registry = reading.model.registry
    listed = next((listing.columns for listing in registry.lists if listing.of == "person"), ())
    wanted = dict.fromkeys([entity.title, *listed])
    visible = {
        field.id for field in visible_fields(reading.model, reading.actor, entity) if not field.is_encrypted
    }
    return tuple(field_id for field_id in wanted if field_id in visible)


def _sight(reading: Reading) -> _Sight:
    model, actor, dialect = reading.model, reading.actor, reading.connection.dialect
    entity, person = model.registry.by_id["person"], model.table("person")
    hidden = hidden_fields(model, actor, entity)
    indexed = [
        slot
        for slot in model.codec.slots("person").values()
        if not slot.field.is_encrypted and not slot.field.retired
    ]
    seen = [slot for slot in indexed if slot.field.id not in hidden]
    asked = (
        select(person.c.id, DOCUMENT.c.number, DOCUMENT.c.words)
        .join_from(DOCUMENT, person, person.c.id == DOCUMENT.c.person_id)
        .where(answers(dialect.name))
        .where(rows(model, actor, "read", "person"))
        .limit(MOST + 1)
    )
    columns: list[ColumnElement[Any]] = []
    slots: list[tuple[Slot, tuple[tuple[str, int], ...]]] = []
    homes: list[int] = []
    for slot in (slot for slot in seen if slot.child_table is None):
        homes += [len(slots)] * len(slot.names)
        places = range(len(columns), len(columns) + len(slot.names))
        slots.append(
            (slot, tuple((suffix, place) for (suffix, _), place in zip(slot.columns, places, strict=True)))
        )
        columns += [person.c[name] for name in slot.names]
    told = select(*columns, person.c.id).where(is_among(person.c.id, parameter("people", Several())))
    return _Sight(
        Prepared(asked, dialect),
        Prepared(told, dialect),
        _offices(reading),
        tuple(slots),
        tuple(homes),
        line_fields(reading, entity),
        len(seen) == len(indexed),
    )


def _offices(reading: Reading) -> frozenset[str]:
    """The offices whose people the actor may know: narrows the index; the gate decides."""
    if reading.actor.visiting or reading.actor.opened:
        return frozenset()  # the people of cases elsewhere are in the index of those offices
    reaches = {reach(reading.model, reading.actor, "read", subject) for subject in ("person", "case")}
    if reaches <= {"office", None}:
        return frozenset([reading.actor.office_id])
    if reaches <= {"office", "jurisdiction", None} and len(reading.actor.offices_below) <= _NARROWEST:
        return reading.actor.offices_below
    return frozenset()


def _told(reading: Reading, sight: _Sight, people: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Sequence[Any]]:
    """What the actor sees of some people, by id."""
    if not people:
        return {}
    return {row[-1]: row for row in sight.told.rows(reading.connection, {"people": people})}


def _filled(sight: _Sight, row: Sequence[Any]) -> dict[str, tuple[Slot, Any]]:
    """The filled fields of a person, each with its slot."""
    # Most columns are empty: the fields of the others are looked for, not the columns of all fields.
    filled = dict.fromkeys([home for home, cell in zip(sight.homes, row, strict=False) if cell is not None])
    found = {}
    for home in filled:
        slot, places = sight.slots[home]
        value = slot.type.load(slot.field, {suffix: row[place] for suffix, place in places})
        if value is not None:
            found[slot.field.id] = (slot, value)
    return found


def _texts(filled: Mapping[str, tuple[Slot, Any]]) -> dict[str, str]:
    """What a person can be found by, as far as the actor sees it."""
    texts = {key: slot.type.search_text(slot.field, value) for key, (slot, value) in filled.items()}
    return {key: text for key, text in texts.items() if text}


def _person(reading: Reading, sight: _Sight, row: Sequence[Any], score: float) -> Person:
    filled = _filled(sight, row)
    values = {key: filled[key][1] for key in sight.shown if key in filled}
    title = title_of(reading, reading.model.registry.by_id["person"], values)
    return Person(row[-1], title, values, score, _texts(filled))


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
