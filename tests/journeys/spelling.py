"""Names as people write them who only heard them, and words as hurried hands type them. Must not know a registry."""

from __future__ import annotations

import re
import unicodedata

_SOUNDS = (("v", "b"), ("z", "s"), ("ll", "y"), ("qu", "k"), ("j", "x"), ("h", ""), ("c", "s"), ("y", "i"))
"""What people who hear a name write instead."""


def plain(words: str) -> str:
    """Return words without accents, capitals and marks."""
    bare = unicodedata.normalize("NFD", words.casefold())
    return " ".join(re.findall(r"\w+", "".join(one for one in bare if not unicodedata.combining(one))))


def misspelt(name: str) -> str:
    """Return a name with one sound written otherwise, without accents."""
    heard = plain(name)
    for sound, other in _SOUNDS:
        if sound in heard[1:]:
            place = heard.rindex(sound)
            return heard[:place] + other + heard[place + len(sound) :]
    return heard
