"""What stands before every operation: tokens that open nothing, limits, bodies that are not taken, and no cookies."""

from __future__ import annotations

import asyncio
import datetime
import json
from contextlib import suppress
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import update
from starlette.applications import Starlette

from runtime.addresses import network
from runtime.api.limits import Limit
from tests.runtime.api.conftest import Make
from tests.site import Visitor
from tests.stage import Stage
from tests.system import BASE, System, make_token

PERSON = {"fields": {"nombre": {"given": "Ana"}}}


def refused(system: System) -> dict[str, object]:
    """Return the problem a token gets that opens nothing, less what names the request."""
    answer = system.ask("GET", "/me")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, object] = answer.json()
    del problem["instance"]
    return problem


def test_tokens_that_open_nothing_are_refused_alike(site: Starlette, stage: Stage, system: Make) -> None:
    now = datetime.datetime.now(datetime.UTC)
    metadata = stage.model.metadata
    with stage.store.writing() as connection:
        expired = make_token(
            connection,
            metadata,
            "ana_los_angeles",
            lasts=datetime.timedelta(days=1),
            now=now - datetime.timedelta(days=2),
        )
        revoked = make_token(connection, metadata, "ana_los_angeles")
        of_disabled = make_token(connection, metadata, "beto_los_angeles")
        moved = make_token(connection, metadata, "carla_chicago")
        over = make_token(connection, metadata, "gina_madrid")
        token, account = stage.model.table("token"), stage.model.table("account")
        connection.execute(update(token).where(token.c.prefix == revoked[:12]).values(revoked_at=now))
        connection.execute(
            update(account).where(account.c.login == "beto_los_angeles").values(disabled_at=now)
        )
        gone = now.date() - datetime.timedelta(days=2)
        connection.execute(update(account).where(account.c.login == "gina_madrid").values(ends_on=gone))
        connection.execute(
            update(account).where(account.c.login == "carla_chicago").values(office_id="emb_usa")
        )
    good = str(system().headers["authorization"]).removeprefix("Bearer ")
    told = [
        refused(System(site, given))
        for given in (
            "",
            "aco_" + "A" * 43,
            good[:-1],
            good + "A",
            good.upper(),
            "x" * 5000,
            expired,
            revoked,
            of_disabled,
            moved,
            over,
        )
    ]
    assert all(one == told[0] for one in told)
    assert System(site, good).ask("GET", "/me").status_code == 200


def test_nothing_but_a_bearer_token_opens(site: Starlette, stage: Stage) -> None:
    visitor = Visitor(site)
    visitor.sign_in("ana_los_angeles")
    assert visitor.get(f"{BASE}/cases").status_code == 401
    with stage.store.writing() as connection:
        token = make_token(connection, stage.model.metadata, "ana_los_angeles")
    nobody = System(site)
    assert nobody.ask("GET", f"/me?token={token}").status_code == 401
    assert nobody.ask("GET", f"/me?access_token={token}").status_code == 401
    assert nobody.ask("GET", "/me", authorization=f"Basic {token}").status_code == 401
    assert nobody.ask("GET", "/me", cookie=f"acompana_session={token}").status_code == 401
    assert nobody.ask("GET", "/me", x_authorization=f"Bearer {token}").status_code == 401
    assert nobody.ask("GET", "/me", authorization=f"bearer {token}").status_code == 200


def test_a_token_does_what_it_was_made_for(system: Make) -> None:
    writer = system("ana_los_angeles", ["write:person"])
    made = writer.make("/persons", PERSON)
    assert made.keys() == {"id", "version"}
    assert writer.ask("GET", f"/persons/{made['id']}").status_code == 403
    assert writer.change(f"/persons/{made['id']}", {}, 1).json().keys() == {"id", "version"}
    reader = system("ana_los_angeles", ["read:person"])
    assert reader.see(f"/persons/{made['id']}")["fields"]["nombre"] == {"given": "Ana"}
    assert reader.ask("POST", "/persons", PERSON).json()["type"] == "urn:acompana:problem:no_scope"
    assert reader.see("/openapi.json")["paths"].keys() == {
        "/me",
        "/openapi.json",
        "/persons",
        "/persons/{id}",
        "/catalogs",
        "/catalogs/{id}",
        "/offices",
    }


def test_its_use_is_noted_and_neither_urls_nor_events_hold_it(system: Make, stage: Stage) -> None:
    ana = system()
    token = str(ana.headers["authorization"]).removeprefix("Bearer ")
    ana.see("/me")
    table, event = stage.model.table("token"), stage.model.table("event")
    with stage.store.reading() as connection:
        [row] = connection.execute(table.select()).all()
        events = connection.execute(event.select().where(event.c.verb == "make_token")).all()
    assert row.used_at is not None
    assert token not in repr(row)
    assert row.prefix == token[:12]
    assert len(events) == 1
    assert token not in repr(events)


def test_reads_are_noted_with_their_channel(site: Starlette, system: Make, stage: Stage) -> None:
    case = stage.add_case()
    ana = system()
    ana.see(f"/cases/{case}")
    ana.see("/cases")
    site.state.service.reads.flush()
    event = stage.model.table("event")
    with stage.store.reading() as connection:
        rows = connection.execute(event.select().where(event.c.verb == "read")).all()
    assert {row.channel for row in rows} == {"api"}
    assert str(case) in {row.record_id for row in rows}


def test_too_many_calls_are_told_when_to_come_back(site: Starlette, system: Make) -> None:
    ana = system()
    site.state.gate = replace(site.state.gate, per_token=Limit(3))
    answers = [ana.ask("GET", "/me") for _ in range(5)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429, 429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert answers[-1].json()["type"] == "urn:acompana:problem:too_many"


def test_who_guesses_locks_out_nobody_but_themselves(site: Starlette, system: Make) -> None:
    ana = system()
    guesser = System(site, "aco_" + "A" * 43, address="203.0.113.7")
    assert {guesser.ask("GET", "/me").status_code for _ in range(40)} == {401, 429}
    assert guesser.ask("GET", "/me").status_code == 429
    assert ana.ask("GET", "/me").status_code == 200


def test_an_address_of_version_six_counts_by_its_network() -> None:
    assert network("2001:db8::1") == network("2001:db8::ffff:1") != network("2001:db8:0:1::1")


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b'{"fields": {}', "application/json", 400),
        (b'{"fields": {}, "fields": {}}', "application/json", 400),
        (b"[]", "application/json", 400),
        (b"{}", "text/plain", 415),
        (b"{}", "application/json; charset=utf-7", 415),
        (b"fields=1", "application/x-www-form-urlencoded", 415),
        (b'{"fields": {"nombre": NaN}}', "application/json", 400),
        (b"\xff\xfe{}", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "application/json", 400),
        (b'{"fields": {"nota": "' + b"x" * 1_100_000 + b'"}}', "application/json", 413),
        (b'{"fields": {"nombre": {"given": "\\u0000"}}}', "application/json", 422),
        (b'{"fields": {"nombre": {"given": "\\ud800"}}}', "application/json", 422),
        (b'{"fields": {"nombre": 1e999}}', "application/json", 422),
        (b'{"version": 7, "fields": {"nombre": {"given": "Ana"}}}', "application/json", 422),
        (b'{"office_id": "con_chicago", "fields": {"nombre": {"given": "Ana"}}}', "application/json", 422),
        (b'{"fields": {"nombre": {"given": "Ana"}, "office_id": "con_chicago"}}', "application/json", 422),
        (b'{"fields": [], "unknown": 1, "confirm": {}}', "application/json", 422),
        (b'{"id": "7", "fields": {"nombre": {"given": "Ana"}}}', "application/json", 422),
    ],
)
def test_bodies_that_are_not_taken(
    system: Make, stage: Stage, content: bytes, kind: str, status: int
) -> None:
    ana = system()
    answer = ana.post(f"{BASE}/persons", content=content, headers={"content-type": kind})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    with stage.store.reading() as connection:
        assert connection.execute(stage.model.table("person").select()).first() is None


def test_no_body_is_read_where_everybody_waits(system: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    places = []

    def loads(text: str, **how: Any) -> object:
        with suppress(RuntimeError):
            places.append(asyncio.get_running_loop())
        return json.loads(text, **how)

    # Of that module alone: what a test with a browser left running in this process reads JSON too.
    monkeypatch.setattr("runtime.api.body.json", SimpleNamespace(loads=loads))
    assert system().ask("POST", "/persons", PERSON).status_code == 201
    assert places == []


def test_addresses_that_lead_nowhere_answer_as_json(system: Make) -> None:
    ana = system()
    for path in ("/nothing", "/cases/7", "/cases/../persons/7", "/files/%00", "/catalogs/%ff"):
        answer = ana.ask("GET", path)
        assert answer.status_code == 404, path
        assert answer.headers["content-type"] == "application/problem+json"
    wrong = ana.ask("DELETE", "/cases")
    assert wrong.status_code == 405
    assert set(wrong.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_problems_speak_the_callers_language(system: Make) -> None:
    ana = system()
    titles = [ana.ask("GET", "/cases/7", accept_language=tag).json()["title"] for tag in ("es", "en-GB")]
    assert titles == ["No se encontró la página", "Page not found"]
    told = ana.ask("GET", "/openapi.json", accept_language="en").json()
    assert json.dumps(told).count("Open a case")
