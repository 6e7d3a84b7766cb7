"""A case from opening to closing: actions, deadlines, gates, people, links, files, history, and the way back."""

from __future__ import annotations

import pytest

from tests.journeys.answers import (
    CLOSING,
    DETENTION,
    FAMILY,
    PERSON,
    STARTING,
    VISIT,
    VISIT_WRONG,
    Answers,
)
from tests.journeys.country import Site
from tests.journeys.markup import Element
from tests.journeys.officer import Officer
from tests.journeys.steps import add_person, correct, folio_of, open_case, record_action

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def deadlines(officer: Officer, case: str) -> dict[str, str]:
    """Return the deadlines on a case's page: label and urgency."""
    found = officer.see(case).all("li", class_="acompana-deadline")
    return {_label(one): one["class"].rpartition("--")[2] for one in found}


def _label(element: Element) -> str:
    return next(part.strip() for part in element.inside if isinstance(part, str) and part.strip())


def test_actions_are_recorded_and_stop_the_clocks_that_wait_for_them(officer: Officer) -> None:
    case = open_case(officer)
    assert deadlines(officer, case) == {
        "Primera visita consular": "running",
        "Contacto con la familia": "running",
        "Sin actuación en 30 días": "running",
    }

    officer.fill({"type": "visita_consular"}, action="actions/new")
    answer = officer.fill(VISIT_WRONG, having="record")
    assert answer.status_code == 422
    assert len(officer.errors) == 3
    assert officer.form(having="record").values["nota"] == [VISIT["nota"]]
    form = officer.form(having="record")
    officer.fill({**VISIT, "entrevistados": "1"}, having="record")
    assert officer.url.partition("#")[0] == case, officer.errors
    officer.post(f"{case}/actions/new/visita_consular", data=form.filled({**VISIT, "entrevistados": "1"}))

    assert deadlines(officer, case) == {
        "Primera visita consular": "met",
        "Contacto con la familia": "running",
        "Sin actuación en 30 días": "running",
    }
    record_action(officer, case, "contacto_familia", FAMILY)
    assert deadlines(officer, case)["Contacto con la familia"] == "met"
    timeline = [one.text for one in officer.page.all("h3", class_="moj-timeline__title")]
    assert sorted(timeline) == ["Contacto con la familia", "Visita consular"]


def test_an_annulled_action_stays_struck_out_and_its_clock_runs_again(officer: Officer) -> None:
    case = open_case(officer)
    action = record_action(officer, case, "visita_consular", VISIT)
    officer.see(f"{action}/annul")
    answer = officer.fill({"reason": "  "}, having="reason")
    assert answer.status_code == 422
    officer.fill({"reason": "Era de otro expediente"}, having="reason")
    assert officer.url == action
    assert "Era de otro expediente" in officer.page.text

    assert deadlines(officer, case)["Primera visita consular"] == "running"
    assert "Era de otro expediente" in officer.page.text
    assert officer.page.all("div", class_="acompana-annulled")
    officer.see(f"{action}/history")
    assert "Era de otro expediente" in officer.page.text


def test_a_case_closes_once_it_says_what_closing_needs(site: Site, officer: Officer) -> None:
    case = open_case(officer)
    officer.see(f"{case}/move/iniciar")
    needs = officer.page.one("ul", class_="govuk-list--bullet").text
    assert "Tipología" in needs
    assert "¿Acepta la protección del consulado?" in needs
    answer = officer.fill(having="version")
    assert answer.status_code == 422
    assert officer.errors
    assert "Registrado" in officer.see(case).text

    for section, values in STARTING.items():
        correct(officer, case, section, values)
    officer.see(f"{case}/move/iniciar")
    officer.fill(having="version")
    assert officer.url == case
    assert "En trámite" in officer.page.text

    officer.see(f"{case}/move/concluir")
    answer = officer.fill({"reason": "liberado", "words": "La dejaron salir sin fianza"}, having="version")
    assert answer.status_code == 422
    form = officer.form(having="version")
    assert form.values["reason"] == ["liberado"]
    assert form.values["words"] == ["La dejaron salir sin fianza"]
    for section, values in CLOSING.items():
        correct(officer, case, section, values)
    late = site.officer("mateo")
    late.see(f"{case}/edit/asunto")
    officer.see(f"{case}/move/concluir")
    answer = officer.fill({"words": "La dejaron salir sin fianza"}, having="version")
    assert answer.status_code == 422, "a reason from the list is asked"
    officer.fill({"reason": "liberado"}, having="version")
    assert officer.url == case
    for words in ("Concluido", "Persona liberada", "La dejaron salir sin fianza"):
        assert words in officer.page.text

    # A closed case is only read: who was still writing is told, and keeps every word.
    assert "está cerrado" in officer.open(f"{case}/edit/asunto").text
    answer = late.fill({"resumen": "Lo que faltaba decir"}, having="version")
    assert answer.status_code == 422
    assert late.errors == ["El caso está cerrado; para cambiarlo hay que reabrirlo"]
    assert late.form(having="version").values["resumen"] == ["Lo que faltaba decir"]

    # The head may open it again and has to say why.
    assert officer.open(f"{case}/move/reabrir").status_code == 403
    head = site.officer("teresa")
    head.see(f"{case}/move/reabrir")
    assert head.fill(having="version").status_code == 422
    head.fill({"words": "La volvieron a detener"}, having="version")
    assert "Reabierto" in head.page.text

    officer.see(f"{case}/history")
    for words in ("Concluido", "Reabierto", "La volvieron a detener", "Tipología"):
        assert words in officer.page.text


def test_a_correction_shows_in_the_history_from_what_to_what(officer: Officer) -> None:
    case = open_case(officer)
    correct(officer, case, "asunto", {"resumen": "La trasladaron a otro centro.", "prioridad": "urgente"})
    assert "La trasladaron a otro centro." in officer.page.text
    text = officer.see(f"{case}/history").text
    for words in (
        str(DETENTION["resumen"]),
        "La trasladaron a otro centro.",
        "Normal",
        "Urgente",
        "Lucía Armenta",
    ):
        assert words in text


def test_the_second_to_save_sees_the_difference_and_chooses(site: Site, officer: Officer) -> None:
    case = open_case(officer)
    colleague = site.officer("mateo")
    officer.see(f"{case}/edit/asunto")
    correct(colleague, case, "asunto", {"resumen": "Lo que escribió Mateo", "prioridad": "urgente"})

    answer = officer.fill({"resumen": "Lo que escribió Lucía"}, having="version")
    assert answer.status_code == 409
    for words in ("Lo que escribió Mateo", "Lo que escribió Lucía", str(DETENTION["resumen"])):
        assert words in officer.page.text
    form = officer.form(having="version")
    asked = {name for name in form.controls if name.startswith("keep.")}
    assert "keep.resumen" in asked
    # One who does not choose is asked again; nothing is overwritten in silence.
    officer.fill(dict.fromkeys(asked, "mine"), having="version")
    assert officer.url.partition("#")[0] == case, officer.errors
    text = officer.page.text
    assert "Lo que escribió Lucía" in text
    assert "Urgente" in text


def test_two_who_change_different_fields_lose_nothing(site: Site, officer: Officer) -> None:
    case = open_case(officer)
    colleague = site.officer("mateo")
    officer.see(f"{case}/edit/proteccion")
    correct(colleague, case, "asunto", {"resumen": "Lo que escribió Mateo"})
    answer = officer.fill({"aceptacion": "acepta"}, having="version")
    if answer.status_code == 409:
        officer.fill(having="version")
    text = officer.see(case).text
    assert "Lo que escribió Mateo" in text
    assert "Sí, la acepta" in text


def test_a_case_that_moved_meanwhile_is_not_moved_again(site: Site, officer: Officer) -> None:
    case = open_case(officer)
    for section, values in STARTING.items():
        correct(officer, case, section, values)
    colleague = site.officer("mateo")
    for one in (officer, colleague):
        one.see(f"{case}/move/iniciar")
    officer.fill(having="version")
    assert "En trámite" in officer.page.text
    answer = colleague.fill(having="version")
    assert answer.status_code == 409
    assert "En trámite" in officer.see(case).text
    assert officer.see(f"{case}/history").text.count("Cambió de estado") == 1


def test_people_take_part_and_leave(site: Site, officer: Officer) -> None:
    relative = add_person(officer, {"nombre.given": "Petra", "nombre.first": "Ovando", "sexo": "mujer"})
    case = open_case(officer)
    officer.see(f"{case}/parties")
    officer.fill({"q": "Petra Obando"}, having="q")
    officer.see(f"{case}/parties?person={relative}")
    assert officer.fill(having="part").status_code == 422
    officer.fill({"part": "familiar"}, having="part")
    assert "Familiar" in officer.page.text
    assert "Petra Ovando" in officer.see(case).text
    assert folio_of(officer) in officer.see(f"/people/{relative}").text

    officer.see(f"{case}/parties")
    officer.fill(action="parties/remove")
    assert "Petra Ovando" not in officer.see(case).one("aside").text
    assert site.count("party") == 1


def test_cases_are_linked_by_folio_both_ways(officer: Officer) -> None:
    about = add_person(officer)
    first = open_case(officer, person_id=about)
    folio = folio_of(officer)
    second = open_case(officer, "salarios_no_pagados", person_id=about)
    officer.see(f"{second}/links")
    assert officer.fill({"case": "LAX-1999-000001"}, having="case", action="links").status_code == 422
    assert officer.form(action="links").values["case"] == ["LAX-1999-000001"]
    officer.fill({"case": f" {folio.lower()} "}, action="links")
    assert officer.page.all("a", href=first)
    assert officer.see(first).all("a", href=second)
    officer.see(f"{first}/links")
    officer.fill(action="links/remove")
    assert not officer.see(second).all("a", href=first)


def test_a_head_hands_a_case_to_another_officer(site: Site, officer: Officer) -> None:
    case = open_case(officer)
    assert officer.open(f"{case}/reassign").status_code == 403
    head = site.officer("teresa")
    page = head.see(f"{case}/reassign")
    names = {one.text: one["value"] for one in page.one("select", id="account").all("option")}
    assert "Carmen Salas" not in names, "she works in Chicago"
    head.fill({"account": names["Mateo Ibarra"]}, having="account")
    assert "Mateo Ibarra" in head.see(case).one("aside").text
    assert "Mateo Ibarra" in officer.see(f"{case}/history").text


def test_a_file_is_kept_refused_downloaded_and_withdrawn(site: Site, officer: Officer) -> None:
    case = open_case(officer)
    officer.see(f"{case}/files")
    assert officer.fill(having="file").status_code == 422, "no file was chosen"
    for name, content, kind in (
        ("virus.exe", b"MZ\x90\x00" + bytes(100), "application/octet-stream"),
        ("acta.pdf", b"<script>alert(1)</script>", "application/pdf"),
        ("acta.pdf", b"", "application/pdf"),
    ):
        answer = officer.fill(having="file", uploads={"file": (name, content, kind)})
        assert answer.status_code == 422, f"{name}: {answer.status_code}"
        assert officer.errors
    assert site.count("attachment") == 0

    officer.fill(having="file", uploads={"file": ("Acta de «María».pdf", PDF, "application/pdf")})
    link = next(one for one in officer.see(case).all("a") if one.text == "Acta de «María».pdf")
    answer = officer.get(link["href"])
    assert answer.content == PDF
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"

    officer.see(f"{case}/files")
    officer.open(next(one["href"] for one in officer.page.all("a") if one["href"].endswith("/withdraw")))
    assert officer.fill({"reason": ""}, having="reason").status_code == 422
    officer.fill({"reason": "Era de otra persona"}, having="reason")
    assert "Era de otra persona" in officer.see(case).text
    assert officer.open(link["href"]).status_code == 404


def test_the_print_page_holds_the_whole_file(officer: Officer) -> None:
    case = open_case(officer)
    record_action(officer, case, "visita_consular", VISIT)
    text = officer.see(f"{case}/print").text
    for words in ("Xicoténcatl", str(DETENTION["resumen"]), str(VISIT["nota"]), "Lucía Armenta", "LAX-"):
        assert words in text
    assert not [one for one in officer.page.all("input") if one["type"] == "text"]


def test_a_person_is_corrected_and_keeps_a_history(officer: Officer) -> None:
    about = add_person(officer)
    correct(officer, f"/people/{about}", "contacto", {"telefono": "+1 213 351 6800"})
    text = officer.see(f"/people/{about}/history").text
    assert "Teléfono" in text
    assert "55 5123 4567" in text
    assert "351" in text


@pytest.mark.parametrize("values", [{"curp": "XINM920312MOCCXR07"}, {"curp": "xinm920312mocxnr0"}])
def test_a_doubtful_document_warns_and_never_turns_a_person_away(officer: Officer, values: Answers) -> None:
    officer.see("/people/new")
    answer = officer.fill({**PERSON, **values}, having="record")
    assert answer.status_code == 422
    form = officer.form(having="record")
    if "curp.confirm" in form.controls:
        officer.fill({"curp.confirm": "1"}, having="record")
    else:
        officer.fill({"curp": ""}, having="record")
    assert officer.url.startswith("/people/"), officer.errors


def test_a_counterpart_is_added_and_chosen_in_a_case(officer: Officer) -> None:
    officer.see("/registers/contraparte/new")
    officer.fill({"nombre": "", "tipo": "centro_detencion"}, having="record")
    assert officer.errors
    officer.fill({"nombre": "Centro de Detención de Adelanto", "centro_tipo": "ice"}, having="record")
    assert officer.url.startswith("/registers/contraparte/"), officer.errors
    register = officer.url
    case = open_case(officer)
    officer.see(f"{case}/edit/detencion")
    officer.fill({"centro.search": "adelanto detencion"}, having="version", press="search")
    assert "Centro de Detención de Adelanto" in officer.page.text
    officer.fill({"centro": register.rpartition("/")[2]}, having="version")
    assert officer.url.partition("#")[0] == case, officer.errors
    assert "Centro de Detención de Adelanto" in officer.page.text
