"""The index people are found by: a document a person, and the words in use by their sound.

Derived data, ensured by ``migrate`` and rebuilt at will. It narrows what the gate looks at; the gate decides.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy import (
    Connection,
    String,
    Uuid,
    bindparam,
    column,
    delete,
    insert,
    select,
    table,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from runtime.storage.words import near, words

DOCUMENT = table("search_document", column("number"), column("person_id", Uuid()), column("words", String()))
VOCABULARY = table("search_word", column("sound", String()), column("word", String()))

_LONGEST = 24  # longer words are no names, and each costs a row for every letter

_POSTGRESQL = (
    (
        "CREATE TABLE IF NOT EXISTS search_document (number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
        " person_id UUID NOT NULL UNIQUE, words TEXT NOT NULL,"
        " vector TSVECTOR GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED)"
    ),
    "CREATE INDEX IF NOT EXISTS ix_search_document_vector ON search_document USING GIN (vector)",
    "CREATE TABLE IF NOT EXISTS search_word (sound VARCHAR(24), word VARCHAR(24), PRIMARY KEY (sound, word))",
)
_SQLITE = (
    (
        "CREATE TABLE IF NOT EXISTS search_document (number INTEGER PRIMARY KEY, person_id CHAR(32) NOT NULL UNIQUE,"
        " words TEXT NOT NULL)"
    ),
    (
        "CREATE VIRTUAL TABLE IF NOT EXISTS search_text USING fts5"
        "(words, content='search_document', content_rowid='number', prefix='2 3', detail=none)"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS search_document_added AFTER INSERT ON search_document BEGIN"
        " INSERT INTO search_text(rowid, words) VALUES (new.number, new.words); END"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS search_document_changed AFTER UPDATE ON search_document BEGIN"
        " INSERT INTO search_text(search_text, rowid, words) VALUES ('delete', old.number, old.words);"
        " INSERT INTO search_text(rowid, words) VALUES (new.number, new.words); END"
    ),
    (
        "CREATE TABLE IF NOT EXISTS search_word (sound VARCHAR(24), word VARCHAR(24), PRIMARY KEY (sound, word))"
        " WITHOUT ROWID"
    ),
)


def ensure(connection: Connection) -> None:
    """Create the index where it is missing, of the documents there are."""
    if connection.dialect.name == "postgresql":
        for statement in _POSTGRESQL:
            connection.execute(text(statement))
        return
    is_kept = connection.scalar(text("SELECT 1 FROM sqlite_master WHERE name = 'search_document_added'"))
    for statement in _SQLITE:
        connection.execute(text(statement))
    if not is_kept:
        connection.execute(text("INSERT INTO search_text(search_text) VALUES ('rebuild')"))


def suspend(connection: Connection) -> None:
    """Stop keeping SQLite's text up with new documents, until ``ensure`` makes it of all of them in a tenth of the time."""
    connection.execute(text("DROP TRIGGER IF EXISTS search_document_added"))


def office_word(office_id: str) -> str:
    """The word that stands for an office in a document: no name begins so.

    With it, "which of a million Garcías are mine?" is answered inside the index.
    """
    return "zzz" + office_id.replace("_", "")


def document(found_by: str, offices: Iterable[str]) -> str:
    """The text stored for a person: each word once, in a fixed order."""
    return document_of(set(words(found_by)), offices)


def document_of(found: set[str], offices: Iterable[str]) -> str:
    """The same for text that was split into words already."""
    return " ".join(sorted(found) + sorted({office_word(office) for office in offices}))


def put(connection: Connection, person_id: uuid.UUID, found_by: str, offices: Iterable[str]) -> None:
    """Store what a person is found by, and who may know of it.

    Args:
        connection: a writing connection; the caller's transaction.
        person_id: the person.
        found_by: name, documents and telephones, as the field types' ``search_text`` give them.
        offices: every office that entered the person or holds one of its cases.
    """
    content = document(found_by, offices)
    changed = connection.execute(
        update(DOCUMENT).where(DOCUMENT.c.person_id == person_id).values(words=content)
    )
    if not changed.rowcount:
        connection.execute(insert(DOCUMENT).values(person_id=person_id, words=content))
    learn(connection, words(found_by))


ADD_OFFICE = (
    update(DOCUMENT)
    .where(
        DOCUMENT.c.person_id == bindparam("person"),
        (" " + DOCUMENT.c.words + " ").not_like("%" + bindparam("word", type_=String()) + " %"),
    )
    .values(words=DOCUMENT.c.words + bindparam("word", type_=String()))
)
"""Lets an office find a person it now has a case of, unless it may already: ``office_added`` gives its values."""


def office_added(person_id: uuid.UUID, office_id: str) -> dict[str, object]:
    """Return the values of ``ADD_OFFICE``."""
    return {"person": person_id, "word": f" {office_word(office_id)}"}


def add_office(connection: Connection, person_id: uuid.UUID, office_id: str) -> None:
    """Let an office find a person, outside a command."""
    connection.execute(ADD_OFFICE, office_added(person_id, office_id))


def learn(connection: Connection, seen: Iterable[str]) -> None:
    """Add words to the vocabulary, so that misspellings of them are understood."""
    candidates = {word for word in seen if word.isalpha() and 1 < len(word) <= _LONGEST}
    if not candidates:
        return
    sounds = {word: near(word) for word in candidates}
    own = {word: min(sounds[word], key=lambda heard: (-len(heard), heard)) for word in candidates}
    known = select(VOCABULARY.c.word).where(
        VOCABULARY.c.word.in_(bindparam("words", expanding=True)),
        VOCABULARY.c.sound.in_(bindparam("sounds", expanding=True)),
    )
    present = set(
        connection.scalars(known, {"words": sorted(candidates), "sounds": sorted(set(own.values()))})
    )
    # Sorted, so that two transactions that learn the same words never wait for each other in a circle.
    rows = [
        {"sound": heard, "word": word}
        for word in sorted(candidates - present)
        for heard in sorted(sounds[word])
    ]
    if rows:
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        connection.execute(dialect.insert(VOCABULARY).on_conflict_do_nothing(), rows)


def forget(connection: Connection, person_id: uuid.UUID) -> None:
    """Let nobody find a person any more, and unlearn the words that nobody else is found by."""
    content = connection.scalar(select(DOCUMENT.c.words).where(DOCUMENT.c.person_id == person_id))
    connection.execute(update(DOCUMENT).where(DOCUMENT.c.person_id == person_id).values(words=""))
    known = text(
        "SELECT 1 FROM search_document WHERE vector @@ CAST(:word AS tsquery) LIMIT 1"
        if connection.dialect.name == "postgresql"
        else "SELECT 1 FROM search_text WHERE search_text MATCH :word LIMIT 1"
    )
    quote = "'" if connection.dialect.name == "postgresql" else '"'
    for word in (content or "").split():
        if word.isalpha() and connection.scalar(known, {"word": f"{quote}{word}{quote}"}) is None:
            connection.execute(delete(VOCABULARY).where(VOCABULARY.c.word == word))
