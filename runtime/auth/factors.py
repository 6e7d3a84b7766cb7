"""The second factors of an account: which it has, which its roles ask for, adding and removing with their events.

Must not know pages; the app's codes, passkeys and recovery codes have modules of their own.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from runtime.auth import accounts, passkeys, recovery, totp
from runtime.auth.accounts import Stamp
from runtime.auth.passkeys import Party, Passkey
from runtime.errors import Fault, Invalid, NotFound
from runtime.ir.registry import Registry
from runtime.records.work import Work
from runtime.schema import refused_characters
from runtime.storage.model import Model


@dataclass(frozen=True)
class Factors:
    """What an account can prove itself with beside its password."""

    has_app: bool
    passkeys: Sequence[Passkey]
    codes_left: int

    @property
    def has_any(self) -> bool:
        """Whether signing in asks for one."""
        return self.has_app or bool(self.passkeys)


@dataclass(frozen=True)
class NewPasskey:
    """A passkey to add: its name, and the browser's answer to a challenge."""

    name: str
    challenge: bytes | None
    answer: str


def of_account(connection: Connection, model: Model, account_id: uuid.UUID) -> Factors:
    """Return what an account has."""
    return Factors(
        totp.has(connection, model, account_id),
        passkeys.of_account(connection, model, account_id),
        recovery.left(connection, model, account_id),
    )


def are_required(registry: Registry, roles: Sequence[str]) -> bool:
    """Whether one of the roles asks for a second factor."""
    return any(role.second_factor == "required" for role in registry.roles if role.id in roles)


def add_app(work: Work, seed: str, code: str) -> list[str]:
    """Add an authenticator app that has just shown a code; return new recovery codes if there were none.

    Raises:
        Invalid: the code is not of this seed and moment, or the account has an app.
    """
    step = totp.fitting_step(seed, code, work.now)
    if step is None:
        raise Invalid({"code": Fault("security.code_wrong")})
    if not totp.store(work.connection, work.model, work.actor.account_id, seed, step, work.now):
        raise Invalid({"": Fault("security.app_already")})
    _note(work, "add_factor", None, "app")
    return _first_codes(work)


def add_passkey(work: Work, party: Party, new: NewPasskey) -> list[str]:
    """Add a passkey that answers the challenge; return new recovery codes if there were none.

    Raises:
        Invalid: the name or the answer will not do, or the account has as many as it may.
    """
    name = " ".join(new.name.split())
    if not name or len(name) > passkeys.LONGEST_NAME or refused_characters(name):
        raise Invalid({"name": Fault("security.passkey_name_shape", {"count": passkeys.LONGEST_NAME})})
    account_id = work.actor.account_id
    if len(passkeys.of_account(work.connection, work.model, account_id)) >= passkeys.MOST:
        raise Invalid({"": Fault("security.passkeys_too_many", {"count": passkeys.MOST})})
    proof = passkeys.check_new(party, new.challenge, new.answer) if new.challenge is not None else None
    if proof is None:
        raise Invalid({"": Fault("security.passkey_refused")})
    made = (name, party.host, proof, passkeys.transports_of(new.answer))
    if not passkeys.store(work.connection, work.model, account_id, made, work.now):
        raise Invalid({"": Fault("security.passkey_refused")})
    _note(work, "add_factor", None, f"passkey: {name}")
    return _first_codes(work)


def remove_app(work: Work) -> None:
    """Take the actor's own app away.

    Raises:
        NotFound: there is none.
    """
    if not totp.remove(work.connection, work.model, work.actor.account_id):
        raise NotFound
    _note(work, "remove_factor", "app", None)
    _drop_idle_codes(work)


def remove_passkey(work: Work, passkey_id: uuid.UUID) -> None:
    """Take one of the actor's own passkeys away.

    Raises:
        NotFound: there is none of that id.
    """
    name = passkeys.remove(work.connection, work.model, work.actor.account_id, passkey_id)
    if name is None:
        raise NotFound
    _note(work, "remove_factor", f"passkey: {name}", None)
    _drop_idle_codes(work)


def renew_codes(work: Work) -> list[str]:
    """Give the actor ten new recovery codes; the old ones end.

    Raises:
        NotFound: the account has no second factor that a code could stand for.
    """
    if not of_account(work.connection, work.model, work.actor.account_id).has_any:
        raise NotFound
    _note(work, "make_recovery_codes", None, recovery.COUNT)
    return recovery.make(work.connection, work.model, work.actor.account_id, work.now)


def take_away(connection: Connection, model: Model, account_id: uuid.UUID, stamp: Stamp) -> bool:
    """Take every factor of an account away, for somebody who lost them; say whether there was any."""
    had_app = totp.remove(connection, model, account_id)
    had_passkeys = passkeys.remove_all(connection, model, account_id)
    recovery.remove(connection, model, account_id)
    if not had_app and not had_passkeys:
        return False
    taken = [*(["app"] if had_app else []), *(["passkeys"] if had_passkeys else [])]
    difference = {"factor": [", ".join(taken), None]}
    accounts.note(connection, model.metadata, "take_factors_away", account_id, stamp, difference)
    return True


def _first_codes(work: Work) -> list[str]:
    account_id = work.actor.account_id
    if recovery.left(work.connection, work.model, account_id):
        return []
    return recovery.make(work.connection, work.model, account_id, work.now)


def _drop_idle_codes(work: Work) -> None:
    """Codes stand for a factor: without any they would open an account nobody thinks of as protected."""
    account_id = work.actor.account_id
    if not of_account(work.connection, work.model, account_id).has_any:
        recovery.remove(work.connection, work.model, account_id)


def _note(work: Work, verb: str, before: str | None, after: str | int | None) -> None:
    stamp = Stamp(work.now, work.actor.account_id, work.actor.office_id, work.request_id)
    metadata, account_id = work.model.metadata, work.actor.account_id
    accounts.note(work.connection, metadata, verb, account_id, stamp, {"factor": [before, after]})
