"""Batches on their way into the database, in a thread of their own while the next is made. Must not make any."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType

from sqlalchemy import Connection, insert
from sqlalchemy.dialects import postgresql, sqlite

from runtime.practice.bulk import Bulk, Row
from runtime.practice.copying import Findable
from runtime.storage import index
from runtime.storage.model import Model
from runtime.storage.session import Store


@dataclass(frozen=True)
class Batch:
    """What is stored together: rows by table, people for the index, who was met in a further office, last folios."""

    rows: Mapping[str, Sequence[Row]]
    findable: Sequence[Findable]
    met: Sequence[tuple[uuid.UUID, str]]
    folios: Sequence[Mapping[str, object]]


class Writer:
    """Writes one batch at a time; whoever brings the next waits until the last one is stored."""

    def __init__(self, model: Model, store: Store, bulk: Bulk, office_ids: Sequence[str]) -> None:
        self._model, self._store, self._bulk = model, store, bulk
        self._office_words = {index.office_word(office_id) for office_id in office_ids}
        self._learned: set[str] = set()
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._underway: Future[None] | None = None

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._await()
        finally:
            self._thread.shutdown()

    def put(self, batch: Batch) -> None:
        """Store a batch, after the one before it; what went wrong there is raised here."""
        self._await()
        self._underway = self._thread.submit(self._store_batch, batch)

    def _await(self) -> None:
        if self._underway is not None:
            self._underway.result()

    def _store_batch(self, batch: Batch) -> None:
        with self._store.writing() as connection:
            self._bulk.write(connection, batch.rows)
            if batch.findable:
                rows = [{"person_id": new.person_id, "words": new.document} for new in batch.findable]
                connection.execute(insert(index.DOCUMENT), rows)
                self._learn(connection, {word for new in batch.findable for word in new.document.split()})
            for person_id, office_id in batch.met:
                index.add_office(connection, person_id, office_id)
            self._keep_folios(connection, batch.folios)

    def _learn(self, connection: Connection, words: set[str]) -> None:
        """Teach the vocabulary the words it does not know; the offices' own words are none."""
        new = {word for word in words - self._learned - self._office_words if word.isalpha()}
        self._learned |= new
        index.learn(connection, new)

    def _keep_folios(self, connection: Connection, folios: Sequence[Mapping[str, object]]) -> None:
        counter = self._model.table("folio_counter")
        statement = (sqlite if self._store.is_sqlite else postgresql).insert(counter)
        if folios:
            connection.execute(
                statement.on_conflict_do_update(
                    index_elements=[counter.c.office_id, counter.c.year],
                    set_={"last": statement.excluded.last},
                ),
                folios,
            )
