"""Every code can be looked up, has its texts in both languages, and refuses to be used half filled."""

from __future__ import annotations

import re

import pytest

from generator.diagnostics import Severity, Span, diagnose
from generator.diagnostics.catalog import CatalogError, Text, codes, entry
from generator.diagnostics.render import cure, explain, sentence

PLACE = Span("mexico/blueprint.yaml", 1, 1, 1, 5)


@pytest.mark.parametrize("code", codes())
def test_every_code_prints_in_both_languages(code: str) -> None:
    known = entry(code)
    arguments = dict.fromkeys(known.names, "algo")
    found = diagnose(code, PLACE, related=tuple((PLACE, key) for key in known.notes), **arguments)
    for language in ("es", "en"):
        assert not re.search(r"[{}]", sentence(found, language).replace("{algo}", ""))
        assert sentence(found, language)[-1] not in ".!"
        assert cure(found, language)
        assert code in explain(code, language).plain
    assert known.title.es != known.title.en
    assert known.example.mistake != known.example.cure


def test_a_forgotten_argument_is_a_bug() -> None:
    with pytest.raises(CatalogError, match="key"):
        diagnose("Y501", PLACE)


def test_an_unknown_note_is_a_bug() -> None:
    with pytest.raises(CatalogError, match="nowhere"):
        diagnose("Y501", PLACE, related=((PLACE, "nowhere"),), key="a")


@pytest.mark.parametrize("code", ["Y999", "?1", ""])
def test_unknown_codes_are_refused(code: str) -> None:
    with pytest.raises(CatalogError):
        entry(code)


def test_both_languages_must_name_the_same_things() -> None:
    with pytest.raises(ValueError, match="different things"):
        Text(es="falta {key}", en="missing {name}")


def test_severity_comes_from_the_catalogue() -> None:
    assert diagnose("Y204", PLACE).severity is Severity.WARNING
    assert diagnose("Y501", PLACE, key="a").is_error
