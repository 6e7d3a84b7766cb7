"""``audit`` as an operator types it: whole, tampered with, signed, in both languages and for machines."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from tests.runtime.cli.test_commands import Operator, operator

__all__ = ["operator"]


@pytest.fixture
def filled(operator: Operator) -> Operator:
    """A registry with practice data."""
    assert operator.run("migrate") == 0
    assert operator.run("practice", "--cases", "20", "--password", "una frase que recuerdo") == 0
    return operator


@contextmanager
def tampering(filled: Operator) -> Iterator[sqlite3.Connection]:
    path = filled.folder / "data" / "registry.sqlite3"
    with closing(sqlite3.connect(path)) as database, database:
        yield database


def test_an_untouched_log_is_whole(filled: Operator) -> None:
    assert filled.run("audit") == 0
    assert "La bitácora está íntegra" in filled.said
    assert filled.run("audit", "--anchor") == 0
    assert filled.run("audit", "--json") == 0
    told = json.loads(filled.said)
    assert told["whole"]
    assert told["anchors"] == 1
    assert told["unanchored"] == 0


def test_what_was_tampered_with_is_named(filled: Operator, monkeypatch: pytest.MonkeyPatch) -> None:
    with tampering(filled) as database:
        [[case_id, folio]] = database.execute("SELECT id, folio FROM cases ORDER BY folio LIMIT 1")
        database.execute("UPDATE event SET reason = 'x' WHERE chain = ? AND seq = 1", (case_id,))
        [[other, last]] = database.execute(
            "SELECT chain, max(seq) FROM event WHERE case_id IS NOT NULL AND case_id != ? GROUP BY chain LIMIT 1",
            (case_id,),
        )
        database.execute("DELETE FROM event WHERE chain = ? AND seq = ?", (other, last))
        [[gone]] = database.execute("SELECT folio FROM cases WHERE id = ?", (other,))

    assert filled.run("audit") == 1
    assert f"Asiento modificado: el 1 de caso {folio}" in filled.said
    assert gone in filled.said
    monkeypatch.setenv("ACOMPANA_LANGUAGE", "en")
    assert filled.run("audit") == 1
    assert f"Changed entry: number 1 of case {folio}" in filled.said
    assert filled.run("audit", "--json") == 1
    kinds = {one["kind"]: one.get("folio") for one in json.loads(filled.said)["findings"]}
    assert kinds == {"changed": folio, "newest_missing": gone}


def test_a_key_noted_before_finds_a_ring_that_was_exchanged(filled: Operator) -> None:
    assert filled.run("audit", "--public-key") == 0
    key = filled.said.strip()
    assert filled.run("audit", "--anchor") == 0
    assert "anchors.jsonl" in filled.said
    assert filled.run("audit", "--key", key) == 0
    assert filled.run("audit", "--key", "00" * 32) == 1
    assert "Firma 1 modificada" in filled.said
    assert filled.run("audit", "--key", "abc") == 1
    assert "64 cifras" in filled.complained


def test_a_copy_of_the_anchors_elsewhere_is_held_against_the_log(filled: Operator) -> None:
    filled.run("audit", "--anchor")
    copy = filled.folder / "copy.jsonl"
    copy.write_bytes((filled.folder / "data" / "anchors.jsonl").read_bytes())
    with tampering(filled) as database:
        database.execute("DELETE FROM anchor")
        database.execute("DELETE FROM anchor_head")

    assert filled.run("audit", "--anchors", str(copy)) == 1
    assert "Falta la firma 1 copy.jsonl:1" in filled.said


def test_migrate_chains_what_older_versions_wrote(filled: Operator) -> None:
    with tampering(filled) as database:
        database.execute("UPDATE event SET chain = NULL, seq = NULL, digest = NULL")
        database.execute("DELETE FROM chain_head")
    assert filled.run("audit") == 1
    assert filled.run("migrate") == 0
    assert "asientos anteriores" in filled.said
    assert filled.run("audit") == 0
