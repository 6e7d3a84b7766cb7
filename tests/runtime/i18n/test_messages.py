"""The product's words: complete in both languages, with the same placeholders, and filled in."""

from __future__ import annotations

import pytest
from babel import Locale

from runtime.i18n.messages import catalogue, message, placeholders

LANGUAGES = ("es", "en")


@pytest.mark.parametrize("key", sorted(catalogue()))
def test_a_message_says_the_same_in_both_languages(key: str) -> None:
    texts = catalogue()[key]
    assert set(texts) == set(LANGUAGES)
    assert placeholders(texts["es"]) == placeholders(texts["en"])
    for language in LANGUAGES:
        forms = texts[language]
        assert "other" in forms
        assert set(forms) <= set(Locale.parse(language).plural_form.tags) | {"other"}
        assert all(text.strip() == text and text for text in forms.values())
        if len(forms) > 1:
            assert "count" in placeholders(forms) or forms["one"] != forms["other"]


def test_the_count_chooses_the_form_and_is_written_as_a_number() -> None:
    say = message("es")
    assert say("field.age_or_birth.about", count=1) == "1 año, según dijo"
    assert say("field.age_or_birth.about", count=1200) == "1,200 años, según dijo"
    assert message("en")("field.age_or_birth.about", count=2) == "2 years old, as told"


def test_a_language_without_words_speaks_spanish() -> None:
    assert message("quc")("field.boolean.true") == "Sí"


def test_a_missing_key_or_argument_is_a_bug() -> None:
    with pytest.raises(KeyError):
        message("es")("field.none")
    with pytest.raises(KeyError):
        message("es")("field.too_long")


def test_arguments_are_not_read_as_placeholders() -> None:
    assert message("en")("field.too_low", limit="{count} {x}") == "The lowest value allowed is {count} {x}"
