"""``practice``: made-up cases up to a number, and accounts to try the registry out with. Must not touch real records."""

from __future__ import annotations

import datetime
import os
from typing import Annotated

import typer
from rich.progress import Progress
from sqlalchemy import func, select

from runtime.cli.faults import CommandRefused
from runtime.cli.options import CONSOLE, Folder, open_instance, words
from runtime.instance import Instance
from runtime.practice import lexicon, staff
from runtime.practice.filling import PracticeError, fill
from runtime.practice.places import read_offices
from runtime.practice.staff import Credential
from runtime.storage.session import Store

_MANY = 5000
"""From so many cases on, several processes are quicker than one."""


def practice(
    folder: Folder,
    cases: Annotated[int, typer.Option(help="Casos que debe haber / cases there should be", min=0)] = 500,
    password: Annotated[
        str | None,
        typer.Option(
            help="Contraseña de las cuentas de práctica; al azar si falta / password of the practice accounts; "
            "random if absent"
        ),
    ] = None,
) -> None:
    """Llena con datos de práctica / fill with practice data."""
    with open_instance(folder) as (instance, store):
        missing = cases - _count(instance, store)
        if missing > 0:
            _fill(instance, store, missing)
        credentials = _give_passwords(instance, store, password)
    _show(credentials)


def _count(instance: Instance, store: Store) -> int:
    with store.reading() as connection:
        return connection.scalar(select(func.count()).select_from(instance.model.table("cases"))) or 0


def _fill(instance: Instance, store: Store, missing: int) -> None:
    # No thread that draws by itself: the processes that make rows begin as copies of this one.
    with Progress(console=CONSOLE, transient=True, auto_refresh=False) as progress:
        task = progress.add_task(words()("cli.filling"), total=missing)

        def advance(count: int) -> None:
            progress.advance(task, count)
            progress.refresh()

        try:
            fill(
                instance.model,
                store,
                missing,
                now=datetime.datetime.now(datetime.UTC),
                processes=(os.cpu_count() or 1) if missing >= _MANY else 1,
                advance=advance,
            )
        except PracticeError as error:
            raise CommandRefused(str(error)) from error


def _give_passwords(instance: Instance, store: Store, password: str | None) -> list[Credential]:
    with store.writing() as connection:
        offices = read_offices(connection, instance.model, lexicon.read(instance.registry.country))
        return staff.give_passwords(connection, instance.model, offices, password)


def _show(credentials: list[Credential]) -> None:
    """One account a line, whole: a table would cut passwords on a narrow screen."""
    say = words()
    CONSOLE.print(
        f"{say('account.login')} · {say('account.password')} · {say('account.roles')} · {say('account.office')}"
    )
    for one in credentials:
        CONSOLE.print(f"  {one.login} · {one.password} · {one.role} · {one.office}", markup=False)
