"""``export`` from the command line: as an account, a whole file or none."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from runtime.fields.values import PersonName
from runtime.i18n.messages import message
from runtime.storage.columns import build_metadata
from runtime.storage.session import open_store
from tests.rows import writing
from tests.runtime.cli.test_commands import Operator, operator
from tests.sample import REGISTRY
from tests.stage import add_accounts, build_stage

__all__ = ["operator"]


def fill(folder: Path) -> None:
    store = open_store(f"sqlite:///{folder / 'data' / 'registry.sqlite3'}")
    with store.writing() as connection:
        add_accounts(connection)
    with writing(build_stage(store, folder)) as rows:
        rows.case(rows.person(PersonName("Ana")))
        rows.case(rows.person(PersonName("Bea"), by="carla_chicago"), by="carla_chicago")
    store.close()


def test_an_account_exports_what_it_may_and_the_trail_knows(operator: Operator, tmp_path: Path) -> None:
    operator.run("migrate")
    fill(operator.folder)
    target = tmp_path / "casos.csv"

    assert operator.run("export", "casos", str(target), "--as", "carla_chicago") == 0
    assert target.read_text("utf-8-sig").splitlines()[1].startswith("CHI-2026-000002")
    assert target.stat().st_mode & 0o077 == 0
    assert operator.said.strip().endswith("1 registro")
    store = open_store(f"sqlite:///{operator.folder / 'data' / 'registry.sqlite3'}")
    event = build_metadata(REGISTRY).tables["event"]
    with store.reading() as connection:
        assert connection.scalars(select(event.c.record_id).where(event.c.verb == "export")).all() == [
            "export casos"
        ]
    store.close()


def test_what_cannot_be_exported_is_refused_and_writes_nothing(operator: Operator, tmp_path: Path) -> None:
    operator.run("migrate")
    fill(operator.folder)
    say = message("es")
    target = tmp_path / "personas.csv"

    assert operator.run("export", "personas", str(target), "--as", "ana_los_angeles") == 1
    assert say("cli.export_forbidden", login="ana_los_angeles", name="personas") in operator.complained
    assert operator.run("export", "nada", str(target), "--as", "ana_los_angeles") == 1
    assert "casos" in operator.complained
    assert operator.run("export", "casos", str(target), "--as", "nadie") == 1
    assert operator.run("export", "casos", str(tmp_path / "x.pdf"), "--as", "ana_los_angeles") == 1
    assert list(tmp_path.glob("*.csv*")) == []
