"""The steps a written revision is made of; revisions import this module as ``op``.

Undoing never loses a value: what an undone revision had added is dropped when empty and parked when not, and
taken back when the revision runs again. Owns these steps; must not know the IR.
"""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import (
    Column,
    Connection,
    Index,
    String,
    column,
    exists,
    func,
    inspect,
    select,
    table,
    text,
    update,
)
from sqlalchemy.types import TypeEngine

from runtime.storage.columns import short_name
from runtime.storage.migrate import TooLongError


def parked_name(name: str, revision: str) -> str:
    """Return the name under which a revision's table or column waits while the revision is undone."""
    return short_name("parked", name, revision)


def take_table(name: str, *items: Column[Any] | Index, revision: str) -> None:
    """Create a table with its indexes, or take it back where an earlier undo has parked it."""
    parked = parked_name(name, revision)
    if not inspect(op.get_bind()).has_table(parked):
        op.create_table(name, *items)
        return
    op.rename_table(parked, name)
    for item in items:
        if isinstance(item, Index):
            op.create_index(
                str(item.name), name, [str(part) for part in item.expressions], unique=item.unique
            )


def park_table(name: str, *, revision: str) -> None:
    """Undo ``take_table``: drop the table if it has no row, else keep it under its parked name."""
    connection = op.get_bind()
    if connection.scalar(select(exists().select_from(table(name)))):
        for index in inspect(connection).get_indexes(name):
            op.drop_index(str(index["name"]), name)
        op.rename_table(name, parked_name(name, revision))
    else:
        op.drop_table(name)


def take_column(name: str, added: Column[Any], *, revision: str) -> None:
    """Add a column to the table ``name``, or take it back where an earlier undo has parked it."""
    parked = parked_name(added.name, revision)
    if parked in _columns(op.get_bind(), name):
        op.alter_column(name, parked, new_column_name=added.name)
    else:
        op.add_column(name, added)


def park_column(name: str, removed: str, *, revision: str) -> None:
    """Undo ``take_column``: drop the column if no row has a value in it, else keep it under its parked name."""
    filled = select(exists().select_from(table(name)).where(column(removed).is_not(None)))
    if op.get_bind().scalar(filled):
        op.alter_column(name, removed, new_column_name=parked_name(removed, revision))
    else:
        op.drop_column(name, removed)


def rename_table(old: str, new: str) -> None:
    """Rename a table with everything in it. Its indexes are renamed too, so that their names stay free."""
    connection = op.get_bind()
    indexes = inspect(connection).get_indexes(old)
    op.rename_table(old, new)
    for index in indexes:
        names = [str(part) for part in index["column_names"]]
        op.drop_index(str(index["name"]), new)
        op.create_index(short_name("ix", new, *names), new, names, unique=index["unique"])


def rename_column(name: str, old: str, new: str) -> None:
    """Rename a column with everything in it."""
    op.alter_column(name, old, new_column_name=new)


def resize_column(name: str, resized: str, *, existing_type: TypeEngine[Any], type_: TypeEngine[Any]) -> None:
    """Give a column a larger or smaller type of the same kind.

    SQLite keeps any length in any column, so there is nothing to alter there; on both databases a value that is
    too long for the smaller type stops the migration, which is undone whole.

    Raises:
        TooLongError: at least one value does not fit.
    """
    length = type_.length if isinstance(type_, String) else None
    if length is not None:
        longer = select(func.count()).select_from(table(name)).where(func.length(column(resized)) > length)
        count = op.get_bind().scalar(longer)
        if count:
            raise TooLongError(name, resized, length, count)
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column(name, resized, existing_type=existing_type, type_=type_)


def relax_column(name: str, resized: str, *, existing_type: TypeEngine[Any], type_: TypeEngine[Any]) -> None:
    """Undo an enlargement: make the column smaller again, unless a value needs the room."""
    connection = op.get_bind()
    length = type_.length if isinstance(type_, String) else None
    longest = connection.scalar(select(func.max(func.length(column(resized)))).select_from(table(name)))
    if length is not None and (longest is None or longest <= length):
        resize_column(name, resized, existing_type=existing_type, type_=type_)


def discard_column(name: str, dropped: str) -> None:
    """Drop a column with its values, as the blueprint said and the operator consented."""
    op.drop_column(name, dropped)


def discard_table(name: str) -> None:
    """Drop a table with its rows, as the blueprint said and the operator consented."""
    op.drop_table(name)


def rename_unknown(name: str, old: str, new: str, *, where: dict[str, str] | None = None) -> None:
    """Rename a field in the map of reasons why it is unknown, in all rows or those with the values ``where``."""
    connection = op.get_bind()
    statement = _RENAME_UNKNOWN[connection.dialect.name]
    narrowed = "".join(f" AND {key} = :where_{key}" for key in where or {})
    values = {f"where_{key}": value for key, value in (where or {}).items()}
    connection.execute(text(statement.format(table=name) + narrowed), {"old": old, "new": new, **values})


def replace_value(name: str, replaced: str, *, old: str, new: str) -> None:
    """Write ``new`` wherever a column of codes says ``old``."""
    codes = table(name, column(replaced))
    op.get_bind().execute(update(codes).where(codes.c[replaced] == old).values({replaced: new}))


_RENAME_UNKNOWN = {
    "postgresql": (
        "UPDATE {table} SET unknown = (unknown - CAST(:old AS text))"
        " || jsonb_build_object(CAST(:new AS text), unknown -> CAST(:old AS text))"
        " WHERE jsonb_exists(unknown, CAST(:old AS text))"
    ),
    "sqlite": (
        "UPDATE {table} SET unknown = json_remove("
        "json_set(unknown, '$.' || :new, json_extract(unknown, '$.' || :old)), '$.' || :old)"
        " WHERE json_type(unknown, '$.' || :old) IS NOT NULL"
    ),
}


def _columns(connection: Connection, name: str) -> set[str]:
    return {found["name"] for found in inspect(connection).get_columns(name)}
