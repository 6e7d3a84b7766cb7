"""An instance that is built to be tried once and thrown away: no lock, no trial, nothing to take care of."""

from __future__ import annotations

from pathlib import Path

from generator.emit.emitter import emit
from generator.plan import Planned


def build_scratch(planned: Planned, root: Path) -> None:
    """Write what a plan for a new instance leads to.

    Args:
        planned: The plan, without errors.
        root: A folder that is empty, or does not exist.
    """
    for file in emit(planned, None).files:
        path = root / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, "utf-8", newline="\n")
