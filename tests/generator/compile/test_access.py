"""Roles as the gate gets them: what a layer tightens and extends, sections written out, closed cases left alone."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics.render import to_lines
from generator.pipeline import check_blueprint
from generator.plan.carry import carry
from generator.plan.evolution import Lifted
from runtime.ir.access import Grant, Role
from runtime.ir.registry import Registry
from tests.generator.validate.layers import BASES
from tests.generator.validate.stacked import write

BASE = """\
roles:
  oficial:
    hidden: [person.salud]
    fixed: [case.asunto.*]
    restricted: office
    emergency: {reach: jurisdiction, within: 90m, reasons: departamentos}
    may:
      case: {update: {reach: office, states: [registrado]}}
      action: {update: own, annul: {reach: office, states: [registrado, concluido]}}
      emergency: {review: office}
"""


def registry(folder: Path, layer: str = "{}\n", model: str = BASE) -> Registry:
    checked = check_blueprint(write(folder, model, layer), (BASES,))
    assert checked.value is not None, to_lines(checked.diagnostics, "en")
    return checked.value


def role(folder: Path, layer: str = "{}\n") -> Role:
    return next(one for one in registry(folder, layer).roles if one.id == "oficial")


def grant(of: Role, subject: str, verb: str) -> Grant | None:
    return next((one for one in of.grants if (one.subject, one.verb) == (subject, verb)), None)


def test_short_and_long_grants_say_the_same(tmp_path: Path) -> None:
    found = role(tmp_path)
    assert grant(found, "case", "read") == Grant(subject="case", verb="read", reach="office")
    update = grant(found, "case", "update")
    assert update is not None
    assert (update.reach, update.states) == ("office", ("registrado",))


def test_a_section_is_all_its_fields(tmp_path: Path) -> None:
    assert role(tmp_path).fixed == ("case.resumen", "case.recibido")


def test_what_was_done_in_a_closed_case_is_only_changed_where_its_state_is_named(tmp_path: Path) -> None:
    found = role(tmp_path)
    update, annul = grant(found, "action", "update"), grant(found, "action", "annul")
    assert update is not None
    assert annul is not None
    assert update.states == ("registrado", "en_tramite")
    assert annul.states == ("registrado", "concluido")


def test_a_layer_reaches_each_leaf(tmp_path: Path) -> None:
    found = role(
        tmp_path,
        """\
roles:
  oficial:
    hidden: [person.edad]
    fixed: {case.asunto.*: false, case.recibido: true}
    restricted: assigned
    emergency: {within: 30m}
    hint: true
    may:
      case: {update: {states: null}, transition: {transitions: [iniciar]}}
      person: {update: null}
  titular: {may: {case: {transition: {reach: office, transitions: [concluir]}}}}
""",
    )
    assert found.hidden == ("person.salud", "person.edad")
    assert found.fixed == ("case.recibido",)
    assert (found.restricted, found.hint) == ("assigned", True)
    assert found.emergency is not None
    assert (found.emergency.minutes, found.emergency.reach) == (30, "jurisdiction")
    assert grant(found, "case", "update") == Grant(subject="case", verb="update", reach="office")
    assert grant(found, "person", "update") is None
    moving = grant(found, "case", "transition")
    assert moving is not None
    assert moving.transitions == ("iniciar",)


def test_a_field_that_is_gone_stays_hidden_from_who_did_not_see_it(tmp_path: Path) -> None:
    for name in ("before", "after"):
        (tmp_path / name).mkdir()
    old = registry(tmp_path / "before")
    new = registry(
        tmp_path / "after",
        "person: {sections: {identidad: {fields: {salud: null}}}}\nroles: {oficial: {hidden: {person.salud: null}}}\n",
    )
    kept = carry(Lifted(old), new)
    assert kept.by_id["person"].fields_by_id["salud"].retired
    assert next(one for one in kept.roles if one.id == "oficial").hidden == ("person.salud",)
