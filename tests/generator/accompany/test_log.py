"""The log of an accompaniment: it belongs to one blueprint, and the dictionary prints it."""

from __future__ import annotations

import html
from pathlib import Path

from typer.testing import CliRunner

from generator.cli import app
from generator.pipeline import check_layers
from generator.resolve.lookup import locate
from tests.generator.validate.layers import BASES, check, write

LOG = """\
accompaniment:
  phases:
    0: {state: done, from: 2026-01-10, until: 2026-01-20, lead: consular}
    1: {state: active, from: 2026-02-01, artefacts: ["Cuestionario de diagnóstico"]}
  people:
    consular: {function: {es: "Dirección de Asuntos Consulares", en: "Consular Affairs"}, body: "MINEX"}
  questions:
    edad:
      about: person.edad
      question: {es: "¿Basta la edad?", en: "Is the age enough?"}
      asked: 2026-02-10
      by: consular
  requirements:
    r1: {need: "Conocer la edad", about: person.edad, priority: must, accepted_by: consular, accepted: 2026-03-01}
"""


def test_the_dictionary_prints_the_log_with_what_waits_for_an_answer(tmp_path: Path) -> None:
    layer, out = write(tmp_path, log__yaml=LOG), tmp_path / "out"
    arguments = ["dictionary", str(layer), "--library", str(BASES), "--out", str(out), "--format", "html"]
    assert CliRunner().invoke(app, [*arguments, "--language", "en"]).exit_code == 0
    page = html.unescape((out / "dictionary.html").read_text("utf-8"))
    assert "Log of the accompaniment" in page
    assert "Is the age enough?" in page
    assert ">Unanswered</span>" in page
    assert "2026-02-10, Consular Affairs" in page
    assert "Conocer la edad" in page


def test_a_layer_does_not_inherit_the_log(tmp_path: Path) -> None:
    base = write(tmp_path, log__yaml=LOG)
    layer = tmp_path / "municipio"
    layer.mkdir()
    (layer / "blueprint.yaml").write_text(
        'blueprint: municipio\nversion: 1.0.0\ntitle: {es: "M", en: "M"}\nextends: "pais >=1.0"\n', "utf-8"
    )
    folders = (BASES, base.parent)
    context = check_layers(layer, folders).outcome.value
    assert context is not None
    assert context.blueprint.accompaniment is None


def test_an_address_may_leave_out_the_section_and_may_be_of_what_was_removed(tmp_path: Path) -> None:
    removed = "person: {sections: {identidad: {fields: {edad: null}}}}\n"
    context = check(tmp_path, log__yaml=LOG, person__yaml=removed).outcome.value
    assert context is not None
    tree = context.places.tree
    assert locate(tree, "person.edad") == ("person", "sections", "identidad", "fields", "edad")
    assert locate(tree, "person.nada") is None
