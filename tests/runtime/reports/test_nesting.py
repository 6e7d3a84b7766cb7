"""A part told beside its whole in one file: nobody can work out a small number of either, nor of what is left."""

from __future__ import annotations

from collections.abc import Collection, Hashable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from runtime.reports import nesting
from runtime.reports.count import Spot
from runtime.reports.nesting import Told, hide_parts
from tests.runtime.reports.attack import Attack
from tests.runtime.reports.test_suppression import LEAST, World, over

PLACES: list[Spot] = [(country, month) for country in ("MEX", "USA") for month in ("01", "02")]
SPOTS: list[Spot] = [(country, month) for country in ("MEX", "USA", None) for month in ("01", "02", None)]
FEW = st.sampled_from([0, 0, 1, 2, 3, 5, 6, 9, 30])
KINDS = ("filled", "empty", "rest")
"""Of the part with the field and without it, and what is not of the part."""


def worlds() -> st.SearchStrategy[World]:
    return st.lists(FEW, min_size=4, max_size=4).map(lambda drawn: dict(zip(PLACES, drawn, strict=True)))


def numbers(**counts: World) -> dict[Spot, dict[str, int | float]]:
    """What the database gives: spots at which something is."""
    found = {spot: {name: over(world, spot) for name, world in counts.items()} for spot in SPOTS}
    return {spot: dict(held) for spot, held in found.items() if any(held.values())}


def added(*worlds: World) -> World:
    return {place: sum(world[place] for world in worlds) for place in PLACES}


def terms(spot: Spot, *kinds: str) -> dict[Hashable, int]:
    return {(kind, place): 1 for kind in kinds for place in PLACES if over({place: 1}, spot)}


def read(attack: Attack, world: World, hidden: Collection[Spot], *kinds: str) -> None:
    for spot in SPOTS:
        if spot not in hidden:
            assert not 0 < over(world, spot) < LEAST
            attack.is_told(terms(spot, *kinds), over(world, spot))


@settings(max_examples=25, deadline=None)
@given(worlds(), worlds(), worlds())
@example(dict.fromkeys(PLACES, 6), dict.fromkeys(PLACES, 0), {**dict.fromkeys(PLACES, 0), PLACES[0]: 2})
def test_nothing_small_of_whole_part_or_rest_follows_from_one_file(
    filled: World, empty: World, rest: World
) -> None:
    part, whole = added(filled, empty), added(filled, empty, rest)
    above = numbers(cases=whole)
    told = Told(above, ["cases"], nesting.hide(above, ["cases"], LEAST))
    own = numbers(cases=part, **{"filled.x": filled, "all": part})
    hidden = nesting.hide(own, ["cases", "filled.x", "empty.x"], LEAST, told)

    attack = Attack()
    read(attack, whole, told.hidden, *KINDS)
    read(attack, part, hidden, "filled", "empty")
    read(attack, filled, hidden, "filled")
    for world, kinds in (
        (whole, KINDS),
        (part, ("filled", "empty")),
        (filled, ("filled",)),
        (empty, ("empty",)),
        (rest, ("rest",)),
    ):
        for spot in SPOTS:
            if 0 < over(world, spot) < LEAST:
                most = attack.most(terms(spot, *kinds))
                assert most is None or most >= LEAST, (spot, kinds)


@pytest.mark.parametrize(
    ("parts", "total", "hidden"),
    [
        ({"alive": 12, "dead": 0, "not_found": 9}, 21, ""),
        ({"alive": 12, "dead": 2, "not_found": 9}, 23, "dead not_found"),
        ({"alive": 12, "dead": 2, "not_found": 9}, None, "alive dead not_found"),
        ({"alive": 12, "dead": 2, "not_found": 0}, 20, "dead"),
        ({"alive": 3, "dead": 2, "not_found": 0}, 5, "alive dead not_found"),
    ],
)
def test_parts_do_not_tell_each_other(parts: dict[str, int], total: int | None, hidden: str) -> None:
    """The rest, of whom nothing is known yet, is told nowhere and hides what it stands beside."""
    assert sorted(hide_parts(parts, total, LEAST)) == hidden.split()
