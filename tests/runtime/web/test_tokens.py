"""Tokens as their owner and an administrator handle them, and the reference of what they open."""

from __future__ import annotations

import re
from collections.abc import Callable

from starlette.applications import Starlette

from tests.site import Visitor
from tests.stage import Stage
from tests.system import System

_TOKEN = re.compile(r"aco_[A-Za-z0-9_-]{43}")
ASKED = {"name": "Tablero", "scope": ["read:case", "read:person"], "expires": "30"}


def test_the_owner_makes_a_token_sees_it_once_and_revokes_it(
    site: Starlette, as_account: Callable[[str], Visitor]
) -> None:
    ana = as_account("ana_los_angeles")
    ana.open("/account/tokens")
    made = ana.submit("/account/tokens", ASKED)
    [token] = _TOKEN.findall(made.text)
    system = System(site, token)
    assert system.see("/me")["scope"] == ["read:case", "read:person"]
    assert system.ask("GET", "/actions").status_code == 403
    listed = ana.open("/account/tokens").text
    assert token not in listed
    assert token[:12] in listed
    assert "Tablero" in listed
    [revoke] = re.findall(r'action="(/account/tokens/[^"]+/revoke)"', listed)
    assert ana.submit(revoke).status_code == 200
    assert system.ask("GET", "/me").status_code == 401
    assert "Revocada" in ana.open("/account/tokens").text


def test_a_token_needs_a_name_a_scope_and_an_end(as_account: Callable[[str], Visitor]) -> None:
    ana = as_account("ana_los_angeles")
    ana.open("/account/tokens")
    refused = ana.submit("/account/tokens", {"name": "", "expires": "4000", "scope": "read:everything"})
    assert refused.status_code == 422
    for words in ("Escriba un nombre", "Elija al menos un alcance", "Elija una vigencia"):
        assert words in refused.text


def test_an_administrator_makes_tokens_within_their_reach(
    site: Starlette, stage: Stage, as_account: Callable[[str], Visitor]
) -> None:
    hugo = as_account("hugo_administrador")
    ana, gina = (stage.actors[login].account_id for login in ("ana_los_angeles", "gina_madrid"))
    hugo.open(f"/admin/accounts/{ana}/tokens")
    [token] = _TOKEN.findall(hugo.submit(f"/admin/accounts/{ana}/tokens", ASKED).text)
    assert System(site, token).see("/me")["account"] == "ana_los_angeles"
    assert token[:12] in as_account("ana_los_angeles").open("/account/tokens").text
    ines = as_account("ines_titular")
    assert ines.open(f"/admin/accounts/{ana}/tokens").status_code == 200
    assert ines.open(f"/admin/accounts/{gina}/tokens").status_code == 404
    assert as_account("beto_los_angeles").open(f"/admin/accounts/{ana}/tokens").status_code == 403


def test_the_reference_tells_what_the_visitors_systems_may_do(as_account: Callable[[str], Visitor]) -> None:
    ana = as_account("ana_los_angeles")
    told = ana.open("/account/api").text
    assert "POST /cases" in told
    assert "/account/api/case_detencion.new" in told
    assert "case_salarios" not in told
    assert "detenido_el" in ana.open("/account/api/case_detencion.new").text
    assert ana.open("/account/api/case_salarios.new").status_code == 404
    assert "POST /cases" not in as_account("elena_analista").open("/account/api").text
