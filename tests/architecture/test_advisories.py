"""The audit of dependencies: a known flaw fails it, silence is said, and an excuse needs a reason."""

from __future__ import annotations

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.source import ROOT

FLAW = {"id": "PYSEC-2026-1", "aliases": ["CVE-2026-1"], "fix_versions": ["2.0"]}
SOUND = {"name": "sound", "version": "1.0", "vulns": []}
FLAWED = {"name": "flawed", "version": "1.0", "vulns": [FLAW]}
UNKNOWN = {"name": "unknown", "skip_reason": "not found"}


@pytest.fixture
def audit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The tool, with excuses of its own."""
    loader = SourceFileLoader("advisories", str(ROOT / "tools" / "advisories"))
    spec = spec_from_loader("advisories", loader)
    assert spec is not None
    module = module_from_spec(spec)
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    loader.exec_module(module)
    monkeypatch.setattr(module, "EXCUSES", tmp_path / "advisories.txt")
    module.EXCUSES.write_text("# none\n")
    monkeypatch.delenv("ACOMPANA_ADVISORIES", raising=False)
    return module


@pytest.mark.parametrize(
    ("answered", "unanswered", "excuse", "required", "code", "said"),
    [
        ([SOUND], [], "", "", 0, "1 dependencies audited"),
        ([SOUND, FLAWED], [], "", "", 1, "VULNERABLE: flawed 1.0: PYSEC-2026-1 (fixed in: 2.0)"),
        ([FLAWED], [], "CVE-2026-1 not reached\n", "", 0, "excused: flawed"),
        ([FLAWED], [], "CVE-2026-2 not reached\n", "", 1, "VULNERABLE"),
        ([], [UNKNOWN], "", "", 0, "NOT AUDITED: all"),
        ([SOUND], [UNKNOWN], "", "", 0, "NOT AUDITED: 1"),
        ([], [], "", "required", 1, "NOT AUDITED"),
        ([SOUND], [], "", "required", 0, "audited"),
    ],
)
def test_the_audit_fails_for_known_flaws_and_says_when_it_could_not_ask(
    audit: Any,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    answered: list[object],
    unanswered: list[object],
    excuse: str,
    required: str,
    code: int,
    said: str,
) -> None:
    audit.EXCUSES.write_text(excuse)
    monkeypatch.setenv("ACOMPANA_ADVISORIES", required)
    monkeypatch.setattr(audit, "ask", lambda: (answered, unanswered, ""))
    assert audit.main() == code
    assert said in capsys.readouterr().out


def test_an_excuse_needs_a_reason(audit: Any) -> None:
    audit.EXCUSES.write_text("CVE-2026-1\n")
    with pytest.raises(SystemExit, match="without a reason"):
        audit.read_excuses()
