"""One element of a blueprint with its facts in words. Owns the shape; must not list or compare."""

from __future__ import annotations

from dataclasses import dataclass

from generator.accompany.registry import Spoken
from generator.source import Address
from runtime.ir.label import Label

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Element:
    """One element: the part it belongs to, its id there, where it is written, what it says."""

    part: str
    key: str
    address: Address
    name: str
    owner: str
    facts: Facts
    is_assumed: bool = False


def words_of(spoken: Spoken, label: Label, explained: Label) -> Facts:
    """Labels in every language: a change of one is a change."""
    told = [(f"{spoken.say('field.label')} ({language})", text) for language, text in label.items()]
    told += [(f"{spoken.say('field.help')} ({language})", text) for language, text in explained.items()]
    return tuple(told)


def origin_of(spoken: Spoken, source: str, *, assumed: bool) -> Facts:
    """Where it is stated, and whether anybody confirmed it."""
    return (("entity.source", source), ("field.mark", str(spoken.mark(assumed=assumed))))
