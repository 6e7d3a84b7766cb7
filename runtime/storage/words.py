"""Words as the search compares them: without accents or case, and as they sound in Spanish. Owns no table."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+")

# Spellings that sound alike in the Spanish of the Americas (seseo, yeísmo), longest first.
_SOUNDS = (
    (re.compile(r"^x"), "j"),
    (re.compile(r"ch"), "x"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"h"), ""),
    (re.compile(r"qu?(?=[ei])"), "k"),
    (re.compile(r"q|c(?=[aouklrt]|$)|ck"), "k"),
    (re.compile(r"g(?=[ei])"), "j"),
    (re.compile(r"gu(?=[ei])"), "g"),
    (re.compile(r"[zc]|ss"), "s"),
    (re.compile(r"x$|x(?=[^aeiou])"), "s"),
    (re.compile(r"[vw]"), "b"),
    (re.compile(r"ll|y"), "i"),
    (re.compile(r"n(?=[bp])"), "m"),
)
_REPEATED = re.compile(r"(.)\1+")


def words(text: str) -> list[str]:
    """Split a text into comparable words: lower case, no accents, letters and digits only."""
    if text.isascii():
        return _WORD.findall(text.lower())
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join([sign for sign in plain if not unicodedata.combining(sign)]))


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """How a word of ``words`` sounds, roughly: ``gonzalez`` and ``gonsales`` give the same."""
    for spelling, heard in _SOUNDS:
        word = spelling.sub(heard, word)
    return _REPEATED.sub(r"\1", word)


def near(word: str) -> set[str]:
    """The sound of a word and that sound less any one letter.

    Two words one mistyped, missing or added letter apart share at least one of these, which turns a
    fuzzy look-up into an exact one on an index. Short sounds and numbers have no neighbours.
    """
    heard = sound(word)
    if len(heard) < 4 or word.isdigit():
        return {heard}
    return {heard} | {heard[:place] + heard[place + 1 :] for place in range(len(heard))}
