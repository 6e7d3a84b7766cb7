"""Keys from the command line: added, rotated while others work, retired when nothing needs them."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from runtime.cli import main
from runtime.records import draft
from runtime.storage.keyring import change_key_file, create_key_file, read_key_file, read_ring
from runtime.storage.places import census, places
from runtime.storage.session import Store, open_store
from tests.folder import write_instance
from tests.sample import REGISTRY
from tests.stage import ACTORS, NOON, Stage, add_accounts, build_stage

ROOT = Path(__file__).parents[3]
MANY = 8_000
LONG_AGO = NOON


class Operator:
    """Somebody at a terminal beside an instance with sealed values."""

    def __init__(self, folder: Path, url: str, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.url = url
        self.capsys = capsys
        self.said = ""
        self.complained = ""

    @property
    def keys(self) -> Path:
        return self.folder / "data" / "keys.json"

    def run(self, *arguments: str) -> int:
        for name in [name for name in sys.modules if name.startswith(REGISTRY.package)]:
            del sys.modules[name]
        with pytest.raises(SystemExit) as ended:
            main([str(self.folder), *arguments])
        self.said, self.complained = self.capsys.readouterr()
        return int(ended.value.code or 0)

    def stage(self, store: Store) -> Stage:
        stage = build_stage(store, self.folder)
        cipher = read_key_file(self.keys)
        model = type(stage.model)(
            stage.model.registry,
            stage.model.metadata,
            stage.model.schemas,
            cipher,
            type(stage.model.files)(self.folder / "data" / "files", cipher),
            stage.model.hooks,
        )
        return Stage(model, store, stage.versions)

    def add_key(self) -> None:
        """Add a key as long ago as a rotation wants."""
        assert self.run("keys", "add") == 0
        change_key_file(
            self.keys,
            lambda ring: type(ring)(
                {of: type(entry)(entry.key, LONG_AGO) for of, entry in ring.entries.items()}, ring.lasting
            ),
        )


@pytest.fixture
def operator(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Operator]:
    for name in [name for name in os.environ if name.startswith("ACOMPANA_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setenv("ACOMPANA_DATABASE_URL", database)
    found = Operator(write_instance(tmp_path / "instance"), database, capsys)
    assert found.run("migrate") == 0
    yield found
    for name in [name for name in sys.modules if name.startswith(REGISTRY.package)]:
        del sys.modules[name]


@pytest.fixture
def stage(operator: Operator) -> Iterator[Stage]:
    store = open_store(operator.url)
    with store.writing() as connection:
        add_accounts(connection)
    stage = operator.stage(store)
    stage.add_person(nota="Tlazohcamati")
    with stage.work() as work:
        draft.save(work, "/people/new", {"nota": ["Tlazohcamati"]})
    yield stage
    store.close()


def test_a_key_is_added_everything_rotated_and_the_old_one_retired(operator: Operator, stage: Stage) -> None:
    person_id = stage.add_person(nota="Quetzalli")
    assert operator.run("keys", "retire", "1") == 1
    assert "es la más nueva" in operator.complained
    assert operator.run("keys", "add") == 0
    assert operator.run("keys", "retire", "1") == 1
    assert "menos de 60 segundos" in operator.complained
    change_key_file(
        operator.keys,
        lambda ring: type(ring)(
            {of: type(entry)(entry.key, LONG_AGO) for of, entry in ring.entries.items()}, ring.lasting
        ),
    )
    assert operator.run("keys", "retire", "1") == 1
    assert re.search(
        r"cifra 5 valores \(draft\.content 1, event\.difference 2, person\.nota 2\)", operator.complained
    )
    assert operator.run("keys", "rotate") == 0
    assert "se cifraron de nuevo 5 valores" in operator.said
    assert operator.run("keys", "rotate") == 0
    assert "se cifraron de nuevo 0 valores" in operator.said
    assert operator.run("keys", "retire", "1") == 0
    assert "respaldos hechos antes de hoy" in operator.said
    assert set(read_ring(operator.keys).entries) == {2}
    # A process that was serving all the while has noticed.
    assert stage.stored("person", person_id).values["nota"] == "Quetzalli"
    assert stage.model.cipher.newest == 2
    assert operator.run("keys", "list") == 0
    assert re.search(r"2 \*.* 5 ", operator.said)


def test_no_command_shows_a_key(operator: Operator, stage: Stage) -> None:
    operator.add_key()
    texts = [operator.said, operator.complained]
    for command in (("keys", "list"), ("keys", "rotate"), ("keys", "retire", "1"), ("keys", "list")):
        operator.run(*command)
        texts += [operator.said, operator.complained]
    data = json.loads(operator.keys.read_text())
    secrets = [data["lasting"], *(entry["key"] for entry in data["keys"].values())]
    assert secrets
    assert not any(secret in text for secret in secrets for text in texts)
    event = stage.model.table("event")
    with stage.store.reading() as connection:
        told = connection.scalars(
            select(event.c.verb).where(event.c.entity == "key").order_by(event.c.at)
        ).all()
    assert told == ["add_key", "rotate_keys", "retire_key"]


def test_a_ring_in_the_environment_is_said_not_written(
    operator: Operator, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    person_id = stage.add_person(nota="Quetzalli")
    ring = operator.keys.read_text()
    operator.keys.unlink()
    monkeypatch.setenv("ACOMPANA_KEYS", ring)
    assert operator.run("migrate") == 0
    assert not operator.keys.exists()
    assert operator.run("keys", "add") == 0
    assert "ACOMPANA_KEYS" in operator.said
    monkeypatch.setenv("ACOMPANA_KEYS", operator.said.strip().splitlines()[-1])
    assert operator.run("keys", "rotate") == 0
    assert "con la llave 2" in operator.said
    assert not operator.keys.exists()
    person = stage.model.table("person")
    with stage.store.reading() as connection:
        sealed = connection.scalars(select(person.c.nota).where(person.c.id == person_id)).one()
    assert sealed[0] == 2


def fill(stage: Stage, count: int) -> None:
    """Put in many people with a sealed note, and nothing else."""
    person = stage.model.table("person")
    who = ACTORS["ana_los_angeles"]
    rows = []
    for number in range(count):
        key = uuid.UUID(int=number + 1)
        rows.append(
            {
                "id": key,
                "version": 1,
                "created_at": NOON,
                "created_by": who.account_id,
                "updated_at": NOON,
                "updated_by": who.account_id,
                "blueprint_version": "1.0.0",
                "synthetic": True,
                "unknown": {},
                "office_id": who.office_id,
                "nombre_given": f"N{number}",
                "nota": stage.model.cipher.encrypt(f'"nota {number}"'.encode(), f"person:nota:{key}"),
            }
        )
    with stage.store.writing() as connection:
        connection.execute(insert(person), rows)


def older(stage: Stage) -> int:
    """How many notes the first key still seals."""
    [place] = [one for one in places(stage.model) if one.name == "person.nota"]
    with stage.store.reading() as connection:
        counted = select(func.count()).select_from(place.table).where(place.number == b"\1")
        return int(connection.scalars(counted).one())


def start(operator: Operator, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "runtime", str(operator.folder), *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "ACOMPANA_DATABASE_URL": operator.url},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def wait_until(holds: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    for _ in range(6000):
        if holds():
            return
        assert process.poll() is None, (process.stderr.read() if process.stderr else b"").decode()
        time.sleep(0.005)
    raise AssertionError("nothing happened")


def test_a_rotation_killed_three_times_ends_whole_while_the_registry_serves(
    operator: Operator, stage: Stage
) -> None:
    fill(stage, MANY)
    operator.add_key()
    ended = threading.Event()
    stored: list[uuid.UUID] = []
    failures: list[BaseException] = []

    def serve() -> None:
        """Go on registering and reading people, as an officer would."""
        try:
            while not ended.is_set():
                stored.append(stage.add_person(nota=f"during {len(stored)}"))
                stage.stored("person", uuid.UUID(int=len(stored)))
                time.sleep(0.02)
        except BaseException as failure:
            failures.append(failure)
            raise

    officer = threading.Thread(target=serve)
    officer.start()
    try:
        left = older(stage)
        for _ in range(3):
            process = start(operator, "keys", "rotate")
            wait_until(lambda before=left: older(stage) < before, process)  # type: ignore[misc]
            process.send_signal(signal.SIGKILL)
            process.communicate()
            left = older(stage)
            assert 0 < left < MANY
        process = start(operator, "keys", "rotate")
        _, complained = process.communicate()
        assert process.returncode == 0, complained.decode()
    finally:
        ended.set()
        officer.join()

    assert failures == []
    assert len(stored) > 3
    found = census(stage.model, stage.store)
    assert found.counts.keys() == {2}
    assert found.counts[2]["person.nota"] == MANY + 1 + len(stored)
    assert operator.run("keys", "retire", "1") == 0
    for number in (0, MANY // 2, MANY - 1):
        record = stage.stored("person", uuid.UUID(int=number + 1))
        assert record.values["nota"] == f"nota {number}"
    assert stage.stored("person", stored[0]).values["nota"] == "during 0"


def test_a_backup_made_under_a_retired_key_says_so_and_comes_back_with_it(
    operator: Operator, stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person_id = stage.add_person(nota="Quetzalli")
    old = tmp_path / "old.zip"
    assert operator.run("backup", str(old)) == 0
    kept = operator.keys.read_bytes()
    operator.add_key()
    assert operator.run("keys", "rotate") == 0
    assert operator.run("keys", "retire", "1") == 0

    other = write_instance(tmp_path / "other")
    (other / "data").mkdir()
    (other / "data" / "keys.json").write_bytes(operator.keys.read_bytes())
    url = f"sqlite:///{tmp_path / 'other.sqlite3'}"
    monkeypatch.setenv("ACOMPANA_DATABASE_URL", url)
    operator.folder, operator.url = other, url
    assert operator.run("restore", str(old)) == 1
    assert "ya no están en" in operator.complained
    assert "(1)" in operator.complained
    copy = tmp_path / "copy.json"
    create_key_file(copy)
    assert operator.run("keys", "recover", str(copy)) == 1
    assert "no es una copia de este llavero" in operator.complained
    copy.write_bytes(kept)
    assert operator.run("keys", "recover", str(copy)) == 0
    assert "las llaves 1, 2" in operator.said
    assert operator.run("restore", str(old)) == 0
    store = open_store(url)
    assert operator.stage(store).stored("person", person_id).values["nota"] == "Quetzalli"
    store.close()
