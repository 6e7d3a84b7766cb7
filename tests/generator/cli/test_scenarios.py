"""`acompana test`: scenarios are played, inherited, changed and left out by layers, and failures name both places."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from generator.cli import app

BASES = Path(__file__).parents[2] / "blueprints" / "bases"
HEAD = """\
blueprint: pais
version: 1.0.0
title: {es: "País", en: "Country"}
extends: "probado >=1.0"
"""


def run(folder: Path, text: str, *more: str, command: str = "test") -> Result:
    """Run a command on a layer over the base with scenarios."""
    root = folder / "pais"
    root.mkdir(exist_ok=True)
    (root / "blueprint.yaml").write_text(HEAD + text, "utf-8")
    return CliRunner().invoke(app, [command, str(root), "--library", str(BASES), *more])


def lines(result: Result) -> list[str]:
    return result.stdout.splitlines()


def test_inherited_scenarios_come_true(tmp_path: Path) -> None:
    result = run(tmp_path, "")
    assert result.exit_code == 0
    assert lines(result) == [
        "✓ Una detención notificada se visita en 48 horas  visita_en_48_horas",
        "1 de 1 pruebas se cumplen.",
    ]


def test_a_broken_one_names_its_line_what_happened_and_the_line_of_the_layer(tmp_path: Path) -> None:
    result = run(
        tmp_path, "case_types: {detencion: {deadlines: {visita: {within: 72h}}}}\n", "--language", "en"
    )
    assert result.exit_code == 1
    assert "✗ A notified detention is visited within 48 hours" in result.stdout
    assert "probado/blueprint.yaml:20:9: error T201" in result.stdout
    assert "expected: the deadline “First visit” is overdue" in result.stdout
    assert "the deadline “First visit” runs and there is time" in result.stdout
    assert "a layer changed it at pais/blueprint.yaml:5:47" in result.stdout


def test_a_new_required_field_is_named_where_the_layer_wrote_it(tmp_path: Path) -> None:
    text = 'person: {sections: {identidad: {fields: {telefono: {type: phone, label: {es: "Teléfono", en: "Phone"}, required: true}}}}}\n'
    result = run(tmp_path, text, "--language", "en")
    assert "error T202" in result.stdout
    assert "“Phone”: Answer this question" in result.stdout
    assert "a layer changed it at pais/blueprint.yaml:5:42" in result.stdout


def test_json_tells_each_scenario_and_each_failure(tmp_path: Path) -> None:
    result = run(
        tmp_path, "case_types: {detencion: {deadlines: {visita: {within: 72h}}}}\n", "--format", "json"
    )
    document = json.loads(result.stdout)
    assert [(one["id"], one["kept"]) for one in document["scenarios"]] == [("visita_en_48_horas", False)]
    [failure] = document["diagnostics"]
    assert (failure["code"], failure["span"]["line"]) == ("T201", 20)
    assert failure["related"][0]["span"]["file"] == "pais/blueprint.yaml"


def test_a_layer_patches_one_answer(tmp_path: Path) -> None:
    text = """\
person: {sections: {identidad: {fields: {edad: null}}}}
scenarios: {visita_en_48_horas: {given: {caso: {person: {edad: null}}}}}
"""
    assert run(tmp_path, text).exit_code == 0


def test_a_removed_field_is_told_with_both_places(tmp_path: Path) -> None:
    result = run(tmp_path, "person: {sections: {identidad: {fields: {edad: null}}}}\n", command="check")
    assert result.exit_code == 1
    assert "probado/blueprint.yaml:14:39: error T110" in result.stdout
    assert "se quitó en pais/blueprint.yaml:5:48" in result.stdout


def test_a_deadline_without_its_field_is_told_with_both_places(tmp_path: Path) -> None:
    text = """\
case_types: {detencion: {sections: {detencion: {fields: {notificado_el: null}}}}}
scenarios: {visita_en_48_horas: null}
"""
    result = run(tmp_path, text, command="check")
    assert "error W202" in result.stdout
    assert "se quitó en pais/blueprint.yaml:5:73" in result.stdout


def test_one_of_another_nation_is_left_to_it(tmp_path: Path) -> None:
    text = "scenarios: {visita_en_48_horas: {national: true, office: houston}}\n"
    assert "1 de 1" in run(tmp_path, text).stdout
    (tmp_path / "pais").rename(tmp_path / "base")
    over = tmp_path / "sobre"
    over.mkdir()
    (over / "blueprint.yaml").write_text(HEAD.replace("pais", "sobre").replace("probado", "base"), "utf-8")
    (tmp_path / "base" / "blueprint.yaml").write_text(HEAD.replace("pais", "base") + text, "utf-8")
    result = CliRunner().invoke(app, ["test", str(over), "--library", str(BASES), "--library", str(tmp_path)])
    assert (result.exit_code, lines(result)) == (
        0,
        ["El modelo no tiene pruebas: escríbalas en scenarios."],
    )


def test_only_some_are_played_and_a_wrong_name_is_corrected(tmp_path: Path) -> None:
    assert "1 de 1" in run(tmp_path, "", "--only", "visita_en_48_horas").stdout
    wrong = run(tmp_path, "", "--only", "visita_en_48_hora")
    assert wrong.exit_code == 1
    assert '¿quiso decir "visita_en_48_horas"?' in wrong.stderr


def test_a_blueprint_with_mistakes_is_not_played(tmp_path: Path) -> None:
    result = run(tmp_path, "case_types: {detencion: {scope: marino}}\n")
    assert result.exit_code == 1
    assert "R203" in result.stdout
    assert "✓" not in result.stdout
