"""Who wants to know: works out from what is shown how large a hidden number can be. Exact arithmetic, for small tables."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction

Terms = Mapping[Hashable, int]
"""Unknown numbers with how often each counts."""


class Unbounded(Exception):
    """The number can be as large as one likes."""


class Attack:
    """What is known of numbers that are none below zero: sums of them, and that some are at least something."""

    def __init__(self) -> None:
        self._known: list[tuple[dict[Hashable, Fraction], Fraction]] = []
        self._least: dict[Hashable, int] = {}
        self._slacks = 0

    def is_told(self, terms: Terms, number: int) -> None:
        """Learn a sum."""
        self._known.append(
            ({key: Fraction(times) for key, times in terms.items() if times}, Fraction(number))
        )

    def is_at_least(self, terms: Terms, number: int) -> None:
        """Learn that a sum is this or more."""
        self._slacks += 1
        slack: Hashable = ("slack", self._slacks)
        self.is_told({**terms, slack: -1}, number)

    def most(self, terms: Terms) -> Fraction | None:
        """Return the most a sum can be; ``None`` when there is no end."""
        names = list(dict.fromkeys([*(key for told, _ in self._known for key in told), *terms]))
        rows = [[told.get(name, Fraction(0)) for name in names] + [number] for told, number in self._known]
        try:
            return _maximum(rows, [Fraction(terms.get(name, 0)) for name in names])
        except Unbounded:
            return None


def _maximum(rows: Sequence[list[Fraction]], goal: Sequence[Fraction]) -> Fraction:
    """The simplex method in two phases, with Bland's rule."""
    wide = len(goal)
    table = [row if row[-1] >= 0 else [-one for one in row] for row in rows]
    high = len(table)
    made = [
        [*row[:-1], *(Fraction(place == at) for at in range(high)), row[-1]]
        for place, row in enumerate(table)
    ]
    basis = [wide + place for place in range(high)]
    cost = [Fraction(0)] * wide + [Fraction(-1)] * high
    _climb(made, basis, cost, wide + high)
    assert all(not made[place][-1] for place in range(high) if basis[place] >= wide), "what is told cannot be"
    for place in range(high):
        column = next((one for one in range(wide) if made[place][one]), None)
        if basis[place] >= wide and column is not None:
            _turn(made, basis, place, column)
    kept = [place for place in range(high) if basis[place] < wide]
    made = [[*made[place][:wide], made[place][-1]] for place in kept]
    basis = [basis[place] for place in kept]
    _climb(made, basis, list(goal), wide)
    return sum((goal[basis[place]] * made[place][-1] for place in range(len(made))), Fraction(0))


def _climb(table: list[list[Fraction]], basis: list[int], cost: Sequence[Fraction], wide: int) -> None:
    while True:
        prices = [cost[one] for one in basis]
        entering = next(
            (
                column
                for column in range(wide)
                if cost[column]
                - sum((price * row[column] for price, row in zip(prices, table, strict=True)), Fraction(0))
                > 0
            ),
            None,
        )
        if entering is None:
            return
        ratios = [
            (row[-1] / row[entering], basis[place], place)
            for place, row in enumerate(table)
            if row[entering] > 0
        ]
        if not ratios:
            raise Unbounded
        _turn(table, basis, min(ratios)[2], entering)


def _turn(table: list[list[Fraction]], basis: list[int], place: int, column: int) -> None:
    head = table[place][column]
    table[place] = [one / head for one in table[place]]
    for other, row in enumerate(table):
        if other != place and row[column]:
            share = row[column]
            table[other] = [mine - share * theirs for mine, theirs in zip(row, table[place], strict=True)]
    basis[place] = column
