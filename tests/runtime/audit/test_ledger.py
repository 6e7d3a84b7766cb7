"""The file of anchors after a crash, and while it cannot be written."""

from __future__ import annotations

import datetime
import logging
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from runtime.audit import anchor, ledger, watch
from runtime.audit.verifying import verify
from runtime.audit.watch import Watch
from tests.stage import NOON, Stage


@pytest.fixture
def file(stage: Stage, tmp_path: Path) -> Path:
    """A file of three anchors."""
    file = tmp_path / ledger.NAME
    for number in range(3):
        add(stage, number)
    assert ledger.keep(stage.store, stage.model, file) == 3
    return file


def add(stage: Stage, number: int) -> None:
    stage.add_case()
    anchor.drop(stage.store, stage.model, NOON + datetime.timedelta(hours=number))


def numbers(file: Path) -> list[int | None]:
    return [found.number if found is not None else None for _, found in ledger.read(file)]


def is_whole(stage: Stage, file: Path) -> bool:
    return verify(stage.store, stage.model, anchor.public_key(stage.model.cipher), file).is_whole


@pytest.mark.parametrize("cut", [1, 40])
def test_a_line_cut_by_a_crash_is_written_again(stage: Stage, file: Path, cut: int) -> None:
    file.write_bytes(file.read_bytes()[:-cut])
    assert is_whole(stage, file)
    add(stage, 3)

    assert ledger.keep(stage.store, stage.model, file) == 2
    assert numbers(file) == [1, 2, 3, 4]
    assert is_whole(stage, file)


def test_a_line_somebody_spoilt_is_no_crash(stage: Stage, file: Path) -> None:
    with file.open("a") as spoilt:
        spoilt.write('{"number": 4}\n')
    add(stage, 3)

    assert ledger.keep(stage.store, stage.model, file) == 1
    assert numbers(file) == [1, 2, 3, None, 4]
    assert not is_whole(stage, file)


def test_signing_goes_on_when_the_file_can_be_written_again(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("_FIRST_SECONDS", "_LOOK_SECONDS"):
        monkeypatch.setattr(watch, name, 0.05)
    stage.add_case()
    folder = tmp_path / "full"  # not there: what a full disk and a lost mount answer too is an OSError
    with caplog.at_level(logging.ERROR, "acompana.request"):
        Watch(stage.store, stage.model, folder).start()
        wait_for(lambda: "failure" in caplog.text)
    folder.mkdir()
    file = folder / ledger.NAME
    wait_for(lambda: file.exists() and numbers(file) == [1])
    stage.store.close()


def wait_for(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert is_so()
