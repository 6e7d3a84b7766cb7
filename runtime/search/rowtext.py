"""A group's rows as one text of an export: its fields parted by ``; ``, its rows by `` | ``. Must not know access."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from sqlalchemy import ColumnElement, FromClause, case, func, literal, select

from runtime.fields.columns import stored_columns
from runtime.fields.export import Dialect
from runtime.fields.registry import field_type
from runtime.fields.repeat import BETWEEN_FIELDS, BETWEEN_ROWS
from runtime.ir.field import Field
from runtime.ir.label import text as label_text
from runtime.search.tables import Tables
from runtime.storage.codec import Slot
from runtime.storage.model import Model


def joined(tables: Tables, of: str, slot: Slot, dialect: Dialect, language: str | None) -> ColumnElement[str]:
    """Return the text of a record's rows: codes, or their labels in a language."""
    model, owner = tables.model, tables.of(of)
    child = model.table(slot.child_table or "")
    rows = select(child).where(child.c.record_id == owner.c.id).correlate(owner).order_by(child.c.position)
    # Ordered beforehand: SQLite joins texts as they come.
    ordered = rows.subquery()
    cells = [_cell(model, ordered, one, dialect, language) for one in slot.type.inner(slot.field)]
    text = functools.reduce(lambda left, right: left + BETWEEN_FIELDS + right, cells)
    joined_rows = func.aggregate_strings(text, BETWEEN_ROWS)
    is_sorted = tables.is_postgresql
    gathered = joined_rows.aggregate_order_by(ordered.c.position) if is_sorted else joined_rows
    return select(gathered).select_from(ordered).scalar_subquery()


def _cell(
    model: Model, rows: FromClause, item: Field, dialect: Dialect, language: str | None
) -> ColumnElement[str]:
    """The text of one field of a row, or the reason why there is none."""
    parts = list(_parts(model, rows, item, dialect, language))
    text = functools.reduce(
        lambda left, right: left + case((right == "", ""), else_=literal(" ") + right), parts
    )
    if item.unknown:
        reason = rows.c.unknown[item.id].as_string()
        labels = model.registry.unknown if language is not None else {}
        told = [(reason == code, literal(label_text(one, language or ""))) for code, one in labels.items()]
        said = case(*told, else_=reason) if told else reason
        text = case((text == "", func.coalesce(said, "")), else_=text)
    return func.trim(text)


def _parts(
    model: Model, rows: FromClause, item: Field, dialect: Dialect, language: str | None
) -> Iterator[ColumnElement[str]]:
    kind = field_type(item.type)
    coded = kind.catalogs(item)
    columns = {column.suffix: rows.c[column.name] for column in stored_columns(item)}
    for suffix, text in kind.export_expression(item, columns, dialect).items():
        catalog = coded.get(suffix)
        if catalog is None or language is None or suffix not in columns:
            yield func.coalesce(text, "")
            continue
        label = model.table("catalog_label").alias()
        named = select(label.c.label).where(
            label.c.catalog == catalog, label.c.code == columns[suffix], label.c.language == language
        )
        yield func.coalesce(named.correlate(rows).scalar_subquery(), text, "")
