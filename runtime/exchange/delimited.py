"""CSV: UTF-8 with a byte order mark, so that Excel shows accents right, commas, quotes where needed. Owns the format.

On PostgreSQL the server writes it (``COPY``) and it is passed through; on SQLite rows go through the csv writer.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from runtime.exchange.rows import FORMULA, Sheet, batches

MEDIA_TYPE = "text/csv; charset=utf-8"
MARK = b"\xef\xbb\xbf"
CHUNK = 128 * 1024
ROWS = 500
_BEGINS_LIKE_A_FORMULA = re.compile(f"'*[{re.escape(FORMULA)}]")
_GUARDED = re.compile(f"'+[{re.escape(FORMULA)}]")


def chunks(connection: Connection, sheet: Sheet) -> Iterator[bytes]:
    """Write a sheet whose texts are guarded already."""
    yield MARK + _lines([[guard(heading) for heading in sheet.headings]])
    if connection.dialect.name == "postgresql":
        yield from _copied(connection, sheet)
    else:
        for batch in batches(connection, sheet):
            yield _lines(batch)


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Write a small table, guarding its texts."""
    return b"".join(written(headings, rows))


def written(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Write a table of any length some rows at a time, guarding its texts."""
    yield MARK + _lines([[guard(heading) for heading in headings]])
    guarded = ([guard(value) if isinstance(value, str) else value for value in row] for row in rows)
    while some := list(islice(guarded, ROWS)):
        yield _lines(some)


def guard(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula."""
    return f"'{text}" if _BEGINS_LIKE_A_FORMULA.match(text) else text


def unguard(text: str) -> str:
    """Take off the apostrophe that ``guard`` put."""
    return text[1:] if _GUARDED.match(text) else text


def _copied(connection: Connection, sheet: Sheet) -> Iterator[bytes]:
    compiled = sheet.statement.compile(
        dialect=connection.dialect, compile_kwargs={"render_postcompile": True}
    )
    driver: Any = connection.connection.cursor()
    held, size = [], 0
    with driver as cursor, cursor.copy(f"COPY ({compiled}) TO STDOUT (FORMAT csv)", compiled.params) as copy:
        for line in copy:
            held.append(line)
            size += len(line)
            if size >= CHUNK:
                yield b"".join(held)
                held, size = [], 0
    yield b"".join(held)


def _lines(rows: Iterable[Sequence[object]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue().encode()
