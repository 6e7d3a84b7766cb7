"""What was typed, as a question to the index of people. Owns spelling and ranking; must not know pages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from sqlalchemy import (
    ColumnElement,
    String,
    cast,
    column,
    literal_column,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from runtime.access.mask import visible_fields
from runtime.fields.identifying import is_found_sealed
from runtime.search.reading import Reading
from runtime.storage import blind
from runtime.storage.constructs import Several, is_among
from runtime.storage.index import DOCUMENT, VOCABULARY, office_word
from runtime.storage.prepared import Prepared, parameter
from runtime.storage.words import near, sound, words

_MOST_TOKENS = 6
_MOST_SPELLINGS = 12
# Words that join names and are left out as often as written.
_PARTICLES = frozenset({"de", "del", "la", "las", "los", "y", "e", "san", "santa"})
_SPELLINGS = (
    select(VOCABULARY.c.word).distinct().where(is_among(VOCABULARY.c.sound, parameter("sounds", Several())))
)


@dataclass(frozen=True)
class Token:
    """One typed word and the words of the register it may have meant, nearest first.

    A number typed in groups (``55 5123 4567``) is one word; ``groups`` are what it was typed as. ``sealed`` is what
    the index would hold of it in the encrypted fields the actor sees.
    """

    typed: str
    spellings: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    sealed: tuple[str, ...] = ()

    def closeness(self, known: Collection[str]) -> float:
        """How well a person's words answer this one: 1 for the word itself, less for a prefix or misspelling."""
        if self.typed in known or (self.groups and all(group in known for group in self.groups)):
            return 1.0
        if any(word in known for word in self.sealed):
            return 1.0
        if any(word.startswith(self.typed) for word in known):
            return 0.9
        return max((self._likeness[word] for word in self.spellings if word in known), default=0.0)

    @cached_property
    def _likeness(self) -> Mapping[str, float]:
        return {word: _likeness(self.typed, word) for word in self.spellings}


def understand(reading: Reading, typed: str) -> tuple[Token, ...]:
    """Read what was typed: each word with the spellings the vocabulary offers for it.

    Particles (``de``, ``la``) are dropped unless nothing else was typed. One statement, whatever the length.
    """
    grouped = dict(_joined(words(typed)))
    # What stands for a sealed value is asked for by the value alone.
    tokens = [token for token in grouped if not blind.is_blind(token)]
    telling = [token for token in tokens if token not in _PARTICLES] or tokens
    telling = telling[:_MOST_TOKENS]
    sounds = {token: near(token) for token in telling if token.isalpha()}
    wanted = sorted(set().union(*sounds.values())) if sounds else []
    known = _spellings(reading, wanted) if wanted else []
    return tuple(
        Token(token, _alike(token, known) if token in sounds else (), grouped[token], _sealed(reading, token))
        for token in telling
    )


def _sealed(reading: Reading, token: str) -> tuple[str, ...]:
    """What the index holds of a typed number where a person's field is sealed and the actor sees it."""
    model, actor = reading.model, reading.actor
    slots = model.memory.recall(
        ("found sealed", actor.power),
        lambda: [
            model.codec.slots("person")[field.id]
            for field in visible_fields(model, actor, model.registry.by_id["person"])
            if is_found_sealed(field)
        ],
    )
    return tuple(blind.asked_words(model.cipher, slots, token))


def question(tokens: Iterable[Token], offices: Collection[str], dialect: str) -> str:
    """What to ask of the index for people with all tokens, each in any of its spellings; see ``answers``.

    Args:
        tokens: what ``understand`` gave; at least one.
        offices: only people these offices may know; empty for no narrowing.
        dialect: ``postgresql`` or ``sqlite``.
    """
    groups = [_group(token, dialect) for token in tokens]
    is_postgresql = dialect == "postgresql"
    if offices:
        groups.append(
            "(" + (" | " if is_postgresql else " OR ").join(map(office_word, sorted(offices))) + ")"
        )
    return (" & " if is_postgresql else " AND ").join(groups)


def answers(dialect: str) -> ColumnElement[bool]:
    """The condition on ``search_document`` that it answers the parameter ``question``."""
    asked = parameter("question", String())
    if dialect == "postgresql":
        return literal_column("search_document.vector", TSVECTOR()).op("@@")(cast(asked, TSQUERY))
    text_table = table("search_text", column("rowid"))
    found = select(text_table.c.rowid).where(literal_column("search_text", String()).op("MATCH")(asked))
    return DOCUMENT.c.number.in_(found)


def rank(tokens: Sequence[Token], found_words: str) -> float:
    """How well a document answers, from 0 to 1: the mean closeness of its words to the tokens."""
    known = frozenset(found_words.split())
    return sum(token.closeness(known) for token in tokens) / len(tokens)


def _spellings(reading: Reading, sounds: Sequence[str]) -> Sequence[str]:
    """The words of the register that sound like one of these."""
    query = reading.model.memory.recall("spellings", lambda: Prepared(_SPELLINGS, reading.connection.dialect))
    return [row[0] for row in query.rows(reading.connection, {"sounds": sounds})]


def _joined(typed: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Join neighbouring numbers: telephones and documents are written in groups, and stored without."""
    for is_number, run in groupby(typed, str.isdigit):
        found = tuple(run)
        if is_number and len(found) > 1:
            yield "".join(found), found
        else:
            yield from ((token, ()) for token in found)


def _likeness(typed: str, word: str) -> float:
    """What sounds the same (Gonsales, González) is nearer than what has as many letters in common (Rosales)."""
    from rapidfuzz.distance import OSA

    return 0.85 if sound(typed) == sound(word) else 0.8 * OSA.normalized_similarity(typed, word)


def _alike(token: str, known: Sequence[str]) -> tuple[str, ...]:
    # Imported where a misspelling asks for it: a server at rest does without its 4 MB.
    from rapidfuzz.distance import OSA

    heard = sound(token)
    scored = (
        (OSA.distance(heard, sound(word)), OSA.distance(token, word), word) for word in known if word != token
    )
    return tuple(word for distance, _, word in sorted(scored) if distance <= 1)[:_MOST_SPELLINGS]


def _group(token: Token, dialect: str) -> str:
    # Words are letters and digits only (``words``), so they need no quoting in either language.
    if dialect == "postgresql":
        apart = ["(" + " & ".join(token.groups) + ")"] if token.groups else []
        return "(" + " | ".join([f"{token.typed}:*", *token.spellings, *token.sealed, *apart]) + ")"
    quoted = [f'"{word}"' for word in (*token.spellings, *token.sealed)]
    apart = ["(" + " AND ".join(f'"{word}"' for word in token.groups) + ")"] if token.groups else []
    return "(" + " OR ".join([f'"{token.typed}"*', *quoted, *apart]) + ")"
