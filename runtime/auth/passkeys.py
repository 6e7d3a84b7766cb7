"""Passkeys (WebAuthn): made, used, listed, removed. Owns the ``passkey`` table; must not know pages or requests."""

from __future__ import annotations

import datetime
import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, delete, insert, select, update
from uuid_utils.compat import uuid7

from runtime.storage.model import Model

if TYPE_CHECKING:
    from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor
    from webauthn.registration.verify_registration_response import VerifiedRegistration

# The library is imported where it is used: most pages need no passkey, and loading it for them costs 7 MB and a
# fifteenth of a second of every start.

MOST = 10
"""So many passkeys an account may have."""
LONGEST_NAME = 100


@dataclass(frozen=True)
class Party:
    """Who asks for a passkey: the host's name, the pages' origin, and the title people read."""

    host: str
    origin: str
    title: str


@dataclass(frozen=True)
class Owner:
    """Whose passkey it is to be."""

    account_id: uuid.UUID
    login: str
    name: str


@dataclass(frozen=True)
class Passkey:
    """A passkey as lists show it."""

    id: uuid.UUID
    name: str
    host: str
    added_at: datetime.datetime
    used_at: datetime.datetime | None


def of_account(connection: Connection, model: Model, account_id: uuid.UUID) -> list[Passkey]:
    """Return the passkeys of an account, the oldest first."""
    return [
        Passkey(row.id, row.name, row.host, row.added_at, row.used_at)
        for row in _rows(connection, model, account_id)
    ]


def ask_for_new(connection: Connection, model: Model, party: Party, owner: Owner, challenge: bytes) -> str:
    """Return what the browser needs to make a passkey, as JSON; those the account has are not made again."""
    from webauthn import generate_registration_options, options_to_json
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    known = _rows(connection, model, owner.account_id, party.host)
    options = generate_registration_options(
        rp_id=party.host,
        rp_name=party.title,
        user_id=owner.account_id.bytes,
        user_name=owner.login,
        user_display_name=owner.name,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=_descriptors(known),
    )
    return options_to_json(options)


def ask_for_known(
    connection: Connection, model: Model, party: Party, account_id: uuid.UUID, challenge: bytes
) -> str:
    """Return what the browser needs to use one of the account's passkeys, as JSON."""
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers.structs import UserVerificationRequirement

    options = generate_authentication_options(
        rp_id=party.host,
        challenge=challenge,
        allow_credentials=_descriptors(_rows(connection, model, account_id, party.host)),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(options)


def check_new(party: Party, challenge: bytes, answer: str) -> VerifiedRegistration | None:
    """Return what a browser's answer proves, ``None`` when it proves nothing."""
    from webauthn import verify_registration_response

    try:
        return verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=party.host,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    except _refusals():
        return None


def store(
    connection: Connection,
    model: Model,
    account_id: uuid.UUID,
    passkey: tuple[str, str, VerifiedRegistration, Sequence[str]],
    now: datetime.datetime,
) -> bool:
    """Store a new passkey (name, host, proof, transports) of an account; not when somebody has it already."""
    name, host, proof, transports = passkey
    table, hashed = model.table("passkey"), _hash(proof.credential_id)
    if connection.execute(select(table.c.id).where(table.c.credential_hash == hashed)).first() is not None:
        return False
    connection.execute(
        insert(table).values(
            id=uuid7(),
            account_id=account_id,
            name=name,
            host=host,
            credential_hash=hashed,
            credential=proof.credential_id,
            public_key=proof.credential_public_key,
            counter=proof.sign_count,
            transports=list(transports),
            added_at=now,
        )
    )
    return True


def transports_of(answer: str) -> list[str]:
    """Return how the browser says a new passkey can be reached, for it to ask there first later."""
    given = json.loads(answer).get("response", {}).get("transports", [])
    known = _transports()
    return [one for one in given if one in known] if isinstance(given, list) else []


def use(
    connection: Connection,
    model: Model,
    party: Party,
    account_id: uuid.UUID,
    proof: tuple[bytes, str],
    now: datetime.datetime,
) -> bool:
    """Whether an answer to a challenge (both in ``proof``) was made by a passkey of the account; its counter moves on."""
    challenge, answer = proof
    row = _answering(connection, model, party, account_id, answer)
    verified = _check_known(party, row, challenge, answer) if row is not None else None
    if row is None or verified is None:
        return False
    table = model.table("passkey")
    values = {"counter": verified.new_sign_count, "used_at": now}
    # Two answers with one counter: the database lets one of them through.
    same = table.c.id == row.id, table.c.counter == row.counter
    return connection.execute(update(table).where(*same).values(**values)).rowcount == 1


def remove(connection: Connection, model: Model, account_id: uuid.UUID, passkey_id: uuid.UUID) -> str | None:
    """Take a passkey of the account away and return its name, ``None`` when it has none of that id."""
    table = model.table("passkey")
    chosen = table.c.account_id == account_id, table.c.id == passkey_id
    name: str | None = connection.execute(delete(table).where(*chosen).returning(table.c.name)).scalar()
    return name


def remove_all(connection: Connection, model: Model, account_id: uuid.UUID) -> int:
    """Take every passkey of an account away; say how many there were."""
    table = model.table("passkey")
    return connection.execute(delete(table).where(table.c.account_id == account_id)).rowcount


def _answering(
    connection: Connection, model: Model, party: Party, account_id: uuid.UUID, answer: str
) -> Row[Any] | None:
    """The account's passkey that an answer claims to be of."""
    from webauthn.helpers import parse_authentication_credential_json

    try:
        hashed = _hash(parse_authentication_credential_json(answer).raw_id)
    except _refusals():
        return None
    return next(
        (row for row in _rows(connection, model, account_id, party.host) if row.credential_hash == hashed),
        None,
    )


def _check_known(party: Party, row: Row[Any], challenge: bytes, answer: str) -> VerifiedAuthentication | None:
    from webauthn import verify_authentication_response

    try:
        return verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=party.host,
            expected_origin=party.origin,
            credential_public_key=row.public_key,
            credential_current_sign_count=row.counter,
            require_user_verification=True,
        )
    except _refusals():
        return None


def _rows(
    connection: Connection, model: Model, account_id: uuid.UUID, host: str | None = None
) -> Sequence[Row[Any]]:
    table = model.table("passkey")
    statement = select(table).where(table.c.account_id == account_id).order_by(table.c.added_at, table.c.id)
    if host is not None:
        statement = statement.where(table.c.host == host)
    return connection.execute(statement).all()


def _descriptors(rows: Sequence[Row[Any]]) -> list[PublicKeyCredentialDescriptor]:
    from webauthn.helpers.structs import AuthenticatorTransport, PublicKeyCredentialDescriptor

    known = _transports()
    return [
        PublicKeyCredentialDescriptor(
            id=row.credential,
            transports=[AuthenticatorTransport(one) for one in row.transports if one in known] or None,
        )
        for row in rows
    ]


def _hash(credential: bytes) -> str:
    return hashlib.sha256(credential).hexdigest()


def _transports() -> frozenset[str]:
    from webauthn.helpers.structs import AuthenticatorTransport

    return frozenset(one.value for one in AuthenticatorTransport)


def _refusals() -> tuple[type[Exception], ...]:
    """What the library raises on an answer that is none: its own errors, and those of the parsers beneath it."""
    from webauthn.helpers.exceptions import WebAuthnException

    return WebAuthnException, ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError
