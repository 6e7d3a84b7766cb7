"""The sentence that explains each key, from `keys.yaml`. Owns the look-up; must not know where keys stand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias

import yaml
from pydantic import TypeAdapter

Language: TypeAlias = Literal["es", "en"]
Sentence: TypeAlias = dict[str, str]

ANY = "*"
OPTION = "Option"


def sentence(owner: str, key: str, language: Language) -> str:
    """What a key of an element means.

    Args:
        owner: The name of the element's model; ``Option`` for options of field types.
        key: The key as written.
        language: The language of the sentence.

    Raises:
        KeyError: nobody explained the key.
    """
    known = _sentences()
    found = known.get(owner, {}).get(key) or known[ANY][key]
    return found[language]


@cache
def _sentences() -> Mapping[str, Mapping[str, Sentence]]:
    text = files("generator.blueprint").joinpath("keys.yaml").read_text("utf-8")
    adapter = TypeAdapter(dict[str, dict[str, Sentence]])
    return adapter.validate_python(yaml.safe_load(text))
