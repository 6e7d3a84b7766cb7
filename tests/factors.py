"""A second factor as its owner sets it up by HTTP: an app, a passkey, their codes. Must not check anything of the site."""

from __future__ import annotations

import json
import re
import time
from html import unescape
from typing import Any

import pyotp
from sqlalchemy import select

from runtime.auth import totp
from tests.authenticator import Authenticator
from tests.site import Visitor
from tests.stage import Stage

SEED = re.compile(r'id="seed">([A-Z2-7 ]+)<')
SEALED = re.compile(r'name="seed" value="([^"]+)"')
CODES = re.compile(r"<code>([a-z0-9-]+)</code>")
OPTIONS = re.compile(r'data-options="([^"]+)"')


def verbs(stage: Stage, login: str = "ana_los_angeles") -> list[str]:
    event = stage.model.table("event")
    with stage.store.reading() as connection:
        statement = select(event.c.verb).where(
            event.c.record_id == str(stage.actors[login].account_id), event.c.entity == "account"
        )
        return list(connection.scalars(statement.order_by(event.c.at, event.c.id)))


def code_at(seed: str, away: int = 0) -> str:
    return pyotp.TOTP(seed).generate_otp(int(time.time()) // totp.STEP + away)


def wrong_code(seed: str) -> str:
    """Digits that are no code of about now."""
    near = {code_at(seed, away) for away in range(-3, 4)}
    return next(digits for digits in (f"{number:06}" for number in range(8)) if digits not in near)


def found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    assert match is not None, text
    return unescape(match[1])


def add_app(visitor: Visitor) -> tuple[str, list[str]]:
    """Add an authenticator app with the code of the step before, and return its seed and the recovery codes."""
    page = visitor.open("/account/security/app")
    seed = found(SEED, page.text).replace(" ", "")
    page = visitor.submit(
        "/account/security/app", {"seed": found(SEALED, page.text), "code": code_at(seed, -1)}
    )
    assert page.status_code == 200, page.text
    return seed, CODES.findall(page.text)


def add_passkey(visitor: Visitor, key: Authenticator, name: str = "Teléfono") -> Any:
    page = visitor.open("/account/security/passkeys/new")
    answer = key.make(json.loads(found(OPTIONS, page.text)))
    return visitor.submit("/account/security/passkeys/new", {"name": name, "credential": answer})
