"""Every mistake we know has a folder that makes it, and says exactly what its author is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic
from generator.diagnostics.catalog import codes
from generator.diagnostics.render import to_lines
from generator.resolve import library_for, resolve
from generator.source import read

BLUEPRINTS = Path(__file__).parents[1] / "blueprints"
INVALID = BLUEPRINTS / "invalid"


def check_text_and_layers(folder: Path) -> tuple[Diagnostic, ...]:
    """What reading and resolving find in a folder."""
    tree = read(folder)
    if tree.value is None:
        return tree.diagnostics
    library = library_for(folder, (BLUEPRINTS / "bases",))
    return (*tree.diagnostics, *resolve(tree.value, library).diagnostics)


CHECK: Callable[[Path], tuple[Diagnostic, ...]] = check_text_and_layers
FAMILIES = ("X", "Y")

# These need a machine in a certain state and are in tests/generator/source.
WITHOUT_FOLDER = {"Y101", "Y102", "Y106", "Y107", "Y108"}

FOLDERS = sorted(folder for folder in INVALID.iterdir() if folder.name.startswith(FAMILIES))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_author_is_told(folder: Path) -> None:
    found = CHECK(folder)
    assert to_lines(found, "en") == (folder / "expected.txt").read_text("utf-8")
    assert folder.name.split("_")[0] in {diagnostic.code for diagnostic in found}


def test_every_code_has_a_folder_that_triggers_it() -> None:
    shown = {folder.name.split("_")[0] for folder in FOLDERS}
    known = {code for code in codes() if code.startswith(FAMILIES)}
    assert known - shown == WITHOUT_FOLDER
