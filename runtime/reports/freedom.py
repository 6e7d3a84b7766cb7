"""How far a hidden number of a table with totals might lie above what it is, all that is shown being as it is.

A table is a network: each number flows from its row to its column, totals flow back. Must not decide what is hidden.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence

Place = tuple[int, int]
_Node = tuple[str, int]
_Edge = tuple[_Node, _Node]

_ENDLESS = 10**12


class Freedom:
    """What the hidden numbers of a table can carry: any may be higher, or lower down to one."""

    def __init__(
        self, numbers: Sequence[Sequence[int]], hidden: Collection[Place], caps: Mapping[Place, int]
    ) -> None:
        """Take a table with its totals as last row and column (one row alone has only its total), what is not shown, and what some numbers are known not to exceed."""
        self._numbers = numbers
        self._more = {place: caps.get(place, _ENDLESS) - numbers[place[0]][place[1]] for place in hidden}
        self._room: dict[_Edge, int] = {}
        self._beside: dict[_Node, set[_Node]] = {}
        for place in hidden:
            number = numbers[place[0]][place[1]]
            if number:
                source, target = _edge(numbers, place)
                self._carry(source, target, self._more[place], number - 1)

    def _carry(self, source: _Node, target: _Node, more: int, less: int) -> None:
        room = self._room
        room[source, target] = room.get((source, target), 0) + more
        room[target, source] = room.get((target, source), 0) + less
        self._beside.setdefault(source, set()).add(target)
        self._beside.setdefault(target, set()).add(source)

    def can_rise(self, place: Place, wanted: int) -> bool:
        """Whether a hidden number could be higher by so much."""
        if self._more.get(place, 0) < wanted:
            return False
        start, end = _edge(self._numbers, place)
        room = dict(self._room)
        # The number itself cannot make up for its own difference.
        room[start, end] -= self._more[place]
        room[end, start] -= self._numbers[place[0]][place[1]] - 1
        while wanted > 0:
            path = _path(room, self._beside, end, start)
            if not path:
                return False
            carried = min(wanted, *(room[edge] for edge in path))
            for source, target in path:
                room[source, target] -= carried
                room[target, source] += carried
            wanted -= carried
        return True


def _edge(numbers: Sequence[Sequence[int]], place: Place) -> _Edge:
    """The way a number flows: those inside from their row to their column, their totals back, the whole again forth."""
    row, column = place
    is_inside = column < len(numbers[0]) - 1
    if len(numbers) == 1:
        ends: _Edge = ("row", 0), ("column", 0)
        return ends if is_inside else ends[::-1]
    ends = ("row", row), ("column", column)
    return ends if is_inside == (row < len(numbers) - 1) else ends[::-1]


def _path(room: dict[_Edge, int], beside: dict[_Node, set[_Node]], start: _Node, end: _Node) -> list[_Edge]:
    came: dict[_Node, _Node] = {start: start}
    waiting = deque([start])
    while waiting and end not in came:
        here = waiting.popleft()
        for there in beside.get(here, ()):
            if there not in came and room[here, there] > 0:
                came[there] = here
                waiting.append(there)
    path = []
    while end in came and end != start:
        path.append((came[end], end))
        end = came[end]
    return path
