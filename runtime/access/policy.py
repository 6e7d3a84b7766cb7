"""The gate: may this actor do this, and on which rows. One rule answers both, so they cannot disagree.

Must not load records, and must not know fields (``mask`` does).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause

from runtime.access.actor import Actor
from runtime.access.clause import Always, Among, Clause, Empty, OfItsCase, OfOneOfItsCases, every, some
from runtime.ir.access import Reach, Role, Verb
from runtime.ir.entity import Entity
from runtime.storage.model import Model

_WIDTH: Mapping[Reach, int] = {"own": 1, "office": 2, "jurisdiction": 3, "everything": 4}
_OUTSIDE_THE_REGISTRY = {"accounts": "account", "offices": "office"}


def may(
    model: Model, actor: Actor, verb: Verb, entity_id: str, record: Mapping[str, Any] | None = None
) -> bool:
    """Whether the actor may do this to this record; without a record: to any at all.

    Args:
        model: the instance's model.
        actor: who asks.
        verb: what they would do; ``report`` is always a grant on ``reports``.
        entity_id: an entity id, or ``reports``, ``accounts``, ``offices``.
        record: system columns of the record. A person carries its ``cases`` (those it has a part in), an
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
        entity_id: an entity id (``case`` for all types, ``case_x`` for one), ``accounts`` or ``offices``.
        table: an alias of the base table, when the query uses one.
    """
    if table is not None:
        return _rule(model, actor, verb, entity_id).sql(model.metadata, table)
    name = _OUTSIDE_THE_REGISTRY.get(entity_id) or base_table(model, entity_id)

    def make() -> ColumnElement[bool]:
        return _rule(model, actor, verb, entity_id).sql(model.metadata, model.table(name))

    # Building a condition with its aliases costs more than running it.
    return model.memory.recall(("rows", actor.power, verb, entity_id), make)


def reach(model: Model, actor: Actor, verb: Verb, entity_id: str) -> Reach | None:
    """Return the widest reach the actor's roles grant for a verb on a subject, if any."""
    subjects = {"reports"} if verb == "report" else _grant_subjects(model, entity_id)
    found = [
        grant.reach
        for role in roles(model, actor)
        for grant in role.grants
        if grant.verb == verb and grant.subject in subjects
    ]
    return max(found, key=_WIDTH.__getitem__, default=None)


def roles(model: Model, actor: Actor) -> Sequence[Role]:
    """Return the actor's roles; a role the blueprint no longer has grants nothing."""
    return [role for role in model.registry.roles if role.id in actor.roles]


def base_table(model: Model, entity_id: str) -> str:
    """Return the name of the table that holds the system columns of an entity."""
    entity = model.registry.by_id[entity_id]
    return model.registry.by_id[entity.base].table if entity.base else entity.table


def _rule(model: Model, actor: Actor, verb: Verb, entity_id: str) -> Clause:
    if entity_id in _OUTSIDE_THE_REGISTRY:
        columns = ("office_id", "id") if entity_id == "accounts" else ("id", "id")
        return _within(actor, reach(model, actor, verb, entity_id), *columns)
    kind = model.registry.by_id[entity_id].kind
    if kind in ("case", "case_type"):
        return _case_rule(model, actor, verb, entity_id)
    if kind in ("action", "action_type"):
        return _action_rule(model, actor, verb, entity_id)
    granted = reach(model, actor, verb, entity_id)
    own = _within(actor, granted, "office_id", "created_by")
    if kind == "person" and granted is not None:
        return some(own, OfOneOfItsCases(_case_rule(model, actor, "read", "case")))
    return own


def _case_rule(model: Model, actor: Actor, verb: Verb, entity_id: str) -> Clause:
    types = _types(model, entity_id)
    granted = _by_type(model, actor, verb, types, "case_type", "responsible_id")
    restricted = frozenset(kind.key for kind in types if kind.privacy == "restricted")
    if not restricted or any(role.sees == "restricted" for role in roles(model, actor)):
        return granted
    mine = Among("responsible_id", frozenset([actor.account_id]))
    return every(granted, some(Among("case_type", restricted, is_outside=True), mine))


def _action_rule(model: Model, actor: Actor, verb: Verb, entity_id: str) -> Clause:
    """An action is seen with its case, or by its office when it has none."""
    types = _types(model, entity_id)
    reading = _by_type(model, actor, "read", types, "action_type", "officer_id")
    readable = [kind for kind in types if reach(model, actor, "read", kind.id) is not None]
    with_case = OfItsCase(_case_rule(model, actor, "read", "case"))
    of_type = _of_types(readable, model.registry.action_types, "action_type")
    seen = some(every(of_type, with_case), every(Empty("case_id"), reading))
    if verb == "read":
        return seen
    return every(_by_type(model, actor, verb, types, "action_type", "officer_id"), seen)


def _by_type(
    model: Model, actor: Actor, verb: Verb, types: Sequence[Entity], type_column: str, own_column: str
) -> Clause:
    by_reach: dict[Reach | None, list[Entity]] = {}
    for kind in types:
        by_reach.setdefault(reach(model, actor, verb, kind.id), []).append(kind)
    whole = model.registry.case_types if type_column == "case_type" else model.registry.action_types
    return some(
        *(
            every(_of_types(group, whole, type_column), _within(actor, granted, "office_id", own_column))
            for granted, group in by_reach.items()
        )
    )


def _of_types(group: Sequence[Entity], whole: Sequence[Entity], column: str) -> Clause:
    if len(group) == len(whole):
        return Always(True)
    return Among(column, frozenset(kind.key for kind in group)) if group else Always(False)


def _within(actor: Actor, granted: Reach | None, office_column: str, own_column: str) -> Clause:
    if granted is None:
        return Always(False)
    clauses: Mapping[Reach, Clause] = {
        "own": Among(own_column, frozenset([actor.account_id])),
        "office": Among(office_column, frozenset([actor.office_id])),
        "jurisdiction": Among(office_column, actor.offices_below),
        "everything": Always(True),
    }
    return clauses[granted]


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


def _grant_subjects(model: Model, entity_id: str) -> set[str]:
    entity = model.registry.by_id.get(entity_id)
    if entity is None:
        return {entity_id}
    return {entity.id, entity.base or entity.kind}
