"""Options with conditions and typologies, from text to the IR, and where their mistakes are told."""

from __future__ import annotations

from pathlib import Path

from generator.pipeline import check_blueprint
from tests.generator.validate.layers import BASES, check, write

CATALOGS = """\
case:
  typologies: tipologias
  sections: {asunto: {fields: {tipologia: {type: choice, catalog: tipologias, label: {es: "Tipología", en: "Typology"}}}}}
catalogs:
  si_no: {values: {talvez: {label: {es: "Tal vez", en: "Maybe"}, when: "filled.peso"}}}
  tipologias: {label: {es: "Tipologías", en: "Typologies"}, file: tipologias.csv}
"""
ROWS = "code,es,en,scope,case_type,when\nDET-1,Detenido,Detained,migratorio,detencion,\n"


def test_conditions_and_case_types_of_values_reach_the_ir(tmp_path: Path) -> None:
    rows = ROWS + "DET-2,Menor,Minor,migratorio,detencion,person.edad < 18\n"
    outcome = check_blueprint(write(tmp_path, mas__yaml=CATALOGS, tipologias__csv=rows), (BASES,))
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    assert outcome.value.typologies == "tipologias"
    values = outcome.value.catalog_by_id["tipologias"].by_code
    assert values["DET-1"].when is None
    assert values["DET-1"].attributes == {"scope": "migratorio", "case_type": "detencion"}
    assert values["DET-2"].when is not None
    assert values["DET-2"].when.names == ("person.edad",)
    maybe = outcome.value.catalog_by_id["si_no"].by_code["talvez"].when
    assert maybe is not None
    assert maybe.names == ("peso",)


def test_a_mistake_in_a_cell_and_in_a_text_is_told_with_its_place(tmp_path: Path) -> None:
    rows = ROWS + "DET-2,Menor,Minor,migratorio,detencion,person.edat < 18\n"
    text = CATALOGS.replace('"filled.peso"', '"peso > 3"')
    found = check(tmp_path, mas__yaml=text, tipologias__csv=rows).outcome.diagnostics
    assert [(one.code, str(one.span)) for one in found] == [
        ("C104", "pais/mas.yaml:5:80"),
        ("C102", "pais/tipologias.csv:3:40"),
    ]


def test_typologies_of_a_case_type_a_layer_took_away_are_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "modelo").mkdir()
    head = (
        'blueprint: modelo\nversion: 1.0.0\ntitle: {es: "Modelo", en: "Model"}\nextends: "registro >=1.0"\n'
    )
    more = 'case_types: {multa: {label: {es: "Multa", en: "Fine"}, scope: migratorio, sections: {m: {label: {es: "M", en: "M"}, fields: {m: {type: text, label: {es: "M", en: "M"}}}}}}}\n'
    (tmp_path / "modelo" / "blueprint.yaml").write_text(
        head + CATALOGS.replace("case:", more + "case:", 1), "utf-8"
    )
    (tmp_path / "modelo" / "tipologias.csv").write_text(ROWS + "MUL,Multa,Fine,migratorio,multa,\n", "utf-8")
    country = write(tmp_path, mas__yaml="case_types: {multa: null}\n")
    (country / "blueprint.yaml").write_text(
        'blueprint: pais\nversion: 1.0.0\ntitle: {es: "País", en: "Country"}\nextends: "modelo >=1.0"\n',
        "utf-8",
    )
    assert check_blueprint(country, (tmp_path, BASES)).diagnostics == ()
