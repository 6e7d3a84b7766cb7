"""Finding again: search, desk, lists and their filters, exports that are opened and compared, the monthly table."""

from __future__ import annotations

import re

import pytest

from tests.journeys.answers import FAMILY, PERSON, VISIT, ago, instant
from tests.journeys.country import Site
from tests.journeys.officer import Officer
from tests.journeys.sheets import read_csv, read_xlsx
from tests.journeys.steps import add_person, folio_of, open_case, record_action

NAME = "María Guadalupe Xicoténcatl Núñez"


def rows_of(officer: Officer) -> list[list[str]]:
    """Return the cells of the table on this page, headings first."""
    return [[cell.text for cell in row.walk() if cell.tag in ("th", "td")] for row in officer.page.all("tr")]


@pytest.mark.parametrize(
    "typed",
    [
        "jicotencal",
        "Nunes Guadalupe",
        "maria xicotencatl",
        "55 5123 4567",
        "+52 (55) 5123-4567 xicotencatl",
        "A204998321",
        "a-204 998 321",
        "XICOTÉNCATL NÚÑEZ María",
    ],
)
def test_a_person_is_found_as_one_spells_and_the_way_leads_to_the_case(officer: Officer, typed: str) -> None:
    about = add_person(officer, {"documento_3.kind": "a_number", "documento_3.number": "A-204 998 321"})
    open_case(officer, person_id=about)
    folio = folio_of(officer)
    officer.see("/search")
    officer.fill({"q": typed}, action="search")
    assert NAME in officer.page.text
    officer.follow(folio)
    assert NAME in officer.page.one("h1").text


def test_a_folio_leads_to_its_case(officer: Officer) -> None:
    case = open_case(officer)
    folio = folio_of(officer)
    officer.see("/")
    officer.fill({"q": folio.lower()}, action="search")
    assert officer.page.all("a", href=case)


def test_while_typing_only_the_results_come(officer: Officer) -> None:
    open_case(officer)
    answer = officer.get("/search", params={"q": "xicot"}, headers={"hx-request": "true"})
    assert "<html" not in answer.text
    assert NAME in answer.text


def test_the_desk_shows_my_cases_and_what_is_due(officer: Officer) -> None:
    open_case(
        officer, values={**instant("detenido_el", ago(hours=50)), **instant("notificado_el", ago(hours=40))}
    )
    folio = folio_of(officer)
    text = officer.see("/").text
    assert folio in text
    assert "Primera visita consular" in text


def test_a_list_is_filtered_and_exported_as_it_is_shown(site: Site, officer: Officer) -> None:
    about = add_person(officer)
    open_case(officer, person_id=about)
    detention = folio_of(officer)
    open_case(officer, "salarios_no_pagados", person_id=about)
    wages = folio_of(officer)
    head = site.officer("teresa")
    head.see("/lists/casos")
    assert {row[0] for row in rows_of(head)[1:]} == {detention, wages}

    head.fill({"case_type": "detencion_migratoria"}, having="case_type")
    shown = rows_of(head)
    assert [row[0] for row in shown[1:]] == [detention]
    links = [one["href"] for one in head.page.all("a") if "/export." in one["href"]]
    csv_file, xlsx_file = (head.get(one) for one in sorted(links))
    for answer, rows in ((csv_file, read_csv(csv_file.content)), (xlsx_file, read_xlsx(xlsx_file.content))):
        assert answer.headers["content-disposition"].startswith("attachment")
        assert {re.split(r":| \(", heading)[0] for heading in rows[0]} == set(shown[0])
        assert [row[0] for row in rows[1:]] == [detention]
        assert {"María Guadalupe", "Xicoténcatl", "Núñez"} <= set(rows[1])

    # An officer's role lists and may not take the list away.
    officer.see("/lists/casos")
    assert not [one for one in officer.page.all("a") if "/export." in one["href"]]
    assert officer.open("/lists/casos/export.csv").status_code == 403


def test_columns_are_chosen_and_filters_taken_off_again(officer: Officer) -> None:
    open_case(officer)
    officer.see("/lists/casos")
    form = officer.form(having="case_type")
    columns = next(control for control in form.controls.values() if "tipologia" in control.offers)
    officer.fill({columns.name: ["folio", "canal", "person.estado_origen"]}, having="case_type")
    assert rows_of(officer)[0] == ["Folio", "¿Cómo llegó el caso?", "Entidad de origen"]
    assert rows_of(officer)[1][2] == "Oaxaca"
    officer.see("/lists/casos?case_type=traslado_restos")
    assert len(rows_of(officer)) == 0
    officer.follow("Quitar todos los filtros")
    assert len(rows_of(officer)) == 2


def test_a_wrong_day_in_a_filter_is_said_where_it_stands(officer: Officer) -> None:
    officer.open("/lists/casos?registered_at.from=ayer")
    assert officer.errors
    assert officer.form(having="case_type").values["registered_at.from"] == ["ayer"]


def test_every_list_and_export_of_the_registry_opens(site: Site, officer: Officer) -> None:
    case = open_case(officer)
    record_action(officer, case, "visita_consular", VISIT)
    head = site.officer("teresa")
    for listing in site.instance.registry.lists:
        head.see(f"/lists/{listing.id}")
        if listing.of != "person":
            assert read_csv(head.get(f"/lists/{listing.id}/export.csv").content)
    head.see("/exports")
    for export in site.instance.registry.exports:
        sheets = [
            reader(head.get(f"/exports/{export.id}.{kind}").content)
            for kind, reader in (("csv", read_csv), ("xlsx", read_xlsx))
        ]
        assert sheets[0] == sheets[1], export.id
        assert len(sheets[0][0]) >= len(export.columns)


def test_the_monthly_table_counts_cases_people_and_actions(site: Site, officer: Officer) -> None:
    about = add_person(officer)
    case = open_case(officer, person_id=about)
    open_case(officer, "salarios_no_pagados", person_id=about)
    record_action(officer, case, "visita_consular", VISIT)
    record_action(officer, case, "contacto_familia", FAMILY)
    record_action(officer, case, "contacto_familia", {**FAMILY, "nota": "Volvió a llamar."})
    analyst = site.officer("elena")
    analyst.see("/reports/actividad?rows=office&columns=scope")
    total = rows_of(analyst)[-1]
    assert total[-3:] == ["2", "1", "3"]
    rows = read_csv(analyst.get("/reports/actividad/export.csv?rows=office&columns=scope").content)
    assert rows[-1][-3:] == ["2", "1", "3"]


def test_the_analyst_reads_every_office_and_nothing_sensitive(site: Site, officer: Officer) -> None:
    case = open_case(officer)
    analyst = site.officer("elena")
    text = analyst.see(case).text
    assert NAME in text
    assert "Insulina" not in text
    assert "Hay datos que su rol no permite ver" in text
    assert analyst.open(f"{case}/edit/asunto").status_code == 403
    assert "Insulina" not in analyst.see(f"{case}/history").text
    assert "Insulina" not in analyst.see(f"{case}/print").text
    administrator = site.officer("hugo")
    assert administrator.open(case).status_code == 404
    assert administrator.open("/lists/casos").status_code == 404
    assert str(PERSON["nombre.first"]) not in administrator.open("/search?q=xicotencatl").text
