"""The shell by HTTP: problems, headers, limits, notices, files, frame. Must not test any one page."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest
from jinja2 import DictLoader, Environment
from jinja2_fragments import BlockNotFoundError, render_block
from sqlalchemy import update
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.errors import Busy, Conflict, Fault, Forbidden, Invalid, NotFound, Refused
from runtime.http.context import form_of, upload_of, value_of
from runtime.http.endpoint import route
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.ir.registry import Theme
from runtime.web.fragments import page
from runtime.web.templating import FragmentTemplate
from runtime.web.theme import stylesheet
from tests.site import Visitor, open_site, title
from tests.stage import Stage

As = Callable[[str], Visitor]

ERRORS: dict[str, Exception] = {
    "invalid": Invalid({"": Fault("account.name_missing")}),
    "not_found": NotFound(),
    "forbidden": Forbidden(),
    "conflict": Conflict({}, 3),
    "refused": Refused(Fault("errors.refused.text")),
    "busy": Busy("locked"),
    "bug": ZeroDivisionError("secret of a person"),
}


def fail(request: Request) -> Response:
    raise ERRORS[request.path_params["kind"]]


def echo(request: Request) -> Response:
    return page(request, "account/account.html", actor=_nobody(), roles=sorted(form_of(request)))


def done(request: Request) -> Response:
    return redirect(request, "/account", Notice("admin.office_saved", {"name": value_of(request, "name")}))


def keep_file(request: Request) -> Response:
    upload = upload_of(request, "file")
    size = len(upload.file.read()) if upload is not None else -1
    return redirect(request, "/account", Notice("admin.account_saved", {"login": size}))


def _nobody() -> dict[str, str]:
    return {"name": "", "login": "", "zone": ""}


EXTRA: list[BaseRoute] = [
    route("/test/fail/{kind}", fail, ["GET", "POST"]),
    route("/test/echo", echo, ["POST"]),
    route("/test/done", done, ["POST"]),
    route("/test/file", keep_file, ["POST"], takes_files=True),
]


@pytest.fixture
def ana(site: Starlette, as_account: As) -> Visitor:
    site.router.routes[:0] = EXTRA
    return as_account("ana_los_angeles")


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("invalid", 422, "Escriba el nombre"),
        ("not_found", 404, "No se encontró la página"),
        ("forbidden", 403, "No puede hacer esto"),
        ("conflict", 409, "Alguien guardó antes que usted"),
        ("refused", 422, "Esto no se puede hacer ahora"),
        ("busy", 503, "El registro no responde por el momento"),
    ],
)
def test_an_error_is_a_page_or_a_fragment(ana: Visitor, kind: str, status: int, words: str) -> None:
    whole = ana.open(f"/test/fail/{kind}")
    assert whole.status_code == status
    assert words in whole.text
    assert whole.text.startswith("<!DOCTYPE html>")
    part = ana.get(f"/test/fail/{kind}", headers={"hx-request": "true"})
    assert part.status_code == status
    assert words in part.text
    assert "<html" not in part.text
    assert part.headers["hx-retarget"] == "#problem"


def test_a_bug_gives_a_number_and_keeps_its_secret(ana: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    answer = ana.open("/test/fail/bug")
    assert answer.status_code == 500
    number = answer.headers["x-request-id"]
    assert number in answer.text
    assert "secret" not in answer.text
    assert "content-security-policy" in answer.headers
    record = next(record for record in caplog.records if record.exc_info)
    assert number in record.getMessage()


def test_a_form_sent_while_the_database_is_down_can_be_sent_again(ana: Visitor) -> None:
    ana.open("/account")
    answer = ana.submit(
        "/test/fail/busy", {"nombre": '<b>"María"</b>', "idiomas": ["es", "nah"], "password": "x"}
    )
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert 'action="/test/fail/busy"' in answer.text
    assert 'name="nombre" value="&lt;b&gt;&#34;María&#34;&lt;/b&gt;"' in answer.text
    assert answer.text.count('name="idiomas"') == 2
    assert 'name="password"' not in answer.text


def test_a_database_that_is_down_gives_a_clear_page_and_recovers(
    ana: Visitor, site: Starlette, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(_: object) -> NoReturn:
        raise Busy("connection refused")

    ana.open("/account")
    with monkeypatch.context() as patch:
        patch.setattr(type(stage.store), "reading", down)
        site.state.service.sessions.forget()
        answer = ana.open("/account")
        assert answer.status_code == 503
        assert "El registro no responde" in answer.text
        sent = ana.submit("/test/done", {"name": "Roma"})
        assert sent.status_code == 503
        assert ana.open("/health").status_code == 503
        assert ana.open("/nowhere").status_code == 503
    again = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', sent.text))
    assert "Se guardó la oficina Roma" in ana.post("/test/done", data=again).text
    assert ana.open("/health").json() == {"status": "ok", "database": "up"}


def test_a_notice_is_shown_once_and_only_to_its_session(ana: Visitor, as_account: As) -> None:
    ana.open("/account")
    answer = ana.submit("/test/done", {"name": "<i>Roma</i>"})
    assert answer.url.path == "/account"
    assert "Se guardó la oficina &lt;i&gt;Roma&lt;/i&gt;" in answer.text
    assert "Se guardó la oficina" not in ana.open("/account").text
    ana.post("/test/done", data={"csrf_token": ana.token, "name": "Roma"}, follow_redirects=False)
    left = ana.cookies["acompana_notice"]
    beto = as_account("beto_los_angeles")
    beto.cookies.set("acompana_notice", left, domain="registry.test")
    assert "Se guardó la oficina" not in beto.open("/account").text


def test_htmx_gets_a_header_instead_of_a_redirect(ana: Visitor) -> None:
    ana.open("/account")
    answer = ana.post(
        "/test/done", data={"name": "x"}, headers={"hx-request": "true", "x-csrf-token": ana.token}
    )
    assert answer.status_code == 200
    assert answer.headers["hx-redirect"] == "/account"


@pytest.mark.parametrize("chunked", [False, True])
def test_an_oversized_form_is_refused_with_a_page(ana: Visitor, chunked: bool) -> None:
    ana.open("/account")
    body = b"csrf_token=" + ana.token.encode() + b"&a=" + b"x" * 2_100_000
    content: Any = (body[at : at + 65536] for at in range(0, len(body), 65536)) if chunked else body
    answer = ana.post(
        "/test/echo", content=content, headers={"content-type": "application/x-www-form-urlencoded"}
    )
    assert answer.status_code == 413
    assert "demasiado grande" in answer.text


def test_an_upload_may_be_larger_than_a_form(ana: Visitor) -> None:
    ana.open("/account")
    content = b"\0" * 3_000_000
    answer = ana.post("/test/file", data={"csrf_token": ana.token}, files={"file": ("a.bin", content)})
    assert "3000000" in answer.text


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"--x"),
        ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
        ("application/json", b"{}"),
        ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % number for number in range(4000))),
    ],
)
def test_what_is_no_form_changes_nothing(ana: Visitor, kind: str, body: bytes) -> None:
    answer = ana.post("/test/done", content=body, headers={"content-type": kind}, follow_redirects=False)
    assert answer.status_code in (303, 400)
    assert answer.headers.get("location", "/test/done") == "/test/done"


def test_an_unknown_address_and_a_wrong_method_are_pages(ana: Visitor) -> None:
    for answer, status, words in (
        (ana.open("/no/such/page"), 404, "No se encontró la página"),
        (ana.submit("/no/such/page"), 404, "No se encontró la página"),
        (ana.open("/sign-out"), 405, "Esta dirección no acepta ese método"),
    ):
        assert answer.status_code == status
        assert words in answer.text
        assert "Ana Los Angeles" in answer.text


def test_every_answer_has_its_security_headers(ana: Visitor) -> None:
    for path in ("/account", "/sign-in", "/no/such/page", "/health", "/theme.css", "/static/app/page.js"):
        headers = ana.open(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
    assert ana.open("/account").headers["cache-control"] == "no-store"


def test_no_page_has_inline_scripts_or_styles(ana: Visitor) -> None:
    for path in ("/account", "/account/password", "/no/such/page"):
        text = ana.open(path).text
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*src=)", text)


def test_static_files_are_kept_for_a_year_under_their_hash(ana: Visitor) -> None:
    address = re.search(r'href="(/static/acompana\.css\?v=[0-9a-f]+)"', ana.open("/account").text)
    assert address is not None
    answer = ana.open(address[1])
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip"
    assert ana.open("/static/acompana.css").headers["cache-control"] == "no-cache"
    again = ana.open("/static/acompana.css", **{"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/source/acompana.scss", "/static/"):
        assert ana.open(path).status_code == 404


def test_pages_are_packed(ana: Visitor) -> None:
    answer = ana.open("/account", **{"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"


def test_an_unknown_host_is_refused(stage: Stage, tmp_path: Path) -> None:
    site = open_site(stage, tmp_path, allowed_hosts=("registry.test",))
    assert Visitor(site).open("/sign-in").status_code == 200
    assert Visitor(site).open("/sign-in", host="evil.test").status_code == 400


def test_practice_data_is_said_on_every_page(stage: Stage, tmp_path: Path, ana: Visitor) -> None:
    assert "Datos de práctica" not in ana.open("/account").text
    practice = Visitor(open_site(stage, tmp_path, environment="practice"))
    for path in ("/sign-in", "/no/such/page"):
        assert "Datos de práctica" in practice.open(path).text
    account = stage.model.table("account")
    with stage.store.writing() as connection:
        connection.execute(update(account).values(synthetic=True))
    ana.site.state.service.sessions.forget()
    assert "Datos de práctica" in ana.open("/account").text


def test_navigation_shows_what_a_role_may_do(as_account: As) -> None:
    links = {
        login: re.findall(
            r'service-navigation__link"\s+href="(/[^"]*)"', as_account(login).open("/account").text
        )
        for login in ("ana_los_angeles", "elena_analista", "hugo_administrador")
    }
    assert links["ana_los_angeles"] == ["/", "/search", "/lists", "/protection/rights"]
    assert links["elena_analista"] == ["/", "/search", "/lists", "/reports"]
    assert links["hugo_administrador"][-1] == "/admin/accounts"


def test_the_log_holds_no_path_and_nothing_typed(ana: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "acompana.request"):
        ana.open("/account?q=Mar%C3%ADa")
        ana.submit("/test/fail/invalid", {"nombre": "María"})
    lines = [record.getMessage() for record in caplog.records]
    assert any('"route": "show_account"' in line and '"status": 200' in line for line in lines)
    assert not any("Mar" in line for line in lines)


def test_titles_begin_with_error_when_a_form_is_wrong(ana: Visitor) -> None:
    ana.open("/account/password")
    assert title(ana.submit("/account/password")).startswith("Error: Cambiar la contraseña")


def test_a_block_is_rendered_with_what_its_page_gives_it() -> None:
    templates = {
        "words.html": "{% macro bold(word) %}<b>{{ word }}</b>{% endmacro %}",
        "base.html": "<html>{% block main %}base{% block inner %}[{{ who }}]{% endblock %}{% endblock %}</html>",
        "middle.html": "{% extends 'base.html' %}{% block main %}middle {{ super() }}{% endblock %}",
        "leaf.html": "{% extends 'middle.html' %}{% from 'words.html' import bold %}{% set mark = '!' %}"
        "{% block inner %}{{ bold(who) }}{{ mark }}{% endblock %}",
    }
    environment = Environment(loader=DictLoader(templates), autoescape=True)
    environment.template_class = FragmentTemplate
    assert (
        render_block(environment, "leaf.html", "main", {"who": "<Ana>"}) == "middle base<b>&lt;Ana&gt;</b>!"
    )
    assert render_block(environment, "leaf.html", "inner", {"who": "Ana"}) == "<b>Ana</b>!"
    with pytest.raises(BlockNotFoundError):
        render_block(environment, "leaf.html", "missing", {})


def test_a_ministry_overrides_one_block_of_a_page(stage: Stage, tmp_path: Path) -> None:
    folder = tmp_path / "muestra_registry" / "custom" / "templates" / "account"
    folder.mkdir(parents=True)
    (folder / "sign_in.html").write_text(
        '{% extends "@runtime/account/sign_in.html" %}{% block before %}Aviso del ministerio{% endblock %}'
    )
    text = Visitor(open_site(stage, tmp_path)).open("/sign-in").text
    assert "Aviso del ministerio" in text
    assert 'name="password"' in text


def test_a_theme_sets_variables_and_nothing_else() -> None:
    theme = Theme(
        variables={"brand": "#611232", "acompana-late-colour": "red", "x": "red;} body{display:none"}
    )
    sheet = stylesheet(theme, "")
    assert "--govuk-brand-colour: #611232;" in sheet
    assert "--acompana-late-colour: red;" in sheet
    assert "display" not in sheet
