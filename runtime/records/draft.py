"""Forms half filled in, kept encrypted for the account that typed them. Must not check what was typed."""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from uuid_utils.compat import uuid7

from runtime.access.actor import Actor
from runtime.fields.base import Form
from runtime.records.work import Work
from runtime.schema import refused_characters
from runtime.storage.model import Model

LONGEST_KEY = 160
MOST = 50
"""So many drafts an account keeps: the oldest is given up for a new one."""


@dataclass(frozen=True)
class Draft:
    """What was typed into a form, and when it was last kept."""

    form: Mapping[str, Sequence[str]]
    saved_at: datetime.datetime


def save(work: Work, key: str, form: Form) -> None:
    """Keep what was typed into the form ``key`` so far, in place of what was kept before.

    Of an account's drafts the newest ``MOST`` stay.
    """
    table, key = work.model.table("draft"), _shaped(key)
    content = json.dumps({name: list(texts) for name, texts in form.items()}).encode()
    sealed = work.model.cipher.encrypt(content, _seal_name(work.actor.account_id, key))
    dialect = postgresql if work.connection.dialect.name == "postgresql" else sqlite
    row = {"account_id": work.actor.account_id, "form": key, "content": sealed, "saved_at": work.now}
    work.connection.execute(
        dialect.insert(table)
        .values(id=uuid7(), **row)
        .on_conflict_do_update(
            index_elements=[table.c.account_id, table.c.form],
            set_={"content": sealed, "saved_at": work.now},
        )
    )
    older = (
        select(table.c.id)
        .where(table.c.account_id == work.actor.account_id)
        .order_by(table.c.saved_at.desc(), table.c.id.desc())
        .offset(MOST)
    )
    work.connection.execute(delete(table).where(table.c.id.in_(older)))


def load(model: Model, connection: Connection, actor: Actor, key: str) -> Draft | None:
    """Return the actor's own draft of a form, if there is one."""
    table, key = model.table("draft"), _shaped(key)
    row = connection.execute(
        select(table.c.content, table.c.saved_at).where(
            table.c.account_id == actor.account_id, table.c.form == key
        )
    ).first()
    if row is None:
        return None
    content = json.loads(model.cipher.decrypt(row.content, _seal_name(actor.account_id, key)))
    return Draft(content, row.saved_at)


def discard(work: Work, key: str) -> None:
    """Forget the actor's draft of a form: it was sent, or given up."""
    table = work.model.table("draft")
    command = work.command(
        "discard a draft",
        lambda: delete(table).where(
            table.c.account_id == bindparam("account"), table.c.form == bindparam("key")
        ),
    )
    work.outbox.put(command, {"account": work.actor.account_id, "key": _shaped(key)})


def _shaped(key: str) -> str:
    """A key as it is stored: no longer than fits, and without what is no text."""
    return "".join(sign for sign in key if not refused_characters(sign))[:LONGEST_KEY]


def _seal_name(account_id: uuid.UUID, key: str) -> str:
    return f"draft:{account_id}:{key}"
