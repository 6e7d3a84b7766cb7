"""Batches into the database. Must not make any."""

from __future__ import annotations

from sqlalchemy.dialects import postgresql, sqlite

from runtime.practice import bulk
from runtime.practice.bulk import Bulk
from runtime.practice.loading import Load
from runtime.practice.telling import Batch
from runtime.storage import index
from runtime.storage.model import Model


class Writer:
    """Stores one batch after the other."""

    def __init__(self, model: Model, rows: Bulk, load: Load) -> None:
        self._model, self._rows, self._load = model, rows, load
        self._learned: set[str] = set()

    def store(self, batch: Batch) -> None:
        """Store a batch, whole or not at all."""
        with self._load.step() as connection:
            self._rows.write(connection, batch.rows)
            bulk.write(connection, index.DOCUMENT.name, ("person_id", "words"), batch.documents)
            # Teach the vocabulary the words it does not know.
            index.learn(connection, batch.words - self._learned)
            self._learned |= batch.words
            counter = self._model.table("folio_counter")
            last = [
                {"office_id": office_id, "year": year, "last": last}
                for (office_id, year), last in batch.numbers.items()
            ]
            statement = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(counter)
            if last:
                connection.execute(
                    statement.on_conflict_do_update(
                        index_elements=[counter.c.office_id, counter.c.year],
                        set_={"last": statement.excluded.last},
                    ),
                    last,
                )
