"""Words practice data is drawn from: names of a country, places, sentences. Owns the YAML beside it; draws nothing itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent / "names"
_OTHERWISE = "MEX"
"""Whose names are taken for a country that has no file."""
_TURNS = 8192
"""A table of so many turns stands for uneven weights: drawing is then one look-up."""


@dataclass(frozen=True)
class Rarer:
    """Syllables of surnames nobody else has."""

    begin: tuple[str, ...]
    middle: tuple[str, ...]
    end: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.begin) * len(self.middle) * len(self.end)

    def name(self, number: int) -> str:
        """Return the surname of a number; neighbours differ at the beginning."""
        rest, first = divmod(number, len(self.begin))
        last, second = divmod(rest, len(self.middle))
        return self.begin[first] + self.middle[second] + self.end[last]


@dataclass(frozen=True)
class Rule:
    """What to write into a text whose name fits ``about``: one of ``lines``, or a line of the kind ``make``."""

    about: re.Pattern[str]
    lines: tuple[str, ...]
    make: str | None
    is_abroad: bool


@dataclass(frozen=True)
class Lexicon:
    """Everything one country's practice data is drawn from. Tables are drawn from evenly."""

    surnames: tuple[str, ...]
    compound: tuple[str, ...]
    rarer: Rarer
    given: Mapping[str, tuple[str, ...]]
    sexes: Mapping[str, str]
    """Code of a sex to ``female`` or ``male``."""
    towns: tuple[str, ...]
    abroad: Mapping[str, tuple[str, ...]]
    streets: tuple[str, ...]
    institutions: tuple[str, ...]
    jobs: tuple[str, ...]
    annulments: tuple[str, ...]
    """Why an action was annulled."""
    handings: tuple[str, ...]
    """Why another office was asked to take a case over."""
    refusals: tuple[str, ...]
    """Why it did not."""
    rules: tuple[Rule, ...]
    scopes: Mapping[str, float]
    busy_cities: tuple[str, ...]

    def rule_for(self, name: str) -> Rule:
        """Return the rule for a text called so, in small letters without accents."""
        return next(rule for rule in self.rules if rule.about.search(name))


@cache
def read(country: str) -> Lexicon:
    """Read the words of a country (ISO 3166-1 alpha-3)."""
    own = _load(country if (_FOLDER / f"{country}.yaml").exists() else _OTHERWISE)
    shared = _load("shared")
    return Lexicon(
        surnames=_turns(own["surnames"].split(), lambda rank: 1 / (rank + 6)),
        compound=tuple(own["compound"]),
        rarer=Rarer(*(tuple(own["rarer"][part].split()) for part in ("begin", "middle", "end"))),
        given={
            sex: _turns(names.split(), lambda rank: 1 / (rank + 9)) for sex, names in shared["given"].items()
        },
        sexes={code: sex for sex, codes in shared["sexes"].items() for code in codes},
        towns=_turns(_places(own["towns"]), lambda rank: 1 / (rank + 20)),
        abroad={code: _places(places) for code, places in shared["abroad"].items()},
        streets=_places(shared["streets"]),
        institutions=_places(shared["institutions"]),
        jobs=tuple(shared["jobs"]),
        annulments=tuple(shared["annulments"]),
        handings=tuple(shared["handings"]),
        refusals=tuple(shared["refusals"]),
        rules=tuple(_rule(found) for found in _load("phrases")["rules"]),
        scopes=shared["scopes"],
        busy_cities=tuple(shared["busy_cities"]),
    )


def _load(name: str) -> Any:
    return yaml.safe_load((_FOLDER / f"{name}.yaml").read_text("utf-8"))


def _places(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split("|"))


def _turns(names: Sequence[str], weight: Callable[[int], float]) -> tuple[str, ...]:
    """Repeat names by the weight of their rank, the first of which is 1; each stands at least once."""
    weights = [weight(rank) for rank in range(1, len(names) + 1)]
    total = sum(weights)
    counts = [max(1, round(_TURNS * share / total)) for share in weights]
    return tuple(
        name.replace("-", " ") for name, count in zip(names, counts, strict=True) for _ in range(count)
    )


def _rule(found: Mapping[str, Any]) -> Rule:
    return Rule(
        re.compile(found["about"]),
        tuple(found.get("lines", ())),
        found.get("make"),
        found.get("where") == "abroad",
    )
