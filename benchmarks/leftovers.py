"""What a run leaves in a database that others will measure: the cases it opened. Must not touch older ones."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import MetaData, Uuid, bindparam, text
from uuid_utils.compat import uuid7

from runtime.storage.session import open_store


@contextmanager
def taken_away(url: str) -> Iterator[None]:
    """Delete afterwards every case that was opened while the block ran, with all that hangs on it.

    Keys of cases are made in the order of time, so that the new ones are those above the first.
    """
    first = uuid7()
    try:
        yield
    finally:
        _delete(url, first)


def _delete(url: str, first: uuid.UUID) -> None:
    store = open_store(url)
    metadata = MetaData()
    metadata.reflect(store.engine)
    with store.writing() as connection:
        for table, column in [*_keys(metadata), ("event", "id")]:
            statement = text(f'DELETE FROM "{table}" WHERE "{column}" >= :first')
            connection.execute(statement.bindparams(bindparam("first", type_=Uuid())), {"first": first})
    store.close()


def _keys(metadata: MetaData) -> Iterator[tuple[str, str]]:
    """Yield every column that holds the key of a case, those first that point at the others."""
    for table in reversed(metadata.sorted_tables):
        if table.name == "cases":
            yield "cases", "id"
        for key in table.foreign_keys:
            of = key.column.table.name
            if of == "cases" or of.startswith("case_"):
                yield table.name, key.parent.name
