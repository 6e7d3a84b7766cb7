"""The commands of an instance, as an operator types them."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from runtime.cli import main
from tests.folder import write_instance
from tests.sample import REGISTRY

ROOT = Path(__file__).parents[3]


class Operator:
    """Somebody at a terminal, in Spanish unless they say otherwise."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        self.said = ""
        self.complained = ""

    def run(self, *arguments: str) -> int:
        """Run a command and return its exit code."""
        with pytest.raises(SystemExit) as ended:
            main([str(self.folder), *arguments])
        self.said, self.complained = self.capsys.readouterr()
        return int(ended.value.code or 0)


@pytest.fixture
def operator(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Operator:
    for name in [name for name in os.environ if name.startswith("ACOMPANA_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(sys, "path", list(sys.path))
    for name in [name for name in sys.modules if name.startswith(REGISTRY.package)]:
        monkeypatch.delitem(sys.modules, name)
    return Operator(write_instance(tmp_path / "instance"), capsys)


ANA = ("--name", "Ana", "--office", "con_chicago", "--role", "oficial")


def test_migrate_makes_database_and_key_and_may_be_repeated(operator: Operator) -> None:
    assert operator.run("user", "list") == 1
    assert "keys.json. Devuélvalo a su lugar, o ejecute migrate" in operator.complained
    assert operator.run("migrate") == 0
    assert "registry_0001" in operator.said
    key = operator.folder / "data" / "keys.json"
    assert key.stat().st_mode & 0o077 == 0
    before = key.read_bytes()
    assert operator.run("migrate") == 0
    assert "ya estaba al día" in operator.said
    assert key.read_bytes() == before


def test_migrate_can_undo_the_last_revision_and_apply_it_again(operator: Operator) -> None:
    operator.run("migrate")
    assert operator.run("migrate", "--undo") == 0
    assert "↶ registry_0001" in operator.said
    assert operator.run("migrate") == 0
    assert "✓ registry_0001" in operator.said


def test_migrate_gives_open_cases_the_clocks_of_new_deadlines_once(operator: Operator) -> None:
    operator.run("migrate")
    assert operator.run("practice", "--cases", "30", "--password", "una frase que recuerdo") == 0
    database = sqlite3.connect(next((operator.folder / "data").glob("*.sqlite*")))
    clocks = "SELECT * FROM deadline ORDER BY case_id, key"
    before = database.execute(clocks).fetchall()
    with database:
        database.execute(
            "DELETE FROM deadline WHERE case_id IN (SELECT id FROM cases WHERE closed_at IS NULL)"
        )
    assert operator.run("migrate") == 0
    assert "Plazos ajustados en" in operator.said
    assert database.execute(clocks).fetchall() == before
    database.close()
    assert operator.run("migrate") == 0
    assert "ya estaba al día" in operator.said


def test_accounts_are_added_listed_reset_and_disabled(operator: Operator) -> None:
    operator.run("migrate")
    assert operator.run("user", "add", "Ana@example.org", *ANA) == 0
    first = re.findall(r"\w{4}-\w{4}-\w{4}-\w{4}", operator.said)
    assert len(first) == 1
    assert operator.run("user", "add", "ana@example.org", *ANA) == 1
    assert "Ya hay una cuenta" in operator.complained
    assert operator.run("user", "add", "x y", "--name", "", *ANA[2:]) == 1
    assert operator.complained.count("✗") == 2
    assert operator.run("user", "add", "eva", *ANA[:2], "--office", "nope", *ANA[4:]) == 1
    assert "No hay una oficina nope; por ejemplo: " in operator.complained
    assert "con_chicago" in operator.complained
    assert operator.run("user", "add", "eva", *ANA[:4], "--role", "rey") == 1
    assert "No hay un rol rey; hay: " in operator.complained
    assert operator.run("user", "reset", "ana@example.org") == 0
    assert first[0] not in operator.said
    assert operator.run("user", "forget-factors", "ana@example.org") == 0
    assert "no tenía segundo factor" in operator.said
    assert operator.run("user", "disable", "ana@example.org") == 0
    operator.run("user", "list")
    assert re.search(r"ana@example\.org .*con_chicago .*Desactivada", operator.said)
    assert operator.run("user", "enable", "nadie") == 1
    assert "No hay una cuenta nadie" in operator.complained


def test_an_account_is_added_with_its_last_day(operator: Operator) -> None:
    operator.run("migrate")
    assert operator.run("user", "add", "eva", *ANA, "--ends-on", "mañana") == 1
    assert "Escriba la fecha como 2026-03-27" in operator.complained
    assert operator.run("user", "add", "eva", *ANA, "--ends-on", "2020-01-31") == 1
    assert "El último día de una cuenta nueva no puede haber pasado" in operator.complained
    assert operator.run("user", "add", "eva", *ANA, "--ends-on", "2999-12-31") == 0
    operator.run("user", "list")
    assert re.search(r"eva .*Activa · Termina el 2999-12-31", operator.said)


def test_messages_come_in_english_too(operator: Operator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACOMPANA_LANGUAGE", "en")
    operator.run("migrate")
    assert "The database is up to date" in operator.said


def test_verify_finds_what_does_not_agree(operator: Operator) -> None:
    assert operator.run("verify") == 1
    assert "system_0001" in operator.said
    operator.run("migrate")
    assert operator.run("verify") == 0
    generated = operator.folder / REGISTRY.package / "generated"
    (generated / "extra.py").write_text("")
    (operator.folder / REGISTRY.package / "__init__.py").write_text("changed")
    described = json.loads((generated / "ir.json").read_text("utf-8"))
    described["version"] = "9.9.9"
    (generated / "ir.json").write_text(json.dumps(described), encoding="utf-8")
    assert operator.run("verify") == 1
    assert "generated/extra.py no lo escribió Acompaña" in operator.said
    assert f"{REGISTRY.package}/__init__.py fue modificado" in operator.said
    assert "la huella de ir.json no es la de acompana.lock" in operator.said
    assert "was not written from its ir.json" in operator.said
    assert operator.run("user", "list") == 1


def test_a_folder_that_is_no_instance_is_refused(operator: Operator) -> None:
    operator.folder = operator.folder / "migrations"
    assert operator.run("migrate") == 1
    assert "is not an instance" in operator.complained


def test_a_setting_that_cannot_be_understood_is_named(
    operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACOMPANA_ENVIRONMENT", "prod")
    assert operator.run("migrate") == 1
    assert "ACOMPANA_ENVIRONMENT" in operator.complained


def test_serve_asks_for_migrate_first(operator: Operator) -> None:
    operator.run("migrate")
    (operator.folder / "data" / "registry.sqlite3").unlink()
    assert operator.run("serve") == 1
    assert "migrate" in operator.complained


def test_serve_answers_from_two_processes_and_stops(operator: Operator) -> None:
    operator.run("migrate")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "ACOMPANA_ENVIRONMENT": "practice"}
    server = subprocess.Popen(
        [sys.executable, "-m", "runtime", str(operator.folder), "serve", "--port", str(port)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        page = _fetch(f"http://127.0.0.1:{port}/sign-in", server)
    finally:
        server.send_signal(signal.SIGTERM)
        said, _ = server.communicate(timeout=30)
    assert "Datos de práctica" in page
    assert '"route": "show_sign_in", "status": 200' in said
    assert server.returncode == 0


def _fetch(address: str, server: subprocess.Popen[str]) -> str:
    while server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return str(answer.read().decode())
        except urllib.error.URLError:
            time.sleep(0.05)
    pytest.fail(server.communicate()[0])


def test_tokens_are_made_shown_once_and_revoked(operator: Operator) -> None:
    assert operator.run("migrate") == 0
    assert operator.run("user", "add", "ana", *ANA) == 0
    asked = ("ana", "--name", "Tablero", "--scope", "read:case", "--days", "30")
    assert operator.run("token", "make", *asked) == 0
    token = operator.said.strip()
    assert token.startswith("aco_")
    assert operator.run("token", "list", "ana") == 0
    assert token[:12] in operator.said
    assert token not in operator.said
    assert operator.run("token", "revoke", "ana", token[:12]) == 0
    assert operator.run("token", "revoke", "ana", token[:12]) == 1
    assert "no tiene una clave vigente" in operator.complained
    assert operator.run("token", "make", *asked[:4], "read:everything", *asked[5:]) == 1
    assert "Elija al menos un alcance" in operator.complained


def test_the_document_of_the_api_is_written_by_role(operator: Operator) -> None:
    assert operator.run("migrate") == 0
    assert operator.run("openapi") == 0
    whole = json.loads(operator.said)
    assert whole["openapi"] == "3.1.0"
    assert "post" in whole["paths"]["/cases"]
    assert operator.run("openapi", "--role", "analista") == 0
    assert "post" not in json.loads(operator.said)["paths"]["/cases"]
    assert operator.run("openapi", "--role", "nadie") == 1
    assert "oficial, titular" in operator.complained
