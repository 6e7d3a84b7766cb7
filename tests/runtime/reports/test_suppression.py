"""Nobody can work out a small number from what is shown."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from runtime.reports import hiding
from runtime.reports.count import Spot
from runtime.reports.suppression import Place, hide
from tests.runtime.reports.attack import Attack

LEAST = 5
NUMBERS = st.sampled_from([0, 0, 0, 1, 2, 3, 4, 5, 7, 12, 40])
TABLES = st.integers(1, 4).flatmap(
    lambda wide: st.lists(st.lists(NUMBERS, min_size=wide, max_size=wide), min_size=1, max_size=4)
)


def with_totals(table: list[list[int]]) -> list[list[int]]:
    rows = [[*row, sum(row)] for row in table]
    return rows if len(rows) == 1 else [*rows, [sum(column) for column in zip(*rows, strict=True)]]


@settings(max_examples=200, deadline=None)
@given(TABLES)
def test_small_numbers_are_hidden_and_zeros_are_not(table: list[list[int]]) -> None:
    hidden = hide([table], LEAST)
    for row, numbers in enumerate(with_totals(table)):
        for column, number in enumerate(numbers):
            if 0 < number < LEAST:
                assert (row, column) in hidden
            if number == 0:
                assert (row, column) not in hidden
    if all(number == 0 or number >= LEAST for row in with_totals(table) for number in row):
        assert not hidden


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 8), min_size=4, max_size=4))
def test_every_small_number_could_have_been_a_large_one(numbers: list[int]) -> None:
    """Try every table that would look the same: for each hidden small number there is one where it is not small."""
    table = [numbers[:2], numbers[2:]]
    hidden = hide([table], LEAST)
    shown = {
        (row, column): number
        for row, line in enumerate(with_totals(table))
        for column, number in enumerate(line)
        if (row, column) not in hidden
    }
    spots = [(row, column) for row, column in sorted(hidden) if row < 2 and column < 2]
    largest = dict.fromkeys(spots, 0)
    for values in product(range(1, 13), repeat=len(spots)):
        other = [list(row) for row in table]
        for (row, column), number in zip(spots, values, strict=True):
            other[row][column] = number
        whole = with_totals(other)
        if all(whole[row][column] == number for (row, column), number in shown.items()):
            largest = {spot: max(largest[spot], other[spot[0]][spot[1]]) for spot in spots}
    for row, column in spots:
        if table[row][column] < LEAST:
            assert largest[(row, column)] >= LEAST


def test_what_one_count_hides_is_hidden_of_all() -> None:
    cases, people = [[30, 20, 10]], [[3, 20, 10]]
    assert hide([cases, people], LEAST) >= {(0, 0)}
    assert hide([cases], LEAST) == frozenset()


def test_a_total_is_hidden_only_when_nothing_else_can_be() -> None:
    assert hide([[[1, 10, 20]]], LEAST) == {(0, 0), (0, 1)}
    assert hide([[[1, 0, 0]]], LEAST) == {(0, 0), (0, 3)}
    assert hide([[[1, 10], [10, 20]]], LEAST) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def rank(rows: list[list[Fraction]]) -> int:
    """How many equations say something of their own."""
    rows, found = [list(row) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        head = next((row for row in rows[found:] if row[column]), None)
        if head is None:
            continue
        rows.remove(head)
        rows.insert(found, head)
        for row in rows[found + 1 :]:
            share = row[column] / head[column]
            row[:] = [mine - share * theirs for mine, theirs in zip(row, head, strict=True)]
        found += 1
    return found


def follows(table: list[list[int]], hidden: Collection[Place], place: Place) -> bool:
    """Whether adding and subtracting rows and columns gives a hidden number."""
    unknown = [one for one in sorted(hidden) if with_totals(table)[one[0]][one[1]]]
    high, wide = len(with_totals(table)), len(table[0]) + 1
    lines = [[(row, column) for column in range(wide)] for row in range(high)]
    if high > 1:
        lines += [[(row, column) for row in range(high)] for column in range(wide)]
    told = [[Fraction((one in line) * (-1 if one == line[-1] else 1)) for one in unknown] for line in lines]
    return rank(told) == rank([*told, [Fraction(one == place) for one in unknown]])


@settings(max_examples=100, deadline=None)
@given(TABLES)
@example([[2, 0, 2], [0, 8, 2], [8, 0, 0]])
def test_no_small_number_follows_from_all_lines_together(table: list[list[int]]) -> None:
    hidden = hide([table], LEAST)
    for row, column in hidden:
        if 0 < with_totals(table)[row][column] < LEAST:
            assert not follows(table, hidden, (row, column))


World = dict[Spot, int]


def worlds(high: int, wide: int) -> st.SearchStrategy[World]:
    cells: list[Spot] = [(row, column) for row in "abc"[:high] for column in "xyz"[:wide]]
    return st.lists(NUMBERS, min_size=len(cells), max_size=len(cells)).map(
        lambda numbers: dict(zip(cells, numbers, strict=True))
    )


SMALL = st.tuples(st.integers(1, 3), st.integers(1, 3)).flatmap(lambda size: worlds(*size))


def over(world: World, spot: Spot) -> int:
    return sum(n for key, n in world.items() if all(s in (None, k) for s, k in zip(spot, key, strict=True)))


def groups(world: World) -> list[list[str]]:
    found = [{key[place] for key, number in world.items() if number} for place in (0, 1)]
    return [sorted(filter(None, keys)) for keys in found]


@dataclass
class Reader:
    """Reads every table there is of a world, by what it counts, and then asks how many there can be."""

    counts: dict[str, World]
    attack: Attack = field(default_factory=Attack)

    def terms(self, spot: Spot, *kinds: str) -> dict[Hashable, int]:
        cells = [cell for cell in next(iter(self.counts.values())) if over({cell: 1}, spot)]
        return {(kind, cell): 1 for kind in kinds for cell in cells}

    def read(self, spots: list[Spot], hidden: Collection[Spot], name: str, *kinds: str) -> None:
        """Read one count of one table; ``kinds`` are what it is the sum of."""
        for spot in spots:
            if spot not in hidden:
                assert not 0 < over(self.counts[name], spot) < LEAST
                self.attack.is_told(self.terms(spot, *kinds), over(self.counts[name], spot))

    def see_stars(self, line: list[Spot], hidden: Collection[Spot], name: str) -> None:
        """Conclude that something is where a star stands, if it is shown where nothing is."""
        if not frozenset(hidden).issuperset(line):
            for spot in frozenset(hidden).intersection(line):
                self.attack.is_at_least(self.terms(spot, name), 1)

    def fails(self, spots: list[Spot], name: str, *kinds: str) -> bool:
        """Whether every small number could be a large one for all that was read."""
        most = [
            self.attack.most(self.terms(spot, *kinds))
            for spot in spots
            if 0 < over(self.counts[name], spot) < LEAST
        ]
        return all(one is None or one >= LEAST for one in most)


@settings(max_examples=100, deadline=None)
@given(SMALL)
@example({("a", "x"): 40, ("a", "y"): 12, ("b", "x"): 2, ("b", "y"): 0, ("c", "x"): 0, ("c", "y"): 8})
@example({("a", "x"): 2, ("a", "y"): 3, ("b", "x"): 0, ("b", "y"): 2})
def test_a_table_of_two_dimensions_and_those_of_each_alone_do_not_tell_together(world: World) -> None:
    """Whoever sends all three on tells of no small number that it is one."""
    keys, whole = groups(world), (None, None)
    if not keys[0]:
        return

    def alone(place: int) -> frozenset[Spot]:
        def full(spot: Spot) -> Spot:
            return (spot[0], None) if place == 0 else (None, spot[0])

        found = hiding.hide(lambda spot, _: over(world, full(spot)), [keys[place]], ["n"], LEAST)
        return frozenset(full(spot) for spot in found)

    crossed = hiding.hide(lambda spot, _: over(world, spot), keys, ["n"], LEAST)
    rows: list[Spot] = [(key, None) for key in keys[0]]
    columns: list[Spot] = [(None, key) for key in keys[1]]
    cells: list[Spot] = [(row, column) for row in keys[0] for column in keys[1]]
    reader = Reader({"n": {cell: world[cell] for cell in cells}})
    reader.read([*cells, *rows, *columns, whole], crossed, "n", "n")
    reader.see_stars(cells, crossed, "n")
    for line, place in ((rows, 0), (columns, 1)):
        reader.read([*line, whole], alone(place), "n", "n")
        reader.see_stars(line, alone(place), "n")
    assert reader.fails([*cells, *rows, *columns, whole], "n", "n")


@settings(max_examples=60, deadline=None)
@given(worlds(2, 2), worlds(2, 2))
def test_a_share_tells_of_few_neither_that_they_have_a_field_nor_that_they_do_not(
    filled: World, empty: World
) -> None:
    every = {cell: filled[cell] + empty[cell] for cell in filled}
    keys = groups(every)
    if not keys[0]:
        return
    cells: list[Spot] = [(row, column) for row in keys[0] for column in keys[1]]
    counts = {
        name: {cell: world[cell] for cell in cells}
        for name, world in (("cases", every), ("filled", filled), ("empty", empty))
    }
    hidden = hiding.hide(lambda spot, name: over(counts[name], spot), keys, [*counts], LEAST)
    spots: list[Spot] = [(row, column) for row in [*keys[0], None] for column in [*keys[1], None]]
    reader = Reader(counts)
    reader.read(spots, hidden, "cases", "filled", "empty")
    reader.read(spots, hidden, "filled", "filled")
    assert reader.fails(spots, "filled", "filled")
    assert reader.fails(spots, "empty", "empty")
    assert reader.fails(spots, "cases", "filled", "empty")
