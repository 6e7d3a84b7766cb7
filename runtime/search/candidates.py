"""People who may be the one meant, with the reason why. Owns the comparison; finding is ``people``'s."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from runtime.access.mask import visible_fields
from runtime.ir.field import Field
from runtime.search.people import Person, find
from runtime.search.reading import Reading
from runtime.storage.words import words

MOST = 25
_MOST_SIMILAR = 8
_ALIKE = 0.75
"""A name less close than this is another name."""
_IDENTIFYING = frozenset({"national_id", "document_id", "phone", "email"})
"""Types of field that, beside the name, tell one human being from another; a town two share does not."""
_LONG_ENOUGH = 6
"""A document or telephone shorter than this says nothing about who somebody is."""

Likeness = Literal["same", "alike", "begins"]


@dataclass(frozen=True)
class Reason:
    """A field that answers what was asked: with the same words, with words spelt alike, or that begin so."""

    field_id: str
    likeness: Likeness


@dataclass(frozen=True)
class Match:
    """A person who may be the one meant."""

    person: Person
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Matches:
    """The answer to a search, nearest first; ``is_capped``: there are more."""

    found: tuple[Match, ...]
    is_capped: bool


def matching(reading: Reading, typed: str) -> Matches:
    """Find people by what was typed, and say what of them answers it."""
    answer = find(reading, typed, MOST)
    return Matches(explain(typed, answer.people), answer.is_capped)


def explain(typed: str, people: Sequence[Person]) -> tuple[Match, ...]:
    """Say of people found by what was typed which of their fields answers it."""
    asked = words(typed)
    return tuple(Match(person, _reasons(asked, person.texts)) for person in people)


def similar(reading: Reading, values: Mapping[str, Any]) -> Sequence[Match]:
    """Find people who may be the same human being as one about to be entered.

    Name, documents, telephones and addresses of e-mail among ``values`` are looked up; sensitive ones are not.
    """
    people: dict[uuid.UUID, Person] = {}
    title = reading.model.registry.by_id["person"].title
    texts = {
        field.id: text
        for field in _searchable(reading)
        if (field.id == title or field.type in _IDENTIFYING)
        and (text := _text(reading, field, values.get(field.id)))
    }
    for field_id, text in texts.items():
        if field_id != title and len("".join(words(text))) < _LONG_ENOUGH:
            continue
        for person in find(reading, text, _MOST_SIMILAR).people:
            if field_id != title or person.score >= _ALIKE:
                people.setdefault(person.id, person)
    found = []
    for person in people.values():
        theirs = person.texts
        reasons = tuple(
            reason
            for field_id, text in texts.items()
            if field_id in theirs and (reason := _compare(field_id, words(text), words(theirs[field_id])))
        )
        found.append(Match(person, reasons))
    return sorted(found, key=lambda match: -len(match.reasons))[:_MOST_SIMILAR]


def _searchable(reading: Reading) -> list[Field]:
    person = reading.model.registry.by_id["person"]
    return [field for field in visible_fields(reading.model, reading.actor, person) if not field.is_encrypted]


def _text(reading: Reading, field: Field, value: Any) -> str:
    slot = reading.model.codec.slots("person")[field.id]
    return "" if value is None or slot.child_table else slot.type.search_text(field, value)


def _reasons(asked: Sequence[str], theirs: Mapping[str, str]) -> tuple[Reason, ...]:
    """The fields that hold what was typed; the first one is meant when no word is found as it was typed."""
    found = []
    for field_id, text in theirs.items():
        known = words(text)
        if any(word in known for word in asked):
            found.append(Reason(field_id, "same" if set(asked) <= set(known) else "alike"))
        elif any(theirs_word.startswith(word) for word in asked for theirs_word in known):
            found.append(Reason(field_id, "begins"))
    if not found and theirs:
        found.append(Reason(next(iter(theirs)), "alike"))
    return tuple(found)


def _compare(field_id: str, mine: Sequence[str], theirs: Sequence[str]) -> Reason | None:
    if set(mine) == set(theirs):
        return Reason(field_id, "same")
    if set(mine) & set(theirs):
        return Reason(field_id, "alike")
    return None
