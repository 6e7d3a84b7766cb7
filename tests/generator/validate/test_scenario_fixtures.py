"""Every mistake in a scenario has a folder that makes it: most are found unplayed, the rest by playing."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli.blame import findings
from generator.cli.test import play
from generator.diagnostics import Diagnostic
from generator.diagnostics.catalog import codes
from generator.diagnostics.render import to_lines
from generator.pipeline import check_layers

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
BASES = (BLUEPRINTS / "bases",)
FOLDERS = sorted(folder for folder in (BLUEPRINTS / "invalid").iterdir() if folder.name.startswith("T"))


def told(folder: Path) -> tuple[Diagnostic, ...]:
    """What checking finds, or else what playing does."""
    outcome = check_layers(folder, BASES).outcome
    if outcome.value is None or outcome.diagnostics:
        return outcome.diagnostics
    return findings(outcome.value, play(outcome.value, (), "en"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_author_is_told_once(folder: Path) -> None:
    found = told(folder)
    assert to_lines(found, "en") == (folder / "expected.txt").read_text("utf-8")
    assert [diagnostic.code for diagnostic in found] == [folder.name.split("_")[0]]


def test_every_code_has_a_folder_that_triggers_it() -> None:
    shown = {folder.name.split("_")[0] for folder in FOLDERS}
    assert shown == {code for code in codes() if code.startswith("T")}


def test_the_base_with_scenarios_has_no_mistake() -> None:
    assert told(BLUEPRINTS / "bases" / "probado") == ()
