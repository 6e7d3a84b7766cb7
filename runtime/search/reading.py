"""The argument of every query: who asks, on which connection, for which page. Must not know any query."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from sqlalchemy import Connection

from runtime.access.actor import Actor
from runtime.fields.base import Context
from runtime.storage.model import Model


@dataclass(frozen=True)
class Reading:
    """One actor's look at the registry. ``context`` says how values are shown: language, zone, catalogs."""

    model: Model
    connection: Connection
    actor: Actor
    now: datetime.datetime
    context: Context
