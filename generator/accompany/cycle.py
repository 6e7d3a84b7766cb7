"""The chapter of states and transitions."""

from __future__ import annotations

from collections.abc import Iterator

from generator.accompany.paper import Chapter, Table
from generator.accompany.registry import Spoken
from runtime.ir.lifecycle import Transition


def chapters(spoken: Spoken) -> Iterator[Chapter]:
    """The lifecycle of a case."""
    say, lifecycle = spoken.say, spoken.registry.lifecycle
    states = tuple(
        (
            spoken.text(state.label),
            say(f"state.{state.kind}"),
            spoken.text(state.help),
            state.source,
            spoken.mark(assumed=state.assumed),
        )
        for state in lifecycle.states
    )
    first = ("lifecycle.state", "lifecycle.kind", "entity.help", "entity.source", "field.mark")
    second = (
        *("lifecycle.transition", "lifecycle.from", "lifecycle.to", "lifecycle.guards", "lifecycle.reason"),
        *("entity.source", "field.mark"),
    )
    title = say("lifecycle.states")
    moves = say("lifecycle.transitions")
    yield Chapter(
        "lifecycle",
        say("lifecycle.chapter"),
        (
            Table(title, tuple(map(say, first)), states, (4, 2, 6, 2, 2), title),
            Table(
                moves,
                tuple(map(say, second)),
                tuple(_transition(spoken, one) for one in lifecycle.transitions),
                (4, 5, 3, 6, 3, 2, 2),
                moves,
            ),
        ),
    )


def _transition(spoken: Spoken, one: Transition) -> tuple[str, ...]:
    catalog = spoken.registry.catalog_by_id.get(one.reasons or "")
    reason = spoken.text(catalog.label) if catalog else spoken.say(f"reason.{one.reason}")
    return (
        spoken.text(one.label),
        ", ".join(spoken.state(state) for state in one.sources),
        spoken.state(one.target),
        " ".join(spoken.text(guard.message) for guard in one.guards),
        reason,
        one.source,
        str(spoken.mark(assumed=one.assumed)),
    )
