"""Nobody can work out a small number from what is shown."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.reports.suppression import hide

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
