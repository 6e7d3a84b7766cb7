"""Which spots of a counted table are hidden: groups and totals brought before the arithmetic of ``suppression``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from runtime.reports import suppression
from runtime.reports.count import KEPT, MISSED, RUNNING, TIMED, Counted, Number, Spot

TOTAL = None
"""The key of a total in a spot."""
_FILLED, _EMPTY = "filled.", "empty."


def telling(counted: Counted, counts: Sequence[str]) -> list[str]:
    """Return every count of a report that is small when it stands for few, for ``told``: how many have a field, too."""
    found = {name for held in counted.numbers.values() for name in held}
    filled = sorted(name for name in found if name.startswith(_FILLED))
    return [
        *counts,
        *filled,
        *(_EMPTY + name.removeprefix(_FILLED) for name in filled),
        *(name for name in (KEPT, MISSED, RUNNING, TIMED) if name in found),
    ]


def told(held: Mapping[str, Number], name: str) -> int:
    """Return a count of a cell; of a field also how many do not have it, which a share tells as well."""
    if name.startswith(_EMPTY):
        return int(held.get("all", 0)) - int(held.get(_FILLED + name.removeprefix(_EMPTY), 0))
    return int(held.get(name, 0))


def hide(
    number: Callable[[Spot, str], int], keys: Sequence[Sequence[str]], counts: Sequence[str], least: int
) -> frozenset[Spot]:
    """Return the spots to hide: small numbers of any of the counts, and what would tell them.

    Args:
        number: the number of a count at a spot.
        keys: the groups of each dimension, at most two.
        counts: what is counted; what is hidden of one is hidden of all.
        least: the smallest number that may be shown.
    """
    if not keys:
        return frozenset([()]) if any(0 < number((), name) < least for name in counts) else frozenset()
    layout = _layout(keys)
    totals = {place for place, spots in layout.items() if TOTAL in spots[0]}
    small = [place for place in totals if any(0 < number(layout[place][0], name) < least for name in counts)]
    elsewhere = _hidden_elsewhere(number, keys, counts, least)
    if len(keys) > 1 and any(not any(number(spot, name) for name in counts) for spot in elsewhere):
        # A table that does not even tell where nothing is: this one must not tell it either.
        inside = {spot for spots in layout.values() for spot in spots if TOTAL not in spot}
        return frozenset(inside | elsewhere)
    told = {
        place
        for place, spots in layout.items()
        if any(TOTAL in spot and spot not in elsewhere for spot in spots)
    }
    hidden = {place for place in layout.keys() - told if any(TOTAL in spot for spot in layout[place])}
    found = suppression.hide(_tables(layout, number, counts), least, [*small, *hidden], told)
    return frozenset(spot for place in found for spot in layout[place])


def hide_alone(
    number: Callable[[Spot, str], int],
    keys: Sequence[Sequence[str]],
    counts: Sequence[str],
    least: int,
    also: Collection[Spot],
    most: Callable[[Spot, str], int | None],
) -> frozenset[Spot]:
    """Return the spots to hide of a table that nobody may ask for by less dimensions.

    Args:
        number: the number of a count at a spot.
        keys: the groups of each dimension, at most two.
        counts: what is counted; what is hidden of one is hidden of all.
        least: the smallest number that may be shown.
        also: spots that are hidden anyway.
        most: what a number is known not to exceed, if anything is.
    """
    layout = _layout(keys)
    small = [
        place
        for place, spots in layout.items()
        if any(spot in also for spot in spots) or any(0 < number(spots[0], name) < least for name in counts)
    ]
    caps = [
        {place: top for place, spots in layout.items() if (top := most(spots[0], name)) is not None}
        for name in counts
    ]
    found = suppression.hide(_tables(layout, number, counts), least, small, caps=caps if any(caps) else ())
    return frozenset(spot for place in found for spot in layout[place])


def _tables(
    layout: Mapping[suppression.Place, Sequence[Spot]],
    number: Callable[[Spot, str], int],
    counts: Sequence[str],
) -> list[list[list[int]]]:
    high = max((row for row, _ in layout), default=0) or 1
    wide = max((column for _, column in layout), default=0)
    return [
        [[number(layout[(row, column)][0], name) for column in range(wide)] for row in range(high)]
        for name in counts
    ]


def _hidden_elsewhere(
    number: Callable[[Spot, str], int], keys: Sequence[Sequence[str]], counts: Sequence[str], least: int
) -> frozenset[Spot]:
    """Return the totals that are hidden when a dimension is asked for alone, or none: the others are told there.

    One table must not hide what another tells, nor tell what another hides: side by side they would give it away.
    """
    whole = (TOTAL,) * len(keys)
    found: set[Spot] = {whole} if any(0 < number(whole, name) < least for name in counts) else set()
    if len(keys) == 1:
        return frozenset(found)
    for place, groups in enumerate(keys):

        def alone(spot: Spot, name: str, place: int = place) -> int:
            return number((spot[0], TOTAL) if place == 0 else (TOTAL, spot[0]), name)

        for (key,) in hide(alone, [groups], counts, least):
            if key is not TOTAL:
                found.add((key, TOTAL) if place == 0 else (TOTAL, key))
    return frozenset(found)


def _layout(keys: Sequence[Sequence[str]]) -> dict[suppression.Place, tuple[Spot, ...]]:
    """Where each number stands in the arithmetic, totals last; what says the same stands in one place.

    One dimension is one row. So are two of which one has a single group: its totals say what its cells say.
    """
    if len(keys) == 1:
        return {(0, place): ((key,),) for place, key in enumerate([*keys[0], TOTAL])}
    rows, columns = keys
    if len(rows) == 1:
        only = rows[0]
        return {(0, place): ((only, key), (TOTAL, key)) for place, key in enumerate([*columns, TOTAL])}
    if len(columns) == 1:
        only = columns[0]
        return {(0, place): ((key, only), (key, TOTAL)) for place, key in enumerate([*rows, TOTAL])}
    return {
        (row, column): ((key, other),)
        for row, key in enumerate([*rows, TOTAL])
        for column, other in enumerate([*columns, TOTAL])
    }
