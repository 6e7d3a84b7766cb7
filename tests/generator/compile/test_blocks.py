"""Blocks: every user has the sections, a layer changes one copy or all of them, and each line knows its file."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from generator.cli import app
from generator.diagnostics.render import to_lines
from generator.pipeline import check_blueprint, compile_blueprint
from runtime.ir.entity import Entity
from tests.generator.validate.layers import BASES
from tests.generator.validate.stacked import check, write

MODEL = """\
blocks:
  salud:
    sections:
      salud:
        label: {es: "Salud", en: "Health"}
        visible: "filled.resumen"
        fields:
          sintomas: {type: text, label: {es: "Síntomas", en: "Symptoms"}}
          grave: {type: boolean, label: {es: "¿Grave?", en: "Serious?"}, visible: "filled.sintomas"}
          ingreso: {type: datetime, label: {es: "Ingreso", en: "Admitted"}}
    deadlines:
      alta: {label: {es: "Alta", en: "Discharge"}, from: ingreso, within: 3d, until: action.visita}
case_types:
  detencion: {blocks: {salud: {visible: "notificado == 'si'"}}}
  hospital: {label: {es: "Hospital", en: "Hospital"}, scope: penal, blocks: {salud: true}}
"""


def entity(folder: Path, key: str, country: str = "{}\n", model: str = MODEL) -> Entity:
    registry = check_blueprint(write(folder, model, country), (BASES,))
    assert registry.value is not None, to_lines(registry.diagnostics, "en")
    return registry.value.by_id[key]


def test_every_user_has_the_sections_and_the_clocks_of_a_block(tmp_path: Path) -> None:
    hospital = entity(tmp_path, "case_hospital")
    assert [section.id for section in hospital.sections] == ["salud"]
    assert [field.id for field in hospital.fields] == ["sintomas", "grave", "ingreso"]
    assert [clock.id for clock in hospital.deadlines] == ["alta"]
    assert hospital.fields[0].layer == "modelo"


def test_a_closed_section_closes_its_fields(tmp_path: Path) -> None:
    detention = entity(tmp_path, "case_detencion")
    salud = next(section for section in detention.sections if section.id == "salud")
    assert salud.visible is not None
    assert salud.visible.text == "(notificado == 'si') && (filled.resumen)"
    shown = {field.id: field.visible and field.visible.text for field in detention.fields}
    assert shown["sintomas"] == salud.visible.text
    assert shown["grave"] == "(notificado == 'si') && (filled.resumen) && (filled.sintomas)"
    assert shown["centro"] is None


def test_a_layer_changes_a_block_for_every_user(tmp_path: Path) -> None:
    country = "blocks: {salud: {sections: {salud: {fields: {sintomas: {required: true}, grave: null}}}}}\n"
    for key in ("case_detencion", "case_hospital"):
        folder = tmp_path / key
        folder.mkdir()
        fields = entity(folder, key, country).fields_by_id
        assert fields["sintomas"].required.kind == "always"
        assert fields["sintomas"].layer == "pais"
        assert "grave" not in fields


def test_a_layer_changes_one_copy_moves_a_field_of_it_or_takes_it_away(tmp_path: Path) -> None:
    country = """\
case_types:
  hospital:
    sections:
      salud:
        fields:
          sintomas: {max_length: 50}
          grave: null
          cama: {type: text, label: {es: "Cama", en: "Bed"}, before: sintomas}
  detencion: {sections: {salud: {fields: {grave: {section: detencion, after: centro}}}}}
"""
    checked = compile_blueprint(write(tmp_path, MODEL, country), (tmp_path, BASES)).by_id
    hospital, detention = checked["case_hospital"], checked["case_detencion"]
    assert [field.id for field in hospital.fields] == ["cama", "sintomas", "ingreso"]
    assert hospital.fields_by_id["sintomas"].options["max_length"] == 50
    assert detention.fields_by_id["sintomas"].options["max_length"] == 200
    assert detention.fields_by_id["grave"].section == "detencion"


def test_the_same_document_may_change_its_own_copy(tmp_path: Path) -> None:
    model = (
        MODEL
        + """\
  clinica:
    label: {es: "Clínica", en: "Clinic"}
    scope: penal
    blocks: {salud: true}
    sections:
      salud: null
      cama: {label: {es: "Cama", en: "Bed"}, fields: {cama: {type: text, label: {es: "Cama", en: "Bed"}}}}
    deadlines: {alta: null}
"""
    )
    clinic = entity(tmp_path, "case_clinica", model=model)
    assert [section.id for section in clinic.sections] == ["cama"]
    assert clinic.deadlines == ()


def test_a_country_stops_using_a_block(tmp_path: Path) -> None:
    detention = entity(tmp_path, "case_detencion", "case_types: {detencion: {blocks: {salud: null}}}\n")
    assert "sintomas" not in detention.fields_by_id


def test_a_country_stops_using_a_block_that_its_model_changed(tmp_path: Path) -> None:
    model = MODEL.replace(
        "hospital: {label",
        "hospital: {sections: {salud: {fields: {sintomas: {max_length: 50}, grave: null}}}, label",
    )
    country = """\
case_types:
  hospital:
    blocks: {salud: null}
    sections: {cama: {label: {es: "Cama", en: "Bed"}, fields: {cama: {type: text, label: {es: "Cama", en: "Bed"}}}}}
"""
    folder = write(tmp_path, model, country)
    hospital = compile_blueprint(folder, (tmp_path, BASES)).by_id["case_hospital"]
    assert [section.id for section in hospital.sections] == ["cama"]
    assert hospital.deadlines == ()


def test_explain_leads_to_the_block(tmp_path: Path) -> None:
    country = "case_types: {hospital: {sections: {salud: {fields: {sintomas: {max_length: 50}}}}}}\n"
    folder = write(tmp_path, MODEL, country)

    def explain(what: str) -> list[str]:
        arguments = ["explain", what, str(folder), "--library", str(BASES), "--language", "en"]
        return CliRunner().invoke(app, arguments).stdout.splitlines()

    assert explain("case_types.hospital.sections.salud.fields.sintomas.type")[1:] == [
        "  modelo/mas.yaml:8:28  modelo 1.0.0  wins: text"
    ]
    assert explain("case_types.hospital.sintomas.max_length")[1:] == [
        "  pais/mas.yaml:1:76  pais 1.0.0  wins: 50"
    ]
    # Without a word about this type, nothing but the block speaks.

    assert [line.split()[0] for line in explain("case_types.detencion.sintomas")[1:]] == [
        "modelo/mas.yaml:8:21"
    ]


def test_a_mistake_in_a_block_is_told_once_and_at_the_block(tmp_path: Path) -> None:
    model = MODEL.replace("sintomas: {type: text,", 'sintomas: {type: text, visible: "resumen == 1",')
    found = check(tmp_path, model).outcome.diagnostics
    assert [(one.code, str(one.span)) for one in found] == [("C103", "modelo/mas.yaml:8:52")]


def test_a_section_cannot_open_because_of_what_is_in_it(tmp_path: Path) -> None:
    model = MODEL.replace('visible: "filled.resumen"', 'visible: "filled.ingreso"')
    found = check(tmp_path, model).outcome.diagnostics
    assert {one.code for one in found} == {"C112"}


def test_a_field_of_a_block_meets_one_of_the_type(tmp_path: Path) -> None:
    country = """\
case_types: {hospital: {sections: {otra: {label: Otra, fields: {sintomas: {type: text, label: Otro}}}}}}
"""
    found = check(tmp_path, MODEL, country).outcome.diagnostics
    assert [one.code for one in found] == ["X301"]
    assert str(found[0].related[0][0]) == "modelo/mas.yaml:8:11"


def test_checklists_come_with_a_block_and_open_with_its_use(tmp_path: Path) -> None:
    model = MODEL.replace(
        "    deadlines:\n",
        """\
    checklists:
      medico:
        label: {es: "Protocolo médico", en: "Medical protocol"}
        visible: "filled.ingreso"
        items:
          avisar: {label: {es: "Avisar", en: "Tell"}, required: {at: concluido}}
          acompanar: {label: {es: "Acompañar", en: "Accompany"}}
    deadlines:
""",
    )
    country = "case_types: {hospital: {checklists: {medico: {items: {acompanar: null, oir: {label: Oír, before: avisar}}}}}}\n"
    registry = check_blueprint(write(tmp_path, model, country), (BASES,)).value
    assert registry is not None
    [hospital] = registry.checklists_of(registry.by_id["case_hospital"])
    assert [(item.id, item.gate) for item in hospital.items] == [("oir", None), ("avisar", "concluido")]
    assert hospital.visible is not None
    assert hospital.visible.text == "filled.ingreso"
    [detention] = registry.by_id["case_detencion"].checklists
    assert detention.visible is not None
    assert detention.visible.text == "(notificado == 'si') && (filled.ingreso)"
