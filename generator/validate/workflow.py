"""States and transitions: that every state can be reached and left, and that somebody may move a case."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.diagnostics import nearest
from generator.validate.context import Context
from generator.validate.finding import Finding, found


def kinds(context: Context) -> Iterator[Finding]:
    """Exactly one state is initial and at least one is closed."""
    if not context.is_whole("lifecycle", "states"):
        return
    states = context.blueprint.lifecycle.states
    initial = [key for key, state in states.items() if state.kind == "initial"]
    if not initial:
        yield found("W101", ("lifecycle", "states"), on_key=True)
    for key in initial[1:]:
        related = ((("lifecycle", "states", initial[0]), "first"),)
        yield found("W102", ("lifecycle", "states", key, "kind"), related=related, first=initial[0], name=key)
    if not any(state.kind == "closed" for state in states.values()):
        yield found("W103", ("lifecycle", "states"), on_key=True)


def ends(context: Context) -> Iterator[Finding]:
    """Transitions lead from states that exist to one that exists."""
    states = context.blueprint.lifecycle.states
    for key, transition in context.blueprint.lifecycle.transitions.items():
        address = ("lifecycle", "transitions", key)
        for position, source in enumerate(transition.sources):
            if source not in states:
                suggestion = nearest(source, states)
                yield found(
                    "W104",
                    (*address, "from", position),
                    suggestion=suggestion,
                    state=source,
                    known=tuple(states),
                )
        if transition.target not in states:
            suggestion = nearest(transition.target, states)
            yield found(
                "W104", (*address, "to"), suggestion=suggestion, state=transition.target, known=tuple(states)
            )


def paths(context: Context) -> Iterator[Finding]:
    """Every state is reached from the initial one, and every open one is left again."""
    lifecycle = context.blueprint.lifecycle
    states = lifecycle.states
    initial = [key for key, state in states.items() if state.kind == "initial"]
    known = all(
        {*transition.sources, transition.target} <= states.keys()
        for transition in lifecycle.transitions.values()
    )
    if not context.is_whole("lifecycle") or len(initial) != 1 or not known:
        return
    reached, grown = set(initial), True
    while grown:
        steps = {
            transition.target
            for transition in lifecycle.transitions.values()
            if reached.intersection(transition.sources)
        }
        grown = not steps <= reached
        reached |= steps
    left = {source for transition in lifecycle.transitions.values() for source in transition.sources}
    for key, state in states.items():
        if key not in reached:
            yield found("W105", ("lifecycle", "states", key), on_key=True, name=key)
        if key not in left and state.kind != "closed":
            yield found("W106", ("lifecycle", "states", key), on_key=True, name=key)


def movers(context: Context) -> Iterator[Finding]:
    """Somebody may carry out every transition."""
    roles = context.blueprint.roles
    grants = [
        (key, verbs["transition"])
        for key, role in roles.items()
        for subject, verbs in role.may.items()
        if subject.startswith("case") and "transition" in verbs
    ]
    lifecycle = context.blueprint.lifecycle
    for key, transition in lifecycle.transitions.items():
        address = ("lifecycle", "transitions", key)
        unknown = [role for role in transition.roles if role not in roles]
        for position, role in enumerate(transition.roles):
            if role in unknown:
                suggestion = nearest(role, roles)
                yield found(
                    "A101",
                    (*address, "roles", position),
                    suggestion=suggestion,
                    role=role,
                    known=tuple(roles),
                )
        able = [
            role
            for role, grant in grants
            if (not transition.roles or role in transition.roles)
            and _covers(grant.transitions, (key,), lifecycle.transitions)
            and _covers(grant.states, transition.sources, lifecycle.states)
        ]
        if not able and not unknown and context.is_whole("roles"):
            yield found("W107", address, on_key=True, name=key)


def _covers(named: tuple[str, ...] | None, wanted: tuple[str, ...], known: Collection[str]) -> bool:
    """Whether a grant's list holds for one of what is wanted; of a misspelt one that is told elsewhere."""
    return named is None or not set(named).isdisjoint(wanted) or not set(named) <= set(known)


def reasons(context: Context) -> Iterator[Finding]:
    """A transition that asks for a coded reason names its catalog."""
    catalogs = context.blueprint.catalogs
    for key, transition in context.blueprint.lifecycle.transitions.items():
        address = ("lifecycle", "transitions", key)
        name = transition.reasons
        if transition.reason == "catalog" and name is None:
            yield found("W108", address, on_key=True, name=key)
        elif transition.reason != "catalog" and name is not None:
            yield found("W109", (*address, "reasons"), on_key=True, name=key)
        elif name is not None and name not in catalogs:
            yield found("R101", (*address, "reasons"), suggestion=nearest(name, catalogs), catalog=name)


def gates(context: Context) -> Iterator[Finding]:
    """`required: {at: …}` names a state, in something that has states."""
    states = context.blueprint.lifecycle.states
    for entity in context.outline.entities:
        has_states = entity.kind in ("case", "case_type", "person")
        for field in entity.fields:
            state = field.written.required.at
            address = (*field.address, "required", "at")
            if state is None:
                continue
            if not has_states:
                yield found("W111", address, owner=entity.key)
            elif state not in states and context.is_whole("lifecycle", "states"):
                suggestion = nearest(state, states)
                yield found("W104", address, suggestion=suggestion, state=state, known=tuple(states))
