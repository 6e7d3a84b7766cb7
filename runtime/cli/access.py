"""``access``: the matrix of who sees what, as a document to hand over. Must not decide anything."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from runtime.cli.faults import CommandRefused
from runtime.cli.options import CONSOLE, Folder, language_of_environment, words
from runtime.exchange.workbook import Sheet, book
from runtime.instance import describe
from runtime.ir.registry import Registry
from runtime.matrix import webpage
from runtime.matrix.document import all_cells, tables

_FORMATS = (".html", ".xlsx")


def access(
    folder: Folder,
    targets: Annotated[
        list[Path], typer.Argument(help="Archivos nuevos .html o .xlsx / new .html or .xlsx files")
    ],
    language: Annotated[str, typer.Option(help="Idioma: es o en / language: es or en")] = "",
) -> None:
    """Escribe la matriz de acceso: quién ve qué y por qué vía / write the access matrix: who sees what, and how."""
    say = words()
    for target in targets:
        if target.suffix not in _FORMATS or target.exists() or not target.resolve().parent.is_dir():
            raise CommandRefused(say("matrix.target", path=target))
    registry = describe(folder).registry
    for target in targets:
        target.write_bytes(_content(registry, language or language_of_environment(), target.suffix))
        CONSOLE.print(say("matrix.written", path=target), markup=False)


def _content(registry: Registry, language: str, suffix: str) -> bytes:
    found = list(tables(registry, language))
    if suffix == ".html":
        return webpage.write(registry, language, found).encode()
    sheets = [*found, all_cells(registry, language)]
    return book([Sheet(table.title, table.headings, table.rows) for table in sheets])
