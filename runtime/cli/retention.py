"""``retention``: what is over its term, as a list; with ``--run`` it is done, as one of the accounts. Must not reckon terms."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from sqlalchemy import Connection

from runtime.access.actor import Actor
from runtime.cli.actor import actor_named
from runtime.cli.faults import CommandRefused
from runtime.cli.options import CONSOLE, Folder, open_instance, words
from runtime.errors import Forbidden, NotFound
from runtime.instance import Instance
from runtime.ir.label import text
from runtime.ir.rights import Act
from runtime.records import retention as keeping
from runtime.records.expiry import Due
from runtime.records.retention import Order


def retention(
    folder: Folder,
    login: Annotated[str, typer.Option("--as", help="Cuenta que conserva / account that keeps")],
    run: Annotated[
        bool, typer.Option("--run", help="Hacer lo que dice la lista / do what the list says")
    ] = False,
    archive: Annotated[
        Path | None,
        typer.Option(help="Carpeta de los paquetes para el archivo / folder of packages for the archive"),
    ] = None,
    delete: Annotated[
        bool, typer.Option("--delete", help="Permite eliminar / allows deleting, where the blueprint says so")
    ] = False,
) -> None:
    """Ensaya o aplica los plazos de conservación / rehearse or apply the terms of retention."""
    say = words()
    with open_instance(folder) as (instance, store):
        now = datetime.datetime.now(datetime.UTC)
        with store.reading() as connection:
            actor = actor_named(instance, connection, login)
            waiting = _rehearse(instance, connection, actor, now)
        _show(waiting, actor.language)
        if not run:
            CONSOLE.print(say("cli.retention_rehearsed", count=sum(not one.waits for one in waiting)))
            return
        if archive is not None and not archive.is_dir():
            raise CommandRefused(say("cli.retention_archive", path=archive))
        acts: list[Act] = ["block", "anonymise"]
        if archive is not None:
            acts.append("archive")
        if delete:
            acts.append("delete")
        try:
            ran = keeping.run(store, instance.model, actor, Order(acts, archive=archive), now)
        except Forbidden as error:
            raise CommandRefused(say("cli.retention_forbidden", login=login)) from error
        CONSOLE.print(say("cli.retention_done", count=len(ran.done)))
        left = sum(not one.waits for one in waiting) - len(ran.done)
        if left:
            CONSOLE.print(say("cli.retention_left", count=left))


def _rehearse(
    instance: Instance, connection: Connection, actor: Actor, now: datetime.datetime
) -> Sequence[Due]:
    try:
        return keeping.rehearse(instance.model, connection, actor, now)
    except NotFound as error:
        raise CommandRefused(words()("cli.retention_forbidden", login=actor.login)) from error


def _show(waiting: Sequence[Due], language: str) -> None:
    say = words()
    if not waiting:
        return
    table = Table(*(say(f"cli.retention_{name}") for name in ("folio", "kind", "over", "act")))
    for one in waiting:
        act = say(f"retention.done.{one.act}" if one.act != "delete" else "cli.retention_deleted")
        if one.waits:
            act = say("retention.is_held" if one.is_held else "retention.is_asked")
        table.add_row(one.folio, text(one.entity.label, language), one.expired_on.isoformat(), act)
    CONSOLE.print(table)
