"""Reaches as conditions on a case, a person, an action or any other record. Must not know roles."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from runtime.access.actor import Actor
from runtime.access.clause import (
    Always,
    Among,
    Clause,
    Empty,
    OfItsCase,
    OfNoneOfItsCases,
    OfOneOfItsCases,
    some,
)
from runtime.ir.access import Reach


def record_within(actor: Actor, reach: Reach, office: str = "office_id", own: str = "created_by") -> Clause:
    """Return the condition on a record of no case: by its office, or by whose it is."""
    mine = Among(own, frozenset([actor.account_id]))
    clauses: Mapping[Reach, Clause] = {
        "own": mine,
        "assigned": mine,
        "office": Among(office, frozenset([actor.office_id])),
        "jurisdiction": Among(office, actor.offices_below),
        "country": Among(office, actor.offices_of_country | actor.offices_below),
        "everything": Always(True),
    }
    return clauses[reach]


def case_within(actor: Actor, reach: Reach) -> Clause:
    """Return the condition on a case; whoever is of its group has it in every reach but ``own``.

    A substitute has the cases of whom they stand in for as their own.
    """
    own = Among("responsible_id", frozenset(actor.answers_for))
    if reach == "own":
        return own
    if reach == "assigned":
        return some(own, _among_cases(actor.assigned))
    # Of their own office's cases the members need no other condition, which no index would serve.
    return some(record_within(actor, reach), _among_cases(actor.visiting))


def action_within(actor: Actor, reach: Reach) -> Clause:
    """Return the condition on an action, by its officer and office; a case's group has those of its case."""
    by_office = record_within(actor, reach, own="officer_id")
    if reach == "assigned":
        return some(by_office, OfItsCase(case_within(actor, "assigned")))
    if reach == "own" or not actor.visiting:
        return by_office
    return some(by_office, OfItsCase(_among_cases(actor.visiting)))


def person_within(actor: Actor, reach: Reach) -> Clause:
    """Return the condition on a person, by who entered them; ``assigned``: also those of one's cases."""
    entered = record_within(actor, reach)
    return some(entered, OfOneOfItsCases(case_within(actor, "assigned"))) if reach == "assigned" else entered


def case_in(states: frozenset[str]) -> Clause:
    """Return the condition that a case is in one of these states, in any when there are none."""
    return Among("state", states) if states else Always(True)


def action_in(states: frozenset[str]) -> Clause:
    """Return the same of an action's case; an action of no case has no state."""
    return some(Empty("case_id"), OfItsCase(case_in(states))) if states else Always(True)


def not_only_of(restricted: frozenset[str]) -> Clause:
    """Return the condition that a person has no case of a restricted type, or an ordinary one beside it."""
    return some(
        OfNoneOfItsCases(Among("case_type", restricted)),
        OfOneOfItsCases(Among("case_type", restricted, is_outside=True)),
    )


def opened(actor: Actor) -> Clause:
    """Return the condition that emergency access opens a case now."""
    return _among_cases(actor.opened)


def shielded(restricted: frozenset[str], inner: Clause, *, is_all: bool) -> Clause:
    """Return a condition that only cases of restricted types have to meet."""
    return inner if is_all else some(Among("case_type", restricted, is_outside=True), inner)


def _among_cases(ids: frozenset[uuid.UUID]) -> Clause:
    return Among("id", frozenset(ids)) if ids else Always(False)
