"""What a role may do to a case, by where the case stands towards it. Owns the plain reading; must not know the gate.

The gate turns grants into conditions on rows and combines them; here one grant is looked up at a time, as a person would.
A test holds each answer against the running instance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from runtime.ir.access import Grant, Reach, Role, Sight, Verb
from runtime.ir.entity import Entity
from runtime.ir.field import Field
from runtime.ir.registry import Registry

Relation = Literal["responsible", "substitute", "member", "office", "below", "country", "elsewhere"]
"""Where a case stands towards an account: its own, of a colleague on leave it stands in for, of a group it is in (of an
office elsewhere), of its office, of an office beneath, of another office in the same country, of any other office."""

RELATIONS: tuple[Relation, ...] = get_args(Relation)
_REACHES: tuple[Reach, ...] = get_args(Reach)
_NEAREST: Mapping[Relation, Reach] = {
    "responsible": "own",
    "substitute": "own",
    "member": "assigned",
    "office": "office",
    "below": "jurisdiction",
    "country": "country",
    "elsewhere": "everything",
}
"""The narrowest reach that comes as far as a case that stands so."""
_SIGHTS: tuple[Sight, ...] = get_args(Sight)


@dataclass(frozen=True)
class Position:
    """One case: its type, where it stands towards whoever asks, and its state."""

    case_type: Entity
    relation: Relation
    state: str

    @property
    def is_restricted(self) -> bool:
        """Whether it is of a type kept to few."""
        return self.case_type.privacy == "restricted"


def reaches(reach: Reach, relation: Relation) -> bool:
    """Whether a reach comes as far as a case that stands so."""
    return _REACHES.index(reach) >= _REACHES.index(_NEAREST[relation])


def may(role: Role, verb: Verb, at: Position, transition: str | None = None) -> bool:
    """Whether a role grants a verb on a case; of ``transition``, on one by name."""
    kept = not at.is_restricted or reaches(role.restricted, at.relation)
    return kept and any(
        grant.verb == verb
        and grant.subject in (at.case_type.id, at.case_type.base)
        and reaches(grant.reach, at.relation)
        and _holds_in(grant, at.state)
        and (transition is None or not grant.transitions or transition in grant.transitions)
        for grant in role.grants
    )


def may_take(registry: Registry, role: Role, transition: str, at: Position) -> bool:
    """Whether a role may take a case through a transition that starts at its state."""
    taken = next(one for one in registry.lifecycle.transitions if one.id == transition)
    named = not taken.roles or role.id in taken.roles
    return (
        at.state in taken.sources
        and named
        and may(role, "read", at)
        and may(role, "transition", at, transition)
    )


def counts(role: Role, at: Position) -> bool:
    """Whether a role's reports count a case."""
    return may(role, "read", at) and any(
        grant.subject == "reports" and reaches(grant.reach, at.relation) for grant in role.grants
    )


def knows_person(role: Role, at: Position) -> bool:
    """Whether a role sees the person of a case who has no other, and was entered by a colleague of its office."""
    granted = [grant for grant in role.grants if (grant.subject, grant.verb) == ("person", "read")]
    if not granted:
        return False
    return may(role, "read", at) or (
        not at.is_restricted and any(_entered_within(grant.reach, at.relation) for grant in granted)
    )


def acts(role: Role, verb: Verb, action_type: Entity, at: Position, relation: Relation) -> bool:
    """Whether a role may do something to an action of a case; ``relation`` is where the action stands itself."""
    return may(role, "read", at) and any(
        grant.verb == verb
        and grant.subject in (action_type.id, action_type.base)
        and (verb == "read" or reaches(grant.reach, relation))
        and _holds_in(grant, at.state)
        for grant in role.grants
    )


def handles(role: Role, owner: Entity, *verbs: Verb) -> bool:
    """Whether a role may do one of the verbs to some record of an entity; types of a case or action speak for it."""
    subjects = {owner.id, owner.base}
    return any(
        grant.verb in verbs and (grant.subject in subjects or grant.subject.startswith(f"{owner.id}_"))
        for grant in role.grants
    )


def sees(role: Role, owner: Entity, field: Field) -> bool:
    """Whether a role reads a field, in some record at least; ``owner`` is the entity that has it."""
    deep_enough = _SIGHTS.index(role.sees) >= _SIGHTS.index(field.privacy)
    return handles(role, owner, "read") and deep_enough and f"{owner.id}.{field.id}" not in role.hidden


def changes(role: Role, owner: Entity, field: Field) -> bool:
    """Whether a role writes a field, in some record at least."""
    written = handles(role, owner, "create", "update") and field.computed is None
    return sees(role, owner, field) and written and f"{owner.id}.{field.id}" not in role.fixed


def opens_files(role: Role) -> bool:
    """Whether a role opens the files of the cases it reads: nobody knows what is in one."""
    return _SIGHTS.index(role.sees) >= _SIGHTS.index("sensitive")


def widest(role: Role, subject: str, verb: Verb) -> Reach | None:
    """Return how far a role's grants on a subject go."""
    found = [grant.reach for grant in role.grants if (grant.subject, grant.verb) == (subject, verb)]
    return max(found, key=_REACHES.index, default=None)


def _holds_in(grant: Grant, state: str) -> bool:
    return not grant.states or state in grant.states


def _entered_within(reach: Reach, relation: Relation) -> bool:
    # People belong to the office that entered them: of a group's case somebody elsewhere entered them, and nobody
    # is asked for their own here.
    if relation == "member":
        return reach == "everything"
    nearest: Relation = "office" if relation in ("responsible", "substitute") else relation
    return reaches(reach, nearest)
