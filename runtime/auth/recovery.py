"""Recovery codes: ten, each good once, for whoever lost the second factor. Owns their table; keeps only keyed hashes."""

from __future__ import annotations

import datetime
import secrets
import uuid

from sqlalchemy import Connection, delete, func, insert, select, update

from runtime.storage.model import Model

COUNT = 10
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _LETTERS = 3, 5


def make(connection: Connection, model: Model, account_id: uuid.UUID, now: datetime.datetime) -> list[str]:
    """Give an account ten new codes in place of those it had, and return them: they are stored nowhere."""
    table = model.table("recovery_code")
    codes = [_draw() for _ in range(COUNT)]
    remove(connection, model, account_id)
    rows = [
        {"account_id": account_id, "digest": _digest(model, account_id, code), "made_at": now}
        for code in codes
    ]
    connection.execute(insert(table), rows)
    return codes


def use(
    connection: Connection, model: Model, account_id: uuid.UUID, code: str, now: datetime.datetime
) -> bool:
    """Whether a code is one of the account's not used yet; it is used up by that."""
    table = model.table("recovery_code")
    chosen = (
        table.c.account_id == account_id,
        table.c.digest == _digest(model, account_id, code),
        table.c.used_at.is_(None),
    )
    return connection.execute(update(table).where(*chosen).values(used_at=now)).rowcount == 1


def left(connection: Connection, model: Model, account_id: uuid.UUID) -> int:
    """Return how many codes an account can still use."""
    table = model.table("recovery_code")
    chosen = table.c.account_id == account_id, table.c.used_at.is_(None)
    return connection.execute(select(func.count()).select_from(table).where(*chosen)).scalar_one()


def remove(connection: Connection, model: Model, account_id: uuid.UUID) -> None:
    """Take all codes of an account away."""
    table = model.table("recovery_code")
    connection.execute(delete(table).where(table.c.account_id == account_id))


def _draw() -> str:
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS)) for _ in range(_GROUPS))


def _digest(model: Model, account_id: uuid.UUID, code: str) -> str:
    """The keyed hash of a code as people write it: blanks, hyphens and capitals do not matter."""
    plain = "".join(sign for sign in code.lower() if sign in _ALPHABET)
    return model.cipher.digest(f"{account_id}\n{plain}", "recovery_code")
