"""Signing in, second step: a code, a passkey or a recovery code. Owns its order and its counting of tries; must not know cookies.

Guesses are counted by account and address, and by the account alone with more patience: whoever guesses here knows
the password. A passkey cannot be guessed, so it never waits: nobody is locked out who has one.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection

from runtime.auth import accounts, challenges, passkeys, recovery, steps, throttle, totp
from runtime.auth.accounts import Stamp
from runtime.auth.passkeys import Party
from runtime.auth.signing import waiting
from runtime.auth.steps import Step
from runtime.errors import Fault, Invalid
from runtime.storage.model import Model
from runtime.storage.session import Store

PATIENCE = 50
"""So many wrong codes an account takes from everywhere before each further one costs a wait."""

Check = Callable[[Connection], bool]


class StartAgain(Invalid):
    """The half-done sign-in is over: the password is asked again."""

    def __init__(self) -> None:
        super().__init__({"": Fault("account.start_again")})


@dataclass(frozen=True)
class Second:
    """One answer to the second step: to which sign-in, from where, when."""

    store: Store
    model: Model
    step: Step
    address: str
    now: datetime.datetime
    request_id: str | None

    def by_code(self, code: str) -> None:
        """Go on with a code of the authenticator app.

        Raises:
            Invalid: it is not right, or one must wait.
            StartAgain: too many were wrong.
        """
        self._guess("app", "code", lambda to: totp.use(to, self.model, self.step.account_id, code, self.now))

    def by_recovery_code(self, code: str) -> None:
        """Go on with a recovery code, which is used up.

        Raises:
            Invalid: it is not right, or one must wait.
            StartAgain: too many were wrong.
        """
        check: Check = lambda to: recovery.use(to, self.model, self.step.account_id, code, self.now)  # noqa: E731
        self._guess("recovery_code", "code", check)

    def by_passkey(self, party: Party, answer: str) -> None:
        """Go on with a passkey that answers the challenge given to this sign-in.

        Raises:
            Invalid: it does not.
            StartAgain: the sign-in is over, or too many were wrong.
        """
        with self.store.writing() as connection:
            table = self.model.table("passkey_challenge")
            challenge = challenges.take(connection, table, self.step.key, "sign_in", self.now)
        if challenge is None:
            raise Invalid({"": Fault("security.passkey_refused")})
        proof = (challenge, answer)
        account_id = self.step.account_id
        if not self._enter(
            "passkey", lambda to: passkeys.use(to, self.model, party, account_id, proof, self.now)
        ):
            self._fail("passkey")
            raise Invalid({"": Fault("security.passkey_refused")})

    def _guess(self, factor: str, control: str, check: Check) -> None:
        with self.store.writing() as connection:
            # Both are counted whatever the first says.
            waits = [
                throttle.take(connection, self.model.table("throttle"), key, self.now, free)
                for key, free in self._keys()
            ]
        longest = max((wait for wait in waits if wait is not None), default=None)
        if longest is not None:
            raise Invalid({"": waiting(longest)})
        if not self._enter(factor, check):
            self._fail(factor)
            raise Invalid({control: Fault(f"security.{factor}_wrong")})

    def _keys(self) -> list[tuple[str, int]]:
        digest, login = self.model.cipher.digest, f"second\n{self.step.login}"
        return [
            (throttle.key_of(digest, login, self.address), throttle.FREE_FAILURES),
            (throttle.key_of(digest, login, "everywhere"), PATIENCE),
        ]

    def _enter(self, factor: str, check: Check) -> bool:
        """Whether the answer is right: then the step is done, and its event left."""
        model, step = self.model, self.step
        with self.store.writing() as connection:
            if not check(connection):
                return False
            if not steps.end(connection, model.table("sign_in_step"), step):
                raise StartAgain
            for key, _ in self._keys():
                throttle.forget(connection, model.table("throttle"), key)
            stamp = Stamp(self.now, step.account_id, step.office_id, self.request_id)
            difference = {"factor": [None, factor]}
            if factor == "recovery_code":
                accounts.note(connection, model.metadata, "use_recovery_code", step.account_id, stamp)
            accounts.note(connection, model.metadata, "sign_in", step.account_id, stamp, difference)
        return True

    def _fail(self, factor: str) -> None:
        model, step = self.model, self.step
        with self.store.writing() as connection:
            stamp = Stamp(self.now, None, None, self.request_id)
            difference = {"factor": [None, factor]}
            accounts.note(
                connection, model.metadata, "second_factor_failed", step.account_id, stamp, difference
            )
            is_over = steps.count_failure(connection, model.table("sign_in_step"), step)
        if is_over:
            raise StartAgain
