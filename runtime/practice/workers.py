"""The same work in several processes, its results in order. Must not know what is worked on."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.pool import AsyncResult
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

_WAITING = 2
"""So many results a process may be ahead: they are large."""
_work: Callable[..., object]


@contextmanager
def each(work: Callable[[T], R], parts: Iterable[T], processes: int) -> Iterator[Iterator[R]]:
    """Give the result of each part in order; one process works when a result is asked for.

    Args:
        work: what is done with a part; each process has a copy of what it holds at the start.
        parts: what is worked on.
        processes: how many work.
    """
    if processes < 2:
        yield map(work, parts)
        return
    with multiprocessing.get_context("fork").Pool(processes, _begin, (work,)) as pool:
        yield _in_order(pool.apply_async, parts, processes * _WAITING)


def _begin(work: Callable[..., object]) -> None:
    global _work  # noqa: PLW0603 - the one way a forked worker keeps what cannot be sent to it
    _work = work


def _one(part: object) -> object:
    return _work(part)


def _in_order(ask: Callable[..., AsyncResult[R]], parts: Iterable[T], most: int) -> Iterator[R]:
    underway: deque[AsyncResult[R]] = deque()
    for part in parts:
        underway.append(ask(_one, (part,)))
        if len(underway) > most:
            yield underway.popleft().get()
    while underway:
        yield underway.popleft().get()
