"""The product's words by key and language. Owns loading and filling in; must not hold words itself."""

from __future__ import annotations

import decimal
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import yaml

from runtime.i18n.locales import format_number, locale

FOLDER = Path(__file__).parent / "messages"
FIRST_LANGUAGE = "es"

Forms = Mapping[str, str]
"""A text by plural form; a text without plural has only ``other``."""
Message = Callable[..., str]

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@cache
def catalogue() -> Mapping[str, Mapping[str, Forms]]:
    """Return every message: key to language to plural forms.

    Raises:
        ValueError: two files hold the same key.
    """
    found: dict[str, Mapping[str, Forms]] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        for key, texts in (yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader) or {}).items():
            if key in found:
                raise ValueError(f"message {key} stands twice, again in {path.name}")
            found[key] = {language: _forms(text) for language, text in texts.items()}
    return found


@cache
def message(language: str) -> Message:
    """Return the function that gives a text by key in ``language``, else in Spanish.

    The argument ``count`` chooses the plural form. A key that does not exist, or an argument that is
    missing, is a bug and raises ``KeyError``.
    """
    spoken = {key: texts.get(language) or texts[FIRST_LANGUAGE] for key, texts in catalogue().items()}
    # Most messages are said as they stand.
    plain = {
        key: forms["other"] for key, forms in spoken.items() if len(forms) == 1 and not placeholders(forms)
    }

    def say(key: str, /, **arguments: object) -> str:
        if key in plain:
            return plain[key]
        forms = spoken[key]
        return fill(_choose(forms, language, arguments.get("count")), arguments, language)

    return say


def fill(text: str, arguments: Mapping[str, object], language: str) -> str:
    """Put arguments in the place of ``{name}``; ``count`` is written as a number of the language."""

    def put(match: re.Match[str]) -> str:
        value = arguments[match[1]]
        if match[1] == "count" and isinstance(value, int | decimal.Decimal):
            return format_number(value, language)
        return str(value)

    return _PLACEHOLDER.sub(put, text)


def placeholders(forms: Forms) -> frozenset[str]:
    """Return the names a message's forms ask for."""
    return frozenset(name for text in forms.values() for name in _PLACEHOLDER.findall(text))


def _forms(text: str | Forms) -> Forms:
    return {"other": text} if isinstance(text, str) else text


def _choose(forms: Forms, language: str, count: object) -> str:
    if isinstance(count, int | decimal.Decimal) and len(forms) > 1:
        return forms.get(locale(language).plural_form(count), forms["other"])
    return forms["other"]
