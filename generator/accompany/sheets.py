"""The tables of a paper as sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterable

from generator.accompany.paper import Table
from runtime.exchange.workbook import Sheet, book


def write(tables: Iterable[Table]) -> bytes:
    """Write tables as XLSX, a sheet each; those without a name for their sheet take their caption."""
    return book(
        [
            Sheet(
                table.sheet or table.caption,
                table.headings,
                [[str(cell) for cell in row] for row in table.rows],
            )
            for table in tables
        ]
    )
