"""Subscriptions of other systems to what happens: made, stopped, taken up again, sent again. Must not send anything.

Whoever administers accounts within their whole reach decides; a subscription sees what its account sees.
"""

from __future__ import annotations

import base64
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Row, func, insert, select, update
from uuid_utils.compat import uuid7

from runtime.access.actor import Actor
from runtime.access.policy import reach
from runtime.addresses import OWN_MACHINE
from runtime.errors import Fault, Forbidden, Invalid, NotFound
from runtime.records.announcement import SUBJECTS
from runtime.records.serving import serving
from runtime.records.work import Work
from runtime.schema import refused_characters
from runtime.storage.entry import Entry
from runtime.storage.model import Model

LONGEST_URL = 500
SECRET = "whsec_"  # noqa: S105 - how secrets begin after Standard Webhooks


@dataclass(frozen=True)
class Wish:
    """What a subscription is to tell, and to where."""

    url: str
    subjects: tuple[str, ...]
    case_types: tuple[str, ...] = ()


def demand(model: Model, actor: Actor) -> None:
    """Demand that the actor administers every account.

    Raises:
        Forbidden: they do not.
    """
    if reach(model, actor, "administer", "accounts") != "everything":
        raise Forbidden


def check(wish: Wish, model: Model, *, is_local_allowed: bool) -> None:
    """Check everything about a subscription at once.

    Raises:
        Invalid: with every fault, by control.
    """
    faults: dict[str, Fault] = {}
    if not _is_address(wish.url, is_local_allowed=is_local_allowed):
        faults["url"] = Fault("webhook.url_shape")
    if not wish.subjects or not set(wish.subjects) <= set(SUBJECTS):
        faults["subjects"] = Fault("webhook.subjects_missing")
    offered = {kind.key for kind in model.registry.case_types if kind.privacy != "restricted"}
    if not set(wish.case_types) <= offered:
        faults["case_types"] = Fault("webhook.no_case_type")
    if faults:
        raise Invalid(faults)


def subscribe(
    work: Work, account_id: uuid.UUID, wish: Wish, *, is_local_allowed: bool
) -> tuple[uuid.UUID, str]:
    """Make a subscription that sees what an account sees; return its id and its secret, which is told once.

    Raises:
        Forbidden: the actor does not administer every account.
        Invalid: something about the wish is wrong.
    """
    demand(work.model, work.actor)
    check(wish, work.model, is_local_allowed=is_local_allowed)
    if account_id not in serving(work, [account_id]):
        raise Invalid({"account": Fault("webhook.account_missing")})
    webhook_id: uuid.UUID = uuid7()
    secret = secrets.token_bytes(32)
    row = {
        "id": webhook_id,
        "account_id": account_id,
        "url": wish.url,
        "subjects": list(wish.subjects),
        "case_types": list(wish.case_types),
        "secret": work.model.cipher.encrypt(secret, bound_to(webhook_id)),
        "created_at": work.now,
        "created_by": work.actor.account_id,
    }
    work.connection.execute(insert(work.model.table("webhook")), row)
    work.when_stored.append(work.model.memory.forget)
    _note(
        work,
        "subscribe",
        webhook_id,
        {"url": [None, _host(wish.url)], "subjects": [None, list(wish.subjects)]},
    )
    return webhook_id, SECRET + base64.b64encode(secret).decode()


def set_stopped(work: Work, webhook_id: uuid.UUID, *, is_stopped: bool) -> None:
    """Stop a subscription, or take it up again; what waits then is sent.

    Raises:
        Forbidden: the actor does not administer every account.
        NotFound: there is none of this id.
    """
    demand(work.model, work.actor)
    table = work.model.table("webhook")
    stopped_at = work.now if is_stopped else None
    done = work.connection.execute(
        update(table).where(table.c.id == webhook_id).values(stopped_at=stopped_at)
    )
    if done.rowcount == 0:
        raise NotFound
    work.when_stored.append(work.model.memory.forget)
    _note(work, "unsubscribe" if is_stopped else "subscribe", webhook_id, {})


def send_again(work: Work, webhook_id: uuid.UUID) -> int:
    """Let the messages that were given up wait for their sending again; say how many there are.

    Raises:
        Forbidden: the actor does not administer every account.
    """
    demand(work.model, work.actor)
    table = work.model.table("webhook_message")
    values = {"given_up_at": None, "next_at": work.now, "tries": 0}
    chosen = (table.c.webhook_id == webhook_id, table.c.given_up_at.is_not(None))
    count = work.connection.execute(update(table).where(*chosen).values(**values)).rowcount
    if count:
        _note(work, "send_again", webhook_id, {"count": [None, count]})
    return count


def listed(model: Model, connection: Connection, actor: Actor) -> Sequence[Row[Any]]:
    """Return the subscriptions with how many messages wait, were sent and were given up.

    Raises:
        Forbidden: the actor does not administer every account.
    """
    demand(model, actor)
    webhook, message, account = (model.table(name) for name in ("webhook", "webhook_message", "account"))

    def count(*conditions: Any) -> Any:
        asked = (
            select(func.count()).select_from(message).where(message.c.webhook_id == webhook.c.id, *conditions)
        )
        return asked.scalar_subquery()

    statement = (
        select(
            webhook,
            account.c.login,
            count(message.c.next_at.is_not(None)).label("waiting"),
            count(message.c.sent_at.is_not(None)).label("sent"),
            count(message.c.given_up_at.is_not(None)).label("given_up"),
        )
        .join(account, account.c.id == webhook.c.account_id)
        .order_by(webhook.c.created_at.desc())
    )
    return connection.execute(statement).all()


def troubles(model: Model, connection: Connection, webhook_id: uuid.UUID, limit: int) -> Sequence[Row[Any]]:
    """Return the newest messages of a subscription that were given up, or wait for another try."""
    message = model.table("webhook_message")
    chosen = message.c.given_up_at.is_not(None) | (message.c.next_at.is_not(None) & (message.c.tries > 0))
    statement = (
        select(message)
        .where(message.c.webhook_id == webhook_id, chosen)
        .order_by(message.c.created_at.desc())
        .limit(limit)
    )
    return connection.execute(statement).all()


def secret_of(model: Model, connection: Connection, webhook_id: uuid.UUID) -> bytes:
    """Return what the messages of a subscription are signed with."""
    table = model.table("webhook")
    sealed = connection.scalar(select(table.c.secret).where(table.c.id == webhook_id))
    assert sealed is not None
    return model.cipher.decrypt(sealed, bound_to(webhook_id))


def bound_to(webhook_id: uuid.UUID) -> str:
    """Return what a subscription's secret is bound to."""
    return f"webhook:{webhook_id}"


def _is_address(url: str, *, is_local_allowed: bool) -> bool:
    # An address as it is written on the wire: other letters have a form of their own there, by rules that differ.
    if not url or len(url) > LONGEST_URL or not url.isascii() or refused_characters(url) or " " in url:
        return False
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    if not host or parts.username is not None or parts.fragment:
        return False
    return parts.scheme == "https" or (is_local_allowed and parts.scheme == "http" and host in OWN_MACHINE)


def _host(url: str) -> str:
    """What the trail is told of an address: what follows the host is a secret of some receivers."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"


def _note(work: Work, verb: str, webhook_id: uuid.UUID, difference: dict[str, Any]) -> None:
    entry = Entry(
        verb=verb,
        entity="webhook",
        record_id=webhook_id,
        at=work.now,
        account_id=work.actor.account_id,
        office_id=work.actor.office_id,
        difference=difference,
        request_id=work.request_id,
    )
    work.entries.append(entry)
