"""Every fault a command can tell has its words."""

from __future__ import annotations

import re
from pathlib import Path

import runtime.records
from runtime.i18n.messages import catalogue

_KEY = re.compile(r'Fault\(\s*"([a-z_.]+)"')


def test_every_fault_has_words() -> None:
    folder = Path(runtime.records.__file__).parent
    told = {key for path in folder.glob("*.py") for key in _KEY.findall(path.read_text("utf-8"))}
    assert "submission.required" in told
    assert told - catalogue().keys() == set()
