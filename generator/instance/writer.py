"""Writes a build into the instance's folder: whole or not at all. Must not decide what is written."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from generator.emit.files import OutputFile
from generator.instance import lock

STAGING = ".acompana-staging"
UNDO = ".acompana-undo"
_JOURNAL = "journal.json"

_TRIAL = """
import sys
sys.path[:0] = [{stage!r}]
from {package}.generated import FINGERPRINT, Base
from sqlalchemy.orm import configure_mappers
from runtime.ir import codec
from runtime.storage.columns import build_metadata
configure_mappers()
registry = codec.decode(open({described!r}, encoding="utf-8").read())
assert codec.fingerprint(registry) == FINGERPRINT, "fingerprint"
def shape(metadata):
    return {{
        name: [(c.name, repr(c.type), c.nullable, c.primary_key) for c in table.columns]
        for name, table in metadata.tables.items()
    }}
assert shape(Base.metadata) == shape(build_metadata(registry)), "tables"
"""
"""What a build must pass before it takes the place of the last: it imports, and its tables are those of its IR."""


class TrialError(RuntimeError):
    """A build that does not import. No blueprint should cause one: the text is for us."""


def recover(root: Path) -> bool:
    """Undo a build that was interrupted while it was being written; answer whether there was one."""
    undo = root / UNDO
    if not (undo / _JOURNAL).is_file():
        shutil.rmtree(undo, ignore_errors=True)
        return False
    _restore(root, undo)
    return True


def write(
    root: Path,
    files: tuple[OutputFile, ...],
    writes: Iterable[OutputFile],
    removals: Iterable[str],
    locked: lock.Lock,
) -> None:
    """Try a build and then put it in place, the lock last.

    Args:
        root: The instance's folder.
        files: Everything the build consists of, tried before anything is written.
        writes: What of it is to be written.
        removals: Paths of files to remove.
        locked: The lock to leave.

    Raises:
        TrialError: the build does not import; nothing was changed.
        OSError: the disk refused; what was changed has been undone.
    """
    root.mkdir(parents=True, exist_ok=True)
    stage, undo = root / STAGING, root / UNDO
    shutil.rmtree(stage, ignore_errors=True)
    try:
        for file in files:
            _put(stage / file.path, file.text)
        _try(stage, locked.package)
        changes = [*writes, OutputFile(lock.NAME, lock.encode(locked))]
        _replace(root, undo, stage, changes, tuple(removals))
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _replace(
    root: Path, undo: Path, stage: Path, writes: list[OutputFile], removals: tuple[str, ...]
) -> None:
    created = [file.path for file in writes if not (root / file.path).exists()]
    replaced = [path for path in (*(file.path for file in writes), *removals) if (root / path).exists()]
    for path in replaced:
        _copy(root / path, undo / "files" / path)
    _put(undo / _JOURNAL, json.dumps({"created": created, "replaced": replaced}))
    try:
        for path in removals:
            (root / path).unlink()
        for file in writes:
            _put(stage / "ready" / file.path, file.text)
            (root / file.path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(stage / "ready" / file.path, root / file.path)  # noqa: PTH105 - the atomic one, by name
    except OSError:
        _restore(root, undo)
        raise
    _remove_empty(root, removals)
    shutil.rmtree(undo)


def _restore(root: Path, undo: Path) -> None:
    journal = json.loads((undo / _JOURNAL).read_text("utf-8"))
    for path in journal["created"]:
        (root / path).unlink(missing_ok=True)
    for path in journal["replaced"]:
        _copy(undo / "files" / path, root / path)
    _remove_empty(root, journal["created"])
    shutil.rmtree(undo)


def _try(stage: Path, package: str) -> None:
    described = str(stage / package / "generated" / "ir.json")
    code = _TRIAL.format(stage=str(stage), package=package, described=described)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(  # noqa: S603 - our own interpreter and the code above
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise TrialError(done.stderr)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, target)


def _remove_empty(root: Path, paths: Iterable[str]) -> None:
    """Remove the folders that nothing is left in."""
    folders = {parent for path in paths for parent in (root / path).parents if root in parent.parents}
    for folder in sorted(folders, key=lambda one: -len(one.parts)):
        cache = folder / "__pycache__"
        if folder.is_dir() and {one.name for one in folder.iterdir()} <= {"__pycache__"}:
            shutil.rmtree(cache, ignore_errors=True)
            folder.rmdir()
