"""The way a made-up case takes to the state it is in. Owns the choice of transitions and reasons; must not move cases."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from runtime.ir.entity import Entity
from runtime.ir.expression import Expression
from runtime.ir.lifecycle import Lifecycle, Transition
from runtime.practice.source import Source
from runtime.records.gates import closing_reasons
from runtime.storage.model import Model

_YOUNG, _MIDDLE, _OLD = 7, 60, 240
_SHARES = {
    "young": {"initial": 6, "open": 3, "waiting": 0.5, "closed": 1},
    "middle": {"initial": 0.1, "open": 4, "waiting": 2, "closed": 4},
    "old": {"initial": 0.01, "open": 0.8, "waiting": 0.5, "closed": 9},
    "ancient": {"initial": 0.01, "open": 0.02, "waiting": 0.02, "closed": 9},
}
"""Made-up shares of the kinds of states by the age of a case."""


@dataclass(frozen=True)
class Step:
    """One transition a case made: when, and with what reason."""

    source: str
    target: str
    at: datetime.datetime
    code: str | None
    words: str | None


def path(lifecycle: Lifecycle, state: str) -> tuple[Transition, ...] | None:
    """Return the shortest way from the initial state; ``None`` if there is none."""
    ways: dict[str, tuple[Transition, ...]] = {lifecycle.initial.id: ()}
    waiting = [lifecycle.initial.id]
    while waiting and state not in ways:
        here = waiting.pop(0)
        for transition in lifecycle.transitions:
            if here in transition.sources and transition.target not in ways:
                ways[transition.target] = (*ways[here], transition)
                waiting.append(transition.target)
    return ways.get(state)


def guards(way: Sequence[Transition]) -> list[Expression]:
    """Return what must hold of a case that went this way."""
    return [guard.that for transition in way for guard in transition.guards]


class States:
    """The states a lifecycle leads to, and how often made-up cases of some age are in each."""

    def __init__(self, lifecycle: Lifecycle) -> None:
        reached = [state for state in lifecycle.states if path(lifecycle, state.id) is not None]
        self.closed = frozenset(state.id for state in reached if state.kind == "closed")
        self._ids = [state.id for state in reached]
        kinds = [state.kind for state in reached]
        # The first state of a kind is the usual one; the others happen.
        usual = [1 if kinds.index(kind) == place else 0.25 for place, kind in enumerate(kinds)]
        self._weights = {
            stage: list(accumulate(shares[kind] * share for kind, share in zip(kinds, usual, strict=True)))
            for stage, shares in _SHARES.items()
        }

    def choose(self, source: Source, age: int) -> str:
        """Draw a state for a case of so many days."""
        stage = "young" if age < _YOUNG else "middle" if age < _MIDDLE else "old" if age < _OLD else "ancient"
        return source.random.choices(self._ids, cum_weights=self._weights[stage])[0]


def steps(
    model: Model,
    source: Source,
    entity: Entity,
    way: Sequence[Transition],
    moments: Sequence[datetime.datetime],
    ready: Callable[[Sequence[str]], bool] = lambda _: True,
) -> tuple[Step, ...]:
    """Return the transitions of a way, made at these moments, with a reason where one is asked for.

    ``ready`` says whether the case has what a closing reason asks for.
    """
    taken = []
    here = model.registry.lifecycle.initial.id
    for transition, at in zip(way, moments, strict=True):
        reasons = closing_reasons(model, entity, transition, at.date())
        fitting = [code for code in reasons if ready(entity.closing_needs.get(code, ()))]
        code = source.pick(fitting or reasons) if reasons else None
        words = source.sentence() if transition.reason == "words" else None
        taken.append(Step(here, transition.target, at, code, words))
        here = transition.target
    return tuple(taken)
