"""Backups: whole, on both databases and from one to the other, and refused where they do not fit."""

from __future__ import annotations

import sys
import uuid
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, inspect, select, text

from runtime.cli import main
from runtime.cli.copytext import Kind, read_line, write_line
from runtime.records import draft
from runtime.search import people
from runtime.search.reading import Reading
from runtime.storage import index
from runtime.storage.files import FileStore
from runtime.storage.keyring import read_key_file
from runtime.storage.session import Store, open_store
from tests.folder import write_instance
from tests.sample import REGISTRY
from tests.stage import ACTORS, NOON, add_accounts, build_stage

NAUGHTY = "\\N tab\there\nline \\t \r 'quotes' \"double\" ;-- ñ 漢字 😀 \\"
PERSON = uuid.UUID("018f0000-0000-7000-8000-00000000aaaa")
FILE = uuid.UUID("018f0000-0000-7000-8000-00000000bbbb")

Make = Callable[[str, str], Path]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Make:
    """Make and migrate an instance by name, on SQLite or PostgreSQL, all with one key."""
    monkeypatch.setattr(sys, "path", list(sys.path))

    def build(name: str, kind: str) -> Path:
        folder = write_instance(tmp_path / name)
        (folder / "data").mkdir()
        keys = tmp_path / "keys.json"
        monkeypatch.setenv("ACOMPANA_KEY_FILE", str(keys))
        if kind == "postgresql":
            server = request.getfixturevalue("postgresql")
            database = f"backup_{uuid.uuid4().hex[:12]}"
            (folder / "url").write_text(server.create(database))
            request.addfinalizer(lambda: server.drop(database))
        else:
            (folder / "url").write_text(f"sqlite:///{folder}/data/registry.sqlite3")
        assert run(folder, monkeypatch, "migrate") == 0
        return folder

    return build


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setenv("ACOMPANA_DATABASE_URL", (folder / "url").read_text())
    for name in [name for name in sys.modules if name.startswith(REGISTRY.package)]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(SystemExit) as ended:
        main([str(folder), *arguments])
    return int(ended.value.code or 0)


def opened(folder: Path) -> Store:
    return open_store((folder / "url").read_text())


def fill(folder: Path) -> None:
    """Put in people, words, numbers, moments, bytes, a file and something a later undo has parked."""
    store = opened(folder)
    stage = build_stage(store, folder)
    with store.writing() as connection:
        add_accounts(connection)
        who = ACTORS["ana_los_angeles"]
        connection.execute(
            insert(stage.model.table("person")).values(
                id=PERSON,
                version=1,
                created_at=NOON,
                created_by=who.account_id,
                updated_at=NOON.replace(microsecond=120),
                updated_by=who.account_id,
                blueprint_version="1.0.0",
                synthetic=True,
                unknown={"sexo": "se_desconoce"},
                office_id=who.office_id,
                nombre_given=NAUGHTY,
            )
        )
        index.put(connection, PERSON, "MARIA GARCIA", [who.office_id])
        kind = "BYTEA" if connection.dialect.name == "postgresql" else "BLOB"
        connection.execute(text(f"CREATE TABLE parked_things (name VARCHAR(20), secret {kind})"))
        connection.execute(
            text("INSERT INTO parked_things VALUES ('old', :secret)"), {"secret": b"\x00\xff\\"}
        )
        connection.execute(text("ALTER TABLE person ADD COLUMN parked_nick VARCHAR(20)"))
        connection.execute(text("UPDATE person SET parked_nick = 'Lupe'"))
    with stage.work() as work:
        draft.save(work, "people/new", {"nombre": [NAUGHTY]})
    cipher = read_key_file(folder.parent / "keys.json")
    FileStore(folder / "data" / "files", cipher).put(FILE, b"an attachment")
    store.close()


def contents(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Everything in the model's tables, as values."""
    store = opened(folder)
    stage = build_stage(store, folder)
    with store.reading() as connection:
        found = {
            name: sorted((dict(row) for row in connection.execute(select(table)).mappings()), key=str)
            for name, table in stage.model.metadata.tables.items()
        }
        found["parked"] = [
            dict(row) for row in connection.execute(text("SELECT name, secret FROM parked_things")).mappings()
        ]
        found["nick"] = [
            dict(row) for row in connection.execute(text("SELECT parked_nick FROM person")).mappings()
        ]
    store.close()
    return found


@pytest.mark.parametrize(
    ("source", "target"),
    [("sqlite", "sqlite"), ("sqlite", "postgresql"), ("postgresql", "sqlite"), ("postgresql", "postgresql")],
)
def test_a_backup_restores_everything(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, target: str
) -> None:
    old, new = make("old", source), make("new", target)
    fill(old)
    path = tmp_path / "copy.zip"
    assert run(old, monkeypatch, "backup", str(path)) == 0
    assert path.stat().st_mode & 0o077 == 0
    assert run(new, monkeypatch, "restore", str(path)) == 0
    before, after = contents(old), contents(new)
    assert before["person"][0]["nombre_given"] == NAUGHTY
    assert after == before
    cipher = read_key_file(tmp_path / "keys.json")
    assert FileStore(new / "data" / "files", cipher).get(FILE) == b"an attachment"
    store = opened(new)
    stage = build_stage(store, new)
    with store.reading() as connection:
        reading = Reading(stage.model, connection, ACTORS["ana_los_angeles"], NOON, stage.context())
        assert [found.id for found in people.find(reading, "garsia maria").people] == [PERSON]
    store.close()
    assert run(new, monkeypatch, "restore", str(path)) == 1


def test_the_key_is_not_in_the_backup_and_must_be_the_same(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old = make("old", "sqlite")
    fill(old)
    path = tmp_path / "copy.zip"
    run(old, monkeypatch, "backup", str(path))
    assert "no está en el respaldo" in capsys.readouterr().out
    key = (tmp_path / "keys.json").read_bytes()
    with zipfile.ZipFile(path) as archive:
        assert not any(key.strip() in archive.read(name) for name in archive.namelist())
    (tmp_path / "keys.json").unlink()
    new = make("new", "sqlite")
    assert run(new, monkeypatch, "restore", str(path)) == 1
    assert "otra llave" in capsys.readouterr().err


def test_a_damaged_backup_changes_nothing(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = make("old", "sqlite"), make("new", "sqlite")
    fill(old)
    path, damaged = tmp_path / "copy.zip", tmp_path / "damaged.zip"
    run(old, monkeypatch, "backup", str(path))
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(damaged, "w") as other:
        for name in archive.namelist():
            content = archive.read(name)
            other.writestr(name, content.replace(b"ana_los_angeles", b"eva_los_angeles"))
    assert run(new, monkeypatch, "restore", str(damaged)) == 1
    assert "su huella" in capsys.readouterr().err
    (tmp_path / "half.zip").write_bytes(path.read_bytes()[:-200])
    assert run(new, monkeypatch, "restore", str(tmp_path / "half.zip")) == 1
    store = opened(new)
    with store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM account")).scalar_one() == 0
        assert not inspect(connection).has_table("parked_things")
    store.close()


def test_a_backup_never_overwrites_a_file(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = make("old", "sqlite")
    path = tmp_path / "copy.zip"
    path.write_text("precious")
    assert run(old, monkeypatch, "backup", str(path)) == 1
    assert path.read_text() == "precious"
    assert run(old, monkeypatch, "backup", str(tmp_path)) == 0
    assert len(list(tmp_path.glob("muestra_registry-*.zip"))) == 1


def test_a_line_of_text_comes_back_as_it_was() -> None:
    row = (NAUGHTY, "0" * 32, 1, "2026-03-11 18:00:00.000120", b"\x00\\", None, "\\N", "", -3, 1.5)
    kinds: tuple[Kind, ...] = (
        "text",
        "uuid",
        "boolean",
        "instant",
        "bytes",
        "text",
        "text",
        "text",
        "integer",
        "number",
    )
    line = write_line(row, kinds)
    assert "\n" not in line
    assert read_line(line, kinds) == list(row)
    assert read_line("2026-03-11 18:00:00+00", ("instant",)) == ["2026-03-11 18:00:00.000000"]
