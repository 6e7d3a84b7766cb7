"""Every naughty text goes in by a form and comes back equal and harmless: page, list, search, history, CSV, XLSX."""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Sequence

from runtime.exchange.delimited import guard, unguard
from tests.journeys.answers import PERSON, WAGES
from tests.journeys.country import Site
from tests.journeys.markup import Element
from tests.journeys.naughty import LINES, REFUSED, TEXTS
from tests.journeys.officer import Officer
from tests.journeys.sheets import read_csv, read_xlsx
from tests.journeys.steps import CASE, add_person, open_case

ALL = list(dict.fromkeys(text for texts in TEXTS.values() for text in texts))
LETTERS = "abcdefghij"


def line(text: str) -> str:
    """Return a line as the registry stores it: composed, outer blanks gone."""
    return unicodedata.normalize("NFC", text).strip()


def lines(text: str) -> str:
    """Return text of several lines as the registry stores it: composed, every line break a line feed."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")


def surname(number: int) -> str:
    """Return a surname that no other text has: the number in letters."""
    return "Cadena" + "".join(LETTERS[int(digit)] for digit in f"{number:03}")


def raw(element: Element) -> str:
    """Return the text of an element as it stands in the page, blanks and all."""
    return "".join(part if isinstance(part, str) else raw(part) for part in element.inside)


def assert_harmless(page: Element) -> None:
    """Nothing that was typed became an element that acts."""
    for element in page.walk():
        assert not [name for name in element.attributes if name.startswith("on")], element
        assert element.tag not in ("svg", "img", "b", "style"), element
        assert element.tag != "script" or "src" in element.attributes or element["type"] == "application/json"
        assert not element["href"].startswith("javascript:"), element


def add_with(officer: Officer, number: int, text: str) -> str:
    """Add a person and open a case that hold a text in several fields; return the case's address."""
    sent = {
        **PERSON,
        "nombre.given": text,
        "nombre.first": surname(number),
        "nombre.second": "",
        "telefono": "",
    }
    sent |= {"municipio_origen": text[:100], "record": str(uuid.uuid4()), "distinct": "1"}
    answer = officer.submit("/people/new?next=case", sent)
    assert officer.url.startswith("/cases/new?person="), f"{text!r}: {answer.status_code} {officer.errors}"
    assert_harmless(officer.page)
    about = officer.url.partition("person=")[2]
    fixed = {
        "canal": "presencial",
        "parentesco": "interesado",
        "prioridad": "normal",
        "confidencialidad": "ordinario",
    }
    form = {**WAGES, **fixed, "empleador_nombre": text, "resumen": text, "record": str(uuid.uuid4())}
    form |= {"primer_contacto.day": "1", "primer_contacto.month": "1", "primer_contacto.year": "2026"}
    form |= {"primer_contacto.time": "10:00"}
    answer = officer.submit(f"/cases/new/salarios_no_pagados?person={about}", form)
    assert CASE.fullmatch(officer.url), f"{text!r}: {answer.status_code} {officer.errors}"
    return officer.url


def test_naughty_texts_come_back_equal_and_harmless(site: Site, officer: Officer) -> None:
    officer.see("/people/new")
    cases = [add_with(officer, number, text) for number, text in enumerate(ALL)]
    assert len(ALL) > 120

    for number, (text, case) in enumerate(zip(ALL, cases, strict=True)):
        page = officer.see(case)
        assert_harmless(page)
        shown = [raw(one) for one in page.all("dd")]
        assert any(line(text) in one for one in shown), f"{text!r} is not on the case's page"
        assert line(text) in raw(page.one("h1")), text
        officer.see(f"{case}/edit/asunto")
        assert officer.form(having="version").values["resumen"] == [lines(text)]
        page = officer.see(f"{case}/history")
        assert_harmless(page)
        assert any(line(text) in raw(one) for one in page.all("dd")), f"{text!r} is not in the history"
        page = officer.see(f"/search?q={surname(number)}")
        assert_harmless(page)
        assert line(text) in raw(page.all("h3", class_="govuk-heading-s")[0]), f"{text!r} is not found"

    head = site.officer("teresa")
    columns = "columns=folio&columns=salarios_no_pagados.empleador_nombre"
    assert set(map(line, ALL)) <= set(listed(head, "/lists/salarios", "¿Para quién trabajó?"))
    towns = listed(head, "/lists/personas", "Municipio o localidad de origen", "municipio_origen")
    assert {line(text[:100]) for text in ALL} <= set(towns)
    exported(head, f"/lists/salarios/export.{{}}?{columns}", "¿Para quién trabajó?", list(map(line, ALL)))
    exported(head, "/exports/casos_seguimiento.{}", "¿Qué pasó y qué se necesita?", list(map(lines, ALL)))


def listed(officer: Officer, address: str, heading: str, column: str = "") -> list[str]:
    """Return the cells of a column on all pages of a list."""
    found: list[str] = []
    more = f"{address}?columns=nombre&columns={column}" if column else address
    while more:
        page = officer.see(more)
        assert_harmless(page)
        headings = [one.text for one in page.one("thead").all("th")]
        place = headings.index(heading) - 1
        found += [raw(row.all("td")[place]) for row in page.one("tbody").all("tr")]
        more = next((one["href"] for one in page.all("a") if one["rel"] == "next"), "")
    return found


def exported(officer: Officer, address: str, heading: str, expected: Sequence[str]) -> None:
    """Hold a column of both files to what was typed."""
    rows = read_csv(officer.get(address.format("csv")).content)
    cells = column_of(rows, heading)
    assert sorted(map(unguard, cells)) == sorted(expected)
    for cell in cells:
        assert cell == guard(unguard(cell))
        assert cell[:1] not in ("=", "+", "-", "@"), f"{cell!r} is a formula to a spreadsheet"
    rows = read_xlsx(officer.get(address.format("xlsx")).content)
    assert sorted(column_of(rows, heading)) == sorted(expected)


def column_of(rows: list[list[str]], heading: str) -> list[str]:
    """Return the cells under a heading."""
    place = rows[0].index(heading)
    return [row[place] for row in rows[1:]]


def test_control_characters_are_refused_and_nothing_is_stored(site: Site, officer: Officer) -> None:
    officer.see("/people/new")
    for text in REFUSED:
        form = {**PERSON, "nombre.given": text, "municipio_origen": text, "record": str(uuid.uuid4())}
        answer = officer.submit("/people/new", form)
        assert answer.status_code == 422, repr(text)
        assert len(officer.errors) == 2, officer.errors
        assert officer.form(having="record").values["nombre.first"] == [PERSON["nombre.first"]]
        assert officer.get("/search", params={"q": text}).status_code == 200
    assert site.count("person") == 0


def test_texts_of_several_lines_keep_their_lines(site: Site, officer: Officer) -> None:
    about = add_person(officer)
    expected = []
    for text in LINES:
        case = open_case(officer, "salarios_no_pagados", {"resumen": text}, about)
        officer.see(f"{case}/edit/asunto")
        assert officer.form(having="version").values["resumen"] == [lines(text)]
        expected.append(lines(text))
    exported(
        site.officer("teresa"), "/exports/casos_seguimiento.{}", "¿Qué pasó y qué se necesita?", expected
    )

    officer.see(f"/cases/new/salarios_no_pagados?person={about}")
    answer = officer.fill({**WAGES, "resumen": "x" * 4001}, having="record")
    assert answer.status_code == 422
    assert officer.form(having="record").values["resumen"] == ["x" * 4001]
