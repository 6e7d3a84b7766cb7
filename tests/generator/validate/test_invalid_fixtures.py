"""Every mistake a check knows has a folder that makes it, and nothing but that mistake is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics.catalog import codes
from generator.diagnostics.render import to_lines
from generator.pipeline import check_layers

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
FAMILIES = ("S", "N", "R", "F", "L", "W", "A", "C", "B", "K", "Q", "D", "V")
FOLDERS = sorted(folder for folder in (BLUEPRINTS / "invalid").iterdir() if folder.name.startswith(FAMILIES))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_author_is_told_once(folder: Path) -> None:
    checked = check_layers(folder, (BLUEPRINTS / "bases",))
    found = checked.outcome.diagnostics or checked.reminders
    assert to_lines(found, "en") == (folder / "expected.txt").read_text("utf-8")
    assert [diagnostic.code for diagnostic in found] == [folder.name.split("_")[0]]


def test_every_code_has_a_folder_that_triggers_it() -> None:
    shown = {folder.name.split("_")[0] for folder in FOLDERS}
    assert shown == {code for code in codes() if code.startswith(FAMILIES)}


@pytest.mark.parametrize("name", ["registro", "nacional", "escrito"])
def test_the_bases_have_no_mistake(name: str) -> None:
    assert check_layers(BLUEPRINTS / "bases" / name, (BLUEPRINTS / "bases",)).outcome.diagnostics == ()
