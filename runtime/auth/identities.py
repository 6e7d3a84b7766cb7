"""Which account somebody the identity provider knows has here. Owns the ``identity`` table; must not ask the provider.

The provider's own name for somebody (issuer and subject) is bound to an account at the first sign-in, when the name we
know them by is proved there; from then on only the binding counts, whatever they are called.
"""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from runtime.access import term
from runtime.auth import accounts, factors, steps
from runtime.auth.accounts import Stamp
from runtime.auth.provider import Identity
from runtime.auth.signing import Entered
from runtime.errors import Fault, Invalid
from runtime.schema import refused_characters
from runtime.storage.model import Model
from runtime.storage.session import Store

LONGEST_SUBJECT = 255


@dataclass(frozen=True)
class Bound:
    """Since when somebody at the provider signs in to an account, and when they last did."""

    added_at: datetime.datetime
    used_at: datetime.datetime


def sign_in(
    store: Store, model: Model, identity: Identity, now: datetime.datetime, request_id: str | None
) -> Entered:
    """Return the account of somebody who proved themselves at the provider.

    A one-time password they were given and did not need is taken away: nobody is asked for what they never used.

    Raises:
        Invalid: they have none here, or it may not sign in; one answer for both.
        Busy: the database does not answer.
    """
    if len(identity.subject) > LONGEST_SUBJECT or refused_characters(identity.subject):
        raise Invalid({"": Fault("identity.no_account")})
    with store.writing() as connection:
        row = _bound(connection, model, identity, now) or _bind(connection, model, identity, now, request_id)
        if row is None or not term.is_enabled(row, now):
            raise Invalid({"": Fault("identity.no_account")})
        stamp = Stamp(now, row.id, row.office_id, request_id)
        if row.must_change:
            accounts.drop_one_time_password(connection, model.metadata, row.id, stamp)
        if not identity.is_strong and factors.of_account(connection, model, row.id).has_any:
            return Entered(row.id, steps.begin(connection, model.table("sign_in_step"), row.id, now))
        told = {"provider": [None, identity.issuer]}
        accounts.note(connection, model.metadata, "sign_in", row.id, stamp, told)
    return Entered(row.id)


def of_account(connection: Connection, model: Model, account_id: uuid.UUID) -> Bound | None:
    """Return whether somebody at the provider signs in to an account, and since when."""
    table = model.table("identity")
    chosen = select(table.c.added_at, table.c.used_at).where(table.c.account_id == account_id)
    row = connection.execute(chosen.order_by(table.c.used_at.desc())).first()
    return Bound(row.added_at, row.used_at) if row is not None else None


def unbind(connection: Connection, model: Model, account_id: uuid.UUID, stamp: Stamp) -> bool:
    """Let nobody at the provider sign in to an account any more; say whether somebody did."""
    table = model.table("identity")
    found = connection.execute(
        delete(table).where(table.c.account_id == account_id).returning(table.c.issuer)
    ).all()
    for row in found:
        accounts.note(
            connection, model.metadata, "unbind_identity", account_id, stamp, {"provider": [row.issuer, None]}
        )
    return bool(found)


def _bound(
    connection: Connection, model: Model, identity: Identity, now: datetime.datetime
) -> Row[Any] | None:
    table, account = model.table("identity"), model.table("account")
    chosen = (table.c.issuer == identity.issuer, table.c.subject == identity.subject)
    statement = accounts.whole(model.metadata).join(table, table.c.account_id == account.c.id).where(*chosen)
    row = connection.execute(statement).one_or_none()
    if row is not None:
        connection.execute(update(table).where(*chosen).values(used_at=now))
    return row


def _bind(
    connection: Connection,
    model: Model,
    identity: Identity,
    now: datetime.datetime,
    request_id: str | None,
) -> Row[Any] | None:
    """Bind somebody to the account of their name, which nobody else of the provider may have."""
    row = accounts.find(connection, model.metadata, identity.login) if identity.login else None
    if row is None or not term.is_enabled(row, now):
        return None
    if of_account(connection, model, row.id) is not None:
        return None
    connection.execute(
        insert(model.table("identity")).values(
            issuer=identity.issuer, subject=identity.subject, account_id=row.id, added_at=now, used_at=now
        )
    )
    stamp = Stamp(now, row.id, row.office_id, request_id)
    accounts.note(
        connection, model.metadata, "bind_identity", row.id, stamp, {"provider": [None, identity.issuer]}
    )
    return row
