"""Records a reference may point to, by what was typed. Must not know forms."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from runtime.access.policy import rows
from runtime.search.directory import directory
from runtime.search.people import find, title_of
from runtime.search.reading import Reading
from runtime.storage.words import words

MOST = 10
_LOOKED_AT = 2_000


@dataclass(frozen=True)
class Target:
    """A record to point to."""

    key: uuid.UUID | str
    title: str


def search(reading: Reading, target: str, typed: str) -> Sequence[Target]:
    """Find what a reference to ``target`` (``person``, ``office``, ``account``, a register) may point to."""
    if target == "person":
        return [Target(person.id, person.title) for person in find(reading, typed, MOST).people]
    if target == "office":
        offices = directory(reading).offices.values()
        return _fitting([Target(one.id, one.name) for one in offices if one.is_open], typed)
    if target == "account":
        officers = directory(reading).officers.values()
        return _fitting([Target(one.id, one.name) for one in officers if one.is_enabled], typed)
    return _of_register(reading, target, typed)


def _of_register(reading: Reading, target: str, typed: str) -> Sequence[Target]:
    model = reading.model
    entity = model.registry.by_id[target]
    if entity.title is None:
        return []
    table = model.table(entity.table)
    names = model.codec.slots(target)[entity.title].names
    columns = [table.c[name] for name in names]
    # Databases disagree about accents, so the letters that are never accented narrow and Python decides.
    narrowing: list[ColumnElement[bool]] = [
        func.lower(columns[0]).contains(word[:1], autoescape=True)
        for word in words(typed)
        if word[0] not in "aeiounc"
    ]
    statement = (
        select(table.c.id, *columns)
        .where(rows(model, reading.actor, "read", target), *narrowing)
        .order_by(columns[0])
        .limit(_LOOKED_AT)
    )
    found = []
    for one in reading.connection.execute(statement):
        values = model.codec.load(target, one._asdict(), fields=[entity.title])
        found.append(Target(one.id, title_of(reading, entity, values)))
    return _fitting(found, typed)


def _fitting(targets: Sequence[Target], typed: str) -> Sequence[Target]:
    asked = words(typed)
    found = [target for target in targets if _fits(asked, words(target.title))]
    return sorted(found, key=lambda target: target.title)[:MOST]


def _fits(asked: Sequence[str], known: Sequence[str]) -> bool:
    return all(any(word.startswith(start) for word in known) for start in asked)
