"""Who may give tokens: each account's owner, and who administers it. Owns that rule; must not know pages."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from runtime.access import term
from runtime.access.actor import Actor
from runtime.auth import accounts, administration, tokens
from runtime.auth.accounts import Stamp
from runtime.auth.tokens import Grant, TokenRow
from runtime.errors import Forbidden, NotFound
from runtime.records.work import Work
from runtime.search.reading import Reading


def demand(reading: Reading, account_id: uuid.UUID) -> str:
    """Return the login of an account the actor may give tokens to.

    A token acts as its account, so nobody gives one to an account that may do what they could not grant.

    Raises:
        Forbidden: the actor administers no accounts, or this one reaches further than theirs.
        NotFound: there is none within the actor's reach.
    """
    if account_id == reading.actor.account_id:
        return reading.actor.login
    found = administration.load(reading, account_id)
    grantable = {role.id for role in administration.grantable_roles(reading.model, reading.actor)}
    if not set(found.profile.roles) <= grantable:
        raise Forbidden
    return found.profile.login


def make(work: Work, account_id: uuid.UUID, grant: Grant) -> str:
    """Make a token of an account (``demand`` it first) and return it, once.

    Raises:
        NotFound: there is no such account, or it may not sign in.
        Invalid: the grant is not right.
    """
    row = _account(work, account_id)
    return tokens.make(work.connection, work.model.metadata, row, grant, _stamp(work))


def revoke(work: Work, account_id: uuid.UUID, token_id: uuid.UUID) -> None:
    """End a token of an account (``demand`` it first).

    Raises:
        NotFound: it has no such token, or no longer.
    """
    metadata = work.model.metadata
    if not tokens.revoke(work.connection, metadata, account_id, token_id, _stamp(work)):
        raise NotFound


def listed(reading: Reading, account_id: uuid.UUID) -> Sequence[TokenRow]:
    """Return the tokens of an account (``demand`` it first), the newest first."""
    return tokens.tokens_of(reading.connection, reading.model.metadata, account_id)


def _account(work: Work, account_id: uuid.UUID) -> Row[Any]:
    model = work.model
    chosen = accounts.whole(model.metadata).where(model.table("account").c.id == account_id)
    row = work.connection.execute(chosen).one_or_none()
    if row is None or not term.is_enabled(row, work.now):
        raise NotFound
    return row


def _stamp(work: Work) -> Stamp:
    actor: Actor = work.actor
    return Stamp(work.now, actor.account_id, actor.office_id, work.request_id)
