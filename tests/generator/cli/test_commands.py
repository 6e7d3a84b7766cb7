"""The commands as an author uses them: what is printed, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from generator import cli
from generator.cli import app
from tests.generator.validate.layers import BASES, write

MEXICO = Path(__file__).parents[3] / "blueprints" / "mexico"
WRONG = "person: {sections: {identidad: {fields: {edad: {minn: 3}}}}}\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_a_right_blueprint_is_said_to_be_right() -> None:
    result = run("check", MEXICO)
    reminder, _, rest = result.stdout.partition("\n\n")
    assert (result.exit_code, rest) == (0, "Sin errores.\n")
    # What no law decides is left to the country, and said each time.
    assert "V105 falta decidir cuánto se conservan los casos cerrados" in reminder
    assert "\n" not in reminder


def test_a_mistake_is_shown_with_its_line(tmp_path: Path) -> None:
    result = run("check", write(tmp_path, person__yaml=WRONG), "--library", BASES, "--language", "en")
    assert result.exit_code == 1
    assert result.stdout.startswith("pais/person.yaml:1:49: error F103: a field of type integer has no key")
    assert "    1 | person: {sections" in result.stdout
    assert 'did you mean "min"?' in result.stdout
    assert result.stdout.endswith("1 error. Explain a code: acompana explain F103\n")


def test_a_file_that_is_not_understood_is_shown_too(tmp_path: Path) -> None:
    tabbed = "person:\n  sections:\n    identidad:\n\t  label: Identidad\n"
    result = run("check", write(tmp_path, person__yaml=tabbed), "--library", BASES)
    assert "pais/person.yaml:4:1: error Y301: hay un tabulador en la sangría\n" in result.stdout
    assert "    4 |    label: Identidad\n" in result.stdout


def test_what_is_wrong_in_an_inherited_place_is_said_where_the_author_can_change_it(tmp_path: Path) -> None:
    layer = write(tmp_path, catalogs__yaml="catalogs: {departamentos: null}\n")
    said = run("check", layer, "--library", BASES, "--language", "en").stdout
    assert "registro/person.yaml:" in said
    assert "note: this layer removed it at pais/catalogs.yaml:1:27\n" in said
    address = "person.sections.identidad.fields.departamento.catalog"
    assert f'note: it comes from "registro"; your layer changes it at {address}\n' in said


def test_editors_and_programs_get_their_own_forms(tmp_path: Path) -> None:
    layer = write(tmp_path, person__yaml=WRONG)
    lines = run("check", layer, "--library", BASES, "--format", "line", "--language", "en")
    assert lines.stdout == 'pais/person.yaml:1:49: F103 a field of type integer has no key "minn"\n'
    data = json.loads(run("check", layer, "--library", BASES, "--format", "json").stdout)
    assert data["summary"] == {"errors": 1, "warnings": 0, "notes": 0}
    assert data["diagnostics"][0]["suggestion"] == "min"


def test_an_excerpt_of_a_csv_file_is_shown(tmp_path: Path) -> None:
    layer = write(
        tmp_path,
        more__yaml="catalogs: {departamentos: {file: d.csv}}\n",
        d__csv="code,es,en\n01,Uno,One\n01,Dos,Two\n",
    )
    assert "    3 | 01,Dos,Two\n      | ^^\n" in run("check", layer, "--library", BASES).stdout


def test_explain_says_who_wrote_a_value_and_who_won(tmp_path: Path) -> None:
    layer = write(tmp_path, more__yaml="person: {sections: {identidad: {fields: {edad: {max: 99}}}}}\n")
    result = run("explain", "person.edad.max", layer, "--library", BASES, "--language", "en")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "person.sections.identidad.fields.edad.max",
        "  registro/person.yaml:7:44  registro 1.0.0  lost: 130",
        "  pais/more.yaml:1:54  pais 1.0.0  wins: 99",
    ]


def test_explain_finds_a_cell(tmp_path: Path) -> None:
    layer = write(tmp_path)
    result = run("explain", "catalogs.departamentos.values.02", layer, "--library", BASES)
    assert "registro/departamentos.csv:3:1" in result.stdout


def test_explain_of_nothing_offers_the_nearest_address(tmp_path: Path) -> None:
    result = run(
        "explain", "case_types.detencio.scope", write(tmp_path), "--library", BASES, "--language", "en"
    )
    assert result.exit_code == 1
    assert 'did you mean "case_types.detencion.scope"?' in result.stdout


def test_explain_of_a_field_misspelt_offers_it_without_its_section(tmp_path: Path) -> None:
    result = run("explain", "person.edda", write(tmp_path), "--library", BASES)
    assert '¿quiso decir "person.edad"?' in result.stdout


def test_explain_tells_all_of_a_code() -> None:
    assert "visible: \"notificado != 'si'\"" in run("explain", "c110").stdout
    assert run("explain", "Z999").exit_code == 1


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_schema_is_json_in_the_language_asked(language: str) -> None:
    schema = json.loads(run("schema", "--language", language).stdout)
    expected = {"es": "Países", "en": "Countries"}
    assert schema["$ref"] == "#/$defs/Blueprint"
    described = schema["$defs"]["Blueprint"]["properties"]["country"]["description"]
    assert described.split(",")[0] in {"País", "Country"}
    assert (described.startswith("País")) is (expected[language] == "Países")


def test_a_new_layer_checks_at_once_and_lists_what_is_foreign(tmp_path: Path) -> None:
    folder = tmp_path / "guatemala"
    made = run("new", folder)
    assert made.exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "blueprint.schema.json",
        "blueprint.yaml",
        "brechas.md",
        "offices.yaml",
        "person.yaml",
    ]
    written = (folder / "blueprint.yaml").read_text("utf-8")
    assert "country: GTM" in written
    assert 'extends: "mexico >=1.1,<2.0"' in written
    assert "`person.sections.identidad.fields.curp`" in (folder / "brechas.md").read_text("utf-8")
    checked = run("check", folder)
    assert checked.exit_code == 0
    assert 'L104 "person.sections.identidad.fields.curp" sigue siendo propio de "mexico"' in checked.stdout
    assert checked.stdout.endswith("Sin errores.\n")
    planned = run("plan", folder, tmp_path / "registro").stdout
    assert "L104" not in planned
    assert f"{checked.stdout.count('L104')} notas sobre lo heredado" in planned


def test_the_examples_of_a_new_layer_work_once_uncommented(tmp_path: Path) -> None:
    folder = tmp_path / "guatemala"
    run("new", folder)
    person = folder / "person.yaml"
    head, note, *rest = person.read_text("utf-8").splitlines()
    person.write_text("\n".join([head, note, *(line.removeprefix("# ") for line in rest), ""]), "utf-8")
    checked = run("check", folder)
    assert checked.exit_code == 0
    assert "fields.curp" not in checked.stdout


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a: b", "utf-8")
    assert run("new", tmp_path).exit_code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["x.yaml"]


def test_a_country_nobody_knows_is_asked_for(tmp_path: Path) -> None:
    run("new", tmp_path / "mi_modelo")
    assert "N201" in run("check", tmp_path / "mi_modelo", "--format", "line").stdout


def test_a_bug_is_said_to_be_one_without_a_stack(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(cli, "app", fail)
    monkeypatch.delenv("ACOMPANA_TRACE", raising=False)
    with pytest.raises(SystemExit) as end:
        cli.main()
    said = capsys.readouterr().err
    assert end.value.code == cli.BUG
    assert "this is a bug" in said
    assert "Traceback" not in said
    assert "secret" not in said
