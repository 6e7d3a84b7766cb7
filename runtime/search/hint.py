"""The masked hint: that another office knows whoever was typed, and which one to ask. Must not tell a name or a number."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from runtime.access import within
from runtime.access.grants import roles
from runtime.access.mask import hidden_fields
from runtime.access.policy import restricted_types, rows
from runtime.search.directory import directory
from runtime.search.fulltext import Token, answers, question, understand
from runtime.search.reading import Reading
from runtime.storage.index import DOCUMENT
from runtime.storage.prepared import Prepared

# Only for roles the blueprint allows it (``hint``), and only of who answers to the very words typed: three of a name,
# or a whole document or telephone. Nobody is hinted at who has nothing but restricted cases, nor by a field the actor
# does not see.

MOST = 5
_NAMED = 3
_LONG_ENOUGH = 6


@dataclass(frozen=True)
class Hint:
    """Somebody another office knows: whom the trail tells of, and the office to ask."""

    person_id: uuid.UUID
    office: str


def hints(reading: Reading, typed: str) -> Sequence[Hint]:
    """Return which offices know whoever was typed; none unless a role of the actor may be told, and none they see themselves."""
    if not is_told(reading):
        return ()
    tokens = understand(reading, typed)
    if not _is_telling(tokens):
        return ()
    query = reading.model.memory.recall(("hint", reading.actor.power), lambda: _prepare(reading))
    asked = question(tokens, (), reading.connection.dialect.name)
    names, found = directory(reading), dict[str, Hint]()
    for person_id, office_id, known in query.rows(reading.connection, {"question": asked}):
        if all(token.closeness(known.split()) == 1.0 for token in tokens):
            found.setdefault(office_id, Hint(person_id, names.office_name(office_id)))
    return list(found.values())[:MOST]


def is_told(reading: Reading) -> bool:
    """Whether the actor may be told: a role says so, and sees every field that people are found by."""
    model, actor = reading.model, reading.actor
    if not any(role.hint for role in roles(model, actor)):
        return False
    indexed = {slot.field.id for slot in model.codec.slots("person").values() if not slot.field.is_encrypted}
    return not indexed & hidden_fields(model, actor, model.registry.by_id["person"])


def _is_telling(tokens: Sequence[Token]) -> bool:
    """Whether so much was typed that it means one human being."""
    numbers = [token for token in tokens if len(token.typed) >= _LONG_ENOUGH and not token.typed.isalpha()]
    return bool(numbers) or len({token.typed for token in tokens if len(token.typed) > 1}) >= _NAMED


def _prepare(reading: Reading) -> Prepared:
    model, dialect = reading.model, reading.connection.dialect
    person, restricted = model.table("person"), restricted_types(model.registry.case_types)
    query = (
        select(person.c.id, person.c.office_id, DOCUMENT.c.words)
        .join_from(DOCUMENT, person, person.c.id == DOCUMENT.c.person_id)
        .where(answers(dialect.name), ~rows(model, reading.actor, "read", "person"))
        .limit(50)
    )
    if restricted:
        query = query.where(within.not_only_of(restricted).sql(model.metadata, person))
    return Prepared(query, dialect)
