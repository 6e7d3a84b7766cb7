"""The threat model names real tests, some for every threat, and stays about a page long."""

from __future__ import annotations

import re

from tests.architecture.source import ROOT

DOCUMENT = ROOT / "docs" / "threat-model.md"
_NAMED = re.compile(r"`(test_\w+)`")
_DEFINED = re.compile(r"^(?:async )?def (test_\w+)", re.MULTILINE)


def threats() -> list[str]:
    """Return the rows of the table of threats."""
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith("|") and not line.startswith(("|---", "| | Threat"))]


def test_every_threat_names_tests_that_exist() -> None:
    defined = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in _DEFINED.findall(path.read_text(encoding="utf-8"))
    }
    named = {name for row in threats() for name in _NAMED.findall(row)}
    assert len(named) > 50
    assert named - defined == set()
    assert [row for row in threats() if not _NAMED.search(row)] == []


def test_all_of_stride_is_there() -> None:
    kinds = [found[1] for row in threats() if (found := re.match(r"\| \*\*(.+?)\*\*", row))]
    assert kinds == [
        "Spoofing",
        "Tampering",
        "Repudiation",
        "Information disclosure",
        "Denial of service",
        "Elevation of privilege",
    ]
