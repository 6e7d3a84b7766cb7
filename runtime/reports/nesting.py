"""Which numbers are hidden of something that is part of a larger whole told in the same file. Must not count.

Both have the same dimensions. What is left of the whole is a number like any other: few of many are few.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from runtime.reports import hiding, suppression
from runtime.reports.count import Number, Spot
from runtime.reports.hiding import TOTAL

Numbers = Mapping[Spot, Mapping[str, Number]]
"""What was counted at each spot, by measure."""
_REST = "rest."


@dataclass(frozen=True)
class Told:
    """Numbers of two dimensions with their totals, and the spots at which they are hidden."""

    numbers: Numbers
    counts: Sequence[str]
    hidden: frozenset[Spot] = field(default_factory=frozenset)


def hide(numbers: Numbers, counts: Sequence[str], least: int, whole: Told | None = None) -> frozenset[Spot]:
    """Return the spots to hide: what is small, what is small of the rest, and what would tell either.

    Args:
        numbers: what is to be told.
        counts: every count of it that is small when it stands for few.
        least: the smallest number that may be shown.
        whole: what it is part of.
    """
    shared = [name for name in counts if whole is not None and name in whole.counts]

    def number(spot: Spot, name: str) -> int:
        own = numbers.get(spot, {})
        if not name.startswith(_REST) or whole is None:
            return hiding.told(own, name)
        of = name.removeprefix(_REST)
        return hiding.told(whole.numbers.get(spot, {}), of) - hiding.told(own, of)

    above = whole.numbers if whole is not None else {}
    spots = numbers.keys() | above.keys()
    keys = [sorted({key for spot in spots if (key := spot[place]) is not TOTAL}) for place in (0, 1)]
    # A number of the whole that is hidden would be no less than the part shown.
    kept = [spot for spot in (whole.hidden if whole else ()) if any(number(spot, name) for name in counts)]
    every = [*counts, *(_REST + name for name in shared)]
    return hiding.hide_alone(number, keys, every, least, kept, lambda spot, _: _most(spot, whole, shared))


def _most(spot: Spot, whole: Told | None, shared: Sequence[str]) -> int | None:
    """What no count of the part can exceed: the whole, where it is shown."""
    if whole is None or not shared or spot in whole.hidden:
        return None
    return hiding.told(whole.numbers.get(spot, {}), shared[0])


def hide_parts(numbers: Mapping[str, int], total: int | None, least: int) -> frozenset[str]:
    """Return the parts of a total to hide; all of them if the total itself is hidden (``None``)."""
    if total is None:
        return frozenset(numbers)
    names = list(numbers)
    row = [*numbers.values(), total - sum(numbers.values())]
    found = suppression.hide([[row]], least, known=[(0, len(row))])
    return frozenset(name for place, name in enumerate(names) if (0, place) in found)
