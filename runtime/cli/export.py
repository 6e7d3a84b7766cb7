"""``export``: a list or an export of the blueprint into a file, as one of the accounts. Must not decide what leaves."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, get_args

import typer
from rich.progress import Progress

from runtime.access.actor import Actor
from runtime.cli.actor import actor_named
from runtime.cli.faults import CommandRefused
from runtime.cli.options import CONSOLE, Folder, open_instance, words
from runtime.errors import Forbidden, NotFound
from runtime.exchange import outgoing
from runtime.exchange.outgoing import Format, Outgoing
from runtime.fields.base import Context
from runtime.i18n.messages import message
from runtime.instance import Instance
from runtime.search.query import Query
from runtime.search.views import view_of, view_of_export


def export(
    folder: Folder,
    name: Annotated[
        str, typer.Argument(help="Lista o exportación del modelo / list or export of the blueprint")
    ],
    target: Annotated[Path, typer.Argument(help="Archivo nuevo .csv o .xlsx / new .csv or .xlsx file")],
    login: Annotated[str, typer.Option("--as", help="Cuenta que exporta / account that exports")],
) -> None:
    """Exporta a un archivo lo que una cuenta puede exportar / export what an account may export."""
    say = words()
    if _format(target) is None or target.exists() or not target.resolve().parent.is_dir():
        raise CommandRefused(say("cli.export_target", path=target))
    with open_instance(folder) as (instance, store):
        with store.reading() as connection:
            actor = actor_named(instance, connection, login)
        try:
            sent = outgoing.send_out(store, _request(instance, actor, name, target))
        except (Forbidden, NotFound) as error:
            raise CommandRefused(say("cli.export_forbidden", login=actor.login, name=name)) from error
        _write(sent, target)
    CONSOLE.print(say("cli.exported", path=target, count=sent.count), markup=False)


def _format(target: Path) -> Format | None:
    return next((known for known in get_args(Format) if target.suffix == f".{known}"), None)


def _request(instance: Instance, actor: Actor, name: str, target: Path) -> outgoing.Request:
    registry, model = instance.registry, instance.model
    context = Context(
        language=actor.language,
        zone=zoneinfo.ZoneInfo(actor.zone),
        now=datetime.datetime.now(datetime.UTC),
        catalogs=registry.catalog_by_id,
        message=message(actor.language),
        region=registry.country,
        reasons=registry.unknown,
    )
    format_of_file = _format(target)
    assert format_of_file is not None
    export_found = next((one for one in registry.exports if one.id == name), None)
    if export_found is not None:
        view = view_of_export(model, actor, export_found)
        asked, values, of = Query(view.chosen), export_found.values, f"export {view.id}"
        return outgoing.Request(model, actor, context, view, asked, values, format_of_file, of)
    listing = next((one for one in registry.lists if one.id == name), None)
    if listing is None:
        known = ", ".join(_names(instance))
        raise CommandRefused(words()("cli.no_export", name=name, known=known))
    view = view_of(model, actor, listing)
    return outgoing.Request(
        model, actor, context, view, Query(view.chosen), "labels", format_of_file, f"list {view.id}"
    )


def _names(instance: Instance) -> Sequence[str]:
    registry = instance.registry
    return [*(one.id for one in registry.exports), *(one.id for one in registry.lists)]


def _write(sent: Outgoing, target: Path) -> None:
    """Write the whole file or none: a broken-off one would pass for all there is."""
    partial = target.with_name(f"{target.name}.part")
    try:
        with Progress(console=CONSOLE, transient=True) as progress, partial.open("wb") as file:
            partial.chmod(0o600)
            task = progress.add_task(target.name, total=None)
            for chunk in sent.chunks:
                file.write(chunk)
                progress.advance(task, len(chunk))
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
