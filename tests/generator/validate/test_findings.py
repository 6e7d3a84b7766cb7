"""All findings at once, each at its place, and none that only follows from another."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics.render import cure, to_lines
from tests.generator.validate.layers import check

FIVE_IN_PERSON = """\
person:
  sections:
    identidad:
      fields:
        edad: {type: integer, lable: {es: "Edad", en: "Age"}, label: {es: "Edad", en: "Age"}}
        telefono: {type: phon, max_length: 3, label: {es: "Teléfono", en: "Telephone"}}
"""
FIVE_IN_CASES = """\
case_types:
  detencion:
    sections:
      detencion:
        fields:
          notificado_el:
            visible: 'notificado == "si" && peso > 70'
    deadlines:
      visita: {within: 48 horas}
"""
FIVE_IN_CATALOGS = "code,es,en,parent\n01,Uno,One,\n02,Dos,Two,\n0201,Tres,Three,2\n"


def test_five_mistakes_in_three_files_are_all_told_at_their_places(tmp_path: Path) -> None:
    found = check(
        tmp_path,
        blueprint__yaml="catalogs: {departamentos: {file: departamentos.csv}}\n",
        person__yaml=FIVE_IN_PERSON,
        cases__yaml=FIVE_IN_CASES,
        departamentos__csv=FIVE_IN_CATALOGS,
    ).outcome

    assert found.value is None
    assert to_lines(found.diagnostics, "en").splitlines() == [
        'pais/cases.yaml:7:52: C104 the number "70" is not of the same kind as the other side',
        'pais/cases.yaml:9:24: W201 "48 horas" is not a span of time',
        'pais/departamentos.csv:4:17: R108 there is no code "2" to be its parent',
        'pais/person.yaml:5:31: F103 a field of type integer has no key "lable"',
        'pais/person.yaml:6:26: F101 there is no field type "phon"',
    ]
    assert [diagnostic.suggestion for diagnostic in found.diagnostics] == [
        "70.0",
        None,
        "02",
        "label",
        "phone",
    ]


def test_an_unknown_type_silences_what_depends_on_it(tmp_path: Path) -> None:
    found = check(
        tmp_path,
        person__yaml="""\
person:
  sections:
    identidad:
      fields:
        edad: {type: intger, override: true, maxx: 3, default: no}
        tutor: {type: text, label: {es: "Tutor", en: "Guardian"}, visible: "edad < 18"}
""",
    )

    assert [diagnostic.code for diagnostic in found.outcome.diagnostics] == ["F101"]


def test_a_broken_state_does_not_break_the_rest(tmp_path: Path) -> None:
    found = check(tmp_path, lifecycle__yaml="lifecycle: {states: {en_tramite: {kind: abierto}}}\n")

    assert [diagnostic.code for diagnostic in found.outcome.diagnostics] == ["S103"]


def test_an_unreadable_file_is_told_once(tmp_path: Path) -> None:
    found = check(
        tmp_path,
        blueprint__yaml="catalogs: {departamentos: {file: nada.csv}}\n",
        person__yaml="person: {sections: {identidad: {fields: {departamento: {default: '99'}}}}}\n",
    )

    assert [diagnostic.code for diagnostic in found.outcome.diagnostics] == ["R103"]


def test_the_cure_of_an_accented_id_is_the_id_without_accents(tmp_path: Path) -> None:
    found = check(
        tmp_path,
        person__yaml="""\
person: {sections: {identidad: {fields: {Año de ingreso: {type: integer, label: {es: "Año", en: "Year"}}}}}}
""",
    ).outcome.diagnostics

    assert cure(found[0], "es") == '¿quiso decir "anio_de_ingreso"?'


def test_a_layer_changes_one_cell_of_an_inherited_file(tmp_path: Path) -> None:
    found = check(
        tmp_path,
        blueprint__yaml="""\
catalogs: {departamentos: {values: {"01": {until: 2026-12-31}, "04": {label: {es: "Copán", en: "Copán"}}}}}
""",
    ).outcome

    assert found.value is not None
    values = found.value.tables.values["departamentos"]
    assert list(values) == ["01", "02", "03", "04"]
    assert (values["01"].label["es"], values["01"].until) == ("Atlántida", "2026-12-31")


def test_a_file_belongs_to_the_folder_of_the_layer_that_names_it(tmp_path: Path) -> None:
    found = check(
        tmp_path,
        blueprint__yaml="catalogs: {propio: {label: {es: P, en: P}, file: departamentos.csv}}\n",
        departamentos__csv="code,es,en\nx,Equis,X\n",
    ).outcome

    assert found.value is not None
    assert list(found.value.tables.values["propio"]) == ["x"]
    assert list(found.value.tables.values["departamentos"]) == ["01", "02", "03"]
