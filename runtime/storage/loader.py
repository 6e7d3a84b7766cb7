"""Values out of rows by place: which columns make up which field is worked out once for a statement.

Does what ``Codec.load`` does for a row by name, without looking up names for each row. Must not know any query.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from runtime.storage.codec import Codec, Slot

CODES = "codes__"
"""Leads the column with the codes of a field with several values, one a line."""
BREAK = "\n"

Row = Sequence[Any]
Make = Callable[[Row], Any]


class Loader:
    """The fields of one entity in the rows of one statement."""

    def __init__(
        self,
        codec: Codec,
        entity_id: str,
        names: Sequence[str],
        *,
        fields: Iterable[str] | None = None,
        prefix: str = "",
    ) -> None:
        """Find every field's places.

        Args:
            codec: the way to values.
            entity_id: the entity.
            names: the names of the statement's columns, in order.
            fields: field ids to load; all active ones by default.
            prefix: what leads the names of the entity's columns.
        """
        slots = codec.slots(entity_id)
        wanted = [slot for slot in slots.values() if not slot.field.retired]
        if fields is not None:
            wanted = [slots[field_id] for field_id in fields]
        places = {
            name.removeprefix(prefix): place for place, name in enumerate(names) if name.startswith(prefix)
        }
        self._fields = [(slot.field.id, _make(codec, slot, places)) for slot in wanted]

    def load(self, row: Row) -> dict[str, Any]:
        """Build the values of one row; an empty field is left out."""
        found: dict[str, Any] = {}
        for field_id, make in self._fields:
            value = make(row)
            if value is not None:
                found[field_id] = value
        return found


def _make(codec: Codec, slot: Slot, places: Mapping[str, int]) -> Make:
    if slot.child_table is not None:
        return _of_codes(codec, slot, places[CODES + slot.field.id])
    if slot.field.is_encrypted:
        return _of_sealed(codec, slot, places[slot.field.id], places["id"])
    parts = [(suffix, places[name]) for suffix, name in slot.columns]
    return _of_column(slot, *parts[0]) if len(parts) == 1 else _of_columns(slot, parts)


def _of_codes(codec: Codec, slot: Slot, place: int) -> Make:
    def make(row: Row) -> Any:
        text = row[place]
        return slot.type.load(slot.field, {"": codec.in_order(slot, text.split(BREAK))}) if text else None

    return make


def _of_sealed(codec: Codec, slot: Slot, place: int, id_place: int) -> Make:
    def make(row: Row) -> Any:
        sealed = row[place]
        if sealed is None:
            return None
        return slot.type.from_json(slot.field, codec.open(slot, row[id_place], sealed))

    return make


def _of_column(slot: Slot, suffix: str, place: int) -> Make:
    def make(row: Row) -> Any:
        # Most fields of most records are empty.
        value = row[place]
        return None if value is None else slot.type.load(slot.field, {suffix: value})

    return make


def _of_columns(slot: Slot, parts: Sequence[tuple[str, int]]) -> Make:
    def make(row: Row) -> Any:
        return slot.type.load(slot.field, {suffix: row[place] for suffix, place in parts})

    return make
