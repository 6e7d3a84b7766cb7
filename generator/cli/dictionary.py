"""`acompana dictionary`: the data dictionary, the catalogs and the forms of a blueprint, as files."""

from __future__ import annotations

import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from generator.accompany import catalogs, forms, printed, sheets, webpage
from generator.accompany.dictionary import dictionary as lay_out
from generator.accompany.entities import rows_of_fields
from generator.accompany.log import Log, chapters
from generator.accompany.registry import Spoken
from generator.cli.options import Folder, Form, Library, Speaking, Tongue, show
from generator.compile import compile  # noqa: A004 - the stage is called after its verb
from generator.pipeline import check_layers


class Kind(StrEnum):
    """Forms of the dictionary."""

    HTML = "html"
    PDF = "pdf"
    XLSX = "xlsx"
    ALL = "all"


Kinds = Annotated[Kind, typer.Option("--format", help="html, pdf, xlsx o todos / or all")]
Out = Annotated[Path | None, typer.Option("--out", help="Carpeta de salida / folder to write to")]

_DONE = {"es": "Escrito: {path}", "en": "Written: {path}"}


def dictionary(
    blueprint: Folder,
    kind: Kinds = Kind.ALL,
    language: Speaking = Tongue.SPANISH,
    out: Out = None,
    library: Library = None,
) -> None:
    """Escribe el diccionario de datos, los catálogos y los formularios / write the data dictionary."""
    tongue = language.language
    checked = check_layers(blueprint, tuple(library or ()))
    context = checked.outcome.value
    if context is None:
        show(checked.outcome.diagnostics, checked.texts, Form.HUMAN, tongue)
        raise typer.Exit(1)
    registry = compile(context)
    spoken = Spoken(registry, tongue)
    main = context.blueprint.languages[0]
    written = context.blueprint.accompaniment
    log = tuple(chapters(Log(written, spoken.say, tongue, main))) if written else ()
    paper = lay_out(registry, tongue, log)
    folder = out or Path(f"{registry.id}-dictionary")
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[str, bytes] = {}
    if kind in (Kind.HTML, Kind.ALL):
        files["dictionary.html"] = webpage.write(paper).encode()
    if kind in (Kind.PDF, Kind.ALL):
        files["dictionary.pdf"] = printed.write(paper)
        files["forms.pdf"] = forms.write(spoken, datetime.datetime.now(datetime.UTC))
    if kind in (Kind.XLSX, Kind.ALL):
        tables = [rows_of_fields(spoken), *(table for table in paper.tables if table.sheet)]
        files["dictionary.xlsx"] = sheets.write(tables)
        files["catalogs.xlsx"] = sheets.write(catalogs.sheets(spoken))
    for name, content in files.items():
        (folder / name).write_bytes(content)
        print(_DONE[tongue].format(path=folder / name))
