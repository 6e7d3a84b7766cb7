"""The instance as operators run it: its own processes, without the generator; many officers at once."""

from __future__ import annotations

import datetime
import subprocess
import sys
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx2
from sqlalchemy import text

from runtime.storage.session import open_store
from tests.journeys.answers import PERSON, WAGES, WAGES_WRONG
from tests.journeys.country import Country
from tests.journeys.markup import Form, forms, parse
from tests.journeys.process import Served, serve, start_again
from tests.site import PASSWORD

CASES = 200
CLIENTS = 16


def sign_in(client: httpx2.Client, login: str) -> None:
    form = form_with(client.get("/sign-in"), "password")
    answer = client.post(
        "/sign-in", data=form.filled({"login": login, "password": PASSWORD, "next": "/account"})
    )
    assert answer.status_code == 200, answer.text
    assert answer.url.path == "/account", answer.text


def form_with(answer: httpx2.Response, control: str) -> Form:
    return next(form for form in forms(parse(answer.text)) if control in form.controls)


def test_the_instance_serves_without_the_generator(country: Country, mexico_url: str, tmp_path: Path) -> None:
    with serve(country, mexico_url, tmp_path) as served, served.client() as client:
        check = "import runtime.app, generator"
        done = subprocess.run(
            [sys.executable, "-c", check], env=served.environment, capture_output=True, check=False
        )
        assert done.returncode, "the generator could be imported"
        assert b"No module named 'generator'" in done.stderr

        sign_in(client, "lucia")
        answer = client.get("/people/new")
        assert answer.status_code == 200
        form = form_with(answer, "record")
        answer = client.post("/people/new", data=form.filled(PERSON))
        assert "Xicoténcatl" in answer.text


def test_two_hundred_cases_at_once_have_folios_without_gap_or_repeat(
    country: Country, mexico_url: str, tmp_path: Path
) -> None:
    with serve(country, mexico_url, tmp_path, workers=2) as served:
        with served.client() as first, served.client() as second:
            sign_in(first, "lucia")
            sign_in(second, "mateo")
            form = form_with(first.get("/people/new?next=case"), "record")
            about = first.post("/people/new?next=case", data=form.filled(PERSON)).url.params["person"]
            sessions = [dict(client.cookies) for client in (first, second)]
        shares = [CASES // CLIENTS + (number < CASES % CLIENTS) for number in range(CLIENTS)]
        with ThreadPoolExecutor(CLIENTS) as pool:
            done = [
                pool.submit(open_cases, served, sessions[number % 2], about, share)
                for number, share in enumerate(shares)
            ]
        opened = [page for one in done for page in one.result()]

    store = open_store(mexico_url)
    with store.reading() as connection:
        folios = [row.folio for row in connection.execute(text("SELECT folio FROM cases"))]
    store.close()
    year = datetime.datetime.now(ZoneInfo("America/Los_Angeles")).year
    assert sorted(folios) == [f"LAX-{year}-{number:06}" for number in range(1, CASES + 1)]
    assert len(set(opened)) == CASES


def open_cases(served: Served, session: dict[str, str], about: str, count: int) -> list[str]:
    """Open cases in one window of an officer's browser, a wrong form before every fifth; return their pages."""
    address = f"/cases/new/salarios_no_pagados?person={about}"
    with served.client() as client:
        client.cookies.update(session)
        form = form_with(client.get(address), "record")
        pages = []
        for number in range(count):
            if number % 5 == 0:
                answer = client.post(address, data=form.filled({**WAGES_WRONG, "record": str(uuid.uuid4())}))
                assert answer.status_code == 422
            sent = form.filled({**WAGES, "record": str(uuid.uuid4())})
            answer = client.post(address, data=sent, follow_redirects=False)
            assert answer.status_code == 303, answer.text
            pages.append(answer.headers["location"])
        return pages


def test_a_restart_and_a_lost_session_in_the_middle_of_a_form_lose_nothing(
    country: Country, mexico_url: str, tmp_path: Path
) -> None:
    with serve(country, mexico_url, tmp_path) as served, served.client() as client:
        sign_in(client, "lucia")
        form = form_with(client.get("/people/new"), "record")
        served.process.terminate()
        served.process.wait(30)
        store = open_store(mexico_url)
        with store.writing() as connection:
            connection.execute(text("DELETE FROM session"))
        store.close()
        with start_again(served, tmp_path):
            answer = client.post("/people/new", data=form.filled(PERSON))
            assert answer.url.path == "/sign-in"
            sent = form_with(answer, "password").filled({"login": "lucia", "password": PASSWORD})
            again = form_with(client.post("/sign-in", data=sent), "record")
            assert "Xicoténcatl" in str(again.values)
        with start_again(served, tmp_path):
            # This time the session is there still: the form goes through as if nothing had been.
            answer = client.post("/people/new", data=again.filled({}))
            assert answer.url.path not in ("/people/new", "/sign-in")
            assert "Xicoténcatl" in answer.text
