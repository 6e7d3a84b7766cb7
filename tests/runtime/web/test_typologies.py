"""Starting a case from its typology, and sections and options that come and go, on pages without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from starlette.applications import Starlette

from runtime.ir.catalog import Value
from tests.sample import REGISTRY, catalog, cel
from tests.site import Visitor, open_site
from tests.stage import Stage
from tests.variant import vary

As = Callable[[str], Visitor]

WAYS = (
    ("presencial", "Visita a la cárcel", "detencion salarios"),
    ("telefono", "Detención por teléfono", "detencion"),
    ("correo", "Salarios caídos", "salarios"),
)


@pytest.fixture
def stage(sqlite_stage: Stage, tmp_path: Path) -> Stage:
    """The channel stands for the typology; the detention's section opens once it is known."""
    values = tuple(
        Value(code=code, label={"es": label, "en": label}, attributes={"case_type": types})
        for code, label, types in WAYS
    )
    [section] = REGISTRY.by_id["case_detencion"].sections
    return vary(
        sqlite_stage,
        tmp_path,
        catalogs=(
            catalog("canal").model_copy(update={"values": values}),
            catalog("idiomas").model_copy(
                update={
                    "values": (
                        Value(code="maya", label={"es": "Maya"}, when=cel("canal == 'correo'", "canal")),
                    )
                }
            ),
        ),
        entities={
            "case_detencion": {
                "sections": (
                    section.model_dump(),
                    {
                        "id": "otra",
                        "label": {"es": "Otra sección"},
                        "visible": cel("canal == 'telefono'", "canal").model_dump(),
                    },
                )
            }
        },
        fields={
            "case_detencion.salud": {
                "section": "otra",
                "visible": cel("canal == 'telefono'", "canal").model_dump(),
            }
        },
        typologies="canal",
    )


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Visitor:
    site: Starlette = open_site(stage, tmp_path)
    visitor = Visitor(site)
    visitor.sign_in("ana_los_angeles")
    return visitor


def _links(text: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'href="(/cases/new/[^"]*)"', text)]


def test_typologies_are_found_by_words_without_accents(stage: Stage, ana: Visitor) -> None:
    person = stage.add_person()

    page = ana.open(f"/cases/new?person={person}&t=carcel", **{"HX-Request": "true"})

    assert "<html" not in page.text
    assert "Visita a la cárcel" in page.text
    assert _links(page.text) == [
        f"/cases/new/detencion?person={person}&typology=presencial",
        f"/cases/new/salarios?person={person}&typology=presencial",
    ]
    assert "Ninguna tipología" in ana.open(f"/cases/new?person={person}&t=pasaporte").text


def test_every_case_type_says_its_typologies(stage: Stage, ana: Visitor) -> None:
    text = ana.open(f"/cases/new?person={stage.add_person()}").text
    assert "Visita a la cárcel · Detención por teléfono" in text
    assert "Visita a la cárcel · Salarios caídos" in text


def test_the_form_begins_with_the_typology_and_offers_those_of_its_type(stage: Stage, ana: Visitor) -> None:
    text = ana.open(f"/cases/new/detencion?person={stage.add_person()}&typology=telefono").text
    offered = re.findall(r'name="canal" value="([^"]+)"\s*(checked)?', text)
    assert offered == [("presencial", ""), ("telefono", "checked")]
    # A typology of another case type is not taken.
    text = ana.open(f"/cases/new/detencion?person={stage.add_person()}&typology=correo").text
    assert "checked" not in dict(re.findall(r'name="canal" value="([^"]+)"\s*(checked)?', text)).values()


def test_the_browser_is_told_the_conditions_of_options(stage: Stage, ana: Visitor) -> None:
    text = ana.open(f"/cases/new/detencion?person={stage.add_person()}").text
    assert '"options":{"":{"maya":"canal == \'correo\'"}}' in text


def test_a_closed_section_is_not_on_the_page_until_it_opens(stage: Stage, ana: Visitor) -> None:
    closed = stage.add_case(controls={"canal": "presencial"})
    open_ = stage.add_case(controls={"canal": "telefono"})
    for path in ("", "/print"):
        assert "Otra sección" not in ana.open(f"/cases/{closed}{path}").text
        page = ana.open(f"/cases/{open_}{path}").text
        assert "Otra sección" in page
        assert re.search(r"Sin datos · 1 pregunta.*>Salud<", page, re.DOTALL)
