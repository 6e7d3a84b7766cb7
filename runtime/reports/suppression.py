"""Which cells of a table must be hidden, so that no small number can be read off or worked out. Pure arithmetic.

A number from one to ``least - 1`` is small. Hiding it alone is not enough: its row and column have totals. So further
cells are hidden until the bounds that follow from everything shown leave each small number room to be a large one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Matrix = Sequence[Sequence[int]]
"""Counts by row and column, without totals."""
Place = tuple[int, int]
"""A row and a column; the place after the last is the total."""

_ROUNDS = 60
_ENDLESS = 10**12


def hide(tables: Sequence[Matrix], least: int, small_totals: Sequence[Place] = ()) -> frozenset[Place]:
    """Return the places to hide, totals among them.

    Args:
        tables: the counts of one table by what they count: what is hidden of one is hidden of all.
        least: the smallest number that may be shown, zero apart.
        small_totals: totals known to be small though the sum of their cells is not (people counted once).
    """
    wholes = [_Whole.of(table) for table in tables if table and table[0]]
    if least < 2 or not wholes:
        return frozenset()
    small = {place for whole in wholes for place in whole.small(least)} | set(small_totals)
    hidden = set(small)
    while True:
        told = next((place for whole in wholes for place in whole.told(hidden, small, least)), None)
        if told is None:
            return frozenset(hidden)
        hidden.add(_another(wholes, hidden, told))


@dataclass(frozen=True)
class _Whole:
    """A table with its totals as last row and column; one row alone has only its total."""

    numbers: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, table: Matrix) -> _Whole:
        rows = [(*row, sum(row)) for row in table]
        if len(rows) == 1:
            return cls(tuple(rows))
        return cls((*rows, tuple(sum(column) for column in zip(*rows, strict=True))))

    @property
    def lines(self) -> Iterator[tuple[Place, ...]]:
        """Every row and column: cells first, then their total."""
        high, wide = len(self.numbers), len(self.numbers[0])
        for row in range(high):
            yield tuple((row, column) for column in range(wide))
        if high == 1:
            return
        for column in range(wide):
            yield tuple((row, column) for row in range(high))

    def number(self, place: Place) -> int:
        return self.numbers[place[0]][place[1]]

    def small(self, least: int) -> Iterator[Place]:
        for row, numbers in enumerate(self.numbers):
            for column, number in enumerate(numbers):
                if 0 < number < least:
                    yield row, column

    def told(self, hidden: set[Place], small: set[Place], least: int) -> Iterator[Place]:
        """The small numbers a reader could tell to be small, or exactly: their bounds are too narrow."""
        low, high = self._bounds(hidden)
        for place in small:
            if 0 < self.number(place) < least and (high[place] < least or low[place] == high[place]):
                yield place

    def _bounds(self, hidden: set[Place]) -> tuple[dict[Place, int], dict[Place, int]]:
        """What follows from the numbers shown: each hidden one lies between these. Zeros are always shown."""
        low = {place: 1 if self.number(place) else 0 for place in hidden}
        high = {place: _ENDLESS if self.number(place) else 0 for place in hidden}
        lines = [line for line in self.lines if hidden.intersection(line)]
        for _ in range(_ROUNDS):
            tightened = [line for line in lines if self._tighten(line, low, high)]
            if not tightened:
                break
        return low, high

    def _tighten(self, line: tuple[Place, ...], low: dict[Place, int], high: dict[Place, int]) -> bool:
        *cells, total = line
        least = sum(low.get(place, self.number(place)) for place in cells)
        most = sum(high.get(place, self.number(place)) for place in cells)
        total_low, total_high = low.get(total, self.number(total)), high.get(total, self.number(total))
        changed = False
        for place in cells:
            if place not in low:
                continue
            at_most = total_high - (least - low[place])
            at_least = total_low - (most - high[place])
            if at_most < high[place]:
                high[place], changed = at_most, True
            if at_least > low[place]:
                low[place], changed = at_least, True
        if total in low and (least > low[total] or most < high[total]):
            low[total], high[total] = max(low[total], least), min(high[total], most)
            changed = True
        return changed


def _another(wholes: Sequence[_Whole], hidden: set[Place], told: Place) -> Place:
    """Choose what else to hide: the smallest number beside the one that can be told, or beside what tells it.

    A total goes only when nothing else is left.
    """
    first = wholes[0]
    beside = [line for line in first.lines if told in line]
    telling = hidden.intersection(place for line in beside for place in line)
    around = [line for line in first.lines if telling.intersection(line)]
    cells = [[line[:-1] for line in lines] for lines in (beside, around)]
    totals = [[line[-1:] for line in lines] for lines in (beside, around, list(first.lines))]
    for lines in (*cells, *totals, list(first.lines)):
        candidates = [
            place
            for line in lines
            for place in line
            if place not in hidden and any(whole.number(place) for whole in wholes)
        ]
        if candidates:
            return min(candidates, key=lambda place: (first.number(place) or _ENDLESS, place))
    raise AssertionError("everything is hidden, so nothing can be told")
