"""What goes wrong on the way: lost sessions, drafts, refusals, a bug, a database that is down. Nothing typed is lost."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import URL, make_url, update

from runtime.errors import Fault, Refused
from tests.conftest import Server
from tests.journeys.answers import DETENTION, PERSON, VISIT
from tests.journeys.country import Country, Site, copy_sqlite
from tests.journeys.officer import Officer
from tests.journeys.relay import relay
from tests.journeys.steps import CASE, add_person, open_case
from tests.site import PASSWORD

STORY = str(DETENTION["resumen"])


def end_sessions(site: Site) -> None:
    """Let every session have been idle for too long."""
    session = site.instance.model.table("session")
    long_ago = datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=5)
    with site.store.writing() as connection:
        connection.execute(update(session).values(seen_at=long_ago))
    site.app.state.service.sessions.forget()


def test_a_form_sent_after_the_session_ended_waits_behind_the_sign_in(site: Site, officer: Officer) -> None:
    about = add_person(officer)
    address = f"/cases/new/detencion_migratoria?person={about}"
    officer.see(address)
    end_sessions(site)
    officer.fill(DETENTION, having="record")
    assert officer.heading == "Iniciar sesión"
    assert "Lo que escribió" in officer.page.text
    assert site.count("cases") == 0

    officer.fill({"login": "lucia", "password": PASSWORD})
    assert officer.url == f"{address}&draft=continue"
    values = officer.form(having="record").values
    for name, value in DETENTION.items():
        assert values[name] == [value], name
    officer.fill(having="record")
    assert CASE.fullmatch(officer.url), officer.errors
    assert "borrador" not in officer.see(address).text


def test_another_account_is_not_offered_what_was_typed(site: Site, officer: Officer) -> None:
    about = add_person(officer)
    address = f"/cases/new/detencion_migratoria?person={about}"
    officer.see(address)
    end_sessions(site)
    officer.fill(DETENTION, having="record")
    officer.fill({"login": "mateo", "password": PASSWORD})
    assert officer.url.startswith(address)
    assert "borrador" not in officer.page.text
    values = officer.form(having="record").values
    assert not any(values.get(name) == [value] for name, value in DETENTION.items() if len(value) > 4)


def test_htmx_is_led_to_sign_in_as_well(site: Site, officer: Officer) -> None:
    case = open_case(officer)
    end_sessions(site)
    answer = officer.get(f"{case}/actions/new?type=visita_consular", headers={"hx-request": "true"})
    assert answer.headers["hx-redirect"].startswith("/sign-in")


def test_a_form_with_an_old_token_is_kept(officer: Officer) -> None:
    case = open_case(officer)
    officer.see(f"{case}/edit/asunto")
    sent = officer.form(having="version").filled({"resumen": "Lo nuevo"}) | {"csrf_token": ["x"]}
    address = f"{case}/edit/asunto"
    headers = {"referer": f"http://registry.test{address}"}
    officer._seen(officer.post(address, data=sent, headers=headers))
    assert officer.url == f"{address}?draft=continue"
    assert officer.form(having="version").values["resumen"] == ["Lo nuevo"]


def test_a_draft_is_offered_and_discarded(officer: Officer) -> None:
    case = open_case(officer)
    address = f"{case}/actions/new/visita_consular"
    officer.see(address)
    typed = officer.form(having="record").filled(VISIT)
    assert officer.post("/drafts", data=typed).status_code == 204
    assert "borrador" in officer.see("/").text.lower()
    officer.see(address)
    assert officer.form(having="record").values["nota"] == [""]
    officer.follow("Continuar con el borrador")
    assert officer.form(having="record").values["nota"] == [VISIT["nota"]]
    officer.see(address)
    officer.fill(action="drafts/discard")
    assert "borrador" not in officer.see(address).text


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        f"/cases/{uuid.UUID(int=7)}",
        "/cases/no-es-un-id",
        "/people/1",
        "/lists/otra",
        "/files/x",
        "/static/x",
    ],
)
def test_what_is_not_there_is_a_page_that_helps(officer: Officer, path: str) -> None:
    answer = officer.open(path)
    assert answer.status_code == 404
    if not path.startswith("/static"):
        assert officer.page.all("a", href="/")


def test_an_act_one_may_not_do_on_what_one_sees_is_forbidden(officer: Officer) -> None:
    case = open_case(officer)
    answer = officer.open(f"{case}/reassign")
    assert answer.status_code == 403
    assert officer.page.all("a", href="/")
    officer.see(case)
    assert (
        officer.submit(f"{case}/reassign", {"account": str(uuid.uuid4()), "version": "1"}).status_code == 403
    )


def test_an_upload_that_is_too_large_is_refused_in_words(country: Country, mexico_url: str) -> None:
    small = Country(
        replace(country.instance, settings=replace(country.instance.settings, upload_limit=100_000))
    )
    site = small.open(mexico_url)
    officer = site.officer("lucia")
    case = open_case(officer)
    for size, status in ((150_000, 422), (3_000_000, 413)):
        officer.see(f"{case}/files")
        answer = officer.fill(
            having="file", uploads={"file": ("a.pdf", b"%PDF" + bytes(size), "application/pdf")}
        )
        assert answer.status_code == status
        assert "MB" in officer.page.text
    assert site.count("attachment") == 0
    site.store.close()


def test_a_bug_gives_a_page_with_its_number_and_stores_nothing(country: Country, mexico_url: str) -> None:
    class Broken:
        def listen(self, entity_id: str, event: str) -> bool:
            return bool(entity_id and event)

        def run(self, entity_id: str, event: object) -> None:
            raise ZeroDivisionError(entity_id, event)

    model = replace(country.instance.model, hooks=Broken())
    site = Country(replace(country.instance, model=model)).open(mexico_url)
    officer = site.officer("lucia")
    officer.see("/people/new")
    answer = officer.fill(PERSON, having="record")
    assert answer.status_code == 500
    assert answer.headers["x-request-id"] in officer.page.text
    assert str(PERSON["nombre.given"]) not in answer.text
    assert site.count("person") == 0
    officer.see("/people/new")
    site.store.close()


def test_a_hook_that_says_no_keeps_what_was_typed(country: Country, mexico_url: str) -> None:
    class Strict:
        def listen(self, entity_id: str, event: str) -> bool:
            return bool(entity_id and event)

        def run(self, entity_id: str, event: object) -> None:
            raise Refused(Fault("case.is_closed", {"entity": entity_id, "event": event}))

    model = replace(country.instance.model, hooks=Strict())
    site = Country(replace(country.instance, model=model)).open(mexico_url)
    officer = site.officer("lucia")
    officer.see("/people/new")
    answer = officer.fill(PERSON, having="record")
    assert answer.status_code == 422
    assert len(officer.errors) == 1
    assert officer.form(having="record").values["municipio_origen"] == ["Tlaxiaco"]
    assert site.count("person") == 0
    site.store.close()


def meet_a_database_that_is_down(site: Site, cut: Callable[[], None], mend: Callable[[], None]) -> None:
    """Work until the database goes down, see what that looks like, and go on once it is back."""
    officer = site.officer("lucia")
    about = add_person(officer)
    address = f"/cases/new/detencion_migratoria?person={about}"
    officer.see(address)
    cut()
    answer = officer.fill(DETENTION, having="record")
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert STORY in answer.text, "what was typed comes along"
    assert officer.get("/health").status_code == 503
    site.app.state.service.sessions.forget()
    assert officer.get("/").status_code == 503
    assert officer.get("/sign-in").status_code in (200, 503)

    mend()
    assert officer.get("/health").status_code == 200
    officer.fill(having="resumen")
    if not CASE.fullmatch(officer.url):
        officer.follow("Continuar con el borrador")
        officer.fill(having="record")
    assert CASE.fullmatch(officer.url), officer.errors
    assert site.count("cases") == 1
    assert STORY in officer.page.text


def test_sqlite_that_cannot_be_opened(country: Country, mexico_sqlite: Path, tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    site = country.open(copy_sqlite(mexico_sqlite, folder / "registry.sqlite3"))

    def cut() -> None:
        site.store.close()
        folder.rename(tmp_path / "away")

    def mend() -> None:
        (tmp_path / "away").rename(folder)

    meet_a_database_that_is_down(site, cut, mend)
    site.store.close()


@pytest.mark.postgresql
def test_postgresql_that_goes_down(country: Country, postgresql: Server, mexico_postgresql: str) -> None:
    url = make_url(postgresql.create("going_down", mexico_postgresql))
    folder = url.query["host"]
    with relay(f"{folder}/.s.PGSQL.5432") as line:
        through = URL.create(
            "postgresql", url.username, host="127.0.0.1", port=line.port, database=url.database
        )
        site = country.open(through.render_as_string(hide_password=False))
        meet_a_database_that_is_down(site, line.cut, line.mend)
        site.store.close()
    postgresql.drop("going_down")
