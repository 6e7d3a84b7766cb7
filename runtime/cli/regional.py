"""``regional``: the indicator files of several countries side by side. Must not count or judge them."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from runtime.cli.faults import CommandRefused
from runtime.cli.options import CONSOLE, language_of_environment, words
from runtime.exchange import delimited, workbook
from runtime.reports.regional import SideBySide, UnfitError, check_together, read, shown, side_by_side

KINDS = (".csv", ".xlsx", ".html")


def regional(
    files: Annotated[
        list[Path],
        typer.Argument(help="Archivos de indicadores / files of indicators", exists=True, dir_okay=False),
    ],
    out: Annotated[
        Path | None, typer.Option(help="Archivo nuevo .csv, .xlsx o .html / new .csv, .xlsx or .html file")
    ] = None,
) -> None:
    """Pone lado a lado los indicadores de varios países / put the indicators of several countries side by side."""
    say = words()
    if out is not None and (out.suffix not in KINDS or out.exists() or not out.resolve().parent.is_dir()):
        raise CommandRefused(say("regional.target", path=out))
    try:
        found = [(path.name, read(path.name, path.read_bytes())) for path in files]
        check_together(found)
    except UnfitError as error:
        raise CommandRefused(say(error.key, **error.arguments)) from error
    except OSError as error:
        raise CommandRefused(say("regional.unread", path=error.filename)) from error
    table = side_by_side([file for _, file in found], language_of_environment(), say)
    if out is None:
        _show(table)
        return
    out.write_bytes(_content(table, out.suffix))
    CONSOLE.print(say("regional.written", path=out, count=len(table.rows)), markup=False)


def _content(table: SideBySide, kind: str) -> bytes:
    if kind == ".csv":
        return delimited.table(table.headings, table.rows)
    if kind == ".xlsx":
        notes = workbook.Sheet(words()("reports.notes"), [table.title], [[note] for note in table.notes])
        return workbook.book([workbook.Sheet(table.title, table.headings, table.rows), notes])
    return _html(table).encode()


def _html(table: SideBySide) -> str:
    """A page that needs nothing else: no style, no script."""
    language = language_of_environment()
    title = escape(table.title)
    head = "".join(f'<th scope="col">{escape(words)}</th>' for words in table.headings)
    body = "\n".join(
        "<tr>" + "".join(f"<td>{escape(shown(cell, language))}</td>" for cell in row) + "</tr>"
        for row in table.rows
    )
    notes = "\n".join(f"<p>{escape(note)}</p>" for note in table.notes)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head><meta charset="utf-8"><title>{title}</title></head>\n'
        f"<body>\n<h1>{title}</h1>\n{notes}\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n"
        "</table>\n</body>\n</html>\n"
    )


def _show(table: SideBySide) -> None:
    """Print what fits a screen: whole periods, all countries of offices together."""
    country, time = 4, 5
    every = words()("regional.all_countries")
    whole = [row for row in table.rows if "/" in str(row[time]) and row[country] == every]
    drawn = Table(*table.headings, title=table.title)
    for row in whole:
        drawn.add_row(*(shown(cell, language_of_environment()) for cell in row))
    CONSOLE.print(drawn)
    for note in table.notes:
        CONSOLE.print(note, markup=False)
    if len(whole) < len(table.rows):
        CONSOLE.print(words()("regional.more", count=len(table.rows) - len(whole)), markup=False)
