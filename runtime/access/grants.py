"""What an actor's roles grant for a verb on a subject, the narrower left out. Must not know records or conditions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from runtime.access.actor import Actor
from runtime.ir.access import Grant, Reach, Role, Verb
from runtime.storage.model import Model

WIDTH: Mapping[Reach, int] = {
    "own": 1,
    "assigned": 2,
    "office": 3,
    "jurisdiction": 4,
    "country": 5,
    "everything": 6,
}


@dataclass(frozen=True)
class Allowance:
    """One grant: where, in which states of the case (empty: in all), and how far on restricted cases."""

    reach: Reach
    states: frozenset[str] = frozenset()
    restricted: Reach = "everything"

    def holds_all_of(self, other: Allowance) -> bool:
        """Whether another grants nothing that this one does not."""
        return (
            WIDTH[self.reach] >= WIDTH[other.reach]
            and WIDTH[self.restricted] >= WIDTH[other.restricted]
            and (not self.states or (bool(other.states) and self.states >= other.states))
        )


def roles(model: Model, actor: Actor) -> Sequence[Role]:
    """Return the actor's roles; a role the blueprint no longer has grants nothing."""
    return [role for role in model.registry.roles if role.id in actor.roles]


def reach(model: Model, actor: Actor, verb: Verb, entity_id: str) -> Reach | None:
    """Return the widest reach the actor's roles grant for a verb on a subject, in some state, if any."""
    found = [grant.reach for _, grant in _matching(model, actor, verb, entity_id)]
    return max(found, key=WIDTH.__getitem__, default=None)


def allowances(
    model: Model, actor: Actor, verb: Verb, entity_id: str, transition: str | None = None
) -> tuple[Allowance, ...]:
    """Return what the roles grant, widest first.

    Args:
        model: the instance's model.
        actor: who asks.
        verb: what they would do.
        entity_id: what they would do it to.
        transition: of ``transition``, only what allows this one.
    """
    named = _movers(model, transition)
    found = {
        Allowance(grant.reach, frozenset(grant.states), "everything" if actor.counts_all else role.restricted)
        for role, grant in _matching(model, actor, verb, entity_id)
        if transition is None
        or ((not grant.transitions or transition in grant.transitions) and (not named or role.id in named))
    }
    kept = [one for one in found if not any(other != one and other.holds_all_of(one) for other in found)]
    return tuple(
        sorted(kept, key=lambda one: (-WIDTH[one.reach], -WIDTH[one.restricted], sorted(one.states)))
    )


def opens(model: Model, actor: Actor) -> frozenset[Verb]:
    """Return what emergency access lets the actor do."""
    return frozenset(
        verb for role in roles(model, actor) if role.emergency is not None for verb in role.emergency.opens
    )


def _movers(model: Model, transition: str | None) -> tuple[str, ...]:
    """The roles a transition names; empty when whoever may move cases may take it."""
    return next((one.roles for one in model.registry.lifecycle.transitions if one.id == transition), ())


def _matching(model: Model, actor: Actor, verb: Verb, entity_id: str) -> Iterator[tuple[Role, Grant]]:
    subjects = {"reports"} if verb == "report" else _grant_subjects(model, entity_id)
    for role in roles(model, actor):
        for grant in role.grants:
            if grant.verb == verb and grant.subject in subjects:
                yield role, grant


def _grant_subjects(model: Model, entity_id: str) -> set[str]:
    entity = model.registry.by_id.get(entity_id)
    if entity is None:
        return {entity_id}
    return {entity.id, entity.base or entity.kind}
