"""`acompana compare`: two blueprints side by side, as a memo."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from generator.accompany import screen, sheets, webpage
from generator.accompany.comparison import compare as compare_elements
from generator.accompany.elements import elements
from generator.accompany.log import Log
from generator.accompany.memo import Pair, memo
from generator.accompany.reasons import Reasons
from generator.accompany.registry import Spoken
from generator.blueprint.accompaniment import Accompaniment
from generator.cli.options import Form, Library, Speaking, Tongue, show
from generator.compile import compile  # noqa: A004 - the stage is called after its verb
from generator.pipeline import Checked, check_layers
from generator.resolve import library_for
from generator.validate.context import Context


class Kind(StrEnum):
    """Forms of the memo."""

    TERMINAL = "terminal"
    HTML = "html"
    XLSX = "xlsx"


First = Annotated[str, typer.Argument(help="Modelo de partida: nombre o carpeta / the first blueprint")]
Second = Annotated[str, typer.Argument(help="El que se compara con él / the one compared with it")]
Kinds = Annotated[Kind, typer.Option("--format", help="terminal, html o / or xlsx")]
Out = Annotated[Path | None, typer.Option("--out", help="Archivo de salida / file to write")]

_WORDS = {
    "es": {"done": "Escrito: {path}", "missing": 'No hay un modelo "{name}".'},
    "en": {"done": "Written: {path}", "missing": 'No blueprint "{name}".'},
}


def compare(
    first: First,
    second: Second,
    kind: Kinds = Kind.TERMINAL,
    language: Speaking = Tongue.SPANISH,
    out: Out = None,
    library: Library = None,
) -> None:
    """Compara dos modelos: qué se hereda, qué cambia y por qué / compare two blueprints."""
    tongue = language.language
    more = tuple(library or ())
    ours, theirs = (_load(name, more, language) for name in (first, second))
    pair = _pair(ours, theirs, language)
    paper = memo(pair)
    if kind is Kind.TERMINAL and out is None:
        screen.write(paper, Console(highlight=False))
        return
    path = out or Path(f"{pair.first.name}-{pair.second.newest.name}.{kind}")
    if kind is Kind.XLSX:
        path.write_bytes(sheets.write(paper.tables))
    elif kind is Kind.HTML:
        path.write_text(webpage.write(paper), "utf-8")
    else:
        with path.open("w", encoding="utf-8") as file:
            screen.write(paper, Console(file=file, width=120, highlight=False))
    print(_WORDS[tongue]["done"].format(path=path))


def _load(name: str, more: tuple[Path, ...], language: Tongue) -> tuple[Context, Checked]:
    """A blueprint by its folder, or by the name under which others extend it."""
    tongue = language.language
    path = Path(name)
    if not path.is_dir():
        folders = library_for(Path.cwd() / "x", more).folders(name)
        if not folders:
            print(_WORDS[tongue]["missing"].format(name=name))
            raise typer.Exit(1)
        path = folders[0]
    checked = check_layers(path, more)
    context = checked.outcome.value
    if context is None:
        show(checked.outcome.diagnostics, checked.texts, Form.HUMAN, tongue)
        raise typer.Exit(1)
    return context, checked


def _pair(ours: tuple[Context, Checked], theirs: tuple[Context, Checked], language: Tongue) -> Pair:
    tongue = language.language
    first, second = (Spoken(compile(context), tongue) for context, _ in (ours, theirs))
    tree = theirs[0].places.tree
    written = theirs[0].blueprint.accompaniment or Accompaniment()
    log = Log(written, second.say, tongue, theirs[0].blueprint.languages[0])
    base = ours[0].places.tree.newest
    return Pair(
        base,
        tree,
        compare_elements(elements(ours[0], first), elements(theirs[0], second)),
        Reasons(tree, theirs[1].texts, log),
        any(layer.folder == base.folder for layer in tree.layers[:-1]),
    )
