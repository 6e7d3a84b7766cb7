"""The account a command acts as. Must not decide what it may."""

from __future__ import annotations

import datetime

from sqlalchemy import Connection

from runtime.access.actor import Actor
from runtime.auth import accounts, term
from runtime.auth.jurisdiction import OfficeTree
from runtime.cli.faults import CommandRefused
from runtime.cli.options import words
from runtime.instance import Instance


def actor_named(instance: Instance, connection: Connection, login: str) -> Actor:
    """Return an account that may sign in, as it acts.

    Raises:
        CommandRefused: there is none of that name.
    """
    row = accounts.find(connection, instance.model.metadata, login)
    if row is None or not term.is_enabled(row, datetime.datetime.now(datetime.UTC)):
        raise CommandRefused(words()("cli.no_account", login=login))
    tree = OfficeTree(instance.model.table("office"))
    return Actor(
        account_id=row.id,
        login=row.login,
        name=row.name,
        roles=tuple(row.roles),
        office_id=row.office_id,
        offices_below=tree.below(connection, row.office_id),
        offices_of_country=tree.of_country(connection, row.office_id),
        language=row.language,
        zone=row.time_zone,
    )
