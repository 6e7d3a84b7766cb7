"""Clocks of every case: what starts and stops them, and that case types have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import Outcome
from generator.pipeline import check_blueprint
from runtime.ir.registry import Registry
from tests.generator.validate.layers import BASES
from tests.generator.validate.stacked import write

QUIET = "case: {{deadlines: {{quieto: {{from: {start}, within: 30d, until: {until}}}}}}}\n"


def codes(folder: Path, model: str, country: str = "{}\n") -> list[str]:
    return [found.code for found in _check(folder, model, country).diagnostics]


def _check(folder: Path, model: str, country: str = "{}\n") -> Outcome[Registry]:
    folder.mkdir(exist_ok=True)
    return check_blueprint(write(folder, model, country), (folder, BASES))


@pytest.mark.parametrize(
    ("start", "until", "expected"),
    [
        ("activity", "closed", []),
        ("activity", "action.visita", []),
        ("activities", "closed", ["W202"]),
        ("activity", "close", ["W204"]),
        ("resumen", "closed", ["W203"]),
    ],
)
def test_a_clock_of_inactivity(tmp_path: Path, start: str, until: str, expected: list[str]) -> None:
    assert codes(tmp_path, QUIET.format(start=start, until=until)) == expected


def test_every_case_type_has_the_clocks_of_the_case_and_a_layer_takes_them_away(tmp_path: Path) -> None:
    model = QUIET.format(start="activity", until="closed")
    kept = _check(tmp_path / "one", model).value
    gone = _check(tmp_path / "two", model, "case: {deadlines: {quieto: null}}\n").value
    assert kept is not None
    assert gone is not None
    for kind in kept.case_types:
        assert "quieto" in {deadline.id for deadline in kept.deadlines_of(kind)}
    for kind in gone.case_types:
        assert "quieto" not in {deadline.id for deadline in gone.deadlines_of(kind)}


def test_a_field_cannot_be_called_like_what_starts_and_stops_clocks(tmp_path: Path) -> None:
    field = 'case: {{sections: {{asunto: {{fields: {{{name}: {{type: date, label: {{es: "x", en: "x"}}}}}}}}}}}}\n'
    for name in ("activity", "closed"):
        assert "N103" in codes(tmp_path / name, field.format(name=name))


def test_calendars_are_merged_day_by_day_and_a_layer_gives_one_back(tmp_path: Path) -> None:
    model = 'calendars: {all: {"09-16": closed}, USA: {"10-12": open, "2026-11-27": closed}}\n'
    country = 'calendars: {USA: {"10-12": null, "01-02": closed}}\n'
    found = _check(tmp_path, model, country)
    assert found.value is not None, found.diagnostics
    assert found.value.calendars == {
        "all": {"09-16": "closed"},
        "USA": {"2026-11-27": "closed", "01-02": "closed"},
    }
