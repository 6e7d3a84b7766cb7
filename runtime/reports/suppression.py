"""Which cells of a table must be hidden, so that no small number can be read off or worked out. Pure arithmetic.

A number from one to ``least - 1`` is small. Hiding it alone is not enough: its row and column have totals. So further
cells are hidden until the bounds that follow from everything shown leave each small number room to be a large one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from runtime.reports.freedom import Freedom

Matrix = Sequence[Sequence[int]]
"""Counts by row and column, without totals."""
Place = tuple[int, int]
"""A row and a column; the place after the last is the total."""

_ROUNDS = 60
_ENDLESS = 10**12


def hide(
    tables: Sequence[Matrix],
    least: int,
    small_totals: Sequence[Place] = (),
    known: Collection[Place] = (),
    caps: Sequence[Mapping[Place, int]] = (),
) -> frozenset[Place]:
    """Return the places to hide, totals among them.

    Args:
        tables: the counts of one table by what they count: what is hidden of one is hidden of all.
        least: the smallest number that may be shown, zero apart.
        small_totals: totals to be hidden whatever the sum of their cells is (people counted once, and what another
            table hides).
        known: totals that another table shows: hidden here, they still are no secret.
        caps: for each table what some of its numbers are known not to exceed.
    """
    limits = caps or [{}] * len(tables)
    wholes = [_Whole.of(table, cap) for table, cap in zip(tables, limits, strict=True) if table and table[0]]
    if least < 2 or not wholes:
        return frozenset()
    small = {place for whole in wholes for place in whole.small(least)} | set(small_totals)
    hidden, told = set(small), set(known) - small
    if not all(whole.can_hide(small, told, least) for whole in wholes):
        # Nothing but totals is told, not even where nothing is: a cell may then be all that its line and column have.
        # Where more is known of it, not even they.
        return frozenset(small | set(wholes[0].places if caps else wholes[0].inside))
    if told:
        # The rest must hold beside the other table; then this one must hold alone, as it may be all that is sent on.
        _protect(wholes, small, hidden, told, least)
    _protect(wholes, small, hidden, set(), least)
    return frozenset(hidden)


def _protect(
    wholes: Sequence[_Whole], small: set[Place], hidden: set[Place], known: set[Place], least: int
) -> None:
    """Hide more and more until nothing small is told; never what is known anyway."""
    aims = [whole.aims(small, least) for whole in wholes]
    while True:
        told = [place for whole, aim in zip(wholes, aims, strict=True) for place in whole.told(hidden, aim)]
        # Bounds are quick, but do not see what only several lines together tell.
        told = told or [
            place for whole, aim in zip(wholes, aims, strict=True) for place in whole.told_by_all(hidden, aim)
        ]
        if not told:
            return
        shut = hidden | known
        hidden.add(_cell_beside(wholes, hidden, shut, told) or _total(wholes, aims, hidden, shut, told[0]))


@dataclass(frozen=True)
class _Whole:
    """A table with its totals as last row and column; one row alone has only its total."""

    numbers: tuple[tuple[int, ...], ...]
    caps: Mapping[Place, int]

    @classmethod
    def of(cls, table: Matrix, caps: Mapping[Place, int]) -> _Whole:
        rows = [(*row, sum(row)) for row in table]
        if len(rows) == 1:
            return cls(tuple(rows), caps)
        return cls((*rows, tuple(sum(column) for column in zip(*rows, strict=True))), caps)

    @property
    def places(self) -> Iterator[Place]:
        """Every place, totals too."""
        for row, numbers in enumerate(self.numbers):
            yield from ((row, column) for column in range(len(numbers)))

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

    def depth(self, place: Place) -> int:
        """Of how many dimensions a place is the total."""
        row, column = place
        high, wide = len(self.numbers), len(self.numbers[0])
        return (high > 1 and row == high - 1) + (column == wide - 1)

    def number(self, place: Place) -> int:
        return self.numbers[place[0]][place[1]]

    def small(self, least: int) -> Iterator[Place]:
        for row, numbers in enumerate(self.numbers):
            for column, number in enumerate(numbers):
                if 0 < number < least:
                    yield row, column

    @property
    def inside(self) -> Iterator[Place]:
        """Every place that is no total."""
        high, wide = len(self.numbers), len(self.numbers[0])
        for row in range(high - (high > 1)):
            yield from ((row, column) for column in range(wide - 1))

    def aims(self, small: set[Place], least: int) -> dict[Place, int]:
        """By how much each small number must be able to be higher, to be a large one."""
        in_order = sorted(small, key=lambda place: (self.depth(place), place))
        return {place: least - self.number(place) for place in in_order if 0 < self.number(place) < least}

    def can_hide(self, small: set[Place], known: set[Place], least: int) -> bool:
        """Whether the small numbers are safe if all is hidden but what is known, and where nothing is."""
        most = {
            (row, column)
            for row, numbers in enumerate(self.numbers)
            for column, number in enumerate(numbers)
            if number
        }
        freest = Freedom(self.numbers, most - known, self.caps)
        return not (known or self.caps) or all(
            freest.can_rise(place, wanted) for place, wanted in self.aims(small, least).items()
        )

    def told(self, hidden: set[Place], aims: Mapping[Place, int]) -> Iterator[Place]:
        """The small numbers a reader could tell to be small, or exactly: their bounds are too narrow. Cells come first."""
        _, high = self._bounds(hidden)
        for place, wanted in aims.items():
            if high[place] < self.number(place) + wanted:
                yield place

    def told_by_all(self, hidden: set[Place], aims: dict[Place, int]) -> Iterator[Place]:
        """The first small number that all lines together tell; those that are safe are looked at no more."""
        free = Freedom(self.numbers, hidden, self.caps)
        while aims:
            place = next(iter(aims))
            if not free.can_rise(place, aims[place]):
                yield place
                return
            # What is safe stays so when more is hidden.
            del aims[place]

    def _bounds(self, hidden: set[Place]) -> tuple[dict[Place, int], dict[Place, int]]:
        """What follows from the numbers shown: each hidden one lies between these. Zeros are always shown."""
        low = {place: 1 if self.number(place) else 0 for place in hidden}
        high = {place: self.caps.get(place, _ENDLESS) if self.number(place) else 0 for place in hidden}
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


def _cell_beside(
    wholes: Sequence[_Whole], hidden: set[Place], shut: set[Place], told: Sequence[Place]
) -> Place | None:
    """Choose the smallest cell beside a number that can be told, or beside what tells it; totals are worth more."""
    first = wholes[0]
    for place in told:
        beside = [line for line in first.lines if place in line]
        for lines in (beside, _around(first, hidden, beside)):
            cells = [cell for cell in _open(wholes, shut, lines) if first.depth(cell) == 0]
            if cells:
                return min(cells, key=lambda cell: (first.number(cell) or _ENDLESS, cell))
    return None


def _total(
    wholes: Sequence[_Whole],
    aims: Sequence[Mapping[Place, int]],
    hidden: set[Place],
    shut: set[Place],
    told: Place,
) -> Place:
    """Choose the total that leaves least to be told; that of all last."""
    first = wholes[0]
    beside = [line for line in first.lines if told in line]
    totals = _open(wholes, shut, _around(first, hidden, beside)) or _open(wholes, shut, list(first.lines))

    def left(place: Place) -> int:
        return sum(
            1 for whole, aim in zip(wholes, aims, strict=True) for _ in whole.told(hidden | {place}, aim)
        )

    return min(totals, key=lambda place: (first.depth(place) == 2, left(place), first.number(place), place))


def _around(
    whole: _Whole, hidden: set[Place], beside: Sequence[tuple[Place, ...]]
) -> list[tuple[Place, ...]]:
    """The lines through what is hidden on these: where it may be told from."""
    telling = hidden.intersection(place for line in beside for place in line)
    return [line for line in whole.lines if telling.intersection(line)]


def _open(wholes: Sequence[_Whole], shut: set[Place], lines: Sequence[tuple[Place, ...]]) -> list[Place]:
    found = {place for line in lines for place in line} - shut
    return [place for place in found if any(whole.number(place) for whole in wholes)]
