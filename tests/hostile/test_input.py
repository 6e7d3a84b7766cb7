"""What no browser sends: zero bytes, broken code points, odd encodings, numbers and days beyond all bounds."""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette

from runtime.errors import Invalid
from tests.site import PASSWORD, Visitor
from tests.stage import Stage, new_id

SignIn = Callable[[str], Visitor]


def cursor(key: object) -> str:
    data = json.dumps([key, uuid.UUID(int=7).hex]).encode()
    return base64.urlsafe_b64encode(data).decode()


@pytest.mark.parametrize(
    "address",
    [
        "/search?q=%00ana",
        "/search?q=LAN%00-2026-000001",
        "/cases/new?q=%00ana",
        "/lists/casos?state=%00",
        f"/lists/casos?after={cursor('0001-01-01T00:00:00+14:00')}",
        f"/lists/casos?before={cursor('9999-12-31T23:59:59-14:00')}",
        f"/lists/contrapartes?after={cursor(chr(0))}",
        f"/lists/contrapartes?after={cursor(chr(0xD800))}",
        f"/lists/contrapartes?after={base64.urlsafe_b64encode(b'[' * 9000).decode()}",
        "/references/case_detencion/centro?centro.search=%00",
    ],
)
def test_a_page_does_not_fail_on_a_broken_address(as_account: SignIn, address: str) -> None:
    assert as_account("ana_los_angeles").get(address).status_code == 200


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "31/12/9999"])
def test_a_day_at_the_end_of_the_calendar_is_told_to_be_wrong(as_account: SignIn, day: str) -> None:
    with_day = as_account("ana_los_angeles").get("/lists/casos", params={"registered_at.to": day})
    assert with_day.status_code == 200


@pytest.mark.parametrize("charset", ["unicode_escape", "undefined", "punycode", "idna", "utf-7", "rot13"])
def test_a_form_may_not_choose_its_encoding(site: Starlette, charset: str) -> None:
    visitor = Visitor(site)
    visitor.open("/sign-in")
    body = (
        '--B\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n'
        f"{visitor.token}\r\n"
        '--B\r\nContent-Disposition: form-data; name="login"\r\n\r\nana_..\\ud800\r\n--B--\r\n'
    )
    kind = {"content-type": f"multipart/form-data; boundary=B; charset={charset}"}
    answer = visitor.post("/sign-in", content=body.encode(), headers=kind)
    assert answer.status_code == 400


def test_a_login_with_a_zero_byte_is_nobodys(site: Starlette) -> None:
    visitor = Visitor(site)
    visitor.open("/sign-in")
    answer = visitor.submit("/sign-in", {"login": "ana\0", "password": PASSWORD})
    assert answer.status_code == 422


def test_the_way_back_may_hold_any_letter(site: Starlette) -> None:
    visitor = Visitor(site)
    visitor.open("/sign-in")
    values = {"login": "ana_los_angeles", "password": PASSWORD, "next": "/ñandú/€"}
    answer = visitor.submit("/sign-in", values, **{"HX-Request": "true"})
    assert answer.headers["hx-redirect"] == "/%C3%B1and%C3%BA/%E2%82%AC"


def test_a_version_of_five_thousand_digits_is_none(as_account: SignIn, stage: Stage) -> None:
    case_id = stage.add_case(resultado="visitado")
    ana = as_account("ana_los_angeles")
    ana.open(f"/cases/{case_id}/move/tramitar")
    assert ana.submit(f"/cases/{case_id}/move/tramitar", {"version": "9" * 5000}).status_code == 409
    hugo = as_account("hugo_administrador")
    assert hugo.get("/admin/accounts", params={"page": "9" * 5000}).status_code == 200
    hugo.open("/admin/offices/con_chicago")
    answer = hugo.submit("/admin/offices/con_chicago", {"name": "Chicago", "version": "9" * 5000})
    assert answer.status_code in (409, 422)


@pytest.mark.parametrize("words", ["uno\0dos", "uno\x1bdos", "x" * 4001])
def test_a_reason_is_held_to_what_texts_may_hold(as_account: SignIn, stage: Stage, words: str) -> None:
    case_id = stage.add_case(resultado="visitado")
    ana = as_account("ana_los_angeles")
    ana.open(f"/cases/{case_id}/move/tramitar")
    assert ana.submit(f"/cases/{case_id}/move/tramitar", {"version": "1"}).status_code == 200
    answer = ana.submit(f"/cases/{case_id}/move/esperar", {"version": "2", "words": words})
    assert answer.status_code == 422
    assert stage.stored("case", case_id).state == "en_tramite"


def test_small_texts_with_a_zero_byte_find_and_keep_nothing(as_account: SignIn, stage: Stage) -> None:
    case_id, person_id = stage.add_case(), stage.add_person()
    ana = as_account("ana_los_angeles")
    ana.open(f"/cases/{case_id}/links")
    assert ana.submit(f"/cases/{case_id}/links", {"case": "LAN\0"}).status_code == 422
    party = {"person": str(person_id), "part": "\0"}
    assert ana.submit(f"/cases/{case_id}/parties", party).status_code == 422
    assert ana.submit(f"/cases/{case_id}/parties/remove", party).status_code == 200
    ana.open("/people/new")
    assert ana.submit("/drafts", {"draft": "/people/new\0", "nota": "uno\0"}).status_code == 204
    assert ana.open("/").status_code == 200


def test_a_broken_body_is_refused_and_read_to_its_end(site: Starlette) -> None:
    visitor = Visitor(site)
    answer = visitor.post(
        "/sign-in",
        content=b"&a" * 900_000,
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    assert answer.status_code == 400


def test_an_error_of_the_database_tells_no_values(stage: Stage) -> None:
    statement = text("SELECT nothing FROM nowhere WHERE name = :name")
    with pytest.raises(SQLAlchemyError) as failure, stage.store.reading() as connection:
        connection.execute(statement, {"name": "Quetzalli"})
    assert "Quetzalli" not in str(failure.value)


def test_a_record_id_of_any_shape_makes_one_record(as_account: SignIn, stage: Stage) -> None:
    ana = as_account("ana_los_angeles")
    ana.open("/people/new")
    given = {"nombre.given": "Ulises", "nombre.first": "Kuk", "record": f"urn:uuid:{{{new_id()}}}"}
    assert ana.submit("/people/new", given).status_code == 200
    assert ana.submit("/people/new", given).status_code == 200
    with stage.store.reading() as connection:
        found = connection.execute(text("SELECT count(*) FROM person")).scalar()
    assert found == 1


@pytest.mark.parametrize("office", ["ana_los_angeles", "gina_madrid"])
@pytest.mark.parametrize("typed", ["1/1/0001", "31/12/9999", "1/1/0099"])
def test_a_day_at_the_end_of_the_calendar_is_no_moment(stage: Stage, office: str, typed: str) -> None:
    day, month, year = typed.split("/")
    controls = {"detenido_el.day": day, "detenido_el.month": month, "detenido_el.year": year}
    for given in (controls | {"detenido_el.time": "23:59"}, {"detenido_el": f"{year}-01-01T00:00+14:00"}):
        with pytest.raises(Invalid) as refusal:
            stage.submit("case_detencion", given, office)
        assert list(refusal.value.faults) == ["detenido_el.year"]
