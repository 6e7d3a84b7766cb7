"""The data dictionary: nothing of a registry is missing in it, and it counts honestly."""

from __future__ import annotations

import datetime
import html
import io
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from generator.accompany import assumptions, catalogs, forms, printed, sheets, webpage
from generator.accompany.dictionary import dictionary
from generator.accompany.entities import rows_of_fields
from generator.accompany.registry import Spoken
from generator.accompany.words import Language, texts
from generator.cli import app
from generator.diagnostics.catalog import placeholders
from generator.pipeline import check_blueprint, compile_blueprint
from runtime.ir.registry import Registry
from tests.generator.validate.layers import BASES, write

MEXICO = Path(__file__).parents[3] / "blueprints" / "mexico"


@pytest.fixture(scope="module")
def mexico() -> Registry:
    return compile_blueprint(MEXICO)


def test_every_text_is_there_in_both_languages_with_the_same_names() -> None:
    for key, known in texts().items():
        assert set(known) == {"es", "en"}, key
        assert placeholders(known["es"]) == placeholders(known["en"]), key


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_page_names_every_field_catalog_role_and_state(mexico: Registry, language: Language) -> None:
    page = html.unescape(webpage.write(dictionary(mexico, language)))
    for entity in mexico.entities:
        for field in entity.active_fields:
            assert field.label[language] in page
            assert f"<code>{field.id}</code>" in page
    lifecycle = mexico.lifecycle
    labels = [catalog.label for catalog in mexico.catalogs] + [role.label for role in mexico.roles]
    labels += [state.label for state in lifecycle.states] + [one.label for one in lifecycle.transitions]
    for label in labels:
        assert label[language] in page


def test_the_page_fetches_nothing(mexico: Registry) -> None:
    page = webpage.write(dictionary(mexico, "es"))
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "<script" not in page
    assert "<link" not in page


def test_what_is_assumed_is_marked_and_counted(tmp_path: Path) -> None:
    layer = write(
        tmp_path,
        person__yaml=(
            "person: {sections: {identidad: {fields: {edad: {assumed: true}, salud: {source: Ley}}}}}\n"
        ),
    )
    registry = check_blueprint(layer, (BASES,)).value
    assert registry is not None
    [fields] = [one for one in assumptions.counts(registry) if one.part == "fields"]
    assert (fields.sourced, fields.assumed, fields.silent) == (1, 1, fields.total - 2)
    assert webpage.write(dictionary(registry, "en")).count(">Assumed</span>") == 1


def test_the_same_registry_gives_the_same_bytes(mexico: Registry) -> None:
    spoken = Spoken(mexico, "es")
    assert printed.write(dictionary(mexico, "es")) == printed.write(dictionary(mexico, "es"))
    assert sheets.write(catalogs.sheets(spoken)) == sheets.write(catalogs.sheets(spoken))


def test_the_workbook_has_a_sheet_for_each_catalog_with_all_its_languages(mexico: Registry) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(sheets.write(catalogs.sheets(Spoken(mexico, "es")))))
    assert len(book.sheet_names) == len(mexico.catalogs) + 1
    rows = book.get_sheet_by_name("estados").to_python()
    assert rows[0][:3] == ["Clave", "Nombre (es)", "Nombre (en)"]
    assert len(rows) == len(mexico.catalog_by_id["estados"].values) + 1


def test_the_sheet_of_fields_has_a_row_for_each(mexico: Registry) -> None:
    table = rows_of_fields(Spoken(mexico, "en"))
    assert len(table.rows) == sum(len(entity.active_fields) for entity in mexico.entities)
    assert {len(row) for row in table.rows} == {len(table.headings)}


def test_there_is_a_form_to_print_for_the_person_and_each_type(mexico: Registry) -> None:
    now = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
    assert forms.write(Spoken(mexico, "en"), now).startswith(b"%PDF-")


def test_the_command_writes_what_is_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = CliRunner().invoke(
        app, ["dictionary", str(MEXICO), "--format", "xlsx", "--out", str(out), "--language", "en"]
    )
    assert result.exit_code == 0
    assert {path.name for path in out.iterdir()} == {"dictionary.xlsx", "catalogs.xlsx"}
    assert str(out / "catalogs.xlsx") in result.stdout


def test_a_blueprint_with_mistakes_has_no_dictionary(tmp_path: Path) -> None:
    layer = write(tmp_path, more__yaml="case_types: {detencion: {scope: nada}}\n")
    result = CliRunner().invoke(
        app, ["dictionary", str(layer), "--library", str(BASES), "--out", str(tmp_path / "out")]
    )
    assert result.exit_code == 1
    assert not (tmp_path / "out").exists()


def test_the_days_an_office_works_otherwise_are_listed(tmp_path: Path) -> None:
    layer = write(tmp_path, calendars__yaml="calendars: {all: {09-15: closed}, USA: {11-27: open}}\n")
    registry = check_blueprint(layer, (BASES,)).value
    assert registry is not None
    page = webpage.write(dictionary(registry, "en"))
    for words in ("Calendars", "09-15", "day off", "11-27", "working day", "United States"):
        assert words in page
