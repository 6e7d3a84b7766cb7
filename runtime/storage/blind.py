"""Words that stand for sealed documents and telephones in the index of people. Must not know who asks.

A word is a keyed hash under the ring's lasting key: equal values give equal words, rotated keys change none, and
without the ring a word tells nothing. It stands for a whole number, so beginnings and misspellings find nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from runtime.fields.identifying import is_found_sealed
from runtime.storage.cipher import Cipher
from runtime.storage.codec import Codec, Slot
from runtime.storage.words import words

PREFIX = "zzy"
"""No name begins so; what somebody types that does is not looked for."""
_SHORTEST = 6
"""A shorter number could be tried out one by one by whoever may search."""


def is_blind(word: str) -> bool:
    """Whether a word of the index stands for a sealed value."""
    return word.startswith(PREFIX)


def stored_words(codec: Codec, values: Mapping[str, Any]) -> Iterator[str]:
    """Yield the words that a person's sealed documents and telephones are found by."""
    for slot in codec.slots("person").values():
        value = values.get(slot.field.id)
        if value is not None and is_found_sealed(slot.field):
            for word in words(slot.type.search_text(slot.field, value)):
                yield from asked_words(codec.cipher, [slot], word)


def asked_words(cipher: Cipher, slots: Iterable[Slot], word: str) -> Iterator[str]:
    """Yield what a typed word would be in the index, for each of these fields: nothing for what is no number."""
    if len(word) >= _SHORTEST and any(sign.isdigit() for sign in word):
        for slot in slots:
            yield PREFIX + cipher.digest(word, f"find {slot.seal_name('')}")[:40]
