"""Requests about data from page to page: registered, their clock, extended once, answered, printed, with the extract."""

from __future__ import annotations

import csv
import datetime
import io
import uuid
from collections.abc import Callable

import pytest
from sqlalchemy import select

from tests.site import Visitor, title
from tests.stage import Stage

As = Callable[[str], Visitor]
LIST = "/protection/rights"


@pytest.fixture
def head(as_account: As) -> Visitor:
    return as_account("ines_titular")


def ask(visitor: Visitor, **more: str) -> str:
    """Register a request and return its address."""
    visitor.open(f"{LIST}/new")
    given = {
        "kind": "acceso",
        "name": "Ana García",
        "proof": "Pasaporte G123",
        "asked": "Ver todo lo que tienen de mí",
        "language": "es",
        "received_on": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "record": str(uuid.uuid4()),
        **more,
    }
    sent = visitor.submit(f"{LIST}/new", given)
    assert sent.status_code == 200, sent.text
    return sent.url.path


def test_a_request_is_registered_before_the_person_is_found_and_answered_with_a_letter(
    stage: Stage, head: Visitor
) -> None:
    person_id = stage.add_person()
    case_id = stage.add_case(person_id, resumen="Lo detuvieron en la carretera")
    url = ask(head)
    page = head.open(url).text
    assert "SD-LAN-" in page
    assert "Todavía no se ha encontrado en el registro" in page
    assert "Expediente de la persona titular" not in page
    assert head.open(f"{url}/extract").status_code == 404

    assert "García" in head.open(f"{url}/person?q=garcia").text
    linked = head.submit(f"{url}/person", {"person": str(person_id)})
    assert f'href="/people/{person_id}"' in linked.text
    extract = head.open(f"{url}/extract").text
    assert "Lo detuvieron en la carretera" in extract
    folio = str(stage.stored("case", case_id).row["folio"])
    rows = list(csv.reader(io.StringIO(head.open(f"{url}/extract.csv").content.decode("utf-8-sig"))))
    assert [row for row in rows if row[0].startswith(folio) and row[2] == "Lo detuvieron en la carretera"]

    assert head.open(f"{url}/letter").status_code == 404
    assert head.submit(f"{url}/answer", {"answer": "refused", "answer_words": " "}).status_code == 422
    answered = head.submit(f"{url}/answer", {"answer": "granted", "answer_words": "Se entrega copia."})
    assert "Procede" in answered.text
    letter = head.open(f"{url}/letter")
    assert letter.headers["content-type"] == "application/pdf"
    assert letter.content.startswith(b"%PDF")
    assert head.submit(f"{url}/answer", {"answer": "refused", "answer_words": "No"}).status_code == 422
    assert "Respondidas" in head.open(LIST).text

    event = stage.model.table("event")
    head.site.state.service.reads.flush()
    with stage.store.reading() as connection:
        told = connection.execute(select(event.c.verb).where(event.c.person_id == person_id)).scalars().all()
    assert {"link_right", "answer_right", "export"} <= set(told)


def test_the_answer_is_extended_once_and_only_where_the_country_allows_it(
    stage: Stage, head: Visitor
) -> None:
    url = ask(head)
    table = stage.model.table("rights_request")

    def due() -> datetime.datetime:
        with stage.store.reading() as connection:
            query = select(table.c.due_at).where(table.c.id == uuid.UUID(url[-36:]))
            found: datetime.datetime = connection.execute(query).scalar_one()
            return found

    first = due()
    assert first - datetime.datetime.now(datetime.UTC) > datetime.timedelta(days=26)
    assert head.submit(f"{url}/extend", {"extension_reason": ""}).status_code == 422
    assert (
        "El plazo se prorrogó"
        in head.submit(f"{url}/extend", {"extension_reason": "Hay que pedir el archivo"}).text
    )
    assert due() - first > datetime.timedelta(days=26)
    assert head.submit(f"{url}/extend", {"extension_reason": "Otra vez"}).status_code == 422
    fixed = ask(head, kind="rectificacion")
    assert "Prorrogar el plazo" not in head.open(fixed).text
    assert head.submit(f"{fixed}/extend", {"extension_reason": "Más"}).status_code == 422


def test_what_is_missing_is_said_at_once_and_a_form_sent_twice_is_one_request(
    stage: Stage, head: Visitor
) -> None:
    head.open(f"{LIST}/new")
    empty = head.submit(f"{LIST}/new", {"received_on": "2999-01-01"})
    assert empty.status_code == 422
    for control in ("kind", "name", "proof", "asked", "language", "received_on"):
        assert f'href="#{control}"' in empty.text
    record = str(uuid.uuid4())
    assert ask(head, record=record) == ask(head, record=record)
    table = stage.model.table("rights_request")
    with stage.store.reading() as connection:
        assert len(connection.execute(select(table.c.id)).all()) == 1


def test_who_may_register_may_not_answer_and_others_find_nothing(as_account: As, head: Visitor) -> None:
    officer = as_account("ana_los_angeles")
    url = ask(officer)
    assert 'name="answer"' not in officer.open(url).text
    assert officer.submit(f"{url}/answer", {"answer": "granted"}).status_code == 403
    assert officer.open(f"{url}/extract").status_code == 404
    assert head.open(url).status_code == 200
    for login in ("carla_chicago", "elena_analista"):
        stranger = as_account(login)
        assert stranger.open(url).status_code == 404
        assert stranger.submit(f"{url}/answer", {"answer": "granted"}).status_code == 404
    assert as_account("elena_analista").open(LIST).status_code == 404
    assert as_account("elena_analista").open(f"{LIST}/new").status_code == 404
    assert title(head.open(LIST))


def test_a_request_is_linked_by_the_folio_of_a_case_the_log_tells_of(
    stage: Stage, head: Visitor, as_account: As
) -> None:
    case_id = stage.add_case(case_type="case_salarios")
    folio = str(stage.stored("case", case_id).row["folio"])
    cases, event = stage.model.table("cases"), stage.model.table("event")
    url = ask(head)
    assert 'name="folio"' in head.open(f"{url}/person").text
    assert "no conoce ningún caso" in head.submit(f"{url}/person", {"folio": "LAN-2026-999999"}).text

    # What happened elsewhere is not in this log, and its folio is as unknown as one that never was.
    with stage.store.writing() as connection:
        connection.execute(event.update().where(event.c.case_id == case_id).values(office_id="con_chicago"))
    assert "no conoce ningún caso" in head.submit(f"{url}/person", {"folio": folio}).text

    as_account("ana_los_angeles").open(f"/cases/{case_id}")
    head.site.state.service.reads.flush()
    assert head.submit(f"{url}/person", {"folio": f" {folio.lower()} "}).status_code == 200
    with stage.store.reading() as connection:
        person_id = connection.scalar(select(cases.c.person_id).where(cases.c.id == case_id))
        linked = connection.scalar(select(stage.model.table("rights_request").c.person_id))
    assert linked == person_id


def test_officers_who_read_no_log_link_by_no_folio(head: Visitor, as_account: As) -> None:
    url = ask(head)
    officer = as_account("ana_los_angeles")
    assert 'name="folio"' not in officer.open(f"{url}/person").text
