"""A receipt chosen in an action's form: kept once, kept with what it proves, and never borrowed from another case."""

from __future__ import annotations

import uuid

from tests.journeys.answers import Answers
from tests.journeys.country import Site
from tests.journeys.officer import Officer
from tests.journeys.steps import open_case

PDF = b"%PDF-1.7\n%%EOF\n"
RECEIPT = {"recibo_archivo.upload": ("recibo.pdf", PDF, "application/pdf")}
AID: Answers = {
    "nota": "Se pagó el pasaje de vuelta.",
    "fondo": "indigencia",
    "partida.unknown": "se_desconoce",
    "clase": "menor",
    "monto.amount": "120",
    "monto.currency": "USD",
    "entrega": "persona",
    "recibo": "A-17",
    "autorizo": "Titular",
}


def test_a_receipt_sent_twice_is_one_file(officer: Officer, site: Site) -> None:
    case = open_case(officer)
    officer.see(f"{case}/actions/new/apoyo_economico")
    page = officer.page
    for _ in range(2):
        officer.page, officer.url = page, f"{case}/actions/new/apoyo_economico"
        officer.fill(AID, having="record", uploads=RECEIPT)
        assert officer.url == case, officer.errors
    assert site.count("actions") == 1
    assert site.count("attachment") == 1


def test_a_receipt_of_a_form_that_was_refused_must_be_chosen_again(officer: Officer, site: Site) -> None:
    case = open_case(officer)
    officer.see(f"{case}/actions/new/apoyo_economico")
    officer.fill({**AID, "monto.amount": "-5"}, having="record", uploads=RECEIPT)
    assert officer.errors
    assert "recibo.pdf" not in officer.page.text
    assert site.count("attachment") == 0
    officer.fill({"monto.amount": "120"}, having="record", uploads=RECEIPT)
    page = officer.see(case)
    links = [link["href"] for link in page.all("a") if link.text == "recibo.pdf"]
    assert links
    assert officer.open(links[0]).content == PDF


def test_a_form_cannot_claim_a_file_it_did_not_bring(officer: Officer, site: Site) -> None:
    case = open_case(officer)
    officer.see(f"{case}/actions/new/apoyo_economico")
    claimed = {"recibo_archivo.id": str(uuid.uuid4()), "recibo_archivo.name": "recibo.pdf"}
    sent = {**officer.form(having="record").filled(AID, ""), **claimed}
    officer.submit(f"{case}/actions/new/apoyo_economico", sent)
    assert len(officer.errors) == 1, officer.errors
    assert site.count("actions") == 0
