"""The source of believable pieces that field types sample from. Owns the randomness; must not know blueprints."""

from __future__ import annotations

import datetime
import random
import re
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from runtime.i18n.countries import folded
from runtime.ir.field import Field
from runtime.practice.lexicon import Lexicon, Rule

T = TypeVar("T")

_ALTERNATIVES = re.compile(r"\{([^}]*)\}")
_RARE = 0.06
_COMPOUND = 0.015

Records = Callable[[str], uuid.UUID | str | None]


class Source:
    """A ``Sampler`` for one run. It is told what is being drawn before a field type asks it for pieces."""

    def __init__(self, lexicon: Lexicon, seed: str, home: str, now: datetime.datetime) -> None:
        self.lexicon = lexicon
        self.seed = seed
        self.random = random.Random(seed)
        self.home = home
        self.host = home
        """The country of the office something is drawn for."""
        self.country = home
        self.now = now
        self.zone: datetime.tzinfo = datetime.UTC
        self.sex: str | None = None
        self.records: Records = lambda _: None
        self._rules: dict[str, Rule] = {}
        self._rule = lexicon.rule_for("")
        self._makers: dict[str, Callable[[], str]] = {
            "town": self.town,
            "number": self._number,
            "nickname": self._nickname,
            "person": self._person,
            "institution": lambda: (
                f"{self.pick(lexicon.institutions)}, {self.pick(lexicon.abroad.get(self.host, lexicon.towns))}"
            ),
            "job": lambda: self.pick(lexicon.jobs),
        }

    @contextmanager
    def apart(self, purpose: str) -> Iterator[None]:
        """Draw for a purpose of its own: the same whatever was drawn before, and as if nothing was after."""
        kept = self.random
        self.random = random.Random(f"{self.seed}/{purpose}")
        try:
            yield
        finally:
            self.random = kept

    def turn_to(self, entity_id: str, field: Field) -> None:
        """Be asked for pieces of this field from now on."""
        key = f"{entity_id}.{field.id}"
        rule = self._rules.get(key)
        if rule is None:
            name = folded(f"{entity_id} {field.id} {' '.join(field.label.values())}")
            rule = self._rules[key] = self.lexicon.rule_for(name)
        self._rule = rule
        self.country = self.host if rule.is_abroad and self.chance(0.8) else self.home

    def pick(self, among: Sequence[T]) -> T:
        """Draw one of several, evenly; quicker than ``random.choice``."""
        return among[int(self.random.random() * len(among))]

    def chance(self, share: float) -> bool:
        """Say yes so often."""
        return self.random.random() < share

    def given_name(self) -> str:
        """A given name of the sex that was told, or of any; often two."""
        sex = self.sex or ("female" if self.chance(0.5) else "male")
        names = self.lexicon.given[sex]
        first = self.pick(names)
        if self.chance(0.45):
            second = self.pick(names)
            return first if second == first else f"{first} {second}"
        return first

    def surname(self) -> str:
        """A surname: a few of them very often, very many of them rarely."""
        drawn = self.random.random()
        if drawn < _RARE:
            rarer = self.lexicon.rarer
            # Ranks even on a logarithmic scale: the tail of a Zipf distribution.
            return rarer.name(int(len(rarer) ** self.random.random()) - 1)
        if drawn < _RARE + _COMPOUND:
            return self.pick(self.lexicon.compound)
        return self.pick(self.lexicon.surnames)

    def sentence(self) -> str:
        """What fits into a text of the field at hand."""
        if self._rule.make is not None:
            return self._makers[self._rule.make]()
        if not self._rule.lines:
            return self._makers["institution"]()
        line = self.pick(self._rule.lines)
        return _ALTERNATIVES.sub(lambda found: self.pick(found[1].split("|")), line)

    def town(self) -> str:
        """A town of the country at hand."""
        if self.country == self.home:
            return self.pick(self.lexicon.towns)
        return self.pick(self.lexicon.abroad.get(self.country, self.lexicon.towns))

    def record(self, target: str) -> uuid.UUID | str | None:
        """Some existing record, as whoever draws tells."""
        return self.records(target)

    def key(self, at: datetime.datetime) -> uuid.UUID:
        """A UUIDv7 of that moment, the same for the same seed."""
        milliseconds = int(at.timestamp() * 1000)
        bits = self.random.getrandbits(74)
        return uuid.UUID(
            int=milliseconds << 80 | 0x7 << 76 | (bits >> 62) << 64 | 0b10 << 62 | bits & (1 << 62) - 1
        )

    def _number(self) -> str:
        return f"{self.random.randint(1, 9999):04}/{self.now.year}"

    def _nickname(self) -> str:
        return self.given_name().split()[0]

    def _person(self) -> str:
        return f"{self.given_name()} {self.surname()}"
