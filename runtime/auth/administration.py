"""Administering accounts: who may, and each act with its event. Owns the rule; must not know pages."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from runtime.access import policy, term
from runtime.access.actor import Actor
from runtime.access.grants import WIDTH
from runtime.auth import accounts, factors, identities, links, news
from runtime.auth.accounts import Profile, Stamp
from runtime.errors import Conflict, Fault, Forbidden, Invalid, NotFound
from runtime.ir.access import Reach, Role, Verb
from runtime.records.work import Work
from runtime.search.reading import Reading
from runtime.storage.model import Model

_WIDTH: Mapping[Reach | None, int] = {None: 0} | dict(WIDTH)


@dataclass(frozen=True)
class AccountRow:
    """An account as lists and forms show it."""

    id: uuid.UUID
    profile: Profile
    office: str
    is_enabled: bool
    days_left: int | None
    """Until its last day, which is 0; ``None`` when it has none."""
    must_change: bool
    version: int


def all_accounts(reading: Reading) -> list[AccountRow]:
    """Return the accounts the actor may administer, by name.

    Raises:
        Forbidden: the actor administers none.
    """
    _demand(reading.model, reading.actor)
    condition = policy.rows(reading.model, reading.actor, "administer", "accounts")
    account = reading.model.table("account")
    statement = _statement(reading.model).where(condition).order_by(account.c.name, account.c.login)
    return [_account(row, reading.now) for row in reading.connection.execute(statement)]


def load(reading: Reading, account_id: uuid.UUID) -> AccountRow:
    """Return one account the actor may administer.

    Raises:
        Forbidden: the actor administers none.
        NotFound: there is none of that id within the actor's reach.
    """
    _demand(reading.model, reading.actor)
    return _account(_find(reading.model, reading.connection, reading.actor, account_id), reading.now)


def grantable_roles(model: Model, actor: Actor) -> list[Role]:
    """Return the roles the actor may give: none that reaches further than the actor does, or than the accounts they administer.

    Accounts and offices are administered no further than the actor administers them themselves.

    Raises:
        Forbidden: the actor administers no accounts.
    """
    _demand(model, actor)
    return [role for role in model.registry.roles if not _reaches_beyond(model, actor, role)]


def add(work: Work, profile: Profile) -> str:
    """Add an account without password and return the token of its one-time link, which is stored nowhere.

    Raises:
        Forbidden: the actor administers no accounts.
        Invalid: with every fault of the profile.
    """
    _demand(work.model, work.actor)
    _check(work, profile, begins=work.now)
    account_id = accounts.add(work.connection, work.model.metadata, profile, None, _stamp(work))
    return links.make(work.connection, work.model, account_id, _stamp(work))


def correct(work: Work, account_id: uuid.UUID, profile: Profile, version: int) -> None:
    """Change what an account says.

    Raises:
        Forbidden: the actor administers no accounts.
        NotFound: the account is out of the actor's reach.
        Conflict: somebody changed it in between.
        Invalid: with every fault of the profile.
    """
    row = _hold(work, account_id)
    if row.version != version:
        raise Conflict({}, row.version)
    _check(work, profile, row.roles)
    _guard_change_of_roles(work, row, profile)
    accounts.correct(work.connection, work.model.metadata, row, profile, _stamp(work))


def make_link(work: Work, account_id: uuid.UUID) -> str:
    """Make a one-time link of an account and return its token; until it is used the password stays what it was.

    Raises:
        Forbidden: the actor administers no accounts, or it is the actor's own, who proves to know the old password.
        NotFound: the account is out of the actor's reach.
    """
    row = _hold(work, account_id)
    _guard_roles(work, row)
    if row.id == work.actor.account_id:
        raise Forbidden
    return links.make(work.connection, work.model, row.id, _stamp(work))


def unbind(work: Work, account_id: uuid.UUID) -> bool:
    """Let nobody at the identity provider sign in to an account any more; say whether somebody did.

    Raises:
        Forbidden: the actor administers no accounts.
        NotFound: the account is out of the actor's reach.
    """
    row = _hold(work, account_id)
    _guard_roles(work, row)
    if not identities.unbind(work.connection, work.model, row.id, _stamp(work)):
        return False
    accounts.end_sessions(work.connection, work.model.metadata, row.id, _stamp(work))
    return True


def set_enabled(work: Work, account_id: uuid.UUID, is_enabled: bool) -> None:
    """Disable an account, or let it sign in again.

    Raises:
        Forbidden: the actor administers no accounts, or it is the actor's own.
        NotFound: the account is out of the actor's reach.
    """
    row = _hold(work, account_id)
    _guard_roles(work, row)
    if row.id == work.actor.account_id:
        raise Forbidden
    accounts.set_enabled(work.connection, work.model.metadata, row.id, is_enabled, _stamp(work))


def take_factors_away(work: Work, account_id: uuid.UUID) -> bool:
    """Take the second factors of somebody who lost them away: sessions end, the owner is told; say whether there were any.

    Raises:
        Forbidden: the actor administers no accounts, or it is the actor's own, who removes them at home.
        NotFound: the account is out of the actor's reach.
    """
    row = _hold(work, account_id)
    _guard_roles(work, row)
    if row.id == work.actor.account_id:
        raise Forbidden
    if not factors.take_away(work.connection, work.model, row.id, _stamp(work)):
        return False
    accounts.end_sessions(work.connection, work.model.metadata, row.id, _stamp(work))
    told = news.News("security.taken_away", {"name": work.actor.name}, work.now)
    news.leave(work.connection, work.model, row.id, told)
    return True


def end_sessions(work: Work, account_id: uuid.UUID) -> int:
    """End every session of an account and say how many there were.

    Raises:
        Forbidden: the actor administers no accounts.
        NotFound: the account is out of the actor's reach.
    """
    row = _hold(work, account_id)
    _guard_roles(work, row)
    ended = accounts.end_sessions(work.connection, work.model.metadata, row.id, _stamp(work))
    difference = {"sessions": [ended, 0]}
    accounts.note(work.connection, work.model.metadata, "end_sessions", row.id, _stamp(work), difference)
    return ended


def has_factor(reading: Reading, account_id: uuid.UUID) -> bool:
    """Whether an account has a second factor; never which, nor anything of it."""
    return factors.of_account(reading.connection, reading.model, account_id).has_any


def bound(reading: Reading, account_id: uuid.UUID) -> identities.Bound | None:
    """Return whether somebody at the identity provider signs in to an account, and since when."""
    return identities.of_account(reading.connection, reading.model, account_id)


def _demand(model: Model, actor: Actor) -> None:
    if not policy.may(model, actor, "administer", "accounts"):
        raise Forbidden


def _hold(work: Work, account_id: uuid.UUID) -> Row[Any]:
    """Find an account to change; until that is done nobody else changes it."""
    account = work.model.table("account")
    work.connection.execute(select(account.c.id).where(account.c.id == account_id).with_for_update())
    return _find(work.model, work.connection, work.actor, account_id)


def _find(model: Model, connection: Connection, actor: Actor, account_id: uuid.UUID) -> Row[Any]:
    _demand(model, actor)
    condition = policy.rows(model, actor, "administer", "accounts")
    statement = _statement(model).where(model.table("account").c.id == account_id, condition)
    row = connection.execute(statement).one_or_none()
    if row is None:
        raise NotFound
    return row


def _statement(model: Model) -> Any:
    account, office = model.table("account"), model.table("office")
    joined = account.join(office, office.c.id == account.c.office_id)
    return select(account, office.c.name.label("office"), office.c.time_zone).select_from(joined)


def _account(row: Row[Any], now: datetime.datetime) -> AccountRow:
    return AccountRow(
        id=row.id,
        profile=accounts.profile_of(row),
        office=row.office,
        is_enabled=row.disabled_at is None,
        days_left=None if row.ends_on is None else (row.ends_on - term.today(row.time_zone, now)).days,
        must_change=row.must_change,
        version=row.version,
    )


def _check(
    work: Work, profile: Profile, kept_roles: Sequence[str] = (), begins: datetime.datetime | None = None
) -> None:
    office = work.model.table("office")
    zones = {
        row.id: row.time_zone for row in work.connection.execute(select(office.c.id, office.c.time_zone))
    }
    accounts.check(profile, work.model.registry, zones, begins)
    record = {"office_id": profile.office_id, "id": None}
    if not policy.may(work.model, work.actor, "administer", "accounts", record):
        raise Invalid({"office": Fault("account.office_missing")})
    allowed = {role.id for role in grantable_roles(work.model, work.actor)}
    if not set(profile.roles) - set(kept_roles) <= allowed:
        raise Invalid({"roles": Fault("account.roles_beyond")})


def _guard_roles(work: Work, row: Row[Any]) -> None:
    """Whoever administers an office must not take over the account of somebody who administers everything."""
    if not set(row.roles) <= {role.id for role in grantable_roles(work.model, work.actor)}:
        raise Forbidden


def _guard_change_of_roles(work: Work, row: Row[Any], profile: Profile) -> None:
    """A role one could not give one cannot take either; and nobody gives themselves sight of more."""
    allowed = {role.id for role in grantable_roles(work.model, work.actor)}
    if not set(row.roles) - allowed <= set(profile.roles):
        raise Invalid({"roles": Fault("account.roles_beyond")})
    if row.id == work.actor.account_id and set(profile.roles) != set(row.roles):
        raise Invalid({"roles": Fault("account.roles_own")})


def _reaches_beyond(model: Model, actor: Actor, role: Role) -> bool:
    accounts_reach = _WIDTH[policy.reach(model, actor, "administer", "accounts")]

    def most(verb: Verb, subject: str) -> int:
        own = _WIDTH[policy.reach(model, actor, verb, subject)]
        is_power = verb == "administer" and subject in ("accounts", "offices")
        return own if is_power else max(own, accounts_reach)

    if any(_WIDTH[grant.reach] > most(grant.verb, grant.subject) for grant in role.grants):
        return True
    given = [one.emergency for one in policy.roles(model, actor)]
    widest = max((_WIDTH[one.reach] for one in given if one is not None), default=0)
    return role.emergency is not None and _WIDTH[role.emergency.reach] > max(widest, accounts_reach)


def _stamp(work: Work) -> Stamp:
    return Stamp(work.now, work.actor.account_id, work.actor.office_id, work.request_id)
