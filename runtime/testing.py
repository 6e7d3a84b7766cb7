"""Tests that others run on their own parts. Owns the contract of a field type; must not be imported by the product."""

from __future__ import annotations

import ast
import datetime
import decimal
import random
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, get_args
from zoneinfo import ZoneInfo

import annotated_types
import sqlalchemy
from pydantic import TypeAdapter
from sqlalchemy import Column, Connection, MetaData, Select, Table, create_engine, select

from runtime import schema, sqltypes
from runtime.expressions.environment import Compiled, Environment
from runtime.expressions.evaluate import Data, evaluate
from runtime.fields.base import CelType, Context, FieldType
from runtime.fields.columns import stored_columns
from runtime.fields.export import POSTGRESQL, SQLITE, Dialect
from runtime.i18n.messages import message
from runtime.ir.catalog import Catalog, Value
from runtime.ir.field import Field

NOW = datetime.datetime(2026, 11, 24, 16, 0, tzinfo=datetime.UTC)
ZONE = ZoneInfo("America/Mexico_City")


@dataclass
class PlainSampler:
    """A sampler of a few plain words: enough to test a field type."""

    random: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311 - nothing to guard
    now: datetime.datetime = NOW
    zone: datetime.tzinfo = ZONE
    country: str = "MEX"

    def given_name(self) -> str:
        """A given name."""
        return self.random.choice(("Ana María", "José", "Xóchitl"))

    def surname(self) -> str:
        """A surname."""
        return self.random.choice(("López", "Muñoz", "de la Cruz"))

    def sentence(self) -> str:
        """A short sentence."""
        return self.random.choice(("Se habló con la familia.", "Pidió llamar a su casa."))

    def town(self) -> str:
        """A town's name."""
        return self.random.choice(("Tlaxiaco", "San Luis"))

    def record(self, target: str) -> uuid.UUID | str | None:
        """Some id, whatever the target."""
        return "emb" if target == "office" else uuid.UUID(int=self.random.getrandbits(128), version=4)


def sample_catalog(catalog_id: str = "catalogo") -> Catalog:
    """Return a small catalog with a hierarchy and a retired value."""
    return Catalog(
        id=catalog_id,
        label={"es": "Catálogo", "en": "Catalog"},
        values=(
            Value(code="a", label={"es": "Primero", "en": "First"}),
            Value(code="b", label={"es": "Segundo", "en": "Second"}, parent="a"),
            Value(code="c", label={"es": "Antiguo", "en": "Old"}, until=datetime.date(2000, 1, 1)),
        ),
    )


def context_in(language: str, catalogs: Iterable[Catalog] = ()) -> Context:
    """Return a context in Mexico City, a fixed day, with these catalogs and ``catalogo``."""
    known = {catalog.id: catalog for catalog in (sample_catalog(), *catalogs)}
    return Context(language, ZONE, NOW, known, message(language), region="MEX")


def check_field_type(
    kind: FieldType[Any], field: Field, samples: Sequence[Any], catalogs: Iterable[Catalog] = ()
) -> None:
    """Hold a field type against everything the product expects of one.

    Args:
        kind: the type.
        field: a field of it.
        samples: values to try, besides those it draws itself.
        catalogs: catalogs the field needs, besides ``catalogo``.

    Raises:
        AssertionError: it breaks the contract.
    """
    context = context_in("es", catalogs)
    drawn = [kind.sample(field, PlainSampler(random.Random(seed)), context.catalogs) for seed in range(8)]  # noqa: S311 - as above
    values = [*samples, *(value for value in drawn if value is not None)]
    assert values, f"{kind.name}: give it a sample"
    _check_printing(kind, field)
    for value in values:
        _check_forms(kind, field, value, context)
        _check_storage(kind, field, value)
        _check_showing(kind, field, value, catalogs)
        _check_conditions(kind, field, value, context)
    _check_export(kind, field, values)


def _check_printing(kind: FieldType[Any], field: Field) -> None:
    """What the emitter prints gives the same objects back."""
    names = {**vars(sqlalchemy), **vars(sqltypes), **vars(annotated_types), **vars(schema)}
    names |= {"datetime": datetime, "Decimal": decimal.Decimal, "decimal": decimal}
    for column in kind.columns(field):
        again = _rebuild(repr(column.type), names)
        assert repr(again) == repr(column.type), f"{column.type!r} does not print as code"
        assert type(again) is type(column.type)
    for constraint in kind.annotation(field)[1]:
        assert _rebuild(repr(constraint), names) == constraint, f"{constraint!r} does not print as code"


def _rebuild(text: str, names: Mapping[str, Any]) -> Any:
    return eval(compile(ast.parse(text, mode="eval"), "printed", "eval"), dict(names))  # noqa: S307 - our own repr


def _check_forms(kind: FieldType[Any], field: Field, value: Any, context: Context) -> None:
    controls = kind.controls(field, "x", value, context)
    empty = kind.controls(field, "x", None, context)
    expected = {f"x.{part}" if part else "x" for part in kind.parts}
    # A group has the controls of its rows besides its own.
    assert set(empty) == expected, f"{kind.name}: controls differ from parts"
    assert set(controls) == expected or (kind.is_group and set(controls) > expected)
    if not kind.parts:
        return
    assert kind.parse(field, "x", controls, context) == value, (
        f"{kind.name}: {controls} reads as another value"
    )
    assert kind.parse(field, "x", empty, context) is None
    assert kind.parse(field, "x", {}, context) is None


def _check_storage(kind: FieldType[Any], field: Field, value: Any) -> None:
    columns = kind.dump(field, value)
    suffixes = {column.suffix for column in kind.columns(field)} or {""}
    assert set(columns) == suffixes, f"{kind.name}: dumps {set(columns)}, has columns {suffixes}"
    assert kind.load(field, columns) == value
    assert kind.load(field, dict.fromkeys(columns) if not kind.is_multiple else {"": ()}) is None
    data = kind.to_json(field, value)
    assert kind.from_json(field, data) == value, f"{kind.name}: {data} is read as another value"
    python, constraints = kind.annotation(field)
    annotated: Any = Annotated[python, "a value", *constraints]
    adapter = TypeAdapter[Any](annotated)
    assert adapter.validate_python(value) == value
    # The schema takes a group's rows as they are: each field of a row was read by its own type.
    if not kind.is_group:
        assert adapter.validate_python(data) == value, f"{kind.name}: the schema does not read {data}"
    assert kind.json_schema(field), f"{kind.name}: no JSON Schema"


def _check_showing(kind: FieldType[Any], field: Field, value: Any, catalogs: Iterable[Catalog]) -> None:
    for language in ("es", "en"):
        context = context_in(language, catalogs)
        shown = kind.show(field, value, context)
        assert shown.strip(), f"{kind.name}: nothing to read in {language}"
        for part in kind.parts or ("",):
            for offer in kind.offers(field, value, context, part):
                assert offer.code, f"{kind.name}: an offer without a code"
                assert offer.label, f"{kind.name}: {offer.code} without a label"


def _check_conditions(kind: FieldType[Any], field: Field, value: Any, context: Context) -> None:
    """The engine takes the value as the type says it is, and the value comes back."""
    seen = kind.condition_value(field, value, context.today)
    declared = kind.cel_of(field)
    if isinstance(declared, Mapping):
        assert isinstance(seen, Mapping)
        assert set(seen) <= set(declared)
        for part, held in seen.items():
            assert _through_engine(declared[part], held) == held
        return
    assert declared in get_args(CelType)
    result = _through_engine(declared, seen)
    assert result == seen
    if type(kind).from_condition is not FieldType.from_condition:
        assert kind.from_condition(field, result, context) == value


def _through_engine(declared: CelType, held: object) -> object:
    compiled = Environment({"x": declared}).compile("x")
    assert isinstance(compiled, Compiled)
    return evaluate(compiled, Data({"x": held}, {"x": True}, {}, NOW, NOW.date()))


def _check_export(kind: FieldType[Any], field: Field, values: Sequence[Any]) -> None:
    if kind.is_multiple:
        assert all(set(kind.export(field, value)) == {""} for value in values)
        return
    _, parts = _as_table(field)
    assert str(_texts(kind, field, parts, POSTGRESQL).compile(create_engine("postgresql+psycopg://")))
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        check_stored(kind, field, values, connection)
    engine.dispose()


def check_stored(kind: FieldType[Any], field: Field, values: Sequence[Any], connection: Connection) -> None:
    """Store values in a table of their own: they come back, and SQL writes for exports what Python writes.

    Raises:
        AssertionError: they do not.
    """
    table, parts = _as_table(field)
    dialect = POSTGRESQL if connection.dialect.name == "postgresql" else SQLITE
    table.create(connection)
    for value in values:
        dumped = kind.dump(field, value)
        connection.execute(table.delete())
        connection.execute(table.insert(), {parts[suffix].name: held for suffix, held in dumped.items()})
        exported = connection.execute(_texts(kind, field, parts, dialect)).one()
        assert [text or "" for text in exported] == list(kind.export(field, value).values())
        stored = connection.execute(select(*parts.values())).one()
        assert kind.load(field, dict(zip(parts, stored, strict=True))) == value
    table.drop(connection)


def _as_table(field: Field) -> tuple[Table, dict[str, Column[Any]]]:
    """Return a table of the field's columns, and them by suffix."""
    columns = stored_columns(field.model_copy(update={"privacy": "none"}))
    table = Table(
        f"values_{uuid.uuid4().hex}", MetaData(), *(Column(column.name, column.type) for column in columns)
    )
    return table, {column.suffix: table.c[column.name] for column in columns}


def _texts(
    kind: FieldType[Any], field: Field, columns: Mapping[str, Any], dialect: Dialect
) -> Select[*tuple[Any, ...]]:
    return select(*kind.export_expression(field, columns, dialect).values())
