"""``token``: tokens of other systems from the command line, for operators and for emergencies."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from sqlalchemy import Connection, Row

from runtime.auth import accounts, tokens
from runtime.auth.accounts import Stamp
from runtime.auth.tokens import SCOPES, Grant
from runtime.cli.faults import CommandRefused
from runtime.cli.options import CONSOLE, Folder, open_instance, words
from runtime.errors import Invalid
from runtime.instance import Instance

token = typer.Typer(
    no_args_is_help=True, help="Claves para otros sistemas / tokens: token DIR make|revoke|list"
)

Login = Annotated[str, typer.Argument(help="Usuario de la cuenta / user name of the account")]


@token.callback()
def choose_folder(context: typer.Context, folder: Folder) -> None:
    """Claves para otros sistemas / tokens for other systems."""
    context.obj = folder


@token.command()
def make(
    context: typer.Context,
    login: Login,
    name: Annotated[str, typer.Option(help="El sistema que la usará / the system that will use it")],
    scope: Annotated[list[str], typer.Option(help=f"{', '.join(SCOPES)}; puede repetirse / may be repeated")],
    days: Annotated[int, typer.Option(help="Vigencia en días / days it is valid", min=1, max=365)],
) -> None:
    """Hace una clave y la muestra una vez / make a token and print it once."""
    stamp = _stamp()
    grant = Grant(name.strip(), tuple(dict.fromkeys(scope)), stamp.at + datetime.timedelta(days=days))
    with open_instance(_folder(context)) as (instance, store), store.writing() as connection:
        row = _find(connection, instance, login)
        try:
            made = tokens.make(connection, instance.model.metadata, row, grant, stamp)
        except Invalid as error:
            say = words()
            faults = [say(fault.key, **fault.arguments) for fault in error.faults.values()]
            raise CommandRefused("; ".join(faults)) from error
    CONSOLE.print(made, markup=False)


@token.command()
def revoke(
    context: typer.Context,
    login: Login,
    prefix: Annotated[str, typer.Argument(help="Con qué empieza / what it begins with")],
) -> None:
    """Revoca una clave / revoke a token."""
    with open_instance(_folder(context)) as (instance, store), store.writing() as connection:
        row, metadata = _find(connection, instance, login), instance.model.metadata
        found = [
            one
            for one in tokens.tokens_of(connection, metadata, row.id)
            if one.revoked_at is None and prefix.startswith(one.prefix)
        ]
        for one in found:
            tokens.revoke(connection, metadata, row.id, one.id, _stamp())
    if not found:
        raise CommandRefused(words()("cli.no_token", prefix=prefix[: tokens.SHOWN]))
    CONSOLE.print(words()("token.revoked"))


@token.command("list")
def list_tokens(context: typer.Context, login: Login) -> None:
    """Muestra las claves de una cuenta / show the tokens of an account."""
    say = words()
    keys = ("token.prefix", "token.name", "token.scope", "token.expires", "token.used", "token.state")
    table = Table(*(say(key) for key in keys), box=None)
    now = _stamp().at
    with open_instance(_folder(context)) as (instance, store), store.reading() as connection:
        row = _find(connection, instance, login)
        for one in tokens.tokens_of(connection, instance.model.metadata, row.id):
            state = "token.state_revoked" if one.revoked_at else "token.state_expired"
            table.add_row(
                one.prefix,
                one.name,
                ", ".join(one.scope),
                f"{one.expires_at:%Y-%m-%d}",
                f"{one.used_at:%Y-%m-%d %H:%M}" if one.used_at else say("token.never"),
                "" if one.is_open(now) else say(state),
            )
    CONSOLE.print(table)


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
