"""An instance's folder in tests: building into it and what it holds."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics import Outcome
from generator.instance.build import Built, build, open_instance
from generator.plan import plan
from runtime.ir.registry import Registry
from tests.sample import REGISTRY


def build_in(root: Path, registry: Registry = REGISTRY, *, discard: bool = False) -> Outcome[Built]:
    opened = open_instance(root)
    assert opened.diagnostics == ()
    locked = opened.value
    return build(plan(locked.registry if locked else None, registry), locked, root, discard=discard)


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }
