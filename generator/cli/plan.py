"""`acompana plan`: what a build would do, in words or as JSON, counted on a database if one is named."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import SQLAlchemyError

from generator.cli.instance import Consent, Directory, say
from generator.cli.options import Folder, Form, Library, Printing, Speaking, Tongue, show
from generator.diagnostics.catalog import Language
from generator.diagnostics.render import to_lines
from generator.pipeline import Prepared, plan_instance
from generator.plan import Plan
from generator.plan.codec import encode
from generator.plan.counts import questions, with_counts
from generator.plan.render import render

PENDING = 2
"""The exit code that says: there is something to build."""


def plan(  # noqa: PLR0913, PLR0917 - the options of a command
    blueprint: Folder,
    directory: Directory,
    consent: Consent = None,
    database: Annotated[
        str | None, typer.Option(metavar="URL", help="Base de datos donde contar / database to count on")
    ] = None,
    save: Annotated[
        Path | None, typer.Option(help="Guarda el plan como JSON / save the plan as JSON")
    ] = None,
    form: Printing = Form.HUMAN,
    language: Speaking = Tongue.SPANISH,
    library: Library = None,
) -> None:
    """Dice qué cambiaría una construcción / say what a build would change."""
    tongue = language.language
    prepared = plan_instance(blueprint, directory, consent or (), tuple(library or ()))
    if prepared.planned is None:
        show(prepared.diagnostics, prepared.texts, form, tongue)
        raise typer.Exit(1)
    shown = counted(prepared, database, tongue) if database else prepared.planned.plan
    if save is not None:
        save.write_text(encode(prepared.planned.plan), "utf-8", newline="\n")
    if form is Form.JSON:
        print(encode(shown), end="")
        typer.echo(to_lines(prepared.diagnostics, tongue), err=True, nl=False)
    else:
        print(render(shown, tongue))
        show(prepared.diagnostics, prepared.texts, form, tongue)
    if save is not None and form is Form.HUMAN:
        print(say(tongue, "saved", path=save))
    raise typer.Exit(1 if not prepared.is_ready else PENDING if shown.changes else 0)


def counted(prepared: Prepared, url: str, language: Language) -> Plan:
    """Return the plan with the records of each change, counted by reading only."""
    assert prepared.planned is not None
    found = prepared.planned.plan
    if prepared.locked is None:
        return found
    try:
        return with_counts(found, _count(prepared, url))
    except SQLAlchemyError:
        typer.echo(
            say(language, "uncounted", url=make_url(url).render_as_string(hide_password=True)), err=True
        )
        return found


def _count(prepared: Prepared, url: str) -> Mapping[str, int]:
    assert prepared.planned is not None
    assert prepared.locked is not None
    target = make_url(url)
    if target.get_backend_name() == "postgresql":
        target = target.set(drivername="postgresql+psycopg")
    engine = create_engine(target)
    try:
        with engine.connect() as connection:
            return {
                address: sum(connection.scalar(one) or 0 for one in asked)
                for address, asked in questions(prepared.planned, prepared.locked.registry)
            }
    finally:
        engine.dispose()
