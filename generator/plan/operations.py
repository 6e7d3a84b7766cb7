"""Changes to the steps of a revision, up and down. Owns which steps; what a step does is ``runtime.storage.alteration``.

Every undo is written out: reversing the list of steps would not undo a rename.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column
from sqlalchemy.types import TypeEngine

from generator.plan.changes import Add, Alter, Change, Drop, Rename
from generator.plan.planner import Planned
from generator.plan.safety import column_types, type_fit
from runtime.fields.columns import has_child_table
from runtime.ir.entity import Entity, Kind
from runtime.ir.field import Field
from runtime.ir.registry import Registry
from runtime.storage.columns import (
    Shape,
    child_table_name,
    child_tables,
    field_columns,
    shapes,
)

_ORDER: dict[Kind, int] = {
    "person": 0,
    "register": 1,
    "case": 2,
    "case_type": 3,
    "action": 4,
    "action_type": 5,
}
"""Tables are created after those they point to."""


@dataclass(frozen=True)
class Step:
    """One call of a function of ``runtime.storage.alteration``; an argument is an object to print.

    ``is_bound`` steps are given their revision's id, under which what they take may be parked.
    """

    name: str
    arguments: tuple[object, ...]
    keywords: tuple[tuple[str, object], ...] = ()
    is_bound: bool = False


@dataclass(frozen=True)
class Steps:
    """What a revision does and undoes, each in its own order."""

    upgrade: tuple[Step, ...] = ()
    downgrade: tuple[Step, ...] = ()


@dataclass
class _Both:
    """Steps up, and for each the steps that undo it."""

    up: list[Step] = field(default_factory=list)
    down: list[Step] = field(default_factory=list)

    def add(self, up: Step, *down: Step) -> None:
        """Write a step and, before the earlier ones, what undoes it."""
        self.up.append(up)
        self.down[:0] = down


def steps(planned: Planned) -> Steps:
    """Return the steps of a plan; none where nothing stored changes."""
    both = _Both()
    old = planned.lifted
    renames = (change for change in planned.plan.changes if isinstance(change, Rename))
    for rename, before in zip(renames, planned.stages, strict=True):
        _rename(both, rename, before)
    for entity in sorted(_new_entities(planned), key=lambda one: _ORDER[one.kind]):
        for shape in shapes(planned.registry, entity):
            _take(both, shape)
    for change in planned.plan.changes:
        if old is not None:
            _change(both, change, old, planned.registry)
    return Steps(tuple(both.up), tuple(both.down))


def _new_entities(planned: Planned) -> Iterator[Entity]:
    for change in planned.plan.changes:
        if isinstance(change, Add) and change.subject == "entity":
            yield planned.registry.by_id[change.entity]


def _change(both: _Both, change: Change, old: Registry, new: Registry) -> None:
    if isinstance(change, Add) and change.subject == "field":
        entity = new.by_id[change.entity]
        _add_field(both, new, entity, entity.fields_by_id[change.item])
    elif isinstance(change, Alter) and change.subject == "field":
        entity = new.by_id[change.entity]
        before = old.by_id[change.entity].fields_by_id[change.item]
        _alter_field(both, entity, before, entity.fields_by_id[change.item])
    elif isinstance(change, Drop) and change.subject == "field":
        entity = old.by_id[change.entity]
        _drop_field(both, old, entity, entity.fields_by_id[change.item])
    elif isinstance(change, Drop) and change.subject == "entity":
        for shape in reversed(shapes(old, old.by_id[change.entity])):
            _discard(both, shape)


def _take(both: _Both, shape: Shape) -> None:
    both.add(
        Step("take_table", (shape.name, *shape.columns, *shape.indexes), is_bound=True),
        Step("park_table", (shape.name,), is_bound=True),
    )


def _discard(both: _Both, shape: Shape) -> None:
    both.add(
        Step("discard_table", (shape.name,)),
        Step("take_table", (shape.name, *shape.columns, *shape.indexes), is_bound=True),
    )


def _child(registry: Registry, entity: Entity, item: Field) -> Shape:
    name = child_table_name(entity, item)
    return next(shape for shape in child_tables(registry, entity) if shape.name == name)


def _add_field(both: _Both, registry: Registry, entity: Entity, item: Field) -> None:
    if has_child_table(item):
        _take(both, _child(registry, entity, item))
    for column in field_columns(item):
        _add_column(both, entity.table, column)


def _add_column(both: _Both, table: str, column: Column[Any]) -> None:
    both.add(
        Step("take_column", (table, column), is_bound=True),
        Step("park_column", (table, column.name), is_bound=True),
    )


def _drop_field(both: _Both, registry: Registry, entity: Entity, item: Field) -> None:
    if has_child_table(item):
        _discard(both, _child(registry, entity, item))
    for column in field_columns(item):
        both.add(
            Step("discard_column", (entity.table, column.name)),
            Step("take_column", (entity.table, column), is_bound=True),
        )


def _alter_field(both: _Both, entity: Entity, before: Field, after: Field) -> None:
    if after.is_encrypted:
        return
    table = child_table_name(entity, after) if has_child_table(after) else entity.table
    known = column_types(before)
    for name, kind in column_types(after).items():
        if name not in known:
            _add_column(both, table, Column(name, kind))
        elif type_fit(known[name], kind) != "same":
            _resize(both, table, name, known[name], kind)


def _resize(both: _Both, table: str, name: str, before: TypeEngine[Any], after: TypeEngine[Any]) -> None:
    undo = "relax_column" if type_fit(before, after) == "wider" else "resize_column"
    both.add(
        Step("resize_column", (table, name), (("existing_type", before), ("type_", after))),
        Step(undo, (table, name), (("existing_type", after), ("type_", before))),
    )


def _rename(both: _Both, change: Rename, before: Registry) -> None:
    if change.subject == "state":
        is_merge = change.safety == "loses_data"
        undo = () if is_merge else (_replace("cases", "state", change.item, change.former_item),)
        both.add(_replace("cases", "state", change.former_item, change.item), *undo)
    elif change.subject == "entity":
        _rename_entity(both, change, before.by_id[change.former_entity])
    else:
        _rename_field(both, change, before, before.by_id[change.former_entity])


def _replace(table: str, column: str, old: str, new: str) -> Step:
    return Step("replace_value", (table, column), (("old", old), ("new", new)))


def _rename_entity(both: _Both, change: Rename, entity: Entity) -> None:
    """Rename its table, the tables of its fields' codes, and the type its records name."""
    _rename_table(both, entity.table, change.entity)
    for item in entity.fields:
        if has_child_table(item):
            _rename_table(both, child_table_name(entity, item), f"{change.entity}__{item.id}")
    typed = {"case_type": ("cases", "case_type"), "action_type": ("actions", "action_type")}.get(entity.kind)
    if typed:
        key = change.entity.removeprefix(entity.id.removesuffix(entity.key))
        both.add(_replace(*typed, entity.key, key), _replace(*typed, key, entity.key))


def _rename_table(both: _Both, before: str, after: str) -> None:
    both.add(Step("rename_table", (before, after)), Step("rename_table", (after, before)))


def _rename_field(both: _Both, change: Rename, before: Registry, entity: Entity) -> None:
    """Rename its columns or its table of codes, and its key among the unknown answers."""
    item = entity.fields_by_id[change.former_item]
    if has_child_table(item):
        _rename_table(both, child_table_name(entity, item), f"{entity.table}__{change.item}")
    for column in field_columns(item):
        name = change.item + column.name.removeprefix(item.id)
        both.add(
            Step("rename_column", (entity.table, column.name, name)),
            Step("rename_column", (entity.table, name, column.name)),
        )
    table, where = _unknown_of(entity, before)
    both.add(
        Step("rename_unknown", (table, item.id, change.item), where),
        Step("rename_unknown", (table, change.item, item.id), where),
    )


def _unknown_of(entity: Entity, registry: Registry) -> tuple[str, tuple[tuple[str, object], ...]]:
    """The table with the record's unknown answers, and which of its rows are of this type."""
    if entity.base is None:
        return entity.table, ()
    return registry.by_id[entity.base].table, (("where", {entity.kind: entity.key}),)
