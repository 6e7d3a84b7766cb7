"""Rows of accounts: reading and writing them with their events. Owns the ``account`` table; must not judge access."""

from __future__ import annotations

import datetime
import re
import unicodedata
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue
from sqlalchemy import Connection, MetaData, Row, Select, insert, select, update
from uuid_utils.compat import uuid7

from runtime.access import term
from runtime.auth import steps
from runtime.auth.sessions import end_rows
from runtime.errors import Fault, Invalid
from runtime.ir.registry import Registry
from runtime.schema import refused_characters
from runtime.storage import history

LONGEST_LOGIN = 120
LONGEST_NAME = 200
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@+-]{2,119}")


@dataclass(frozen=True)
class Stamp:
    """Who changes an account, and when; nobody when it is done from the command line."""

    at: datetime.datetime
    account_id: uuid.UUID | None = None
    office_id: str | None = None
    request_id: str | None = None


@dataclass(frozen=True)
class Profile:
    """What an account says, except its password."""

    login: str
    name: str
    office_id: str
    roles: tuple[str, ...]
    language: str
    ends_on: datetime.date | None = None
    """The last day it may sign in, as its office counts days."""


def normal_login(text: str) -> str:
    """Return a login as it is stored and compared: composed, small, without outer blanks."""
    return unicodedata.normalize("NFKC", text).strip().lower()


def check(
    profile: Profile,
    registry: Registry,
    zones: Mapping[str, str],
    begins: datetime.datetime | None = None,
) -> None:
    """Check everything about a profile at once.

    Args:
        profile: what the account is to say.
        registry: the registry it is of.
        zones: the time zone of each office.
        begins: when a new account does; its last day may not be over then.

    Raises:
        Invalid: with every fault, by control name.
    """
    faults: dict[str, Fault] = {}
    if not _LOGIN.fullmatch(profile.login):
        faults["login"] = Fault("account.login_shape")
    if not profile.name:
        faults["name"] = Fault("account.name_missing")
    elif len(profile.name) > LONGEST_NAME or refused_characters(profile.name):
        faults["name"] = Fault("account.name_shape", {"count": LONGEST_NAME})
    if profile.office_id not in zones:
        faults["office"] = Fault("account.office_missing")
    elif begins is not None and term.is_over(profile.ends_on, zones[profile.office_id], begins):
        faults["ends_on"] = Fault("admin.ends_past")
    if not profile.roles or not set(profile.roles) <= {role.id for role in registry.roles}:
        faults["roles"] = Fault("account.roles_missing")
    if profile.language not in registry.languages:
        faults["language"] = Fault("account.language_missing")
    if faults:
        raise Invalid(faults)


def find(connection: Connection, metadata: MetaData, login: str) -> Row[Any] | None:
    """Return the account of a login, with the ``time_zone`` of its office."""
    if refused_characters(login):
        return None
    table = metadata.tables["account"]
    return connection.execute(whole(metadata).where(table.c.login == normal_login(login))).one_or_none()


def whole(metadata: MetaData) -> Select[Any]:
    """Return the statement that reads accounts, each with the ``time_zone`` of its office."""
    account, office = metadata.tables["account"], metadata.tables["office"]
    return select(account, office.c.time_zone).join_from(account, office, office.c.id == account.c.office_id)


def add(
    connection: Connection,
    metadata: MetaData,
    profile: Profile,
    hashed: str | None,
    stamp: Stamp,
    *,
    must_change: bool = True,
    is_synthetic: bool = False,
) -> uuid.UUID:
    """Store a new account, with the hash of its password or without one.

    Raises:
        Invalid: the login is taken.
    """
    if find(connection, metadata, profile.login) is not None:
        raise Invalid({"login": Fault("account.login_taken")})
    account_id: uuid.UUID = uuid7()
    connection.execute(
        insert(metadata.tables["account"]).values(
            id=account_id,
            login=profile.login,
            name=profile.name,
            password=hashed,
            must_change=must_change,
            office_id=profile.office_id,
            roles=list(profile.roles),
            language=profile.language,
            ends_on=profile.ends_on,
            created_at=stamp.at,
            synthetic=is_synthetic,
            version=1,
        )
    )
    note(connection, metadata, "create", account_id, stamp, _difference({}, _facts(profile)))
    return account_id


def correct(
    connection: Connection, metadata: MetaData, row: Row[Any], profile: Profile, stamp: Stamp
) -> None:
    """Store what an account says now; its login stays."""
    table = metadata.tables["account"]
    before = profile_of(row)
    connection.execute(
        update(table)
        .where(table.c.id == row.id)
        .values(
            name=profile.name,
            office_id=profile.office_id,
            roles=list(profile.roles),
            language=profile.language,
            ends_on=profile.ends_on,
            version=row.version + 1,
        )
    )
    note(connection, metadata, "update", row.id, stamp, _difference(_facts(before), _facts(profile)))


def set_password(
    connection: Connection,
    metadata: MetaData,
    account_id: uuid.UUID,
    hashed: str,
    stamp: Stamp,
    *,
    is_reset: bool,
) -> None:
    """Store a new password's hash; one set by somebody else must be changed at the next sign-in."""
    table = metadata.tables["account"]
    values = {"password": hashed, "must_change": is_reset}
    connection.execute(update(table).where(table.c.id == account_id).values(**values))
    note(connection, metadata, "reset_password" if is_reset else "change_password", account_id, stamp)


def drop_one_time_password(
    connection: Connection, metadata: MetaData, account_id: uuid.UUID, stamp: Stamp
) -> None:
    """Take away the password somebody else set, which its owner turned out not to need."""
    table = metadata.tables["account"]
    values = {"password": None, "must_change": False}
    connection.execute(update(table).where(table.c.id == account_id).values(**values))
    note(connection, metadata, "drop_password", account_id, stamp)


def has_password(connection: Connection, metadata: MetaData, account_id: uuid.UUID) -> bool:
    """Whether an account has a password to sign in with."""
    table = metadata.tables["account"]
    stored = connection.execute(select(table.c.password).where(table.c.id == account_id)).scalar()
    return stored is not None


def set_enabled(
    connection: Connection, metadata: MetaData, account_id: uuid.UUID, is_enabled: bool, stamp: Stamp
) -> None:
    """Let an account sign in, or no longer; its sessions end with the second."""
    table = metadata.tables["account"]
    disabled_at = None if is_enabled else stamp.at
    connection.execute(update(table).where(table.c.id == account_id).values(disabled_at=disabled_at))
    if not is_enabled:
        end_sessions(connection, metadata, account_id, stamp)
    note(connection, metadata, "enable" if is_enabled else "disable", account_id, stamp)


def end_sessions(
    connection: Connection, metadata: MetaData, account_id: uuid.UUID, stamp: Stamp, but: str | None = None
) -> int:
    """End every session of an account, except perhaps that of a key, and every sign-in half done.

    Return how many sessions were open.
    """
    session, step = metadata.tables["session"], metadata.tables["sign_in_step"]
    steps.end_all(connection, step, account_id)
    chosen = session.c.account_id == account_id
    if but is not None:
        chosen &= session.c.token != but
    return end_rows(connection, session, chosen, stamp.at)


def choose_language(connection: Connection, metadata: MetaData, account_id: uuid.UUID, language: str) -> None:
    """Remember the language an account reads in; a preference, so it leaves no event."""
    table = metadata.tables["account"]
    connection.execute(update(table).where(table.c.id == account_id).values(language=language))


def note(
    connection: Connection,
    metadata: MetaData,
    verb: str,
    account_id: uuid.UUID,
    stamp: Stamp,
    difference: Mapping[str, Sequence[JsonValue]] | None = None,
) -> None:
    """Leave an event about an account."""
    history.record(
        connection,
        metadata,
        history.Entry(
            verb=verb,
            entity="account",
            record_id=account_id,
            at=stamp.at,
            account_id=stamp.account_id,
            office_id=stamp.office_id,
            difference=difference or {},
            request_id=stamp.request_id,
        ),
    )


def profile_of(row: Row[Any]) -> Profile:
    """Return what an account says as it is stored."""
    return Profile(row.login, row.name, row.office_id, tuple(row.roles), row.language, row.ends_on)


def _facts(profile: Profile) -> dict[str, JsonValue]:
    return {
        "login": profile.login,
        "name": profile.name,
        "office": profile.office_id,
        "roles": list(profile.roles),
        "language": profile.language,
        "ends_on": profile.ends_on.isoformat() if profile.ends_on is not None else None,
    }


def _difference(
    before: Mapping[str, JsonValue], after: Mapping[str, JsonValue]
) -> dict[str, list[JsonValue]]:
    return {name: [before.get(name), value] for name, value in after.items() if before.get(name) != value}
