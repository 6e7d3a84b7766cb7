"""Blueprints as the IR: nothing left out, defaults filled in, the same bytes every time."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import BlueprintError, check_blueprint, compile_blueprint
from runtime.ir.codec import decode, encode, fingerprint
from runtime.ir.registry import Registry
from tests.generator.validate.layers import BASES, write

MEXICO = Path(__file__).parents[3] / "blueprints" / "mexico"


@pytest.fixture(scope="module")
def mexico() -> Registry:
    return compile_blueprint(MEXICO)


@pytest.fixture(scope="module")
def registro() -> Registry:
    return compile_blueprint(BASES / "registro", (BASES,))


def test_mexico_has_no_findings() -> None:
    assert check_blueprint(MEXICO).diagnostics == ()


def test_mexico_is_the_same_every_time_and_comes_back_from_its_bytes(mexico: Registry) -> None:
    assert decode(encode(mexico)) == mexico
    assert fingerprint(compile_blueprint(MEXICO)) == fingerprint(mexico)


def test_entities_come_in_order_with_their_tables(registro: Registry) -> None:
    assert [(entity.id, entity.table, entity.base) for entity in registro.entities] == [
        ("person", "person", None),
        ("case", "cases", None),
        ("case_detencion", "case_detencion", "case"),
        ("action", "actions", None),
        ("action_visita", "action_visita", "action"),
        ("register_contraparte", "register_contraparte", None),
    ]


def test_options_are_complete(registro: Registry) -> None:
    fields = registro.by_id["case_detencion"].fields_by_id
    assert fields["peso"].options == {"min": None, "max": None, "digits": 12, "places": 2}
    assert registro.by_id["case"].fields_by_id["recibido"].options == {"min": None, "max": {"cel": "today"}}


def test_conditions_name_the_fields_they_read(registro: Registry, tmp_path: Path) -> None:
    field = registro.by_id["case_detencion"].fields_by_id["notificado_el"]
    assert field.visible is not None
    assert field.visible.names == ("notificado",)
    layer = write(
        tmp_path,
        cases__yaml="""\
case: {sections: {asunto: {fields: {recibido: {required: "person.edad < 18 && filled.resumen && now > recibido"}}}}}
case_types: {detencion: {sections: {detencion: {fields: {peso: {visible: "fianza.amount > 5.0"}}}}}}
""",
    )
    compiled = compile_blueprint(layer, (BASES,))
    when = compiled.by_id["case"].fields_by_id["recibido"].required.when
    assert when is not None
    assert when.names == ("person.edad", "resumen", "recibido")
    visible = compiled.by_id["case_detencion"].fields_by_id["peso"].visible
    assert visible is not None
    assert visible.names == ("fianza",)


def test_what_must_be_read_first_is_marked(mexico: Registry) -> None:
    marked = {(entity.id, field.id) for entity in mexico.entities for field in entity.fields if field.alert}
    assert ("person", "contacto_seguro") in marked
    assert ("case_violencia_genero", "no_contactar") in marked
    assert ("person", "telefono") not in marked


def test_what_the_author_left_out_is_filled_in(registro: Registry, tmp_path: Path) -> None:
    person = registro.by_id["person"]
    assert (person.title, person.label, person.plural["es"]) == (
        "nombre",
        {"es": "Persona", "en": "Person"},
        "Personas",
    )
    assert registro.package == "registro_registry"
    assert registro.folio == "{prefix}-{year}-{number:06}"
    assert list(registro.unknown) == ["se_desconoce", "no_quiso_responder", "no_aplica"]
    assert [(listing.id, listing.of) for listing in registro.lists] == [
        ("person", "person"),
        ("case", "case"),
        ("action", "action"),
        ("contraparte", "register_contraparte"),
    ]
    assert registro.lists[1].columns == (
        "folio",
        "person.nombre",
        "case_type",
        "state",
        "office",
        "responsible",
        "registered_at",
    )
    assert "salud" not in registro.lists[0].columns
    layer = write(
        tmp_path, person__yaml="person: {sections: {identidad: {fields: {fecha_de_alta: {type: date}}}}}\n"
    )
    field = compile_blueprint(layer, (BASES,)).by_id["person"].fields_by_id["fecha_de_alta"]
    assert field.label == {"es": "Fecha de alta"}


def test_a_default_is_kept_as_the_type_writes_it(tmp_path: Path) -> None:
    layer = write(
        tmp_path,
        cases__yaml="""\
case:
  sections:
    asunto:
      fields:
        recibido: {default: {cel: "today"}}
        oidos: {type: choices, catalog: si_no, default: [si], label: {es: O, en: O}}
        cuantos: {type: integer, default: "007", label: {es: C, en: C}}
        urgente: {type: boolean, default: false, label: {es: U, en: U}}
""",
    )
    fields = compile_blueprint(layer, (BASES,)).by_id["case"].fields_by_id
    assert [fields[name].default for name in ("recibido", "oidos", "cuantos", "urgente")] == [
        {"cel": "today"},
        ["si"],
        7,
        False,
    ]


def test_every_element_knows_its_layer(tmp_path: Path) -> None:
    layer = write(
        tmp_path,
        person__yaml="""\
person: {sections: {identidad: {fields: {curso: {type: text, label: {es: C, en: C}, after: nombre}}}}}
""",
    )
    compiled = compile_blueprint(layer, (BASES,))
    assert [(one.id, one.version) for one in compiled.layers] == [("registro", "1.0.0"), ("pais", "1.0.0")]
    assert [(field.id, field.layer) for field in compiled.by_id["person"].fields[:3]] == [
        ("nombre", "registro"),
        ("curso", "pais"),
        ("edad", "registro"),
    ]


def test_labels_keep_to_the_languages_of_the_registry(tmp_path: Path) -> None:
    layer = write(tmp_path, more__yaml="languages: [en]\n")
    compiled = compile_blueprint(layer, (BASES,))
    assert compiled.by_id["person"].label == {"en": "Person"}
    assert compiled.catalog_by_id["departamentos"].values[0].label == {"en": "Atlántida"}


def test_catalog_files_become_values_with_attributes(registro: Registry) -> None:
    value = registro.catalog_by_id["departamentos"].by_code["01"]
    assert (value.label["es"], value.attributes) == ("Atlántida", {"region": "norte"})


def test_a_number_that_looks_like_one_stays_text(mexico: Registry) -> None:
    assert "01" in mexico.catalog_by_id["estados"].by_code
    assert "no" in mexico.catalog_by_id["si_no"].by_code


def test_grants_are_flat(registro: Registry) -> None:
    officer = registro.roles[0]
    assert [(grant.subject, grant.verb, grant.reach) for grant in officer.grants][:2] == [
        ("case", "read", "office"),
        ("case", "create", "office"),
    ]


def test_a_wrong_blueprint_does_not_compile(tmp_path: Path) -> None:
    layer = write(tmp_path, more__yaml="country: null\n")
    with pytest.raises(BlueprintError, match="S110") as caught:
        compile_blueprint(layer, (BASES,))
    assert [found.code for found in caught.value.diagnostics] == ["S110"]
    assert check_blueprint(layer, (BASES,)).value is None
