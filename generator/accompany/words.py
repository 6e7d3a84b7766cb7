"""The words of papers in both languages, from `words.yaml`. Owns the look-up; must not know who asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from importlib.resources import files
from typing import Literal, TypeAlias

import yaml
from pydantic import TypeAdapter

Language: TypeAlias = Literal["es", "en"]
Say: TypeAlias = Callable[..., str]
"""Gives a text by key, its `{names}` filled."""


def speak(language: Language) -> Say:
    """Return the words of one language."""
    return partial(_say, language)


def _say(language: Language, key: str, /, **arguments: object) -> str:
    return texts()[key][language].format(**arguments)


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """Every text by key and language."""
    written = files("generator.accompany").joinpath("words.yaml").read_text("utf-8")
    return TypeAdapter(dict[str, dict[str, str]]).validate_python(yaml.safe_load(written))
