"""The commands that plan and build, as an author runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from generator.cli import app
from generator.instance import writer

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
BEFORE = BLUEPRINTS / "changes" / "before"
ENGLISH = ("--language", "en", "--library", str(BLUEPRINTS / "bases"))


@pytest.fixture(autouse=True)
def untried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Importing every build in another process is slow; the tests of the writer do it."""
    monkeypatch.setattr(writer, "_try", lambda *_: None)


def run(command: str, folder: Path | str, root: Path, *options: str) -> Result:
    return CliRunner().invoke(app, [command, str(folder), str(root), *ENGLISH, *options])


def change(name: str) -> Path:
    return next((BLUEPRINTS / "changes").glob(f"{name}_*"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    built = tmp_path / "registro"
    result = run("build", BEFORE, built)
    assert result.exit_code == 0, result.output
    return built


def test_a_plan_answers_two_while_there_is_something_to_build(root: Path) -> None:
    nothing = run("plan", BEFORE, root)
    assert (nothing.exit_code, "Nothing changes" in nothing.output) == (0, True)
    pending = run("plan", change("P702"), root)
    assert (pending.exit_code, "person.sobrenombre" in pending.output) == (2, True)
    assert "P702" in pending.output
    refused = run("plan", change("P704"), root)
    assert (refused.exit_code, "P704" in refused.output) == (1, True)


def test_a_plan_changes_nothing(root: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    run("plan", change("P702"), root)
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before


def test_a_plan_as_json_holds_what_the_words_say(root: Path) -> None:
    result = run("plan", change("P702"), root, "--format", "json")
    plan = json.loads(result.stdout)
    assert {(one["verb"], one["address"]) for one in plan["changes"]} >= {
        ("add", "person.sobrenombre"),
        ("retire", "person.apodo"),
    }


def test_a_reviewed_plan_is_built_and_no_other(root: Path, tmp_path: Path) -> None:
    saved = tmp_path / "plan.json"
    assert run("plan", change("P702"), root, "--save", str(saved)).exit_code == 2
    stale = run("build", change("P703"), root, "--plan", str(saved))
    assert (stale.exit_code, "P710" in stale.output) == (1, True)
    assert run("build", change("P702"), root, "--plan", str(saved)).exit_code == 0
    saved.write_text("{}", "utf-8")
    assert "P710" in run("build", change("P703"), root, "--plan", str(saved)).output


def test_a_broken_blueprint_builds_nothing_and_the_last_good_one_stays(root: Path) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    broken = next((BLUEPRINTS / "invalid").glob("F101_*"))
    result = run("build", broken, root)
    assert (result.exit_code, "F101" in result.output) == (1, True)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_data_is_dropped_only_with_consent(root: Path) -> None:
    refused = run("build", change("P701"), root)
    assert (refused.exit_code, "--consent person.apodo" in refused.output) == (1, True)
    assert run("build", change("P701"), root, "--consent", "person.apodo").exit_code == 0


def test_a_needless_consent_is_told_and_does_not_stop(root: Path) -> None:
    result = run("build", BEFORE, root, "--consent", "person.apdo")
    assert (result.exit_code, "P713" in result.output) == (0, True)


def test_a_database_that_does_not_answer_leaves_the_plan_uncounted(root: Path, tmp_path: Path) -> None:
    result = run("plan", change("P702"), root, "--database", f"sqlite:///{tmp_path / 'none' / 'x.sqlite3'}")
    assert result.exit_code == 2
    assert "does not answer" in result.output
