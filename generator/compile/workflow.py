"""The lifecycle of a case."""

from __future__ import annotations

from generator.blueprint import Transition as Written
from generator.compile.fields import checks
from generator.compile.words import Words
from generator.validate.context import Context
from generator.validate.scope import Scope, scope
from runtime.ir.lifecycle import Lifecycle, State, Transition


def lifecycle(context: Context, words: Words) -> Lifecycle:
    """States in order of progress and the transitions between them."""
    written = context.blueprint.lifecycle
    names = scope(context, context.outline.by_id["case"])
    states = tuple(
        State(
            id=key,
            label=words.label(state.label, id=key),
            kind=state.kind,
            help=words.label(state.help),
            source=state.source,
            assumed=state.assumed,
        )
        for key, state in written.states.items()
    )
    transitions = tuple(_transition(words, names, key, one) for key, one in written.transitions.items())
    return Lifecycle(states=states, transitions=transitions)


def _transition(words: Words, names: Scope, key: str, written: Written) -> Transition:
    return Transition(
        id=key,
        label=words.label(written.label, id=key),
        sources=written.sources,
        target=written.target,
        guards=checks(words, names, written.guards),
        reason=written.reason,
        reasons=written.reasons,
        roles=written.roles,
        source=written.source,
        assumed=written.assumed,
    )
