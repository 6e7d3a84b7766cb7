"""Administration of accounts and offices, by HTTP."""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx2
from sqlalchemy import select

from tests.site import PASSWORD, Visitor
from tests.stage import Stage

As = Callable[[str], Visitor]

NEW = {
    "login": "Julia.Nueva@example.org",
    "name": "Julia  Nueva",
    "office": "con_chicago",
    "roles": ["oficial"],
    "language": "en",
}


def one_time(answer: httpx2.Response) -> str:
    found = re.search(r'id="one-time-password">([^<]+)<', answer.text)
    assert found is not None, answer.text
    return found[1]


def account_id(stage: Stage, login: str) -> str:
    return str(stage.actors[login].account_id)


def test_an_account_is_added_with_a_one_time_password(as_account: As, stage: Stage) -> None:
    hugo = as_account("hugo_administrador")
    hugo.open("/admin/accounts/new")
    password = one_time(hugo.submit("/admin/accounts/new", NEW))
    julia = Visitor(hugo.site)
    assert julia.sign_in("julia.nueva@example.org", password).url.path == "/account/password"
    assert "Julia Nueva" in hugo.open("/admin/accounts").text
    event = stage.model.table("event")
    with stage.store.reading() as connection:
        row = connection.execute(select(event).where(event.c.verb == "create")).one()
    assert row.account_id == stage.actors["hugo_administrador"].account_id
    assert row.difference["name"] == [None, "Julia Nueva"]
    assert password not in str(row)


def test_wrong_values_come_back_all_at_once_with_what_was_typed(as_account: As) -> None:
    hugo = as_account("hugo_administrador")
    hugo.open("/admin/accounts/new")
    answer = hugo.submit("/admin/accounts/new", {"login": "no válido", "name": "Julia", "office": "x"})
    assert answer.status_code == 422
    for control in ("login", "office", "roles", "language"):
        assert f'href="#{control}"' in answer.text
        assert f'id="{control}"' in answer.text
    assert 'value="Julia"' in answer.text
    hugo.submit("/admin/accounts/new", NEW)
    hugo.open("/admin/accounts/new")
    assert "Ya hay una cuenta" in hugo.submit("/admin/accounts/new", NEW).text


def test_a_disabled_account_is_out_at_once_and_may_return(as_account: As, stage: Stage) -> None:
    ana, hugo = as_account("ana_los_angeles"), as_account("hugo_administrador")
    address = f"/admin/accounts/{account_id(stage, 'ana_los_angeles')}"
    hugo.open(address)
    assert "quedó desactivada" in hugo.submit(f"{address}/disable").text
    assert ana.open("/account").url.path == "/sign-in"
    assert ana.sign_in("ana_los_angeles").status_code == 422
    hugo.submit(f"{address}/enable")
    assert ana.sign_in("ana_los_angeles").url.path == "/account"


def test_a_reset_ends_sessions_and_the_old_password(as_account: As, stage: Stage) -> None:
    ana, hugo = as_account("ana_los_angeles"), as_account("hugo_administrador")
    address = f"/admin/accounts/{account_id(stage, 'ana_los_angeles')}"
    hugo.open(address)
    password = one_time(hugo.submit(f"{address}/reset"))
    assert ana.open("/account").url.path == "/sign-in"
    assert ana.sign_in("ana_los_angeles", PASSWORD).status_code == 422
    assert ana.sign_in("ana_los_angeles", password).url.path == "/account/password"


def test_a_changed_role_counts_on_the_next_page(as_account: As, stage: Stage) -> None:
    ana, hugo = as_account("ana_los_angeles"), as_account("hugo_administrador")
    assert ana.open("/admin/accounts").status_code == 403
    address = f"/admin/accounts/{account_id(stage, 'ana_los_angeles')}"
    hugo.open(address)
    values = {
        "name": "Ana",
        "office": "con_los_angeles",
        "roles": ["oficial", "administrador"],
        "language": "es",
    }
    hugo.submit(address, {**values, "version": "1"})
    assert ana.open("/admin/accounts").status_code == 200
    hugo.open(address)
    assert hugo.submit(address, {**values, "version": "1"}).status_code == 409


def test_whoever_administers_an_office_reaches_no_further(as_account: As, stage: Stage) -> None:
    dora = as_account("dora_titular")
    page = dora.open("/admin/accounts")
    assert "Hugo Administrador" in page.text
    assert "Carla Chicago" not in page.text
    carla = f"/admin/accounts/{account_id(stage, 'carla_chicago')}"
    hugo = f"/admin/accounts/{account_id(stage, 'hugo_administrador')}"
    for path in (carla, f"{carla}/reset", f"{carla}/disable"):
        answer = dora.open(path) if path == carla else dora.submit(path)
        assert answer.status_code == 404
    dora.open(hugo)
    assert dora.submit(f"{hugo}/reset").status_code == 403
    dora.open("/admin/accounts/new")
    beyond = dora.submit("/admin/accounts/new", {**NEW, "office": "emb_usa", "roles": ["administrador"]})
    assert 'href="#roles"' in beyond.text
    dora.open("/admin/accounts/new")
    elsewhere = dora.submit("/admin/accounts/new", NEW)
    assert 'href="#office"' in elsewhere.text
    assert dora.open("/admin/offices").status_code == 403


def test_officers_administer_nothing(as_account: As, stage: Stage) -> None:
    ana = as_account("ana_los_angeles")
    beto = f"/admin/accounts/{account_id(stage, 'beto_los_angeles')}"
    for path in ("/admin/accounts", "/admin/accounts/new", beto, "/admin/offices", "/admin/offices/new"):
        assert ana.open(path).status_code == 403
    for path in (f"{beto}/reset", f"{beto}/disable", beto, "/admin/accounts/new", "/admin/offices/new"):
        assert ana.submit(path, NEW).status_code == 403


def test_accounts_are_found_while_typing(as_account: As) -> None:
    hugo = as_account("hugo_administrador")
    part = hugo.get("/admin/accounts?q=chicago", headers={"hx-request": "true"}).text
    assert "Carla Chicago" in part
    assert "Ana Los Angeles" not in part
    assert "<html" not in part


def test_an_office_is_added_corrected_and_closed(as_account: As, stage: Stage) -> None:
    hugo = as_account("hugo_administrador")
    hugo.open("/admin/offices/new")
    values = {
        "kind": "consulate",
        "country": "USA",
        "prefix": "tuc",
        "parent": "emb_usa",
        "name": "Consulado en Tucson",
        "city": "Tucson",
        "time_zone": "America/Phoenix",
    }
    assert "Se agregó la oficina Consulado en Tucson" in hugo.submit("/admin/offices/new", values).text
    address = "/admin/offices/consulate_tucson"
    hugo.open(address)
    answer = hugo.submit(
        address,
        {**values, "version": "1", "opened": "2026-05-01", "closed": "2020-01-01", "successor": "nope"},
    )
    assert answer.status_code == 422
    assert 'href="#closed"' in answer.text
    assert 'href="#successor"' in answer.text
    assert 'value="2020-01-01"' in answer.text
    answer = hugo.submit(
        address, {**values, "version": "1", "closed": "2026-05-01", "successor": "con_chicago"}
    )
    assert "Se guardó la oficina" in answer.text
    assert hugo.submit(address, {**values, "version": "1"}).status_code == 409
    office = stage.model.table("office")
    with stage.store.reading() as connection:
        row = connection.execute(select(office).where(office.c.id == "consulate_tucson")).one()
    assert (row.prefix, row.parent_id, row.successor_id) == ("TUC", "emb_usa", "con_chicago")


def test_a_wrong_office_is_refused_with_every_reason(as_account: As) -> None:
    hugo = as_account("hugo_administrador")
    hugo.open("/admin/offices/new")
    answer = hugo.submit("/admin/offices/new", {"kind": "consulate", "name": "x", "prefix": "LAN"})
    for control in ("country", "prefix", "city", "time_zone"):
        assert f'href="#{control}"' in answer.text
