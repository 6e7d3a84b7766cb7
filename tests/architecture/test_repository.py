"""No file of the repository knows the machine it was written on or the address something was fetched from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

SKIPPED = {".git", ".venv", ".demo", ".bench", "__pycache__", "node_modules", "build", "dist"}
SKIPPED_SUFFIXES = {".pyc", ".png", ".ico", ".sqlite3", ".xlsx"}

MACHINE = re.compile(
    "|".join(
        (
            r"(?<![\w.}])/(?:work/|home/(?!ana\b)|root/|Users/)\w",
            r"/tmp/(?!\.)\w",
            r"--(?:extra-)?index-url\b",
            r"https?://\S+(?:/simple/|\.(?:whl|tgz|tar\.gz))",
            r"^\s*(?:FROM|image:)\s+[\w-]+\.[\w.-]+/",
            r"\b(?:10(?:\.\d{1,3})|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2}\b",
        )
    )
)
"""Folders of a person or a workplace (but Ana's, who makes the mistakes in our texts), what was fetched and whence, private
addresses."""


def files() -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*")):
        parts = set(path.relative_to(ROOT).parts)
        hidden = any(part.endswith("_cache") or part == ".hypothesis" for part in parts)
        if path.is_file() and not parts & SKIPPED and not hidden and path.suffix not in SKIPPED_SUFFIXES:
            yield path


def test_no_file_names_a_machine_or_a_registry() -> None:
    faults = [
        f"{path.relative_to(ROOT)}:{number}: {found.group()}"
        for path in files()
        if path != Path(__file__)
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if (found := MACHINE.search(line))
    ]

    assert faults == []


@pytest.mark.parametrize(
    "line",
    [
        "see /home/pedro/x",
        "cd /Users/pedro/x",
        "pip install --index-url x",
        "see https://packages.example/simple/x",
        "see https://packages.example/x-1.0.tgz",
        "FROM images.example/pedro/x",
        "192.168.1.20",
    ],
)
def test_the_rule_sees_them(line: str) -> None:
    assert MACHINE.search(line)


@pytest.mark.parametrize(
    "line", ["/var/lib/registry", "network/home/page", "version 10.2.1", "127.0.0.1:8000"]
)
def test_the_rule_lets_others_pass(line: str) -> None:
    assert not MACHINE.search(line)
