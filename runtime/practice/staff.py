"""Made-up accounts: one for each kind of work, and officers nobody can sign in as. Owns their logins; must not set rights."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from runtime.auth import accounts
from runtime.auth.accounts import Stamp
from runtime.auth.passwords import hash_password, one_time_password
from runtime.i18n.countries import folded
from runtime.ir.access import Role
from runtime.ir.label import text
from runtime.practice.places import Office
from runtime.practice.source import Source
from runtime.storage.model import Model


@dataclass(frozen=True)
class Credential:
    """How to sign in as one of the accounts for trying the registry out."""

    login: str
    password: str
    name: str
    role: str
    office: str


@dataclass(frozen=True)
class _Post:
    login: str
    role: Role
    office: Office


def hire(
    connection: Connection, model: Model, source: Source, offices: Sequence[Office], now: datetime.datetime
) -> None:
    """Add the accounts that are missing, without passwords, and tell each office its officers."""
    table = model.table("account")
    posts = [*_named(model, offices), *_unnamed(model, offices)]
    wanted = select(table.c.login, table.c.id).where(table.c.login.in_([post.login for post in posts]))
    known = {row.login: row.id for row in connection.execute(wanted)}
    rows: dict[uuid.UUID, dict[str, object]] = {}
    for post in posts:
        key = known.get(post.login)
        if key is None:
            key = source.key(now)
            rows[key] = _row(model, source, post, key, now)
        if _may(post.role, "case", "create"):
            post.office.officers.append(key)
    if rows:
        connection.execute(insert(table), list(rows.values()))
    for key in rows:
        accounts.note(connection, model.metadata, "create", key, Stamp(now))


def give_passwords(
    connection: Connection, model: Model, offices: Sequence[Office], password: str | None
) -> list[Credential]:
    """Let the accounts for trying out sign in: all with this password, or each with one of its own.

    Only made-up accounts are touched.
    """
    table = model.table("account")
    language = model.registry.languages[0]
    given = []
    for post in _named(model, offices):
        row = connection.execute(
            select(table.c.id, table.c.name).where(table.c.login == post.login, table.c.synthetic)
        ).one_or_none()
        if row is None:
            continue
        chosen = password or one_time_password()
        connection.execute(
            update(table)
            .where(table.c.id == row.id)
            .values(password=hash_password(chosen), must_change=False, disabled_at=None)
        )
        given.append(
            Credential(post.login, chosen, row.name, text(post.role.label, language), post.office.name)
        )
    return given


def _named(model: Model, offices: Sequence[Office]) -> Iterator[_Post]:
    """One of each role: in the busiest office, if it works in one, else in the central; of officers one more in the next."""
    busiest = sorted(offices, key=lambda office: -office.weight)[:2]
    central = next((office for office in offices if office.is_central), offices[0])
    officer = _officer(model)
    for role in model.registry.roles:
        if not _works_in_an_office(role):
            yield _Post(_word(role.id), role, central)
            continue
        for office in busiest if role is officer else busiest[:1]:
            yield _Post(f"{_word(role.id)}.{_word(office.city)}", role, office)


def _officer(model: Model) -> Role | None:
    """The role most people have: it opens cases, and leaves handing them out to another."""
    able = [role for role in model.registry.roles if _may(role, "case", "create")]
    return next((role for role in able if not _may(role, "case", "reassign")), next(iter(able), None))


def _unnamed(model: Model, offices: Sequence[Office]) -> Iterator[_Post]:
    officer = _officer(model)
    if officer is None:
        return
    for office in offices:
        count = 0 if office.weight == 0 else 1 + int(office.weight / 3)
        for number in range(count):
            yield _Post(f"{_word(officer.id)}.{_word(office.id)}.{number + 2}", officer, office)


def _row(
    model: Model, source: Source, post: _Post, key: uuid.UUID, now: datetime.datetime
) -> dict[str, object]:
    return {
        "id": key,
        "login": post.login,
        "name": f"{source.given_name()} {source.surname()}",
        "office_id": post.office.id,
        "roles": [post.role.id],
        "language": model.registry.languages[0],
        "created_at": now,
        "synthetic": True,
    }


def _may(role: Role, subject: str, verb: str) -> bool:
    return any(grant.subject == subject and grant.verb == verb for grant in role.grants)


def _works_in_an_office(role: Role) -> bool:
    """Whether something it may do is bounded by its office."""
    return any(grant.reach in ("office", "jurisdiction") for grant in role.grants)


def _word(name: str) -> str:
    return "".join(letter for letter in folded(name) if letter.isalnum())
