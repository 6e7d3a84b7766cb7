"""``acompana.lock``: what a build wrote and from what. Owns its form; reads and nothing else."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from generator.emit.files import Ownership
from runtime.ir import codec
from runtime.ir.registry import Registry

NAME = "acompana.lock"
VERSION = 1


class Entry(BaseModel):
    """A file as it was last written, or last offered where the ministry has changed it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ownership: Ownership
    sha256: str


class Lock(BaseModel):
    """What the folder holds; ``fingerprint`` is that of the IR, ``revision`` the newest revision's id."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lock_version: int = VERSION
    acompana: str
    ir_version: int
    blueprint: str
    blueprint_version: str
    package: str
    fingerprint: str
    revision: str | None
    files: dict[str, Entry]


@dataclass(frozen=True)
class Locked:
    """An instance as its last build left it: the lock, and the IR the next plan starts from."""

    lock: Lock
    registry: Registry


class Unreadable(Exception):
    """The folder's lock or IR cannot be read; ``path`` says which."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def encode(lock: Lock) -> str:
    """Return the lock as canonical JSON."""
    return json.dumps(lock.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def read(root: Path) -> Locked | None:
    """Read what the last build left; None where there was none.

    Raises:
        Unreadable: there was one, and its lock or IR is damaged or newer than this product.
    """
    path = root / NAME
    if not path.is_file():
        return None
    try:
        lock = Lock.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise Unreadable(NAME) from error
    if lock.lock_version != VERSION:
        raise Unreadable(NAME)
    described = f"{lock.package}/generated/ir.json"
    try:
        registry = codec.decode((root / described).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Unreadable(described) from error
    return Locked(lock, registry)
