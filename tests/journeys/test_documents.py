"""Letters and receipts from a case: chosen, looked at, made with a number, kept, and never changed again."""

from __future__ import annotations

import re
import uuid

from sqlalchemy import select

from tests.journeys.answers import Answers
from tests.journeys.country import Site
from tests.journeys.officer import Officer
from tests.journeys.steps import open_case, record_action

NOTE: Answers = {
    "nota": "Se pide la fecha de la audiencia.",
    "numero_oficio": "OF-1",
    "dirigida_a": "Supervisora del centro",
    "autoridad": "ice_ero",
    "asunto_carta": "Visita consular",
}
CERTIFICATE = "presuncion_nacionalidad"


def make(officer: Officer, case: str, document: str, query: str = "") -> str:
    """Look at a document and make it; return its number."""
    officer.see(f"{case}/documents/{document}{query}")
    officer.fill(having="record")
    assert officer.url == f"{case}/documents", officer.errors
    found = re.search(r"[A-Z-]*[A-Z]{3}-\d{4}-\d{5}\b", officer.page.text)
    assert found is not None, officer.page.text
    return found[0]


def action_id(officer: Officer, case: str) -> str:
    """Record a letter to an authority; return the action's id."""
    return record_action(officer, case, "carta_autoridad", NOTE).rpartition("/")[2]


def test_an_officer_makes_a_certificate_and_finds_it_with_the_case(officer: Officer, site: Site) -> None:
    case = open_case(officer)
    assert f"{case}/documents" in [link["href"] for link in officer.page.all("a")]
    page = officer.see(f"{case}/documents/{CERTIFICATE}")
    assert "Sin dato; quedará en blanco" in page.text
    number = make(officer, case, CERTIFICATE)
    assert number.startswith("CPN-LAX-")
    assert number.endswith("-00001")
    file = next(link["href"] for link in officer.page.all("a") if link.text == number)
    assert officer.open(file).content.startswith(b"%PDF-")
    page = officer.see(case)
    assert f"{number} Certificado de presunción de nacionalidad.pdf" in page.text
    assert "Se hizo un documento" in officer.see(f"{case}/history").text
    assert site.count("document") == 1


def test_numbers_have_no_gap_and_each_kind_of_number_its_own_sequence(officer: Officer, site: Site) -> None:
    case = open_case(officer)
    first, second = make(officer, case, CERTIFICATE), make(officer, case, CERTIFICATE)
    assert (first[-5:], second[-5:]) == ("00001", "00002")
    note = f"?action={action_id(officer, case)}"
    assert re.fullmatch(r"OF-LAX-\d{4}-00001", make(officer, case, "nota_autoridad", note))
    assert site.count("attachment") == 3


def test_a_form_sent_twice_makes_one_document(officer: Officer, site: Site) -> None:
    case = open_case(officer)
    officer.see(f"{case}/documents/{CERTIFICATE}")
    page, address = officer.page, officer.url
    for _ in range(2):
        officer.page, officer.url = page, address
        officer.fill(having="record")
        assert officer.url == f"{case}/documents"
    assert site.count("document") == 1
    counter = site.instance.model.table("document_counter")
    with site.store.reading() as connection:
        assert connection.execute(select(counter.c.last)).scalars().all() == [1]


def test_a_note_is_made_from_its_action_in_the_language_chosen(officer: Officer, site: Site) -> None:
    case = open_case(officer)
    action = record_action(officer, case, "carta_autoridad", NOTE)
    page = officer.see(action)
    [link] = [one["href"] for one in page.all("a") if one["href"].startswith(f"{case}/documents/nota")]
    assert "Visita consular" in officer.see(link).text
    english = f"{link.replace('?', '?language=en&')}"
    assert "Note to an authority" in officer.see(english).text
    officer.fill({"ask.texto": "Please tell us\r\nthe date."}, having="record")
    assert officer.url == f"{case}/documents", officer.errors
    table = site.instance.model.table("document")
    with site.store.reading() as connection:
        assert connection.execute(select(table.c.language)).scalars().all() == ["en"]
    assert "Note to an authority.pdf" in officer.see(case).text


def test_what_is_typed_for_a_document_is_shown_again_when_it_cannot_be_printed(
    officer: Officer, site: Site
) -> None:
    case = open_case(officer)
    officer.see(f"{case}/documents/nota_autoridad?action={action_id(officer, case)}")
    officer.fill({"ask.texto": "Sin fecha\x07"}, having="record")
    assert len(officer.errors) == 1
    assert "Sin fecha" in officer.page.text
    assert site.count("document") == 0
    officer.fill({"ask.texto": "Sin fecha"}, having="record")
    assert officer.url == f"{case}/documents"


def test_a_document_is_not_made_from_what_it_is_not_for(officer: Officer) -> None:
    case = open_case(officer)
    for path in ("nota_autoridad", f"nota_autoridad?action={uuid.uuid4()}", "nada"):
        assert officer.open(f"{case}/documents/{path}").status_code == 404


def test_who_may_not_change_the_case_makes_no_document(site: Site, officer: Officer) -> None:
    case = open_case(officer)
    analyst = site.officer("elena")
    assert analyst.open(f"{case}/documents").status_code in (403, 404)
    assert site.count("document") == 0
