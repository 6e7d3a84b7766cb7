"""Text in, text out: whatever is typed is kept as typed, or refused with a reason."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from sqlalchemy import Column, MetaData, Table, create_engine, select

from runtime.fields.base import Problem
from runtime.fields.registry import TYPES
from runtime.fields.values import PersonName
from runtime.schema import Line, Schema
from tests.runtime.fields.asking import context, field, problem, read

NAUGHTY = [
    "'; DROP TABLE person; --",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "%s %d {0}",
    "\u202edesrever\u202c",
    "👩‍👩‍👧‍👦",
    "Z̷a̸l̶g̵o̴",
    "ﷺ",
    "null",
    "=cmd|' /C calc'!A0",
    "a\u0301\u0301\u0301",
    "\N{NO-BREAK SPACE}x\N{NO-BREAK SPACE}y",
]


def read_or_problem(name: str, text: str) -> str | Problem | None:
    try:
        found: str | None = read(name, text)
    except Problem as problem_found:
        return problem_found
    return found


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_text_is_only_text(text: str) -> None:
    kept = unicodedata.normalize("NFC", text).strip()
    assert read("text", text) == kept
    assert read("person_name", {"given": text}) == PersonName(kept)


@given(st.text(max_size=300))
def test_any_text_is_kept_or_refused_with_a_reason(text: str) -> None:
    value = read_or_problem("text", text)
    if isinstance(value, Problem):
        assert value.key in ("field.control_characters", "field.too_long")
        return
    if value is None:
        assert not text.strip()
        return
    assert value == unicodedata.normalize("NFC", text).strip()
    assert read("text", value) == value
    assert 0 < len(value) <= 200


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_long_text_keeps_its_shape(text: str) -> None:
    value = read_or_problem("long_text", text)
    if isinstance(value, Problem):
        assert value.key == "field.control_characters"
    elif value is not None:
        assert value == unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")


def test_accents_typed_as_two_characters_become_one() -> None:
    assert read("text", "Jose\u0301") == "José"


@pytest.mark.parametrize("text", ["a\0b", "a\x1bb", "a\nb", "a\tb", "a\ud800b", "a\x85b"])
def test_control_characters_are_refused(text: str) -> None:
    assert problem("text", text).key == "field.control_characters"


def test_too_long_says_how_long() -> None:
    found = problem("text", "x" * 201)
    assert (found.arguments["limit"], found.arguments["length"]) == (200, 201)


def test_a_pattern_and_a_shortest_length_hold() -> None:
    assert problem("text", "abc", pattern="[0-9]+").key == "field.pattern"
    assert problem("text", "a", min_length=2).key == "field.too_short"


class Note(Schema):
    text: str | None = None


def test_a_schema_refuses_unknown_keys_and_composes_text() -> None:
    assert Note(text="Jose\u0301").text == "José"
    with pytest.raises(ValidationError):
        Note.model_validate({"texto": "x"})


def test_a_line_is_cleaned_before_it_is_measured() -> None:
    assert Line() == Line()
    kind, constraints = TYPES["text"].annotation(field("text", max_length=3))
    assert kind is str
    assert repr(constraints) == "(Line(), MaxLen(max_length=3))"


def test_the_database_gives_back_what_was_typed() -> None:
    engine = create_engine("sqlite://")
    column: Column[Any] = Column("x", TYPES["text"].columns(field("text"))[0].type)
    table = Table("t", MetaData(), column)
    with engine.begin() as connection:
        table.create(connection)
        connection.execute(table.insert(), [{"x": text} for text in NAUGHTY])
        assert list(connection.scalars(select(table.c.x))) == NAUGHTY
    engine.dispose()


def test_every_type_refuses_a_null_character_or_ignores_the_control() -> None:
    asked = context()
    options: dict[str, dict[str, Any]] = {
        "choice": {"catalog": "catalogo"},
        "choices": {"catalog": "catalogo"},
        "place": {"catalog": "catalogo"},
        "document_id": {"catalog": "catalogo"},
        "reference": {"to": "office"},
        "national_id": {"scheme": "mx_curp"},
        "computed": {"value": "1", "result": "integer"},
    }
    for name, kind in TYPES.items():
        one = field(name, **options.get(name, {}))
        form = {f"x.{part}" if part else "x": ["a\0b"] for part in kind.parts}
        # A group reads its rows' controls alone: a number of rows that is none is no row.
        if kind.parts and name != "repeat":
            with pytest.raises(Problem):
                kind.parse(one, "x", form, asked)
        else:
            assert kind.parse(one, "x", form, asked) is None
