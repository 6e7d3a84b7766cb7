"""The sender of messages: signed, tried again with growing pauses, given up in the end. Must not decide what is told.

Every worker process has one thread; a message is claimed in the database before it is sent, so that one of them sends
it. Messages are sent at least once: whoever gets one twice knows it by its id.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import hmac
import json
import logging
import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from runtime.access.policy import base_table, rows
from runtime.api.outgoing import Guard, UnsentError, post
from runtime.auth.callers import Callers
from runtime.records import subscription
from runtime.settings import Settings
from runtime.storage.cipher import KeyRingError
from runtime.storage.loop import Loop
from runtime.storage.model import Model
from runtime.storage.session import Store

LOG = logging.getLogger("acompana.webhook")

Clock = Callable[[], datetime.datetime]

PAUSES = tuple(
    datetime.timedelta(seconds=seconds) for seconds in (5, 60, 300, 1_800, 7_200, 21_600, 43_200, 86_400)
)
"""How long after each try the next one comes; after the last the message is given up."""
LEASE = datetime.timedelta(minutes=2)
"""A claim ends by itself when its process does not come back; longer than one message can take."""
A_ROUND = 20
"""So many messages are tried between two looks at who subscribes."""
KEPT, SWEEP_EVERY = datetime.timedelta(days=30), datetime.timedelta(hours=1)
REST, LONG_REST = 2.0, 15.0
"""Seconds between two looks; the longer one while nobody subscribes."""


@dataclass(frozen=True)
class Claimed:
    """A message that this process sends."""

    id: uuid.UUID
    webhook_id: uuid.UUID
    account_id: uuid.UUID
    url: str
    body: str
    tries: int


class Sender:
    """Sends what waits, in a thread of its own."""

    def __init__(self, store: Store, model: Model, callers: Callers, settings: Settings) -> None:
        self._store = store
        self._model = model
        self._callers = callers
        self._guard = Guard(settings.webhook_private, settings.environment != "production")
        self._loop = Loop("webhooks", self._turn, first=REST, retry=LONG_REST)
        self._swept_at = datetime.datetime.min.replace(tzinfo=datetime.UTC)

    def start(self) -> None:
        """Begin to look for messages."""
        self._loop.start()

    def stop(self) -> None:
        """End after the message that is being sent."""
        self._loop.stop(1)

    def send_due(self, clock: Clock) -> int:
        """Send messages whose time has come, each by the clock of its own moment; return how many were tried.

        A receiver that failed is left alone for the rest of the round: the messages of others do not wait for it.

        Raises:
            Busy: the database does not answer.
        """
        self._sweep(clock())
        failed: set[uuid.UUID] = set()
        for count in range(A_ROUND):
            one = None if self._loop.is_ending else self._claim(clock(), failed)
            if one is None:
                return count
            if not self._deliver(one, clock):
                failed.add(one.webhook_id)
        return A_ROUND

    def _turn(self) -> float:
        if not self._is_subscribed():
            return LONG_REST
        self.send_due(_clock)
        return REST

    def _is_subscribed(self) -> bool:
        table = self._model.table("webhook")
        with self._store.reading() as connection:
            found = connection.execute(select(table.c.id).where(table.c.stopped_at.is_(None)).limit(1))
            return found.first() is not None

    def _sweep(self, now: datetime.datetime) -> None:
        """Forget what was sent long ago: the trail says what happened."""
        if now < self._swept_at + SWEEP_EVERY:
            return
        self._swept_at = now
        message = self._model.table("webhook_message")
        done = (message.c.next_at.is_(None), message.c.given_up_at.is_(None))
        with self._store.writing() as connection:
            connection.execute(delete(message).where(*done, message.c.created_at < now - KEPT))

    def _claim(self, now: datetime.datetime, failed: Collection[uuid.UUID]) -> Claimed | None:
        """Take the next message; of those that wait longest, one that no other process takes in this moment."""
        message, webhook = self._model.table("webhook_message"), self._model.table("webhook")
        due = (
            select(message, webhook.c.url, webhook.c.account_id)
            .join(webhook, webhook.c.id == message.c.webhook_id)
            .where(message.c.next_at <= now, webhook.c.stopped_at.is_(None), webhook.c.id.not_in(failed))
            .order_by(message.c.next_at, message.c.id)
            .limit(A_ROUND)
        )
        with self._store.reading() as connection:
            found = connection.execute(due).all()
        return next((one for row in found if (one := self._claimed(row, now)) is not None), None)

    def _claimed(self, row: Row[Any], now: datetime.datetime) -> Claimed | None:
        message = self._model.table("webhook_message")
        mine = update(message).where(message.c.id == row.id, message.c.next_at == row.next_at)
        with self._store.writing() as connection:
            taken = connection.execute(mine.values(next_at=now + LEASE, tries=row.tries + 1)).rowcount
        if not taken:
            return None
        return Claimed(row.id, row.webhook_id, row.account_id, row.url, row.body, row.tries + 1)

    def _deliver(self, one: Claimed, clock: Clock) -> bool:
        """Send a message and note what came of it; whatever is wrong with one is its own trouble."""
        with self._store.reading() as connection:
            is_visible = self._may_be_told(connection, one)
        if not is_visible:
            self._settle(one, {"next_at": None, "answer": "out of reach"})
            return True
        try:
            status = self._post(one, clock())
            answer = str(status)
        except UnsentError as error:
            status, answer = 0, str(error)
        now = clock()
        if 200 <= status < 300:
            self._settle(one, {"next_at": None, "sent_at": now, "answer": answer})
            return True
        LOG.warning(json.dumps({"event": "webhook", "message": str(one.id), "answer": answer}))
        if one.tries > len(PAUSES):
            self._settle(one, {"next_at": None, "given_up_at": now, "answer": answer})
        else:
            self._settle(one, {"next_at": now + PAUSES[one.tries - 1], "answer": answer})
        return False

    def _post(self, one: Claimed, now: datetime.datetime) -> int:
        try:
            with self._store.reading() as connection:
                secret = subscription.secret_of(self._model, connection, one.webhook_id)
        except KeyRingError as error:
            raise UnsentError("its secret does not open") from error
        return post(one.url, headers(one, secret, now), one.body.encode(), self._guard)

    def _may_be_told(self, connection: Connection, one: Claimed) -> bool:
        """Whether the subscription's account may read the record the message is about."""
        actor = self._callers.actor_of(connection, one.account_id)
        told = json.loads(one.body)["data"]
        if actor is None or told["entity"] not in self._model.registry.by_id:
            return False
        table = self._model.table(base_table(self._model, told["entity"]))
        seen = rows(self._model, actor, "read", told["entity"])
        asked = select(table.c.id).where(table.c.id == uuid.UUID(told["id"]), seen)
        return connection.scalar(asked) is not None

    def _settle(self, one: Claimed, values: dict[str, Any]) -> None:
        """Store what came of a try, unless the claim ended meanwhile and somebody else tried again."""
        message = self._model.table("webhook_message")
        mine = update(message).where(message.c.id == one.id, message.c.tries == one.tries)
        with self._store.writing() as connection:
            connection.execute(mine.values(**values))


def _clock() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def headers(one: Claimed, secret: bytes, now: datetime.datetime) -> dict[str, str]:
    """Return the headers of a message, signed as Standard Webhooks say."""
    at = str(int(now.timestamp()))
    return {
        "content-type": "application/json",
        "user-agent": "Acompana-Webhooks/1",
        "webhook-id": f"msg_{one.id.hex}",
        "webhook-timestamp": at,
        "webhook-signature": sign(secret, f"msg_{one.id.hex}", at, one.body),
    }


def sign(secret: bytes, message_id: str, at: str, body: str) -> str:
    """Return the signature of a message: of its id, its moment and its body together."""
    made = hmac.new(secret, f"{message_id}.{at}.{body}".encode(), hashlib.sha256).digest()
    return f"v1,{base64.b64encode(made).decode()}"
