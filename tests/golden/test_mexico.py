"""The committed instance of Mexico is what a build of its blueprint writes, byte for byte."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.pipeline import build

ROOT = Path(__file__).parents[2]
INSTANCE = ROOT / "examples" / "mexico-instance"


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
        and "__pycache__" not in path.parts
        and "data" not in path.relative_to(root).parts[:1]
    }


@pytest.mark.parametrize("is_fresh", [False, True], ids=["built on", "built fresh"])
def test_a_rebuild_of_the_example_changes_nothing(tmp_path: Path, is_fresh: bool) -> None:
    """Built on, not even the history of the tables grows; built fresh, only that history may be shorter."""
    root = tmp_path / "mexico-instance"
    if not is_fresh:
        shutil.copytree(INSTANCE, root, ignore=shutil.ignore_patterns("__pycache__", "data"))
    outcome, _ = build(ROOT / "blueprints" / "mexico", root)
    assert outcome.value is not None
    found, committed = contents(root), contents(INSTANCE)
    if is_fresh:
        found, committed = without_history(found), without_history(committed)
    assert sorted(found) == sorted(committed)
    assert [path for path in found if found[path] != committed[path]] == []


def without_history(files: dict[str, bytes]) -> dict[str, bytes]:
    return {
        path: text
        for path, text in files.items()
        if not path.startswith("migrations/") and path != "acompana.lock"
    }
