"""Arguments that several commands share, and how findings are printed. Must not run a stage."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from generator.diagnostics import Diagnostic, Severity
from generator.diagnostics.catalog import Language
from generator.diagnostics.render import print_human, to_json, to_lines


class Tongue(StrEnum):
    """Languages the commands speak."""

    SPANISH = "es"
    ENGLISH = "en"

    @property
    def language(self) -> Language:
        """The language as the catalogue of findings knows it."""
        return "es" if self is Tongue.SPANISH else "en"


class Form(StrEnum):
    """Forms in which findings are printed."""

    HUMAN = "human"
    LINE = "line"
    JSON = "json"


Folder = Annotated[Path, typer.Argument(help="Carpeta del modelo / the blueprint's folder")]
Speaking = Annotated[
    Tongue,
    typer.Option("--language", envvar="ACOMPANA_LANGUAGE", help="Idioma de los mensajes / of messages"),
]
Library = Annotated[
    list[Path] | None,
    typer.Option("--library", help="Otra carpeta de modelos que se extienden / another folder of blueprints"),
]
Printing = Annotated[
    Form, typer.Option("--format", help="Para personas, editores o programas / for people or programs")
]


_NOTES = {
    "es": "{count} notas sobre lo heredado; acompana check las muestra.",
    "en": "{count} notes on what is inherited; acompana check shows them.",
}


def show(
    diagnostics: tuple[Diagnostic, ...],
    texts: Mapping[str, str],
    form: Form,
    language: Language,
    *,
    has_notes: bool = False,
) -> None:
    """Print findings. For people, notes come first, in one line each or all in one: there may be many."""
    if form is Form.LINE:
        print(to_lines(diagnostics, language), end="")
    elif form is Form.JSON:
        print(to_json(diagnostics, language))
    else:
        notes = tuple(found for found in diagnostics if found.severity is Severity.NOTE)
        others = tuple(found for found in diagnostics if found.severity is not Severity.NOTE)
        if notes:
            print(to_lines(notes, language) if has_notes else _NOTES[language].format(count=len(notes)))
        print_human(Console(), others, texts, language)
