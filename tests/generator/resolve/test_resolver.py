"""Whole chains of layers: what wins, who said it, what is left of another nation."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import Outcome
from generator.resolve import Library, ResolvedTree, library_for, resolve
from generator.source import read, to_plain

MODEL = """\
blueprint: modelo
version: 1.2.0
title: {es: "Registro", en: "Registry"}
languages: [es, en]
catalogs:
  sexo: {values: {m: "Mujer", h: {es: "Hombre", en: "Man"}, x: {label: "Otro", until: 2030-01-01}}}
  estados: {file: catalogos/estados.csv}
person:
  label: "Persona"
  sections:
    identidad:
      label: "Identidad"
      fields:
        nombre: {type: person_name, label: {es: "Nombre", en: "Name"}, required: true}
        curp: {type: national_id, national: true, label: "CURP"}
        matricula: {type: text, national: true, label: "Matrícula"}
    documentos:
      label: "Documentos"
      fields:
        pasaporte: {type: text, label: "Pasaporte"}
"""

COUNTRY = """\
blueprint: pais
version: 0.1.0
title: "Register"
extends: "modelo >=1.0,<2.0"
languages: [en, es]
catalogs: {sexo: {values: {m: {until: 2031-01-01}}}, distritos: {file: distritos.csv}}
person:
  label: "Person"
  sections:
    identidad:
      fields:
        curp: null
        nombre: {required: {at: abierto}}
        cui: {type: national_id, label: "CUI", after: nombre}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in (("modelo", MODEL), ("pais", COUNTRY)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "blueprint.yaml").write_text(text, "utf-8")
    return tmp_path


def outcome_of(folder: Path) -> Outcome[ResolvedTree]:
    tree = read(folder)
    assert tree.value is not None, tree.diagnostics
    return resolve(tree.value, library_for(folder))


def resolved(folder: Path) -> ResolvedTree:
    outcome = outcome_of(folder)
    assert outcome.value is not None, outcome.diagnostics
    return outcome.value


def plain(tree: ResolvedTree, address: str) -> object:
    node = tree.find(tuple(address.split(".")))
    return node and to_plain(node)


def test_short_labels_are_in_the_language_of_their_layer(project: Path) -> None:
    tree = resolved(project / "pais")
    assert plain(tree, "person.label") == {"es": "Persona", "en": "Person"}
    assert plain(tree, "title") == {"en": "Register"}
    assert plain(tree, "person.sections.identidad.fields.cui.label") == {"en": "CUI"}


def test_values_of_catalogs_are_written_out(project: Path) -> None:
    values = plain(resolved(project / "pais"), "catalogs.sexo.values")
    assert values == {
        "m": {"label": {"es": "Mujer"}, "until": "2031-01-01"},
        "h": {"label": {"es": "Hombre", "en": "Man"}},
        "x": {"label": {"es": "Otro"}, "until": "2030-01-01"},
    }


def test_own_keys_are_never_inherited(project: Path) -> None:
    tree = resolved(project / "pais")
    own = {key: plain(tree, key) for key in ("blueprint", "version", "extends")}
    assert own == {"blueprint": "pais", "version": "0.1.0", "extends": "modelo >=1.0,<2.0"}
    assert [(layer.name, layer.version) for layer in tree.layers] == [("modelo", "1.2.0"), ("pais", "0.1.0")]
    assert [origin.text for origin in tree.origins(("version",))] == ["0.1.0"]


def test_fields_are_removed_placed_and_replaced(project: Path) -> None:
    fields = plain(resolved(project / "pais"), "person.sections.identidad.fields")
    assert isinstance(fields, dict)
    assert list(fields) == ["nombre", "cui", "matricula"]
    assert fields["nombre"]["required"] == {"at": "abierto"}


def test_origins_say_who_won_and_who_lost(project: Path) -> None:
    tree = resolved(project / "pais")
    chain = tree.origins(("person", "label", "en"))
    assert [(said.layer.name, said.text, str(said.span)) for said in chain] == [
        ("pais", "Person", "pais/blueprint.yaml:8:10")
    ]
    required = tree.origins(("person", "sections", "identidad", "fields", "nombre", "required"))
    assert [(said.layer.name, said.text) for said in required] == [
        ("modelo", "true"),
        ("pais", "{at: abierto}"),
    ]
    gone = tree.origins(("person", "sections", "identidad", "fields", "curp", "label", "es"))
    assert [(said.layer.name, said.text, said.is_removal) for said in gone] == [
        ("modelo", "CURP", False),
        ("pais", "", True),
    ]
    assert str(gone[-1].span) == "pais/blueprint.yaml:12:15"
    assert tree.origins(("person", "nada")) == ()


def test_what_belongs_to_another_nation_is_listed(project: Path) -> None:
    (mark,) = resolved(project / "pais").foreign_marks()
    assert mark.address == ("person", "sections", "identidad", "fields", "matricula")
    assert mark.layer.name == "modelo"
    assert str(mark.span) == "modelo/blueprint.yaml:16:9"
    assert resolved(project / "modelo").foreign_marks() == ()


def test_files_are_looked_for_where_they_were_named(project: Path) -> None:
    tree = resolved(project / "pais")
    assert tree.path_of(("catalogs", "estados", "file")) == project / "modelo" / "catalogos" / "estados.csv"
    assert tree.path_of(("catalogs", "distritos", "file")) == project / "pais" / "distritos.csv"
    assert tree.path_of(("catalogs", "sexo", "file")) is None


def test_files_outside_a_layer_are_nowhere(project: Path) -> None:
    extra = project / "pais" / "mas.yaml"
    extra.write_text("catalogs: {x: {file: ../../etc/passwd}}\n", "utf-8")
    assert resolved(project / "pais").path_of(("catalogs", "x", "file")) is None


def test_a_missing_place_is_replaced_by_what_is_around_it(project: Path) -> None:
    tree = resolved(project / "pais")
    missing = ("person", "sections", "documentos", "fields", "pasaporte", "type", "x")
    assert str(tree.nearest_span(missing)) == "modelo/blueprint.yaml:20:21"


def test_moved_fields_keep_what_they_had(project: Path) -> None:
    extra = project / "pais" / "mas.yaml"
    extra.write_text(
        "person: {sections: {identidad: {fields: {matricula: {section: documentos, before: pasaporte}}}}}\n",
        "utf-8",
    )
    tree = resolved(project / "pais")
    documents = plain(tree, "person.sections.documentos.fields")
    assert isinstance(documents, dict)
    assert list(documents) == ["matricula", "pasaporte"]
    assert documents["matricula"] == {"type": "text", "national": "true", "label": {"es": "Matrícula"}}
    assert "matricula" not in str(plain(tree, "person.sections.identidad"))
    moved = tree.origins(("person", "sections", "documentos", "fields", "matricula", "type"))
    assert [said.layer.name for said in moved] == ["modelo"]


def test_a_third_layer_reaches_a_moved_field_where_it_stands(project: Path) -> None:
    (project / "pais" / "mas.yaml").write_text(
        "person: {sections: {identidad: {fields: {matricula: {section: documentos}}}}}\n", "utf-8"
    )
    (project / "region").mkdir()
    text = 'blueprint: region\nversion: 1.0.0\ntitle: "R"\nextends: "pais"\nperson: {sections: {%s: {fields: {matricula: {label: "M"}}}}}\n'
    (project / "region" / "blueprint.yaml").write_text(text % "documentos", "utf-8")
    assert [layer.name for layer in resolved(project / "region").layers] == ["modelo", "pais", "region"]
    (project / "region" / "blueprint.yaml").write_text(text % "identidad", "utf-8")
    (stray,) = outcome_of(project / "region").diagnostics
    assert stray.code == "X301"
    assert stray.arguments["address"] == "person.sections.documentos.fields.matricula"


def test_a_near_name_is_suggested(project: Path) -> None:
    file = project / "pais" / "blueprint.yaml"
    file.write_text(COUNTRY.replace("modelo >=", "modleo >="), "utf-8")
    (missing,) = outcome_of(project / "pais").diagnostics
    assert (missing.code, missing.suggestion) == ("X101", "modelo")


def test_the_first_version_that_fits_is_taken(project: Path) -> None:
    other = project / "otros" / "modelo"
    other.mkdir(parents=True)
    (other / "blueprint.yaml").write_text(MODEL.replace("1.2.0", "2.1.0"), "utf-8")
    source = read(project / "pais").value
    assert source is not None
    library = Library((project / "otros", project))
    tree = resolve(source, library).value
    assert tree is not None
    assert tree.layers[0].version == "1.2.0"


def test_a_layer_may_bear_the_name_of_its_base(project: Path) -> None:
    mine = project / "mio" / "modelo"
    mine.mkdir(parents=True)
    (mine / "blueprint.yaml").write_text(COUNTRY, "utf-8")
    source = read(mine).value
    assert source is not None
    tree = resolve(source, Library((mine.parent, project))).value
    assert tree is not None
    assert len(tree.texts) == 2


def test_warnings_of_a_base_are_for_its_own_author(project: Path) -> None:
    file = project / "modelo" / "blueprint.yaml"
    file.write_text(MODEL.replace('label: "CURP"', 'label: "CURP", override: true'), "utf-8")
    assert [found.code for found in outcome_of(project / "modelo").diagnostics] == ["X206"]
    assert outcome_of(project / "pais").diagnostics == ()


def test_every_missing_own_key_is_told_at_once(project: Path) -> None:
    (project / "pais" / "blueprint.yaml").write_text("country: GTM\n", "utf-8")
    assert [found.arguments["key"] for found in outcome_of(project / "pais").diagnostics] == [
        "blueprint",
        "version",
        "title",
    ]
