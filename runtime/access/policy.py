"""The gate: may this actor do this, and on which rows. One rule answers both, so they cannot disagree.

Must not load records, and must not know fields (``mask`` does).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, FromClause

from runtime.access import within
from runtime.access.actor import NONE, Actor
from runtime.access.clause import (
    Always,
    Among,
    Clause,
    Empty,
    OfItsCase,
    every,
    of_its_case,
    of_one_of_its_cases,
    some,
)
from runtime.access.grants import WIDTH, Allowance, allowances, opens, reach, roles
from runtime.access.retained import IN_USE, not_only_retained
from runtime.ir.access import Verb
from runtime.ir.entity import Entity
from runtime.storage.model import Model

__all__ = ["base_table", "may", "may_move", "may_work_on", "reach", "roles", "rows"]

# Restricted cases are the responsible officer's, their group's, and of whom a role's ``restricted`` lets further; every
# grant on them is narrowed by it. Emergency access opens a case for what the role's ``opens`` says, reading as a rule.
# A person is seen by whoever sees one of their cases, and where they were entered; whose cases are all restricted only by
# the first.

_OUTSIDE_THE_REGISTRY = {
    "accounts": ("account", "office_id", "id"),
    "offices": ("office", "id", "id"),
    "leave": ("account", "office_id", "id"),
    "emergency": ("emergency_access", "office_id", "account_id"),
    "rights": ("rights_request", "office_id", "created_by"),
    "breaches": ("breach", "office_id", "created_by"),
    "trail": ("event", "office_id", "account_id"),
    "retention": ("cases", "office_id", "responsible_id"),
}
"""Subjects that are no entity: their table, and its columns that say of which office a row is, and whose."""
LEAVE = "leave"
"""The subject of who says that somebody is away; no grant of its own."""
RETENTION = "retention"
"""The subject of who keeps the cases whose term is over."""
_KEEPING: tuple[Verb, ...] = ("read", "export")


def may(
    model: Model, actor: Actor, verb: Verb, entity_id: str, record: Mapping[str, Any] | None = None
) -> bool:
    """Whether the actor may do this to this record; without a record: to any at all.

    Args:
        model: the instance's model.
        actor: who asks.
        verb: what they would do; ``report`` is always a grant on ``reports``.
        entity_id: an entity id, or ``reports``, ``accounts``, ``offices``, ``emergency``.
        record: system columns of the record. A person carries its ``cases`` (all it has a part in), an
            action its ``case`` (or ``None``), each a mapping of system columns.
    """
    if record is None or entity_id == "reports":
        return any(reach(model, actor, verb, subject) for subject in _subjects(model, entity_id))
    rule = model.memory.recall(
        ("rule", actor.power, verb, entity_id), lambda: _rule(model, actor, verb, entity_id)
    )
    return rule.holds(record)


def rows(
    model: Model, actor: Actor, verb: Verb, entity_id: str, table: FromClause | None = None
) -> ColumnElement[bool]:
    """Return the condition on the entity's base table for the rows the actor may do this to.

    Args:
        model: the instance's model.
        actor: who asks.
        verb: what they would do.
        entity_id: an entity id (``case`` for all types, ``case_x`` for one), ``accounts``, ``offices``, ``emergency``.
        table: an alias of the base table, when the query uses one.
    """
    if table is not None:
        return _rule(model, actor, verb, entity_id).sql(model.metadata, table)
    outside = _OUTSIDE_THE_REGISTRY.get(entity_id)
    name = outside[0] if outside else base_table(model, entity_id)

    def make() -> ColumnElement[bool]:
        return _rule(model, actor, verb, entity_id).sql(model.metadata, model.table(name))

    # Building a condition with its aliases costs more than running it.
    return model.memory.recall(("rows", actor.power, verb, entity_id), make)


def may_move(model: Model, actor: Actor, transition: str, entity_id: str, record: Mapping[str, Any]) -> bool:
    """Whether the actor may take a case through a transition, by what its roles grant.

    A role that the transition names must itself hold the grant.
    """
    rule = model.memory.recall(
        ("move", actor.power, transition, entity_id),
        lambda: _case_rule(model, actor, "transition", entity_id, transition),
    )
    return rule.holds(record)


def may_work_on(model: Model, actor: Actor, case: Mapping[str, Any]) -> bool:
    """Whether anything may be added to a case the actor reads: not by who reads it only in an emergency."""
    rule = model.memory.recall(("work on", actor.power), lambda: _readable_cases(model, actor, "create"))
    return rule.holds(case)


def base_table(model: Model, entity_id: str) -> str:
    """Return the name of the table that holds the system columns of an entity."""
    entity = model.registry.by_id[entity_id]
    return model.registry.by_id[entity.base].table if entity.base else entity.table


def _rule(model: Model, actor: Actor, verb: Verb, entity_id: str) -> Clause:
    if entity_id == LEAVE:
        return _leave_rule(model, actor)
    if entity_id in _OUTSIDE_THE_REGISTRY:
        _, office, own = _OUTSIDE_THE_REGISTRY[entity_id]
        return some(
            *(
                within.record_within(actor, one.reach, office, own)
                for one in allowances(model, actor, verb, entity_id)
            )
        )
    kind = model.registry.by_id[entity_id].kind
    if kind in ("case", "case_type"):
        return _case_rule(model, actor, verb, entity_id)
    if kind in ("action", "action_type"):
        return _action_rule(model, actor, verb, entity_id)
    if kind == "person":
        return _person_rule(model, actor, verb)
    return some(
        *(within.record_within(actor, one.reach) for one in allowances(model, actor, verb, entity_id))
    )


def _leave_rule(model: Model, actor: Actor) -> Clause:
    """Whose leave the actor enters: their own, of accounts they administer, and where they give cases to others."""
    _, office, own = _OUTSIDE_THE_REGISTRY[LEAVE]
    found = {reach(model, actor, "reassign", kind.id) for kind in model.registry.case_types}
    wide = [one for one in found if one is not None and WIDTH[one] >= WIDTH["office"]]
    return some(
        _rule(model, actor, "administer", "accounts"),
        *(within.record_within(actor, one, office, own) for one in ("own", *sorted(wide))),
    )


def _case_rule(
    model: Model, actor: Actor, verb: Verb, entity_id: str, transition: str | None = None
) -> Clause:
    types = _types(model, entity_id)
    if actor.is_system:
        types = [kind for kind in types if kind.privacy != "restricted"]
    whole = model.registry.case_types
    granted = [
        every(_of_types(group, whole, "case_type"), some(*(_on_cases(actor, one, group) for one in found)))
        for found, group in _grouped(types, lambda kind: allowances(model, actor, verb, kind.id, transition))
    ]
    if actor.opened and verb in opens(model, actor):
        known = [kind for kind in types if reach(model, actor, "read", kind.id) is not None]
        granted.append(every(_of_types(known, whole, "case_type"), within.opened(actor)))
    return every(some(*granted), _in_use(model, actor, verb))


def _in_use(model: Model, actor: Actor, verb: Verb) -> Clause:
    """Cases whose term is over are counted as before, read by who keeps them, and changed by nobody."""
    keeps = verb in _KEEPING and reach(model, actor, "read", RETENTION) is not None
    return Always(True) if keeps or verb == "report" else IN_USE


def _on_cases(actor: Actor, allowance: Allowance, group: Sequence[Entity]) -> Clause:
    """One grant on cases of some types, narrowed on those that are restricted."""
    restricted = restricted_types(group)
    inner: Clause = Always(True)
    if restricted and WIDTH[allowance.restricted] < WIDTH[allowance.reach]:
        narrow = within.case_within(actor, allowance.restricted)
        inner = within.shielded(restricted, narrow, is_all=len(restricted) == len(group))
    return every(within.case_within(actor, allowance.reach), within.case_in(allowance.states), inner)


def _person_rule(model: Model, actor: Actor, verb: Verb) -> Clause:
    found = allowances(model, actor, verb, "person")
    if not found:
        return Always(False)
    entered = some(*(within.person_within(actor, one.reach) for one in found))
    restricted = restricted_types(model.registry.case_types)
    if restricted and not actor.counts_all:
        entered = every(entered, within.not_only_of(restricted))
    if _in_use(model, actor, verb) == IN_USE:
        entered = every(entered, not_only_retained())
    return some(entered, of_one_of_its_cases(_readable_cases(model, actor, verb)))


def _action_rule(model: Model, actor: Actor, verb: Verb, entity_id: str) -> Clause:
    """An action is seen with its case, or by its office when it has none."""
    types, whole = _types(model, entity_id), model.registry.action_types

    def granted(what: Verb, condition: Callable[[Allowance], Clause]) -> Iterator[Clause]:
        for found, group in _grouped(types, lambda kind: allowances(model, actor, what, kind.id)):
            yield every(_of_types(group, whole, "action_type"), some(*map(condition, found)))

    def everywhere(one: Allowance) -> Clause:
        return every(within.action_within(actor, one.reach), within.action_in(one.states))

    of_case = some(
        *granted("read", lambda one: OfItsCase(within.case_in(one.states)) if one.states else Always(True))
    )
    with_case = every(of_case, of_its_case(_readable_cases(model, actor, verb)))
    seen = some(with_case, every(Empty("case_id"), some(*granted("read", everywhere))))
    return seen if verb == "read" else every(some(*granted(verb, everywhere)), seen)


def _readable_cases(model: Model, actor: Actor, verb: Verb) -> Clause:
    """The cases whose people and actions the actor may do something to: those they may read, for other acts without emergency."""
    if verb != "read" and verb not in opens(model, actor):
        actor = replace(actor, opened=NONE)
    return _case_rule(model, actor, "read", "case")


def restricted_types(types: Sequence[Entity]) -> frozenset[str]:
    """Return the keys of the restricted among some types of case."""
    return frozenset(kind.key for kind in types if kind.privacy == "restricted")


def _grouped(
    types: Sequence[Entity], granted: Callable[[Entity], tuple[Allowance, ...]]
) -> Iterator[tuple[tuple[Allowance, ...], list[Entity]]]:
    """Types with the same grants together, without those that have none."""
    groups: dict[tuple[Allowance, ...], list[Entity]] = {}
    for kind in types:
        groups.setdefault(granted(kind), []).append(kind)
    yield from ((found, group) for found, group in groups.items() if found)


def _of_types(group: Sequence[Entity], whole: Sequence[Entity], column: str) -> Clause:
    if len(group) == len(whole):
        return Always(True)
    return Among(column, frozenset(kind.key for kind in group)) if group else Always(False)


def _types(model: Model, entity_id: str) -> Sequence[Entity]:
    if entity_id == "case":
        return model.registry.case_types
    if entity_id == "action":
        return model.registry.action_types
    return [model.registry.by_id[entity_id]]


def _subjects(model: Model, entity_id: str) -> Sequence[str]:
    if entity_id in ("case", "action"):
        return [kind.id for kind in _types(model, entity_id)]
    return [entity_id]
