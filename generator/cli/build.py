"""`acompana build`: a blueprint into an instance's folder, whole or not at all."""

from __future__ import annotations

from typing import Annotated

import typer

from generator.cli.instance import Consent, Directory, Saved, say
from generator.cli.options import Folder, Form, Library, Printing, Speaking, Tongue, show
from generator.pipeline import build as run
from generator.plan import Plan
from generator.plan.codec import decode


def build(  # noqa: PLR0913, PLR0917 - the options of a command
    blueprint: Folder,
    directory: Directory,
    consent: Consent = None,
    discard: Annotated[
        bool,
        typer.Option("--discard", help="Pierde cambios hechos a mano en generated / lose changes made there"),
    ] = False,
    saved: Saved = None,
    form: Printing = Form.HUMAN,
    language: Speaking = Tongue.SPANISH,
    library: Library = None,
) -> None:
    """Construye o actualiza una instancia / build or update an instance."""
    tongue = language.language
    reviewed = None if saved is None else decode(saved.read_text("utf-8")) or _NO_PLAN
    outcome, texts = run(
        blueprint,
        directory,
        consent=consent or (),
        discard=discard,
        reviewed=reviewed,
        more=tuple(library or ()),
    )
    show(outcome.diagnostics, texts, form, tongue)
    built = outcome.value
    if built is None:
        raise typer.Exit(1)
    if form is not Form.HUMAN:
        return
    if built.written or built.removed:
        print(say(tongue, "built", root=directory, written=len(built.written), removed=len(built.removed)))
        print(say(tongue, "revision", revision=built.revision))
        print(say(tongue, "next", root=directory))
    else:
        print(say(tongue, "same", root=directory))


_NO_PLAN = Plan(registry="", base=None, target="", base_version=None, target_version="", changes=())
"""What a file that is no plan stands for: it equals none."""
