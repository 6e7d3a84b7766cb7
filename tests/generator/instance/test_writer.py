"""A build is tried before it takes the place of the last."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from generator.emit.files import OutputFile
from generator.instance import lock, writer
from generator.instance.version import VERSION
from tests.generator.instance.folder import build_in, contents

GENERATED = "muestra_registry/generated"


def test_a_build_imports_and_its_tables_are_those_of_its_ir(tmp_path: Path) -> None:
    assert build_in(tmp_path / "registro").value is not None


def test_a_build_that_does_not_import_changes_nothing(tmp_path: Path) -> None:
    root = tmp_path / "registro"
    locked = build_in(root)
    assert locked.value is not None
    before = contents(root)
    current = lock.read(root)
    assert current is not None
    bad = OutputFile(f"{GENERATED}/__init__.py", "import nothing_of_that_name\n")
    with pytest.raises(writer.TrialError, match="nothing_of_that_name"):
        writer.write(root, (bad,), (bad,), (), current.lock)
    assert contents(root) == before


def test_the_lock_names_the_version_of_the_product() -> None:
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == VERSION
