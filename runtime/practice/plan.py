"""What is filled when and where, as parts that can be told independently of each other. Must not tell them."""

from __future__ import annotations

import datetime
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from runtime.practice.places import Office

_CASES = 2000
"""So many cases make a part, or a whole day's."""
_DAY = datetime.timedelta(days=1)

Numbers = Mapping[tuple[str, int], int]
"""The last number of a folio by office and year."""


@dataclass(frozen=True)
class Part:
    """Days that follow each other, each with the places of the offices that open a case, and the folios before them."""

    number: int
    days: Sequence[tuple[datetime.date, Sequence[int]]]
    numbers: Numbers

    @property
    def cases(self) -> int:
        """How many cases it has."""
        return sum(len(offices) for _, offices in self.days)


def parts(offices: Sequence[Office], cases: int, last_day: datetime.date, seed: str) -> Iterator[Part]:
    """Spread cases over days and offices; the same seed gives the same parts."""
    shares = list(accumulate(office.weight for office in offices))
    numbers: Counter[tuple[str, int]] = Counter()
    for office in offices:
        numbers.update({(office.id, year): last for year, last in office.folios.items()})
    chance = random.Random(f"{seed}/offices")
    number, before, days = 0, dict(numbers), []
    waiting = 0
    for day, count in _days(cases, last_day):
        places = chance.choices(range(len(offices)), cum_weights=shares, k=count)
        days.append((day, places))
        numbers.update((offices[place].id, day.year) for place in places)
        waiting += count
        if waiting >= _CASES:
            yield Part(number, days, before)
            number, before, days, waiting = number + 1, dict(numbers), [], 0
    if days:
        yield Part(number, days, before)


def _days(cases: int, last_day: datetime.date) -> Iterator[tuple[datetime.date, int]]:
    """Spread the cases over the past: a year for a few, three years for many; little on weekends."""
    length = 365 if cases < 20_000 else 3 * 365
    days = [last_day - _DAY * back for back in range(length - 1, -1, -1)]
    shares = list(accumulate(0.1 if day.weekday() > 4 else 1 for day in days))
    done = 0
    for day, share in zip(days, shares, strict=True):
        until = round(cases * share / shares[-1])
        if until > done:
            yield day, until - done
        done = until
