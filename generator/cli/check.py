"""`acompana check`: everything that is wrong with a blueprint, what is still to be decided, and nothing written."""

from __future__ import annotations

import typer

from generator.cli.options import Folder, Form, Library, Printing, Speaking, Tongue, show
from generator.pipeline import check_layers


def check(
    folder: Folder,
    form: Printing = Form.HUMAN,
    language: Speaking = Tongue.SPANISH,
    library: Library = None,
) -> None:
    """Revisa un modelo / check a blueprint."""
    checked = check_layers(folder, tuple(library or ()))
    told = (*checked.outcome.diagnostics, *checked.reminders)
    show(told, checked.texts, form, language.language, has_notes=True)
    raise typer.Exit(0 if checked.outcome.value is not None else 1)
