"""The comparison of two blueprints: counts that add up, reasons, gaps, requirements."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner, Result

from generator.accompany.comparison import compare
from generator.accompany.elements import elements
from generator.accompany.gaps import gaps
from generator.accompany.registry import Spoken
from generator.cli import app
from generator.compile import compile as compile_context
from generator.pipeline import check_layers
from generator.resolve import ResolvedTree
from tests.generator.validate.layers import BASES

MEXICO = Path(__file__).parents[3] / "blueprints" / "mexico"
HEAD = """\
blueprint: guatemala
version: 1.0.0
title: {es: "Registro de Guatemala", en: "Registry of Guatemala"}
extends: "mexico >=1.0,<2.0"
country: GTM
languages: [es, en]
time_zone: America/Guatemala
"""
LAYER = """\
scenarios: null
person:
  sections:
    identidad:
      fields:
        curp: null  # No existe en Guatemala
        cui: {type: national_id, scheme: gt_cui, label: {es: "CUI", en: "CUI"}, after: nombre}
        sexo: {help: {es: "Como lo dice la persona", en: "As the person says"}, why: "Respeto"}
catalogs:
  estados: {national: false}
accompaniment:
  people: {consular: {function: {es: "Asuntos Consulares", en: "Consular Affairs"}}}
  requirements:
    r1: {need: "Usar el CUI", about: person.cui, priority: must, accepted_by: consular, accepted: 2026-03-01}
"""


@pytest.fixture
def layer(tmp_path: Path) -> Path:
    folder = tmp_path / "guatemala"
    folder.mkdir()
    (folder / "blueprint.yaml").write_text(HEAD, "utf-8")
    (folder / "person.yaml").write_text(LAYER, "utf-8")
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["compare", *map(str, arguments)], env={"COLUMNS": "200"})


def test_the_counts_of_each_part_add_up(layer: Path) -> None:
    found = []
    for folder in (MEXICO, layer):
        context = check_layers(folder).outcome.value
        assert context is not None
        found.append((context, Spoken(compile_context(context), "en")))
    (first, ours), (second, theirs) = found
    parts = {part.name: part for part in compare(elements(first, ours), elements(second, theirs))}
    assert parts["fields"].before == sum(len(one.active_fields) for one in ours.registry.entities)
    assert parts["fields"].after == sum(len(one.active_fields) for one in theirs.registry.entities)
    assert [one.key for one in parts["fields"].dropped] == ["person.curp"]
    assert [one.key for one in parts["fields"].added] == ["person.cui"]
    assert [one.element.key for one in parts["fields"].changed] == ["person.sexo"]
    assert (parts["states"].changed, parts["states"].added, parts["states"].dropped) == ((), (), ())


def test_a_blueprint_is_all_alike_with_itself() -> None:
    context = check_layers(MEXICO).outcome.value
    assert context is not None
    one = elements(context, Spoken(compile_context(context), "es"))
    assert all(part.inherited == part.before == part.after for part in compare(one, one))


def test_the_memo_says_what_was_decided_and_why(layer: Path) -> None:
    told = " ".join(run("mexico", layer, "--language", "en").stdout.split())
    assert "“guatemala” extends “mexico”." in told
    assert "No existe en Guatemala" in told
    assert "Respeto" in told
    assert "Usar el CUI [r1]" in told
    assert "Consular Affairs" in told


def test_what_an_office_goes_by_is_compared_too(layer: Path) -> None:
    (layer / "daily.yaml").write_text(
        """\
calendars: {USA: {11-27: closed}}
reports: {visitas: {every: year}, eventos: null}
case_types: {nna_no_acompanado: {checklists: {protocolo_nna: {items: {antes_espacio: null}}}}}
""",
        "utf-8",
    )
    said = run(MEXICO, layer, "--language", "en").output
    for words in (
        "Checklists",
        "Reports",
        "Calendars",
        "11-27",
        "day off",
        "quiet place",
        "Preventive events",
    ):
        assert words in said


def test_gaps_are_open_until_the_layer_speaks(layer: Path) -> None:
    states = {".".join(map(str, gap.address)): gap.state for gap in gaps(_tree(layer))}
    assert states["person.sections.identidad.fields.curp"] == "removed"
    assert states["catalogs.estados"] == "replaced"
    assert states["documents.presuncion_nacionalidad"] == "open"
    assert {gap.owner for gap in gaps(_tree(layer))} == {"mexico"}


def test_blueprints_that_have_nothing_to_do_with_each_other_are_said_to() -> None:
    result = run(BASES / "registro", "mexico", "--language", "en")
    assert result.exit_code == 0
    assert "does not extend" in result.stdout
    assert "Gap matrix" not in result.stdout


def test_the_memo_can_be_a_page_or_a_workbook(layer: Path, tmp_path: Path) -> None:
    page, book = tmp_path / "memo.html", tmp_path / "memo.xlsx"
    assert run("mexico", layer, "--format", "html", "--out", page).exit_code == 0
    assert "Matriz de brechas" in page.read_text("utf-8")
    assert run("mexico", layer, "--format", "xlsx", "--out", book).exit_code == 0
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(book.read_bytes())).sheet_names
    assert {"Matriz de brechas", "Matriz de requerimientos", "Cuentas por parte del modelo"} <= set(sheets)


def test_a_blueprint_that_is_nowhere_is_said_to_be_missing() -> None:
    result = run("mexico", "atlantis", "--language", "en")
    assert (result.exit_code, result.stdout) == (1, 'No blueprint "atlantis".\n')


def _tree(layer: Path) -> ResolvedTree:
    context = check_layers(layer).outcome.value
    assert context is not None
    return context.places.tree
