"""Requests no browser makes: cookies made up or kept too long, headers that lie, addresses and forms that reach further."""

from __future__ import annotations

import gzip
import re
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from sqlalchemy import func, select
from starlette.applications import Starlette

from runtime.http.context import SESSION_COOKIE
from runtime.http.links import inside, path_of
from tests.site import PASSWORD, Visitor, open_site
from tests.stage import Stage

SignIn = Callable[[str], Visitor]


def session_of(visitor: Visitor) -> str:
    *_, cookie = [one.value for one in visitor.cookies.jar if one.name == SESSION_COOKIE]
    assert cookie
    return cookie


def is_inside(site: Starlette, cookie: str) -> bool:
    visitor = Visitor(site)
    visitor.cookies.set(SESSION_COOKIE, cookie)
    return visitor.get("/account", follow_redirects=False).status_code == 200


def test_a_cookie_opens_only_as_it_was_given(site: Starlette, as_account: SignIn) -> None:
    given = session_of(as_account("ana_los_angeles"))
    assert is_inside(site, given)
    secret, _, mark = given.partition(".")
    other = "A" if secret[0] != "A" else "B"
    guesses = [
        other + secret[1:],
        secret[:-1],
        secret + "A",
        secret.swapcase(),
        secret[::-1],
        "",
        "null",
        "0",
    ]
    guesses += [
        f"../{secret}",
        f"{secret}\\0",
        "A" * 8000,
        str(uuid.UUID(int=0)),
        '{"account":1}',
        "' OR 1=1 --",
    ]
    forged = [*guesses, *(f"{guess}.{mark}" for guess in guesses), mark]
    assert [one for one in forged if is_inside(site, one)] == []


def test_a_cookie_is_worth_nothing_after_signing_out(site: Starlette, as_account: SignIn) -> None:
    ana = as_account("ana_los_angeles")
    stolen = session_of(ana)
    ana.open("/account")
    ana.submit("/sign-out")
    assert not is_inside(site, stolen)


def test_a_session_of_before_is_not_the_one_signed_in_to(site: Starlette) -> None:
    """Whoever plants a cookie of their own making before somebody signs in holds nothing afterwards."""
    visitor = Visitor(site)
    planted = {"cookie": f"{SESSION_COOKIE}=planted-by-somebody-else"}
    visitor.open("/sign-in", **planted)
    values = {"login": "ana_los_angeles", "password": PASSWORD}
    assert visitor.submit("/sign-in", values).status_code == 200
    assert session_of(visitor) != "planted-by-somebody-else"
    assert not is_inside(site, "planted-by-somebody-else")


CLAIMS: Sequence[dict[str, str]] = (
    {"x-forwarded-for": "127.0.0.1"},
    {
        "x-forwarded-host": "evil.test",
        "x-forwarded-proto": "http",
        "forwarded": "for=127.0.0.1;host=evil.test",
    },
    {"x-original-url": "/admin/accounts", "x-rewrite-url": "/admin/accounts"},
    {"x-http-method-override": "DELETE", "x-method-override": "POST", "x-http-method": "PUT"},
    {"x-user": "hugo_administrador", "x-remote-user": "hugo_administrador", "remote-user": "hugo"},
    {"authorization": "Basic aHVnbzpodWdv"},
    {"accept-language": "es," * 3000},
    {"hx-request": "true", "hx-current-url": "https://evil.test/", "hx-target": 'x"><script>'},
    {"range": "bytes=0-1,1-2,2-3", "if-none-match": "*", "if-match": "*"},
)
"""Headers by which a request says to be another one, or from elsewhere."""


def test_headers_that_claim_something_change_nothing(site: Starlette, as_account: SignIn) -> None:
    stranger, ana = Visitor(site), as_account("ana_los_angeles")
    for headers in CLAIMS:
        answer = stranger.get("/account", headers=headers, follow_redirects=False)
        place = answer.headers.get("location") or answer.headers.get("hx-redirect") or ""
        assert answer.status_code in (200, 303), headers
        assert place.startswith("/sign-in"), headers
        assert "evil" not in answer.text + place
        page = ana.get("/account", headers=headers)
        assert page.status_code == 200, headers
        assert "evil.test" not in page.text
        assert ana.get("/admin/accounts", headers=headers).status_code == 403, headers


def test_a_method_is_the_one_of_the_request(as_account: SignIn, stage: Stage) -> None:
    ana = as_account("ana_los_angeles")
    case_id = stage.add_case(resultado="visitado")
    ana.open(f"/cases/{case_id}/move/tramitar")
    token = {"csrf_token": ana.token}
    for answer in (
        ana.get(f"/cases/{case_id}/move/tramitar", params={**token, "version": "1", "_method": "POST"}),
        ana.request("DELETE", f"/cases/{case_id}", params=token),
        ana.request("PUT", f"/cases/{case_id}", data=token),
        ana.request("TRACE", "/account"),
        ana.request("PATCH", f"/cases/{case_id}", data={**token, "_method": "POST"}),
    ):
        assert answer.status_code < 500
    assert stage.stored("case", case_id).state == "recibido"
    assert stage.stored("case", case_id).version == 1


def test_a_host_that_is_not_ours_is_refused(stage: Stage, tmp_path: Path) -> None:
    site = open_site(stage, tmp_path, allowed_hosts=("registry.test",))
    hosts = ("evil.test", "registry.test.evil.test", "registry.test@evil.test", "", "registry.test/evil")
    for host in hosts:
        answer = Visitor(site).get("/sign-in", headers={"host": host}, follow_redirects=False)
        assert answer.status_code == 400, host
        assert "evil" not in answer.text


def test_no_page_says_the_host_it_was_asked_by(site: Starlette) -> None:
    """An instance without a list of hosts writes no address that a lying header could choose."""
    answer = Visitor(site).get("/sign-in?next=/cases", headers={"host": "evil.test"}, follow_redirects=False)
    assert answer.status_code == 200
    assert "evil.test" not in answer.text + str(dict(answer.headers))


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.test/", "//evil.test", "///evil.test", "/\\evil.test", "\\\\evil.test", "/\t/evil.test",
        "/\n/evil.test", "/ /evil.test", "javascript:alert(1)", "data:text/html,x", "evil.test", "http:evil.test",
        "/%0d%0aSet-Cookie:%20a=b\r\n", "\x00/", "/" + "a" * 3000,
    ],
)  # fmt: skip
def test_a_way_back_leads_nowhere_else(target: str) -> None:
    assert inside(target, "/home") == "/home"


def test_a_way_back_may_lead_to_any_page_here() -> None:
    for target in ("/", "/cases?q=ñandú", "/cases/1#files", "/a//b", "/%2F%2Fevil.test"):
        assert inside(target, "/home") == target
    assert path_of("https://evil.test/cases", "registry.test") is None
    assert path_of("https://registry.test@evil.test/cases", "registry.test") is None
    assert path_of("https://registry.test//evil.test", "registry.test") is None


def test_a_redirect_holds_no_line_break(site: Starlette) -> None:
    visitor = Visitor(site)
    visitor.open("/sign-in")
    values = {"csrf_token": visitor.token, "login": "ana_los_angeles", "password": PASSWORD}
    answer = visitor.post(
        "/sign-in", data={**values, "next": "/x\r\nSet-Cookie: stolen=1"}, follow_redirects=False
    )
    assert answer.status_code == 303
    assert "stolen" not in str(answer.headers.raw)


PATHS = (
    "/static/../settings.py",
    "/static/%2e%2e/settings.py",
    "/static/..%2f..%2fsettings.py",
    "/static/....//settings.py",
    "/static//etc/passwd",
    "/static/%00",
    "/files/../../etc/passwd",
    "/files/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "/cases/..;/admin/accounts",
    "/CASES",
    "//evil.test/cases",
    "/cases/00000000-0000-0000-0000-00000000000g",
    "/cases/1%27%20OR%201=1",
    "/people/" + "9" * 4000,
    "/lists/casos%00",
)


def test_a_path_reaches_nothing_that_is_not_a_page(as_account: SignIn) -> None:
    ana = as_account("ana_los_angeles")
    for path in PATHS:
        answer = ana.get(path, follow_redirects=False)
        assert answer.status_code in (404, 400), path
        assert "root:" not in answer.text


def test_a_form_sets_no_field_it_does_not_have(as_account: SignIn, stage: Stage) -> None:
    """Columns of the system, fields of other forms and of other sections: sent along, never stored."""
    person_id = stage.add_person()
    case_id = stage.add_case(person_id, salud="sana", canal="correo")
    ana = as_account("ana_los_angeles")
    ana.open(f"/cases/{case_id}/edit/main")
    before = stage.stored("case", case_id)
    beto = str(stage.actors["beto_los_angeles"].account_id)
    extra = {
        "id": str(uuid.uuid4()), "office_id": "con_chicago", "responsible_id": beto, "state": "cerrado",
        "folio": "LAN-1999-000001", "case_type": "laboral", "person_id": str(uuid.uuid4()), "created_by": beto,
        "closed_at": "2020-01-01", "blueprint_version": "9", "synthetic": "1", "registered_at": "1999-01-01",
        "salud": "robada", "patron": "Otro", "nota": "otra", "__class__": "x", "constructor": "x", "unknown": "{}",
    }  # fmt: skip
    answer = ana.submit(f"/cases/{case_id}/edit/main", {"canal": "telefono", "version": "1", **extra})
    assert answer.status_code == 200
    after = stage.stored("case", case_id)
    assert after.values["canal"] == "telefono"
    changed = {name for name in after.values if after.values[name] != before.values.get(name)}
    assert changed == {"canal"}
    system = set(before.row) - {"version", "updated_at", "updated_by", "canal"}
    assert {name for name in system if after.row[name] != before.row[name]} == set()


def test_an_own_account_gives_itself_no_role(as_account: SignIn, stage: Stage) -> None:
    ana = as_account("ana_los_angeles")
    ana.open("/account")
    for path in sorted(set(re.findall(r'action="(/account[^"]*)"', ana.get("/account").text))):
        ana.submit(
            path,
            {
                "roles": ["administrador"],
                "role": "administrador",
                "office": "emb_usa",
                "office_id": "emb_usa",
            },
        )
    account = stage.model.table("account")
    with stage.store.reading() as connection:
        row = connection.execute(select(account).where(account.c.login == "ana_los_angeles")).one()
    assert (list(row.roles), row.office_id) == (["oficial"], "con_los_angeles")


def test_a_parameter_said_twice_is_no_way_round(as_account: SignIn, stage: Stage) -> None:
    theirs = stage.add_case(login="carla_chicago")
    mine = stage.add_case()
    ana = as_account("ana_los_angeles")
    ana.open(f"/cases/{mine}/links")
    token = ana.token
    answer = ana.post(
        f"/cases/{mine}/links?case={theirs}",
        data={"csrf_token": [token, "x"], "case": [str(theirs), str(mine)]},
    )
    assert answer.status_code < 500
    linked = stage.model.table("case_link")
    with stage.store.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(linked)) == 0


def test_a_packed_body_is_not_unpacked(site: Starlette) -> None:
    """A few kilobytes that would be gigabytes: nothing here unpacks what a request sends."""
    bomb = gzip.compress(b"login=" + b"a" * 50_000_000)
    visitor = Visitor(site)
    visitor.open("/sign-in")
    kind = {"content-encoding": "gzip", "content-type": "application/x-www-form-urlencoded"}
    answer = visitor.post("/sign-in", content=bomb, headers={**kind, "x-csrf-token": visitor.token})
    assert answer.status_code in (400, 415, 422)


def test_a_body_of_another_kind_does_nothing(as_account: SignIn, stage: Stage) -> None:
    ana = as_account("ana_los_angeles")
    ana.open("/people/new")
    body = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    kinds = ("application/json", "text/xml", "application/xml", "text/plain", "", "multipart/form-data")
    for kind in kinds:
        headers = {"content-type": kind, "x-csrf-token": ana.token}
        answer = ana.post("/people/new", content=body, headers=headers)
        assert answer.status_code in (400, 415, 422), kind
        assert "root:" not in answer.text
    with stage.store.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(stage.model.table("person"))) == 0
