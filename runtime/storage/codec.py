"""Values to rows and back, through the field types and the cipher. Must not know forms or access.

Values travel as a mapping from field id to value; an empty field is left out of what is loaded, and is ``None``
in what is stored.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import JsonValue
from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    MetaData,
    RowMapping,
    String,
    Table,
    literal,
    select,
    union_all,
)

from runtime.fields.base import FieldType
from runtime.fields.columns import has_child_table, stored_columns
from runtime.fields.registry import field_type
from runtime.ir.entity import Entity
from runtime.ir.field import Field
from runtime.ir.registry import Registry
from runtime.storage import rows
from runtime.storage.cipher import Cipher
from runtime.storage.columns import child_table_name

Values = Mapping[str, object]
Codes = Mapping[str, Sequence[str]]
"""What the child tables hold of a record, by field: codes, or the texts of a group's rows."""
Children = tuple[Mapping[str, object], ...]
RowLike = Mapping[str, Any] | RowMapping


@dataclass(frozen=True)
class Slot:
    """Where one field is kept: its entity, its columns by suffix, or its table of codes or rows."""

    entity: Entity
    field: Field
    type: FieldType[Any]
    columns: tuple[tuple[str, str], ...]
    child_table: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(name for _, name in self.columns)

    def seal_name(self, record_id: object) -> str:
        """What an encrypted value is bound to. A renamed field keeps its first name here, so its values stay readable."""
        first = self.field.former[0] if self.field.former else self.field.id
        home = self.entity.former[0] if self.entity.former else self.entity.id
        return f"{home}:{first}:{record_id}"


@dataclass(frozen=True)
class Row:
    """What to store of one table for a record: columns, and by child table the columns of its rows there."""

    columns: Mapping[str, object]
    children: Mapping[str, Children]


class Codec:
    """The way between values and rows for one registry."""

    def __init__(self, registry: Registry, cipher: Cipher) -> None:
        self.registry = registry
        self.cipher = cipher

    @cached_property
    def _slots(self) -> dict[str, dict[str, Slot]]:
        own = {entity.id: _own_slots(entity) for entity in self.registry.entities}
        return {
            entity.id: (own[entity.base] if entity.base else {}) | own[entity.id]
            for entity in self.registry.entities
        }

    def slots(self, entity_id: str) -> Mapping[str, Slot]:
        """Return where every field is kept, by field id: the base's first, retired ones too."""
        return self._slots[entity_id]

    def dump(self, entity_id: str, record_id: uuid.UUID, values: Values) -> dict[str, Row]:
        """Split values into what each table stores, by table name; only tables that have some of the fields."""
        columns: dict[str, dict[str, object]] = {}
        children: dict[str, dict[str, Children]] = {}
        slots = self._slots[entity_id]
        for field_id, value in values.items():
            slot = slots[field_id]
            table = slot.entity.table
            columns.setdefault(table, {})
            if slot.child_table is not None:
                children.setdefault(table, {})[slot.child_table] = _children(slot, value)
            else:
                columns[table].update(self._dump_columns(slot, record_id, value))
        return {table: Row(found, children.get(table, {})) for table, found in columns.items()}

    def _dump_columns(self, slot: Slot, record_id: uuid.UUID, value: object) -> dict[str, object]:
        if value is None:
            return dict.fromkeys(slot.names)
        if slot.field.is_encrypted:
            return {slot.field.id: self.seal(slot, record_id, slot.type.to_json(slot.field, value))}
        parts = slot.type.dump(slot.field, value)
        return {name: parts.get(suffix) for suffix, name in slot.columns}

    def load(
        self,
        entity_id: str,
        row: RowLike,
        codes: Codes | None = None,
        *,
        fields: Iterable[str] | None = None,
        prefix: str = "",
    ) -> dict[str, Any]:
        """Build the values of a record from its row: every filled field, or those of ``fields``.

        Args:
            entity_id: the entity; for a type (``case_x``) the row joins the base's table and its own.
            row: columns by name, each led by ``prefix``; ``id`` among them when a field is encrypted.
            codes: the codes of fields with several values, by field id.
            fields: field ids to load; all active ones by default.
            prefix: what leads the column names in the row.
        """
        slots = self._slots[entity_id]
        wanted = [slot for slot in slots.values() if not slot.field.retired]
        if fields is not None:
            wanted = [slots[field_id] for field_id in fields]
        found: dict[str, Any] = {}
        for slot in wanted:
            value = self._load_slot(slot, row, codes or {}, prefix)
            if value is not None:
                found[slot.field.id] = value
        return found

    def _load_slot(self, slot: Slot, row: RowLike, codes: Codes, prefix: str) -> Any:
        if slot.child_table is not None:
            chosen = codes.get(slot.field.id)
            return self.gather(slot, chosen) if chosen else None
        if slot.field.is_encrypted:
            sealed = row[prefix + slot.field.id]
            if sealed is None:
                return None
            return slot.type.from_json(slot.field, self.open(slot, row[prefix + "id"], sealed))
        return slot.type.load(slot.field, {suffix: row[prefix + name] for suffix, name in slot.columns})

    def gather(self, slot: Slot, texts: Sequence[str]) -> Any:
        """Build a value of what its child table holds: codes, or the texts of rows."""
        is_group = slot.type.is_group
        held = rows.read(slot.field, texts) if is_group else self._in_order(slot, texts)
        return slot.type.load(slot.field, {"": held})

    def _in_order(self, slot: Slot, codes: Sequence[str]) -> tuple[str, ...]:
        """Codes as a form gives them, so that a value that was not touched equals the stored one."""
        places = self.registry.catalog_by_id[slot.type.catalogs(slot.field)[""]].places
        return tuple(sorted(codes, key=lambda code: (places.get(code, len(places)), code)))

    def seal(self, slot: Slot, record_id: object, data: JsonValue) -> bytes:
        """Encrypt a JSON value for its place."""
        return self.cipher.encrypt(self.plain(data).encode(), slot.seal_name(record_id))

    def plain(self, data: JsonValue) -> str:
        """Return the text that is encrypted of a JSON value."""
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))

    def open(self, slot: Slot, record_id: object, sealed: bytes) -> JsonValue:
        """Decrypt what ``seal`` gave."""
        data: JsonValue = json.loads(self.cipher.decrypt(sealed, slot.seal_name(record_id)))
        return data

    def read_columns(
        self, metadata: MetaData, entity_id: str, fields: Collection[str] | None = None
    ) -> list[ColumnElement[Any]]:
        """Return the columns a query selects so that ``load`` finds these fields (all active ones by default)."""
        return [
            metadata.tables[slot.entity.table].c[name]
            for slot in self._slots[entity_id].values()
            if slot.child_table is None and _is_wanted(slot, fields)
            for name in slot.names
        ]

    def read_codes(
        self,
        connection: Connection,
        metadata: MetaData,
        entity_id: str,
        record_ids: Collection[uuid.UUID],
        fields: Collection[str] | None = None,
    ) -> dict[uuid.UUID, dict[str, list[str]]]:
        """Read the codes and rows of all fields with several values, for many records: one statement, or none."""
        parts = [
            select(
                literal(slot.field.id, String()).label("field"),
                table.c.record_id,
                child_text(slot, table).label("code"),
            ).where(table.c.record_id.in_(record_ids))
            for slot in self._slots[entity_id].values()
            if slot.child_table is not None and _is_wanted(slot, fields)
            for table in [_table(metadata, slot.child_table)]
        ]
        found: dict[uuid.UUID, dict[str, list[str]]] = {}
        if not parts or not record_ids:
            return found
        for field_id, record_id, code in connection.execute(union_all(*parts).order_by("field", "code")):
            found.setdefault(record_id, {}).setdefault(field_id, []).append(code)
        return found


def _is_wanted(slot: Slot, fields: Collection[str] | None) -> bool:
    return not slot.field.retired if fields is None else slot.field.id in fields


def child_text(slot: Slot, table: FromClause) -> ColumnElement[str]:
    """Return what a query selects of a field's child table: the code, or the text of a row."""
    columns = table.c
    return rows.text_of(table) if slot.type.is_group else columns.code


def _children(slot: Slot, value: object) -> Children:
    held = () if value is None else slot.type.dump(slot.field, value)[""]
    assert isinstance(held, tuple)
    return tuple(rows.write(slot.field, held)) if slot.type.is_group else tuple({"code": one} for one in held)


def _table(metadata: MetaData, name: str) -> Table:
    return metadata.tables[name]


def _own_slots(entity: Entity) -> dict[str, Slot]:
    return {field.id: _slot(entity, field) for field in entity.fields}


def _slot(entity: Entity, field: Field) -> Slot:
    child = child_table_name(entity, field) if has_child_table(field) else None
    names = tuple((column.suffix, column.name) for column in stored_columns(field))
    return Slot(entity, field, field_type(field.type), names, child)
