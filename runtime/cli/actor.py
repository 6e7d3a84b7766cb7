"""The account a command acts as. Must not decide what it may."""

from __future__ import annotations

import datetime

from sqlalchemy import Connection

from runtime.access import term
from runtime.access.actor import Actor
from runtime.auth import accounts, acting
from runtime.auth.jurisdiction import OfficeTree
from runtime.cli.faults import CommandRefused
from runtime.cli.options import words
from runtime.instance import Instance


def actor_named(instance: Instance, connection: Connection, login: str) -> Actor:
    """Return an account that may sign in, as it acts by itself: groups and absences are of who sits at a page.

    Raises:
        CommandRefused: there is none of that name.
    """
    metadata, now = instance.model.metadata, datetime.datetime.now(datetime.UTC)
    row = accounts.find(connection, metadata, login)
    if row is None or not term.is_enabled(row, now):
        raise CommandRefused(words()("cli.no_account", login=login))
    reach = OfficeTree(metadata.tables["office"]).reach(connection, row.office_id)
    return acting.actor(row, reach)
