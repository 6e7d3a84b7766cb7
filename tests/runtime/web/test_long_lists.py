"""Lists too long to be read through: choices looked for by typing, currencies sent once, sections that can wait."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.applications import Starlette

from runtime.ir.catalog import Value
from runtime.ir.field import Required
from tests.sample import catalog, cel
from tests.site import Visitor, open_site
from tests.stage import DETAINED, Stage
from tests.variant import vary

HTMX = {"HX-Request": "true"}
NAMES = ("Náhuatl", "Maya", "Mixteco", *(f"Lengua {number}" for number in range(20)))
CODES = {name: f"lengua_{number}" for number, name in enumerate(NAMES)}
SEARCH = "/references/case_detencion/idiomas_hablados"


@pytest.fixture
def stage(sqlite_stage: Stage, tmp_path: Path) -> Stage:
    values = tuple(Value(code=code, label={"es": name, "en": name}) for name, code in CODES.items())
    when = Required(kind="when", when=cel("notificado == 'si'", "notificado"))
    return vary(
        sqlite_stage,
        tmp_path,
        catalogs=(catalog("idiomas").model_copy(update={"values": values}),),
        entities={
            "case_detencion": {
                "sections": tuple(
                    {"id": one, "label": {"es": one}} for one in ("detencion", "uno", "dos", "tres")
                )
            }
        },
        fields={
            "case_detencion.salud": {"section": "uno", "required": when.model_dump()},
            "case_detencion.resultado": {"section": "dos"},
            "case_detencion.notificado_el": {"section": "tres", "required": {"kind": "always"}},
            "action_ayuda.entregado": {"options": {"currencies": []}},
        },
    )


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Visitor:
    site: Starlette = open_site(stage, tmp_path)
    visitor = Visitor(site)
    visitor.sign_in("ana_los_angeles")
    return visitor


def boxes(text: str) -> list[str]:
    return re.findall(r'name="idiomas_hablados" value="([^"]*)"', text)


def test_a_long_list_is_not_on_the_form_but_what_is_typed_finds_it(stage: Stage, ana: Visitor) -> None:
    assert boxes(ana.open(f"/cases/new/detencion?person={stage.add_person()}").text) == []
    assert boxes(ana.open(f"{SEARCH}?idiomas_hablados.search=nahua", **HTMX).text) == [CODES["Náhuatl"]]
    assert len(boxes(ana.open(f"{SEARCH}?idiomas_hablados.search=", **HTMX).text)) == len(NAMES)
    assert "No hay nada con ese nombre" in ana.open(f"{SEARCH}?idiomas_hablados.search=otomi", **HTMX).text


def test_what_was_chosen_stays_while_more_is_looked_for(ana: Visitor) -> None:
    query = f"idiomas_hablados={CODES['Maya']}&idiomas_hablados.search=mixteco"
    text = ana.open(f"{SEARCH}?{query}", **HTMX).text
    assert boxes(text) == [CODES["Maya"], CODES["Mixteco"]]
    assert text.count("checked") == 1


def test_without_scripts_the_button_shows_the_whole_list_and_keeps_the_form(
    stage: Stage, ana: Visitor
) -> None:
    url = f"/cases/new/detencion?person={stage.add_person()}"
    ana.open(url)
    page = ana.submit(url, {**DETAINED, "resumen": "Lo detuvieron", "search": "idiomas_hablados"})
    assert len(boxes(page.text)) == len(NAMES)
    assert "Lo detuvieron" in page.text


def test_what_is_stored_stands_on_the_form_of_its_section(stage: Stage, ana: Visitor) -> None:
    case = stage.add_case(controls={"idiomas_hablados": CODES["Mixteco"]})
    assert boxes(ana.open(f"/cases/{case}/edit/detencion").text) == [CODES["Mixteco"]]


def test_a_form_names_every_currency_once_and_takes_one_by_its_code(stage: Stage, ana: Visitor) -> None:
    url = f"/cases/{stage.add_case()}/actions/new/ayuda"
    text = ana.open(url).text
    assert text.count('value="USD"') == 1
    assert 'list="currencies"' in text
    typed = {"entregado.amount": "120", "entregado.currency": "gtq"}
    done = {"done_at.day": "10", "done_at.month": "3", "done_at.year": "2026", "done_at.time": "09:00"}
    page = ana.submit(url, {**typed, **done, "record": re.findall(r'name="record" value="([^"]+)"', text)[0]})
    [recorded] = re.findall(r'href="(/actions/[0-9a-f-]+)"', page.text)
    assert "GTQ" in ana.open(recorded).text


def test_what_is_asked_for_under_a_condition_can_wait(stage: Stage, ana: Visitor) -> None:
    text = ana.open(f"/cases/new/detencion?person={stage.add_person()}").text
    folded = re.findall(r'<div class="acompana-fold__content" id="section-(\w+)"', text)
    assert folded[-3:] == ["uno", "dos", "tres"]
