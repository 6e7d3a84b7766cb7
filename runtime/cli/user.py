"""``user``: accounts from the command line, for the first administrator and for emergencies."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from sqlalchemy import Connection, Row, select

from runtime.auth import accounts, factors, news
from runtime.auth.accounts import Profile, Stamp
from runtime.auth.passwords import hash_password, one_time_password
from runtime.cli.faults import CommandRefused
from runtime.cli.options import CONSOLE, Folder, open_instance, words
from runtime.instance import Instance

user = typer.Typer(
    no_args_is_help=True, help="Cuentas / accounts: user DIR add|reset|forget-factors|disable|enable|list"
)

_MOST_SHOWN = 10

Login = Annotated[str, typer.Argument(help="Usuario / user name")]


@user.callback()
def choose_folder(context: typer.Context, folder: Folder) -> None:
    """Cuentas / accounts."""
    context.obj = folder


@user.command()
def add(
    context: typer.Context,
    login: Login,
    name: Annotated[str, typer.Option(help="Nombre de la persona / the person's name")],
    office: Annotated[str, typer.Option(help="Id de su oficina / id of the office")],
    role: Annotated[list[str], typer.Option(help="Función; puede repetirse / role; may be repeated")],
    language: Annotated[str, typer.Option(help="Idioma de las páginas / language of the pages")] = "",
    ends_on: Annotated[
        str, typer.Option(metavar="AAAA-MM-DD", help="Último día de la cuenta / last day of the account")
    ] = "",
) -> None:
    """Agrega una cuenta y muestra su contraseña de un solo uso / add an account, print its one-time password."""
    password = one_time_password()
    hashed = hash_password(password)
    with open_instance(_folder(context)) as (instance, store), store.writing() as connection:
        registry = instance.registry
        profile = Profile(
            accounts.normal_login(login),
            name.strip(),
            office,
            tuple(role),
            language or registry.languages[0],
            _day(ends_on),
        )
        table, stamp = instance.model.table("office"), _stamp()
        offices = connection.execute(select(table.c.id, table.c.time_zone).order_by(table.c.id))
        zones = {one.id: one.time_zone for one in offices}
        _refuse_unknown(profile, list(zones), [one.id for one in registry.roles])
        accounts.check(profile, registry, zones, stamp.at)
        accounts.add(connection, instance.model.metadata, profile, hashed, stamp)
    _show(profile.login, password)


@user.command()
def reset(context: typer.Context, login: Login) -> None:
    """Da una contraseña de un solo uso / give a one-time password."""
    password = one_time_password()
    hashed = hash_password(password)
    with open_instance(_folder(context)) as (instance, store), store.writing() as connection:
        row = _find(connection, instance, login)
        accounts.set_password(connection, instance.model.metadata, row.id, hashed, _stamp(), is_reset=True)
        accounts.end_sessions(connection, instance.model.metadata, row.id, _stamp())
    _show(row.login, password)


@user.command()
def disable(context: typer.Context, login: Login) -> None:
    """Impide que una cuenta inicie sesión / keep an account from signing in."""
    _set_enabled(context, login, is_enabled=False)


@user.command()
def enable(context: typer.Context, login: Login) -> None:
    """Deja que una cuenta vuelva a iniciar sesión / let an account sign in again."""
    _set_enabled(context, login, is_enabled=True)


@user.command("forget-factors")
def forget_factors(context: typer.Context, login: Login) -> None:
    """Quita el segundo factor de quien lo perdió / remove the second factor of somebody who lost it."""
    with open_instance(_folder(context)) as (instance, store), store.writing() as connection:
        row, stamp = _find(connection, instance, login), _stamp()
        was_there = factors.take_away(connection, instance.model, row.id, stamp)
        if was_there:
            accounts.end_sessions(connection, instance.model.metadata, row.id, stamp)
            told = news.News("security.taken_away_by_operator", {}, stamp.at)
            news.leave(connection, instance.model, row.id, told)
    CONSOLE.print(words()("admin.factors_removed" if was_there else "admin.no_factor"))


@user.command("list")
def list_accounts(context: typer.Context) -> None:
    """Muestra las cuentas / show the accounts."""
    say = words()
    table = Table(
        "account.login", "account.name", "account.office", "account.roles", "admin.status", box=None
    )
    for column in table.columns:
        column.header = say(str(column.header))
    with open_instance(_folder(context)) as (instance, store), store.reading() as connection:
        account = instance.model.table("account")
        for row in connection.execute(select(account).order_by(account.c.login)):
            status = say("admin.disabled" if row.disabled_at else "admin.enabled")
            if row.ends_on is not None:
                status += f" · {say('admin.ends', date=row.ends_on.isoformat())}"
            table.add_row(row.login, row.name, row.office_id, ", ".join(row.roles), status)
    CONSOLE.print(table)


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise CommandRefused(words()("admin.date_shape")) from error


def _refuse_unknown(profile: Profile, offices: Sequence[str], roles: Sequence[str]) -> None:
    """A form offers what there is; at a terminal it has to be said."""
    say = words()
    if profile.office_id not in offices:
        known = ", ".join(offices[:_MOST_SHOWN])
        raise CommandRefused(say("cli.no_office", name=profile.office_id, known=known))
    for role in profile.roles:
        if role not in roles:
            raise CommandRefused(say("cli.no_role", name=role, known=", ".join(roles)))


def _set_enabled(context: typer.Context, login: str, *, is_enabled: bool) -> None:
    with open_instance(_folder(context)) as (instance, store), store.writing() as connection:
        row = _find(connection, instance, login)
        accounts.set_enabled(connection, instance.model.metadata, row.id, is_enabled, _stamp())
    CONSOLE.print(words()("admin.account_enabled" if is_enabled else "admin.account_disabled"))


def _find(connection: Connection, instance: Instance, login: str) -> Row[Any]:
    row = accounts.find(connection, instance.model.metadata, login)
    if row is None:
        raise CommandRefused(words()("cli.no_account", login=login))
    return row


def _folder(context: typer.Context) -> Path:
    folder: Path = context.obj
    return folder


def _stamp() -> Stamp:
    return Stamp(datetime.datetime.now(datetime.UTC))


def _show(login: str, password: str) -> None:
    say = words()
    CONSOLE.print(f"{say('account.login')}: {login}", markup=False)
    CONSOLE.print(f"{say('admin.one_time_password')}: {password}", markup=False)
