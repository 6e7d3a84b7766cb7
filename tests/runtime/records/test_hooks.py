"""Finding the ministry's hooks in its own folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime.records.hooks import HookError, discover
from tests.sample import REGISTRY

HOOKS = """
from runtime.records import on

@on("case", "after_create")
@on("person", "before_update")
def listen(event):
    raise InterruptedError(event)

def not_a_hook():
    raise AssertionError
"""


def test_hooks_are_found_by_entity_and_event_and_heard_for_every_type(tmp_path: Path) -> None:
    (tmp_path / "hooks.py").write_text(HOOKS, encoding="utf-8")
    found = discover(REGISTRY, tmp_path)
    assert sorted(found.by_event) == [("case", "after_create"), ("person", "before_update")]
    assert discover(REGISTRY, tmp_path / "elsewhere").by_event == {}
    assert discover(REGISTRY, None).by_event == {}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('@on("pasaporte", "before_create")\ndef f(event): ...', "no entity 'pasaporte'"),
        ('@on("person", "during")\ndef f(event): ...', "no event 'during'"),
        ('@on("person", "before_create")\ndef f(): ...', "takes one argument"),
    ],
)
def test_a_hook_that_cannot_work_is_named(tmp_path: Path, line: str, reason: str) -> None:
    (tmp_path / "hooks.py").write_text(f"from runtime.records import on\n{line}\n", encoding="utf-8")
    with pytest.raises(HookError, match=reason):
        discover(REGISTRY, tmp_path)


@pytest.mark.parametrize(("written", "told"), [("x = 1\ndef (", "hooks.py:2: "), ("import nada", "nada")])
def test_a_file_that_cannot_be_loaded_is_the_ministrys_to_mend(
    tmp_path: Path, written: str, told: str
) -> None:
    (tmp_path / "hooks.py").write_text(written)
    with pytest.raises(HookError, match=told):
        discover(REGISTRY, tmp_path)
