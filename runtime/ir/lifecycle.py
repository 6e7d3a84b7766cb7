"""States and transitions of a case. Owns their order; the engine is in ``runtime.records``."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from runtime.ir.expression import Check
from runtime.ir.label import Label, Part


class State(Part):
    """Where a case stands. Exactly one state is ``initial``; in a ``closed`` one no clock runs."""

    id: str
    label: Label
    kind: Literal["initial", "open", "waiting", "closed"]
    help: Label = {}
    source: str = ""
    assumed: bool = False


class Transition(Part):
    """A movement between states.

    ``guards`` must all hold. ``reason`` says what must be told: nothing, free words, or a value of the
    catalog ``reasons`` (closing reasons), which a case type may narrow.
    """

    id: str
    label: Label
    sources: tuple[str, ...]
    target: str
    guards: tuple[Check, ...] = ()
    reason: Literal["none", "words", "catalog"] = "none"
    reasons: str | None = None
    roles: tuple[str, ...] = ()
    source: str = ""
    assumed: bool = False


class Lifecycle(Part):
    """The states in order of progress and the transitions between them."""

    states: tuple[State, ...]
    transitions: tuple[Transition, ...]

    @cached_property
    def by_id(self) -> dict[str, State]:
        """Every state by id."""
        return {state.id: state for state in self.states}

    @cached_property
    def initial(self) -> State:
        """The state a new case is in."""
        return next(state for state in self.states if state.kind == "initial")
