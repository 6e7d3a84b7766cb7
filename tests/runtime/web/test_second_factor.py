"""A second factor by HTTP: set up, asked for at sign-in, recovered, taken away, demanded by a role."""

from __future__ import annotations

import datetime
import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyotp
import pytest
from sqlalchemy import func, select, update
from starlette.applications import Starlette

from runtime.auth import totp
from runtime.ir.registry import Registry
from runtime.settings import Environment
from tests.site import PASSWORD, Visitor, open_site, title
from tests.stage import Stage

As = Callable[[str], Visitor]

_SEED = re.compile(r'id="seed">([A-Z2-7 ]+)<')
_SEALED = re.compile(r'name="seed" value="([^"]+)"')
_CODES = re.compile(r"<code>([a-z0-9-]+)</code>")


def verbs(stage: Stage, login: str = "ana_los_angeles") -> list[str]:
    event = stage.model.table("event")
    with stage.store.reading() as connection:
        statement = select(event.c.verb).where(
            event.c.record_id == str(stage.actors[login].account_id), event.c.entity == "account"
        )
        return list(connection.scalars(statement.order_by(event.c.at, event.c.id)))


def code_at(seed: str, steps: int = 0) -> str:
    return pyotp.TOTP(seed).generate_otp(int(time.time()) // totp.STEP + steps)


def add_app(visitor: Visitor) -> tuple[str, list[str]]:
    """Add an authenticator app with the code of the step before, and return its seed and the recovery codes."""
    page = visitor.open("/account/security/app")
    assert page.status_code == 200, page.text
    seed = _SEED.search(page.text)[1].replace(" ", "")
    sealed = _SEALED.search(page.text)[1]
    page = visitor.submit("/account/security/app", {"seed": sealed, "code": code_at(seed, -1)})
    assert page.status_code == 200, page.text
    return seed, _CODES.findall(page.text)


def test_a_code_of_the_app_is_asked_for_after_the_password(as_account: As, stage: Stage) -> None:
    ana = as_account("ana_los_angeles")
    seed, codes = add_app(ana)
    assert len(codes) == 10
    other = Visitor(ana.site)
    page = other.sign_in("ana_los_angeles")
    assert page.url.path == "/sign-in/second"
    assert "acompana_session" not in other.cookies
    assert other.open("/account").url.path == "/sign-in"
    page = other.open("/sign-in/second?next=/account")
    page = other.submit("/sign-in/second", {"code": "000000", "next": "/account"})
    assert page.status_code == 422
    assert 'href="#code"' in page.text
    code = code_at(seed)
    assert other.submit("/sign-in/second", {"code": code, "next": "/account"}).url.path == "/account"
    third = Visitor(ana.site)
    third.sign_in("ana_los_angeles")
    assert third.submit("/sign-in/second", {"code": code, "next": "/account"}).status_code == 422
    assert verbs(stage)[-4:] == ["add_factor", "second_factor_failed", "sign_in", "second_factor_failed"]
