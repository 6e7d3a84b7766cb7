"""Every shipped blueprint: nothing to find, the same bytes twice, up and down on both databases, filled, and true to its scenarios."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import inspect, select

from generator.compile.scenarios import scenarios
from generator.pipeline import check_layers
from runtime.cli.scenarios import play_in
from runtime.practice.filling import fill
from runtime.storage import migrate
from runtime.storage.session import Store
from tests.journeys.country import Country, build_country
from tests.journeys.shipped import ROOT, SHIPPED

pytestmark = pytest.mark.timeout(900)

NOW = datetime.datetime(2026, 11, 20, 18, 0, tzinfo=datetime.UTC)
CASES = 500
"""So many that the rarest of thirty case types occurs."""
ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"}


@pytest.fixture(
    scope="module", params=[pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in SHIPPED]
)
def blueprint(request: pytest.FixtureRequest) -> Path:
    return SHIPPED[request.param]


@pytest.fixture(scope="module")
def country(blueprint: Path, tmp_path_factory: pytest.TempPathFactory) -> Country:
    """Its instance, the same that the journeys travel through."""
    return build_country(tmp_path_factory.getbasetemp() / "country", blueprint)


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_there_is_nothing_to_find_and_every_scenario_comes_true(
    blueprint: Path, country: Country, tmp_path: Path
) -> None:
    checked = check_layers(blueprint)
    found = checked.outcome
    assert found.diagnostics == ()
    # How long files are kept no law says: each country is reminded to decide it.
    assert [one.code for one in checked.reminders] == ["V105"]
    assert found.value is not None
    scripts = scenarios(found.value)
    root = tmp_path / "instance"
    shutil.copytree(country.root, root, ignore=shutil.ignore_patterns("__pycache__"))
    outcomes = play_in(root, scripts, country.instance.registry.languages[0]) if scripts else ()
    assert len(outcomes) == len(scripts)
    assert [outcome for outcome in outcomes if not outcome.is_kept] == []


def test_a_second_build_elsewhere_gives_the_same_bytes(
    blueprint: Path, country: Country, tmp_path: Path
) -> None:
    root = tmp_path / country.root.name
    command = [sys.executable, "-m", "generator", "build", str(blueprint), str(root)]
    subprocess.run(
        command, env={**os.environ, **ELSEWHERE}, cwd=ROOT, check=True, capture_output=True, timeout=600
    )
    first, second = contents(country.root), contents(root)
    assert sorted(first) == sorted(second)
    assert [path for path in first if first[path] != second[path]] == []


def test_its_tables_go_up_down_and_up_and_take_practice_data_of_every_case_type(
    country: Country, store: Store
) -> None:
    instance = country.instance
    registry, model = instance.registry, instance.model
    migrate.upgrade(store, instance.versions, registry)
    tables = tables_of(store)
    migrate.downgrade(store, instance.versions, "base")
    assert {name for name in tables_of(store) if not name.startswith(("alembic", "search_"))} == set()
    migrate.upgrade(store, instance.versions, registry)
    assert tables_of(store) == tables

    model.memory.forget()
    filled = fill(model, store, CASES, now=NOW)
    assert filled.cases == CASES
    cases = model.table("cases")
    with store.reading() as connection:
        found = Counter(connection.scalars(select(cases.c.case_type)))
        states = Counter(connection.scalars(select(cases.c.state)))
    assert set(found) == {entity.key for entity in registry.case_types if not entity.retired}
    assert len(states) > 1


def tables_of(store: Store) -> dict[str, frozenset[str]]:
    """The columns of every table."""
    with store.reading() as connection:
        inspector = inspect(connection)
        return {
            name: frozenset(column["name"] for column in inspector.get_columns(name))
            for name in inspector.get_table_names()
        }
