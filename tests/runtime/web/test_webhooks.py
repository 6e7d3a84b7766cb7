"""Subscriptions of other systems as an administrator handles them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.applications import Starlette

from tests.site import Visitor, open_site
from tests.stage import Stage

ASKED = {"url": "http://localhost:9/hook", "account": "ana_los_angeles", "subjects": ["case", "person"]}


@pytest.fixture
def site(stage: Stage, tmp_path: Path) -> Starlette:
    return open_site(stage, tmp_path, environment="development")


def test_a_subscription_is_made_its_secret_shown_once_stopped_and_taken_up(
    stage: Stage, as_account: Callable[[str], Visitor]
) -> None:
    hugo = as_account("hugo_administrador")
    hugo.open("/admin/webhooks")
    made = hugo.submit("/admin/webhooks", ASKED)
    [secret] = re.findall(r"whsec_[A-Za-z0-9+/=]+", made.text.replace("&#43;", "+"))
    listed = hugo.open("/admin/webhooks").text
    assert secret not in listed
    assert "http://localhost:9/hook" in listed
    [address] = set(re.findall(r'href="(/admin/webhooks/[0-9a-f-]{36})"', listed))
    stage.add_person()
    assert "Todos los avisos llegaron" in hugo.open(address).text
    assert "Detenida" in hugo.submit(f"{address}/stop").text
    assert "Activa" in hugo.submit(f"{address}/start").text
    with stage.store.reading() as connection:
        [row] = connection.execute(stage.model.table("webhook").select()).all()
    assert secret.removeprefix("whsec_").encode() not in row.secret


def test_what_is_wrong_with_a_subscription_is_told(as_account: Callable[[str], Visitor]) -> None:
    hugo = as_account("hugo_administrador")
    hugo.open("/admin/webhooks")
    refused = hugo.submit("/admin/webhooks", {"url": "http://example.org", "account": "ana_los_angeles"})
    assert refused.status_code == 422
    assert "Elija de qué avisar" in refused.text
    assert "que empiece con https://" in refused.text
    refused = hugo.submit("/admin/webhooks", {**ASKED, "account": "nadie"})
    assert "No hay una cuenta activa" in refused.text


def test_only_who_administers_every_account_sees_them(as_account: Callable[[str], Visitor]) -> None:
    ines = as_account("ines_titular")
    assert ines.open("/admin/webhooks").status_code == 403
    ines.open("/account")
    assert ines.submit("/admin/webhooks", ASKED).status_code == 403
