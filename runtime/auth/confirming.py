"""Proving again that the owner is there, with the password or a passkey. Owns that order; must not know cookies or pages."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from sqlalchemy import select

from runtime.auth import accounts, challenges, passkeys, throttle
from runtime.auth.accounts import Stamp
from runtime.auth.finding import Session
from runtime.auth.passkeys import Party
from runtime.auth.passwords import verify
from runtime.auth.signing import waiting
from runtime.errors import Fault, Invalid
from runtime.storage.model import Model
from runtime.storage.session import Store


@dataclass(frozen=True)
class Confirming:
    """One proof by the owner of a session: when, in which request."""

    store: Store
    model: Model
    session: Session
    now: datetime.datetime
    request_id: str | None

    def by_password(self, password: str) -> None:
        """Take the password; tries are counted, so that a session left open is no place to guess it.

        Raises:
            Invalid: it is wrong, or one must wait.
        """
        actor, table = self.session.actor, self.model.table("throttle")
        key = throttle.key_of(self.model.cipher.digest, f"confirm\n{actor.login}", self.session.key)
        account = self.model.table("account")
        with self.store.writing() as connection:
            wait = throttle.take(connection, table, key, self.now)
            stored = connection.execute(
                select(account.c.password).where(account.c.id == actor.account_id)
            ).scalar()
        if wait is not None:
            raise Invalid({"": waiting(wait)})
        if not verify(stored, password):
            self._fail("password")
            raise Invalid({"password": Fault("account.password_wrong")})
        with self.store.writing() as connection:
            throttle.forget(connection, table, key)

    def by_passkey(self, party: Party, answer: str) -> None:
        """Take a passkey that answers the challenge given to this session.

        Raises:
            Invalid: it does not.
        """
        with self.store.writing() as connection:
            table = self.model.table("passkey_challenge")
            challenge = challenges.take(connection, table, self.session.key, "confirm", self.now)
        account_id = self.session.actor.account_id
        with self.store.writing() as connection:
            fits = challenge is not None and passkeys.use(
                connection, self.model, party, account_id, (challenge, answer), self.now
            )
        if not fits:
            self._fail("passkey")
            raise Invalid({"": Fault("security.passkey_refused")})

    def _fail(self, factor: str) -> None:
        actor = self.session.actor
        stamp = Stamp(self.now, actor.account_id, actor.office_id, self.request_id)
        with self.store.writing() as connection:
            accounts.note(
                connection,
                self.model.metadata,
                "confirm_failed",
                actor.account_id,
                stamp,
                {"factor": [None, factor]},
            )
