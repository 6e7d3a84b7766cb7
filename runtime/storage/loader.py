"""Values out of rows by place: which columns make up which field is worked out once for a statement.

Does what ``Codec.load`` does for a row by name, without looking up names for each row. Must not know any query.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from runtime.fields.single import Single
from runtime.storage.codec import Codec, Slot

CODES = "codes__"
"""Leads the column with the codes, or the texts of rows, of a field with several values, one a line."""
BREAK = "\n"

Row = Sequence[Any]
Make = Callable[[Row], Any]
Way = tuple[int | None, Make]
"""The place that says whether a field is filled, when one does, and the way to its value then."""
_NOWHERE: Way = (None, lambda _: None)


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
        self._ways = {slot.field.id: _way(codec, slot, places) for slot in wanted}

    def load(self, row: Row) -> dict[str, Any]:
        """Build the values of one row; an empty field is left out."""
        found: dict[str, Any] = {}
        for field_id, (place, make) in self._ways.items():
            # Most fields of most records are empty.
            if (place is None or row[place] is not None) and (value := make(row)) is not None:
                found[field_id] = value
        return found

    def later(self, row: Row) -> Mapping[str, Any]:
        """Build each value of one row when it is asked for."""
        return _Later(self._ways, row)


class _Later(Mapping[str, Any]):
    """Values of which most who get them look at few: opening sealed ones takes its time."""

    def __init__(self, ways: Mapping[str, Way], row: Row) -> None:
        self._ways = ways
        self._row = row
        self._made: dict[str, Any] = {}

    def get(self, field_id: str, default: Any = None) -> Any:
        value = self._value(field_id)
        return default if value is None else value

    def __getitem__(self, field_id: str) -> Any:
        value = self._value(field_id)
        if value is None:
            raise KeyError(field_id)
        return value

    def __iter__(self) -> Iterator[str]:
        return (field_id for field_id in self._ways if self._value(field_id) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _value(self, field_id: str) -> Any:
        if field_id not in self._made:
            place, make = self._ways.get(field_id, _NOWHERE)
            is_empty = place is not None and self._row[place] is None
            self._made[field_id] = None if is_empty else make(self._row)
        return self._made[field_id]


def _way(codec: Codec, slot: Slot, places: Mapping[str, int]) -> Way:
    if slot.child_table is not None:
        place = places[CODES + slot.field.id]
        return place, _of_codes(codec, slot, place)
    if slot.field.is_encrypted:
        place = places[slot.field.id]
        return place, _of_sealed(codec, slot, place, places["id"])
    parts = [(suffix, places[name]) for suffix, name in slot.columns]
    if len(parts) > 1:
        return None, _of_columns(slot, parts)
    [(suffix, place)] = parts
    return place, _of_column(slot, suffix, place)


def _of_codes(codec: Codec, slot: Slot, place: int) -> Make:
    def make(row: Row) -> Any:
        text = row[place]
        return codec.gather(slot, text.split(BREAK)) if text else None

    return make


def _of_sealed(codec: Codec, slot: Slot, place: int, id_place: int) -> Make:
    def make(row: Row) -> Any:
        return slot.type.from_json(slot.field, codec.open(slot, row[id_place], row[place]))

    return make


def _of_column(slot: Slot, suffix: str, place: int) -> Make:
    if type(slot.type).load is Single.load:
        # What it keeps is the value, as most types do.
        return itemgetter(place)
    load, field = slot.type.load, slot.field
    return lambda row: load(field, {suffix: row[place]})


def _of_columns(slot: Slot, parts: Sequence[tuple[str, int]]) -> Make:
    load, field = slot.type.load, slot.field
    suffixes = [suffix for suffix, _ in parts]
    cut = itemgetter(*(place for _, place in parts))
    nothing = (None,) * len(parts)

    def make(row: Row) -> Any:
        values = cut(row)
        return None if values == nothing else load(field, dict(zip(suffixes, values, strict=True)))

    return make
