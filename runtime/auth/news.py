"""What the owner of an account is told at the next sign-in. Owns the ``account_news`` table; must not know pages."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, exists, insert, select
from uuid_utils.compat import uuid7

from runtime.storage.model import Model


@dataclass(frozen=True)
class News:
    """A message key with its arguments, and when it happened."""

    key: str
    arguments: Mapping[str, str | int]
    at: datetime.datetime


def leave(connection: Connection, model: Model, account_id: uuid.UUID, news: News) -> None:
    """Leave something for the owner to read."""
    row = {"id": uuid7(), "account_id": account_id, "key": news.key, "at": news.at}
    connection.execute(insert(model.table("account_news")).values(**row, arguments=dict(news.arguments)))


def is_waiting(connection: Connection, model: Model, account_id: uuid.UUID) -> bool:
    """Whether there is anything to read."""
    table = model.table("account_news")
    return bool(connection.execute(select(exists().where(table.c.account_id == account_id))).scalar())


def waiting(connection: Connection, model: Model, account_id: uuid.UUID) -> list[News]:
    """Return what is left to read, the oldest first."""
    table = model.table("account_news")
    statement = select(table).where(table.c.account_id == account_id).order_by(table.c.at, table.c.id)
    return [News(row.key, row.arguments, row.at) for row in connection.execute(statement)]


def clear(connection: Connection, model: Model, account_id: uuid.UUID) -> None:
    """Forget what was read."""
    table = model.table("account_news")
    connection.execute(delete(table).where(table.c.account_id == account_id))
