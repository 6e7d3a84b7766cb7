"""The tables one statement reads: a list's own, and those its columns ask for, each joined once. Must not know columns."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_

from runtime.access.actor import Actor
from runtime.access.policy import base_table, reach, rows
from runtime.ir.entity import Entity
from runtime.storage.model import Model


class Tables:
    """A growing FROM. Ask for the columns first, then for ``joined``."""

    def __init__(self, model: Model, actor: Actor, entity: Entity, *, is_postgresql: bool) -> None:
        self.model = model
        self.actor = actor
        self.is_postgresql = is_postgresql
        self.base: FromClause = model.table(base_table(model, entity.id))
        self.joined: FromClause = self.base
        self._by_entity: dict[str, FromClause] = {entity.id: self.base}
        self._by_reference: dict[tuple[str, str], FromClause] = {}

    def of(self, entity_id: str) -> FromClause:
        """Return the table of an entity as seen from the list's rows: its case, its person, its type's own fields."""
        if entity_id not in self._by_entity:
            self._by_entity[entity_id] = self._join(entity_id)
        return self._by_entity[entity_id]

    def target(self, column: ColumnElement[Any], target: str) -> FromClause | None:
        """Return the table a reference points to, joined where the actor may read the record it points to."""
        if reach(self.model, self.actor, "read", target) is None:
            return None
        key = (str(column), target)
        if key not in self._by_reference:
            table = self.model.table(base_table(self.model, target)).alias(f"r{len(self._by_reference)}")
            seen = rows(self.model, self.actor, "read", target, table)
            self.joined = self.joined.join(table, and_(table.c.id == column, seen), isouter=True)
            self._by_reference[key] = table
        return self._by_reference[key]

    def named(self, column: ColumnElement[Any], table_name: str) -> FromClause:
        """Return the office or account a column names."""
        key = (str(column), table_name)
        if key not in self._by_reference:
            table = self.model.table(table_name).alias(f"r{len(self._by_reference)}")
            self.joined = self.joined.join(table, table.c.id == column, isouter=True)
            self._by_reference[key] = table
        return self._by_reference[key]

    def label(self, catalog: str, column: ColumnElement[Any], language: str) -> ColumnElement[str]:
        """Return the label of a coded column, from the table of labels."""
        name = f"l{len(self._by_reference)}"
        table = self.model.table("catalog_label").alias(name)
        self.joined = self.joined.join(
            table,
            and_(table.c.catalog == catalog, table.c.code == column, table.c.language == language),
            isouter=True,
        )
        self._by_reference[(name, catalog)] = table
        return table.c.label

    def _join(self, entity_id: str) -> FromClause:
        entity = self.model.registry.by_id[entity_id]
        table = self.model.table(entity.table)
        if entity.base is not None:
            self.joined = self.joined.join(table, table.c.id == self.of(entity.base).c.id, isouter=True)
        elif entity.kind == "case":
            self.joined = self.joined.join(table, table.c.id == self.base.c.case_id, isouter=True)
        else:
            cases = self.of("case")
            is_outer = cases is not self.base
            self.joined = self.joined.join(table, table.c.id == cases.c.person_id, isouter=is_outer)
        return table
