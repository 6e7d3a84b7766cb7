"""What is sent to a database, for tests that count it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from sqlalchemy import event

from runtime.storage import prepared
from runtime.storage.session import Store


@contextmanager
def queries(store: Store) -> Iterator[list[str]]:
    """Note the queries sent meanwhile: the toolkit's own, and prepared ones, which go to the driver directly."""
    found: list[str] = []
    ask = prepared._ask

    def note(*told: Any) -> None:
        if told[2].startswith("SELECT"):
            found.append(told[2])

    def ask_and_note(*told: Any) -> Any:
        found.append(told[1])
        return ask(*told)

    event.listen(store.engine, "before_cursor_execute", note)
    try:
        with patch("runtime.storage.prepared._ask", ask_and_note):
            yield found
    finally:
        event.remove(store.engine, "before_cursor_execute", note)
