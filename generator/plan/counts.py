"""How many records a change would touch: the questions to ask a database. Owns the SQL; must not connect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from sqlalchemy import ColumnElement, Select, String, column, distinct, func, or_, select, table

from generator.plan.changes import Alter, Change, Drop, Plan, Rename, Retire
from generator.plan.planner import Planned
from generator.plan.safety import column_types, type_fit
from runtime.fields.columns import column_name, has_child_table, stored_columns
from runtime.fields.registry import field_type
from runtime.ir.entity import Entity
from runtime.ir.field import Field
from runtime.ir.registry import Registry
from runtime.storage.columns import child_table_name

Question: TypeAlias = Select[int]


def questions(planned: Planned, locked: Registry) -> Iterator[tuple[str, tuple[Question, ...]]]:
    """Yield, by address, what to count and add up of what would be retired, lost or might not fit.

    The database still has the old names, so everything is asked of the locked IR.
    """
    if planned.lifted is None:
        return
    before = {
        new.id: (old, dict(zip((one.id for one in new.fields), old.fields, strict=True)))
        for new, old in zip(planned.lifted.entities, locked.entities, strict=True)
    }
    for change in planned.plan.changes:
        if change.subject == "field" and isinstance(change, Retire | Drop | Alter):
            entity, fields = before[change.entity]
            known = fields.get(change.item)
            after = planned.registry.by_id[change.entity].fields_by_id.get(change.item)
            if known is not None and (not isinstance(change, Alter) or change.safety == "may_fail"):
                yield change.address, (_field(change, entity, known, after),)
        elif change.subject == "entity" and isinstance(change, Retire | Drop):
            yield change.address, (select(func.count()).select_from(table(before[change.entity][0].table)),)
        elif change.subject == "value" and isinstance(change, Retire):
            yield change.address, tuple(_value(change, locked))
        elif change.subject == "state" and isinstance(change, Rename):
            cases = table("cases", column("state"))
            yield change.address, (_count(cases.name, cases.c.state == change.former_item),)


def with_counts(plan: Plan, counts: Mapping[str, int]) -> Plan:
    """Return the plan with the numbers that were counted."""
    changes = tuple(
        change.model_copy(update={"records": counts.get(change.address)}) for change in plan.changes
    )
    return plan.model_copy(update={"changes": changes})


def _field(change: Change, entity: Entity, field: Field, after: Field | None) -> Question:
    """Records with a value; for a column that shrinks, those whose value is too long."""
    if has_child_table(field):
        return select(func.count(distinct(column("record_id")))).select_from(
            table(child_table_name(entity, field))
        )
    if isinstance(change, Alter) and after is not None:
        lengths = {
            name: kind.length
            for name, kind in column_types(after).items()
            if isinstance(kind, String) and kind.length and name in column_types(field)
            if type_fit(column_types(field)[name], kind) == "narrower"
        }
        if lengths:
            return _count(
                entity.table, or_(*(func.length(column(name)) > length for name, length in lengths.items()))
            )
    names = [one.name for one in stored_columns(field)]
    return _count(entity.table, or_(*(column(name).is_not(None) for name in names)))


def _value(change: Change, locked: Registry) -> Iterator[Question]:
    """Records that hold a code, by every field of its catalog that is not encrypted."""
    for entity in locked.entities:
        for field in entity.fields:
            for suffix, catalog in field_type(field.type).catalogs(field).items():
                if catalog != change.entity or field.is_encrypted:
                    continue
                if has_child_table(field):
                    yield _count(child_table_name(entity, field), column("code") == change.item)
                else:
                    yield _count(entity.table, column(column_name(field.id, suffix)) == change.item)
            if has_child_table(field):
                yield from _in_rows(entity, field, change)


def _in_rows(entity: Entity, field: Field, change: Change) -> Iterator[Question]:
    """Rows of a group that hold a code."""
    for one in field_type(field.type).inner(field, retired=True):
        for suffix, catalog in field_type(one.type).catalogs(one).items():
            if catalog == change.entity:
                held = column(column_name(one.id, suffix)) == change.item
                yield _count(child_table_name(entity, field), held)


def _count(name: str, condition: ColumnElement[bool]) -> Question:
    return select(func.count()).select_from(table(name)).where(condition)
