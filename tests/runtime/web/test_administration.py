"""Administration of accounts and offices, by HTTP."""

from __future__ import annotations

import datetime
import re
import zoneinfo
from collections.abc import Callable

import httpx2
import pytest
from sqlalchemy import select, update

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


CHOSEN = "una frase larga que nadie adivina"


def link_token(answer: httpx2.Response) -> str:
    """Return what stands after ``#`` in the address of a one-time link."""
    found = re.search(r'id="one-time-link">http://registry.test/sign-in/link#([^<]+)<', answer.text)
    assert found is not None, answer.text
    return found[1]


def choose(visitor: Visitor, token: str, password: str = CHOSEN) -> httpx2.Response:
    visitor.open("/sign-in/link")
    values = {"token": token, "new_password": password, "again_password": password}
    return visitor.submit("/sign-in/link", values)


def account_id(stage: Stage, login: str) -> str:
    return str(stage.actors[login].account_id)


def test_an_account_is_added_with_a_one_time_link(as_account: As, stage: Stage) -> None:
    hugo = as_account("hugo_administrador")
    hugo.open("/admin/accounts/new")
    token = link_token(hugo.submit("/admin/accounts/new", NEW))
    julia = Visitor(hugo.site)
    assert choose(julia, token).url.path == "/sign-in"
    assert julia.sign_in("julia.nueva@example.org", CHOSEN).url.path == "/account"
    assert "Julia Nueva" in hugo.open("/admin/accounts").text
    event = stage.model.table("event")
    with stage.store.reading() as connection:
        row = connection.execute(select(event).where(event.c.verb == "create")).one()
    assert row.account_id == stage.actors["hugo_administrador"].account_id
    assert row.difference["name"] == [None, "Julia Nueva"]
    assert token not in str(row)


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


def test_a_link_lets_its_owner_choose_a_password_once(as_account: As, stage: Stage) -> None:
    ana, hugo = as_account("ana_los_angeles"), as_account("hugo_administrador")
    address = f"/admin/accounts/{account_id(stage, 'ana_los_angeles')}"
    hugo.open(address)
    token = link_token(hugo.submit(f"{address}/link"))
    assert ana.open("/account").url.path == "/account"
    visitor = Visitor(ana.site)
    weak = choose(visitor, token, "contraseña1234")
    assert weak.status_code == 422
    assert 'href="#new_password"' in weak.text
    done = choose(visitor, f"http://registry.test/sign-in/link#{token}")
    assert done.url.path == "/sign-in"
    assert "Su contraseña quedó guardada" in done.text
    assert ana.open("/account").url.path == "/sign-in"
    assert ana.sign_in("ana_los_angeles", PASSWORD).status_code == 422
    told = ana.sign_in("ana_los_angeles", CHOSEN)
    assert "se cambió con un enlace de un solo uso" in told.text
    again = choose(Visitor(ana.site), token, "otra frase larga que nadie adivina")
    assert again.status_code == 422
    assert "Este enlace ya no sirve" in again.text
    event, link = stage.model.table("event"), stage.model.table("account_link")
    with stage.store.reading() as connection:
        verbs = connection.scalars(select(event.c.verb).where(event.c.entity == "account")).all()
        kept = str(connection.execute(select(link)).all())
    assert {"make_link", "use_link", "change_password"} <= set(verbs)
    assert token not in kept


@pytest.mark.parametrize("what", ["another", "late", "disabled", "over"])
def test_a_link_is_no_longer_good(as_account: As, stage: Stage, what: str) -> None:
    hugo = as_account("hugo_administrador")
    account, link = stage.model.table("account"), stage.model.table("account_link")
    ana = stage.actors["ana_los_angeles"].account_id
    address = f"/admin/accounts/{ana}"
    hugo.open(address)
    token = link_token(hugo.submit(f"{address}/link"))
    hugo.open(address)
    if what == "another":
        assert link_token(hugo.submit(f"{address}/link")) != token
    now = datetime.datetime.now(datetime.UTC)
    values: dict[str, dict[str, object]] = {
        "disabled": {"disabled_at": now},
        "over": {"ends_on": now.date() - datetime.timedelta(days=2)},
    }
    with stage.store.writing() as connection:
        if what == "late":
            connection.execute(update(link).values(expires_at=now))
        elif what in values:
            connection.execute(update(account).where(account.c.id == ana).values(**values[what]))
    answer = choose(Visitor(hugo.site), token)
    assert answer.status_code == 422
    assert "Este enlace ya no sirve" in answer.text


def test_nobody_makes_a_link_for_themselves(as_account: As, stage: Stage) -> None:
    hugo = as_account("hugo_administrador")
    address = f"/admin/accounts/{account_id(stage, 'hugo_administrador')}"
    assert f"{address}/link" not in hugo.open(address).text
    assert hugo.submit(f"{address}/link").status_code == 403


def test_an_account_ends_with_its_last_day(as_account: As, stage: Stage) -> None:
    ana, hugo = as_account("ana_los_angeles"), as_account("hugo_administrador")
    address = f"/admin/accounts/{account_id(stage, 'ana_los_angeles')}"
    here = zoneinfo.ZoneInfo(stage.actors["ana_los_angeles"].zone)
    today = datetime.datetime.now(here).date()
    values = {"name": "Ana", "office": "con_los_angeles", "roles": ["oficial"], "language": "es"}

    def end(on: str, version: int) -> httpx2.Response:
        hugo.open(address)
        return hugo.submit(address, {**values, "version": str(version), "ends_on": on})

    wrong = end("mañana", 1)
    assert wrong.status_code == 422
    assert 'href="#ends_on"' in wrong.text
    listed = end(today.isoformat(), 1)
    assert re.search(r"govuk-tag--yellow\">Termina el", listed.text)
    assert ana.open("/account").url.path == "/account"
    assert Visitor(ana.site).sign_in("ana_los_angeles").url.path == "/account"
    listed = end((today - datetime.timedelta(days=1)).isoformat(), 2)
    assert re.search(r"govuk-tag--grey\">Terminó el", listed.text)
    assert ana.open("/account").url.path == "/sign-in"
    refused, unknown = ana.sign_in("ana_los_angeles"), Visitor(ana.site).sign_in("nobody")
    assert refused.status_code == unknown.status_code == 422
    assert "El usuario o la contraseña no son correctos" in refused.text
    end((today + datetime.timedelta(days=15)).isoformat(), 3)
    assert ana.sign_in("ana_los_angeles").url.path == "/account"


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
    for path in (carla, f"{carla}/link", f"{carla}/disable"):
        answer = dora.open(path) if path == carla else dora.submit(path)
        assert answer.status_code == 404
    dora.open(hugo)
    assert dora.submit(f"{hugo}/link").status_code == 403
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
    for path in (f"{beto}/link", f"{beto}/disable", beto, "/admin/accounts/new", "/admin/offices/new"):
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
