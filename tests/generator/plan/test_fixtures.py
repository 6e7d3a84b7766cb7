"""Every change that cannot simply be made has a folder that makes it, and says exactly what its author is told."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from generator.compile import compile as compile_context
from generator.diagnostics.catalog import codes
from generator.diagnostics.render import to_lines
from generator.pipeline import check_layers, compile_blueprint
from generator.plan import plan
from generator.validate.finding import to_diagnostics
from runtime.ir.registry import Registry

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
BASES = (BLUEPRINTS / "bases",)
CHANGES = BLUEPRINTS / "changes"
FOLDERS = sorted(folder for folder in CHANGES.iterdir() if folder.name != "before")

WITHOUT_FOLDER = {"P710", "P713"}
"""About a saved plan and an option of the command line."""


@cache
def before() -> Registry:
    return compile_blueprint(CHANGES / "before", BASES)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_author_is_told(folder: Path) -> None:
    context = check_layers(folder, BASES).outcome.value
    assert context is not None
    found = tuple(to_diagnostics(plan(before(), compile_context(context)).findings, context.places))
    assert to_lines(found, "en") == (folder / "expected.txt").read_text("utf-8")
    assert folder.name.split("_")[0] in {diagnostic.code for diagnostic in found}


def test_every_code_has_a_folder_that_triggers_it() -> None:
    shown = {folder.name.split("_")[0] for folder in FOLDERS}
    assert {code for code in codes() if code.startswith("P")} - shown == WITHOUT_FOLDER
