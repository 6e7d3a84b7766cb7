"""``indicators`` and ``regional`` from the command line: a country's file, and several side by side."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from runtime.cli import main
from tests.runtime.cli.test_commands import Operator, operator
from tests.runtime.cli.test_export import fill

__all__ = ["operator"]


def put_together(*arguments: str) -> int:
    """Run ``regional``, which needs no instance."""
    with pytest.raises(SystemExit) as ended:
        main(["regional", *arguments])
    return int(ended.value.code or 0)


def test_a_country_writes_its_file_and_stands_beside_another(operator: Operator, tmp_path: Path) -> None:
    operator.run("migrate")
    fill(operator.folder)
    mine, other, table = tmp_path / "mx.json", tmp_path / "gt.json", tmp_path / "tabla.csv"

    assert operator.run("indicators", "--year", "2026", "--quarter", "1", "--out", str(mine)) == 0
    found = json.loads(mine.read_text("utf-8"))
    assert (found["country"], found["first"], found["last"]) == ("MEX", "2026-01-01", "2026-03-31")
    # Two cases of one family: too few to be told.
    assert {row["value"] for row in found["rows"] if row["indicator"] == "opened"} == {None}
    assert "Ana" not in mine.read_text("utf-8")

    other.write_text(json.dumps({**found, "country": "GTM"}), "utf-8")
    assert put_together(str(mine), str(other), "--out", str(table)) == 0
    head, *rows = table.read_text("utf-8-sig").splitlines()
    assert head.endswith("Guatemala,México")
    assert rows


def test_the_same_time_twice_is_refused(operator: Operator, tmp_path: Path) -> None:
    operator.run("migrate")
    mine = tmp_path / "mx.json"
    operator.run("indicators", "--year", "2026", "--out", str(mine))

    assert put_together(str(mine), str(mine)) == 1
    assert "cuentan el mismo tiempo de MEX" in operator.capsys.readouterr().err
    assert operator.run("indicators", "--year", "2026", "--out", str(mine)) == 1
