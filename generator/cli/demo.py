"""`acompana demo`: from a blueprint to a registry that is being served, in one go. Must not know how any of it is done."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.instance import say
from generator.cli.options import Form, Speaking, Tongue, show
from generator.pipeline import build
from runtime.cli.migrate import migrate
from runtime.cli.practice import practice
from runtime.cli.serve import serve

SETTINGS = {"ACOMPANA_ENVIRONMENT": "practice", "ACOMPANA_SECURE_COOKIES": "no"}
"""What a demonstration on one's own machine runs with, unless the environment says otherwise."""


def demo(
    blueprint: Annotated[
        Path | None,
        typer.Argument(help="Carpeta del modelo; el de México si falta / the blueprint; Mexico's if absent"),
    ] = None,
    directory: Annotated[
        Path, typer.Option("--dir", help="Carpeta de la instancia / the instance's folder")
    ] = Path(".demo"),
    port: Annotated[int, typer.Option(help="Puerto / port", min=1, max=65535)] = 8000,
    cases: Annotated[int, typer.Option(help="Casos de práctica / practice cases", min=0)] = 500,
    password: Annotated[
        str | None,
        typer.Option(
            help="Contraseña de las cuentas de práctica; al azar si falta / password of the practice accounts; "
            "random if absent"
        ),
    ] = None,
    is_served: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Atiende al final / serve at the end")
    ] = True,
    language: Speaking = Tongue.SPANISH,
) -> None:
    """Construye, llena y atiende un registro de práctica / build, fill and serve a practice registry."""
    tongue = language.language
    os.environ["ACOMPANA_LANGUAGE"] = tongue
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
    outcome, texts = build(blueprint or Path(str(files("blueprints").joinpath("mexico"))), directory)
    if outcome.value is None:
        show(outcome.diagnostics, texts, Form.HUMAN, tongue)
        raise typer.Exit(1)
    if outcome.value.written:
        print(say(tongue, "built", root=directory, written=len(outcome.value.written), removed=0))
    folder = directory.resolve()
    migrate(folder)
    practice(folder, cases, password)
    if is_served:
        serve(folder, port=port)
