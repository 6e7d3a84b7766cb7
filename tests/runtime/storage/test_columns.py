"""The one source of tables: what it gives prints as code and fits both databases."""

from __future__ import annotations

import sqlalchemy
from sqlalchemy import LargeBinary
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from generator.validate.names import SYSTEM
from runtime import sqltypes
from runtime.ir.field import Field
from runtime.storage.columns import (
    LONGEST_NAME,
    build_metadata,
    columns,
    shapes,
    short_name,
)
from tests.sample import REGISTRY


def test_every_type_prints_as_code_that_makes_it_again() -> None:
    names = {**vars(sqlalchemy), **vars(sqltypes)}
    for table in build_metadata(REGISTRY).tables.values():
        for column in table.columns:
            again = eval(repr(column.type), names)  # noqa: S307 - our own text
            assert repr(again) == repr(column.type)
            assert type(again) is type(column.type)


def test_every_table_and_index_is_made_on_both_databases() -> None:
    for table in build_metadata(REGISTRY).sorted_tables:
        for dialect in (postgresql.dialect(), sqlite.dialect()):  # type: ignore[no-untyped-call]  # SQLAlchemy's own
            assert table.name in str(CreateTable(table).compile(dialect=dialect))
            for index in table.indexes:
                assert len(str(index.name)) <= LONGEST_NAME
                assert str(CreateIndex(index).compile(dialect=dialect))


def test_a_sensitive_field_is_one_encrypted_column() -> None:
    [note] = [column for column in columns(REGISTRY, REGISTRY.by_id["person"]) if column.name == "nota"]
    assert isinstance(note.type, LargeBinary)


def test_a_retired_field_keeps_its_column_and_a_type_has_its_own_table() -> None:
    person = REGISTRY.by_id["person"]
    retired = person.model_copy(update={"fields": tuple(_retire(field) for field in person.fields)})
    assert [c.name for c in columns(REGISTRY, retired)] == [c.name for c in columns(REGISTRY, person)]
    names = [shape.name for shape in shapes(REGISTRY, REGISTRY.by_id["case_detencion"])]
    assert names == ["case_detencion", "case_detencion__idiomas_hablados"]


def test_no_field_can_take_the_name_of_a_column_of_ours() -> None:
    for entity in REGISTRY.entities:
        bare = columns(REGISTRY, entity.model_copy(update={"fields": ()}))
        assert {column.name for column in bare} <= SYSTEM[entity.kind]


def test_long_names_are_shortened_the_same_way_and_stay_apart() -> None:
    one, other = short_name("ix", "a" * 60, "one"), short_name("ix", "a" * 60, "other")
    assert one != other
    assert len(one) == len(other) == LONGEST_NAME
    assert short_name("ix", "cases", "folio") == "ix_cases_folio"


def _retire(field: Field) -> Field:
    return field.model_copy(update={"retired": True})
