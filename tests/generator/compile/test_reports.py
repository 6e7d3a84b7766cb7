"""Reports in the IR: full names, defaults, what a layer took away, and one where nobody wrote any."""

from __future__ import annotations

from pathlib import Path

from generator import compile_blueprint
from runtime.ir.registry import Registry
from runtime.ir.report import DEFAULT_AGES, Report
from tests.generator.validate.layers import BASES, write


def compile_layer(folder: Path, text: str) -> Registry:
    return compile_blueprint(write(folder, blueprint__yaml=text), (BASES,))


def report(folder: Path, text: str) -> Report:
    registry = compile_layer(folder, f"reports: {{por_departamento: null, uno: {{{text}}}}}\n")
    return next(one for one in registry.reports if one.id == "uno")


def test_short_forms_and_defaults_are_written_out(tmp_path: Path) -> None:
    found = report(tmp_path, 'label: {es: "Uno", en: "One"}, counts: cases, where: {state: en_tramite}')

    assert (found.counts, found.of, found.period) == (("cases",), "case", "registered_at")
    assert (found.every, found.clock, found.ages) == ("month", "office", DEFAULT_AGES)
    assert found.where == {"state": ("en_tramite",)}


def test_a_field_of_the_type_goes_by_its_own_id_and_gets_its_full_name(tmp_path: Path) -> None:
    found = report(
        tmp_path,
        'label: {es: "Uno", en: "One"}, counts: cases, of: detencion, by: [notificado, period], '
        "sum: fianza, filled: [centro, person.salud], period: detenido_el, deadlines: all",
    )

    assert found.of == "case_detencion"
    assert found.by == ("detencion.notificado", "period")
    assert found.sum == "detencion.fianza"
    assert found.filled == ("detencion.centro", "person.salud")
    assert (found.period, found.deadlines) == ("detencion.detenido_el", ("visita",))


def test_cases_and_actions_side_by_side_go_each_by_their_own_date(tmp_path: Path) -> None:
    found = report(tmp_path, 'label: {es: "Uno", en: "One"}, counts: [cases, people, actions], by: [office]')

    assert (found.of, found.period, found.by) == (None, "", ("office",))


def test_without_a_dimension_a_report_goes_on_without_its_filter_it_does_not(tmp_path: Path) -> None:
    gone = "person: {sections: {identidad: {fields: {departamento: null}}}}\n"
    without = compile_layer(tmp_path, gone)
    assert [(one.id, one.by) for one in without.reports] == [("por_departamento", ())]

    filtered = tmp_path / "bases" / "filtrado"
    filtered.mkdir(parents=True)
    (filtered / "blueprint.yaml").write_text(
        'blueprint: filtrado\nversion: 1.0.0\ntitle: {es: "Base", en: "Base"}\nextends: "registro >=1.0"\n'
        'reports: {por_departamento: {by: [], where: {person.departamento: "01"}}}\n'
    )
    layer = write(tmp_path / "bases", blueprint__yaml=gone)
    blueprint = layer / "blueprint.yaml"
    blueprint.write_text(blueprint.read_text("utf-8").replace("registro", "filtrado"), "utf-8")
    assert compile_blueprint(layer, (BASES, tmp_path / "bases")).reports == ()


def test_a_registry_without_reports_has_one_of_its_activity(tmp_path: Path) -> None:
    registry = compile_layer(tmp_path, "reports: null\n")

    assert [(one.id, one.counts, one.by) for one in registry.reports] == [
        ("actividad", ("cases", "people", "actions"), ("office",))
    ]
