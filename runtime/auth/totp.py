"""Codes of an authenticator app (RFC 6238). Owns the ``totp`` table: a code is good once; must not know pages or throttling."""

from __future__ import annotations

import datetime
import hmac
import uuid

import pyotp
from sqlalchemy import Connection, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from runtime.storage.model import Model

STEP = 30
WINDOW = 1
"""So many steps a clock may be off, either way."""


def new_seed() -> str:
    """Draw a seed: 160 bits, in base 32."""
    return pyotp.random_base32()


def address(seed: str, login: str, issuer: str) -> str:
    """Return what the picture for the app says."""
    return pyotp.TOTP(seed).provisioning_uri(name=login, issuer_name=issuer)


def fitting_step(seed: str, code: str, now: datetime.datetime) -> int | None:
    """Return the step a code belongs to, if it is one of now or of a step away."""
    digits = "".join(code.split())
    if not (digits.isascii() and digits.isdigit()):
        return None
    made, current = pyotp.TOTP(seed), int(now.timestamp()) // STEP
    found = None
    # Every step is compared, so that the time says nothing about which one it was.
    for step in range(current - WINDOW, current + WINDOW + 1):
        if hmac.compare_digest(made.generate_otp(step), digits):
            found = step
    return found


def has(connection: Connection, model: Model, account_id: uuid.UUID) -> bool:
    """Whether an account has an authenticator app."""
    table = model.table("totp")
    found = connection.execute(select(table.c.account_id).where(table.c.account_id == account_id))
    return found.first() is not None


def store(
    connection: Connection, model: Model, account_id: uuid.UUID, seed: str, step: int, now: datetime.datetime
) -> bool:
    """Store an app whose first code, of a step, was just used; not when the account has one already."""
    table = model.table("totp")
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    sealed = model.cipher.encrypt(seed.encode(), _seal_name(account_id))
    row = {"account_id": account_id, "seed": sealed, "last_step": step, "added_at": now}
    return connection.execute(dialect.insert(table).values(**row).on_conflict_do_nothing()).rowcount == 1


def use(
    connection: Connection, model: Model, account_id: uuid.UUID, code: str, now: datetime.datetime
) -> bool:
    """Whether a code is the account's, of now, and newer than the last one used; it is used up by that."""
    table = model.table("totp")
    row = connection.execute(select(table.c.seed).where(table.c.account_id == account_id)).one_or_none()
    if row is None:
        return False
    seed = model.cipher.decrypt(row.seed, _seal_name(account_id)).decode()
    step = fitting_step(seed, code, now)
    if step is None:
        return False
    # Two requests with one code: the database lets one of them through.
    newer = or_(table.c.last_step.is_(None), table.c.last_step < step)
    used = connection.execute(
        update(table).where(table.c.account_id == account_id, newer).values(last_step=step, used_at=now)
    )
    return used.rowcount == 1


def remove(connection: Connection, model: Model, account_id: uuid.UUID) -> bool:
    """Take the account's app away; say whether there was one."""
    table = model.table("totp")
    return connection.execute(delete(table).where(table.c.account_id == account_id)).rowcount == 1


def _seal_name(account_id: uuid.UUID) -> str:
    return f"totp:{account_id}"
