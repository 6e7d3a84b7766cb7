"""A drawn record made ready to be copied often: what stays the same is worked out once. Must not draw stories."""

from __future__ import annotations

import dataclasses
import datetime
import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from runtime.access.policy import base_table
from runtime.practice.bulk import Bulk, Cell, Layout, Row
from runtime.practice.drawing import Drawn
from runtime.practice.source import Source
from runtime.storage import history
from runtime.storage.codec import Slot
from runtime.storage.model import Model


@dataclass(frozen=True)
class Shift:
    """How far a copy lies from its original: days on the calendar, and that less the office's distance from UTC."""

    days: datetime.timedelta
    moments: datetime.timedelta


@dataclass(frozen=True)
class Copy:
    """What a copy's rows were made of: the base table's row awaits its system columns."""

    base: Row
    told: str
    """What the event of its creation says of its fields: the inside of a JSON object."""
    found_by: str


@dataclass
class Piece:
    """One field of a copy: the cells of the entity's own table or its base's, the event's words, what it is found by."""

    is_base: bool
    cells: tuple[tuple[int, Cell], ...]
    told: str
    found_by: str = ""


_Making = Callable[[Shift, uuid.UUID], Piece | None]


class Press:
    """Makes pieces of one field of one registry."""

    def __init__(self, model: Model, bulk: Bulk, slot: Slot) -> None:
        self.slot = slot
        self._codec = model.codec
        layout = bulk.layouts[slot.entity.table]
        self._is_base = slot.entity.base is None
        self._places = layout.places(*slot.names)
        self._sealed_at = layout.position.get(slot.field.id, 0)
        self.again = lru_cache(20_000)(self.piece)
        """As ``piece``, for values that come back: days, records."""

    def piece(self, value: Any, found_by: str = "") -> Piece:
        """Make the piece of a value that is stored open."""
        slot = self.slot
        parts = slot.type.dump(slot.field, value)
        cells = self._places.cells([parts.get(suffix) for suffix, _ in slot.columns])
        told = self._told(_ENCODER.encode(slot.type.to_json(slot.field, value)))
        return Piece(self._is_base, cells, told, found_by)

    def sealed(self, value: Any, record_id: uuid.UUID) -> Piece:
        """Make the piece of a value that is stored sealed; the event keeps the same seal."""
        slot = self.slot
        data = slot.type.to_json(slot.field, value)
        sealed = self._codec.seal(slot, record_id, data)
        told = self._told(_ENCODER.encode(history.told(self._codec, slot, record_id, data, sealed)))
        return Piece(self._is_base, ((self._sealed_at, sealed),), told)

    def _told(self, after: str) -> str:
        return f'"{self.slot.field.id}": [null, {after}]'


class Presses:
    """The presses of every field, by entity, made once."""

    def __init__(self, model: Model, bulk: Bulk) -> None:
        self.model, self.bulk = model, bulk
        self._made: dict[tuple[str, str], Press] = {}

    def of(self, slot: Slot) -> Press:
        """Return the press of a field."""
        key = (slot.entity.id, slot.field.id)
        if key not in self._made:
            self._made[key] = Press(self.model, self.bulk, slot)
        return self._made[key]


class Sheet:
    """One drawn record and how to copy it.

    Days and moments move with the copy, references point at what the source gives, encrypted values are sealed
    anew; of a person also what it is found by (names, numbers) is drawn anew, so that copies are other people.
    """

    def __init__(self, presses: Presses, source: Source, drawn: Drawn, kept: frozenset[str]) -> None:
        """Work out what stays the same.

        Args:
            presses: the ways of values into rows.
            source: what is drawn anew comes from there.
            drawn: the record.
            kept: ids of a person's fields that conditions of cases rely on.
        """
        model, bulk = presses.model, presses.bulk
        self.source, self.drawn, self.entity = source, drawn, drawn.entity
        self.bulk = bulk
        self.base = bulk.layouts[base_table(model, self.entity.id)]
        self.own: Layout | None = None if self.entity.base is None else bulk.layouts[self.entity.table]
        self.sex = self._sex()
        slots = model.codec.slots(self.entity.id)
        self._makings: list[_Making] = []
        constant: dict[str, Any] = {}
        self._draws_anew = False
        for name, value in drawn.values.items():
            making = self._making(presses, slots[name], value, kept)
            if making is None:
                constant[name] = value
            else:
                self._makings.append(making)
        nobody = uuid.UUID(int=0)
        self._base = self.base.empty()
        self._own = self.own.empty() if self.own is not None else []
        self._children: list[tuple[str, Row]] = []
        for table, part in model.codec.dump(self.entity.id, nobody, constant).items():
            bulk.layouts[table].put(self._base if table == self.base.name else self._own, part.columns)
            for child, held in part.children.items():
                self._children += [(child, _filled(bulk.layouts[child], one)) for one in held]
        reasons = {f"unknown.{name}": [None, reason] for name, reason in drawn.unknown.items()}
        told = {**history.difference(model.codec, self.entity.id, nobody, {}, constant), **reasons}
        self._told = [_ENCODER.encode(told)[1:-1]] if told else []
        self._found_by = list(_words(slots, constant))
        self.base.put(
            self._base, {"version": 1, "blueprint_version": model.registry.version, "synthetic": True}
        )
        self._base[self.base.position["unknown"]] = json.dumps(dict(drawn.unknown))

    def copy(self, record_id: uuid.UUID, shift: Shift) -> Copy:
        """Let the rows of a copy wait, all but the base table's, which is returned for its system columns."""
        base, own = self._base.copy(), self._own.copy()
        told, found_by = self._told.copy(), self._found_by.copy()
        if self._draws_anew:
            self.source.sex = self.sex
        for making in self._makings:
            piece = making(shift, record_id)
            if piece is None:
                continue
            row = base if piece.is_base else own
            for place, cell in piece.cells:
                row[place] = cell
            told.append(piece.told)
            if piece.found_by:
                found_by.append(piece.found_by)
        self.source.sex = None
        key = record_id.hex
        if self.own is not None:
            own[self.own.position["id"]] = key
            self.bulk.add(self.own.name, own)
        for child, row in self._children:
            # A child table's first column is the record.
            self.bulk.add(child, [key, *row[1:]])
        return Copy(base, ", ".join(told), " ".join(found_by))

    def value(self, name: str, shift: Shift) -> Any:
        """Return a value of the copy, if it is one that only moves."""
        return _moved(self.drawn.values.get(name), shift)

    def _making(self, presses: Presses, slot: Slot, value: Any, kept: frozenset[str]) -> _Making | None:
        """Return how to make a field of a copy; nothing where it stays as it is."""
        if slot.child_table is not None:
            return None
        item, kind, press = slot.field, slot.type, presses.of(slot)
        targets = [column.target for column in kind.columns(item) if column.target]
        if targets:
            return self._pointing(press, targets[0])
        moves = _moved(value, _TOMORROW) != value
        if item.is_encrypted:
            return lambda shift, record_id: press.sealed(_moved(value, shift) if moves else value, record_id)
        is_own = self.entity.kind == "person" and item.id not in kept
        if is_own and kind.search_text(item, value):
            self._draws_anew = True
            return lambda _, __: self._anew(presses, press, value)
        return (lambda shift, _: press.again(_moved(value, shift))) if moves else None

    def _pointing(self, press: Press, target: str) -> _Making:
        def make(_: Shift, record_id: uuid.UUID) -> Piece | None:
            found = self.source.record(target)
            if found is None:
                return None
            return press.sealed(found, record_id) if press.slot.field.is_encrypted else press.again(found)

        return make

    def _anew(self, presses: Presses, press: Press, otherwise: Any) -> Piece:
        source, slot = self.source, press.slot
        source.turn_to(self.entity.id, slot.field)
        sex = source.sex
        if slot.field.id != self.entity.title:
            source.sex = None
        drawn = slot.type.sample(slot.field, source, presses.model.registry.catalog_by_id)
        source.sex = sex
        value = otherwise if drawn is None else drawn
        return press.piece(value, slot.type.search_text(slot.field, value))

    def _sex(self) -> str | None:
        sexes = self.source.lexicon.sexes
        told = (
            sexes[value] for value in self.drawn.values.values() if isinstance(value, str) and value in sexes
        )
        return next(told, None)


def _filled(layout: Layout, columns: Mapping[str, object]) -> Row:
    row = layout.empty()
    layout.put(row, columns)
    return row


_ENCODER = json.JSONEncoder(ensure_ascii=False)
_TOMORROW = Shift(datetime.timedelta(days=1), datetime.timedelta(days=1))


def _words(slots: Mapping[str, Slot], values: Mapping[str, Any]) -> Iterator[str]:
    for name, value in values.items():
        slot = slots[name]
        found = None if slot.field.is_encrypted else slot.type.search_text(slot.field, value)
        if found:
            yield found


def _moved(value: Any, shift: Shift) -> Any:
    """Return a value with its days and moments moved, those inside it too."""
    if isinstance(value, datetime.datetime):
        return value + shift.moments
    if isinstance(value, datetime.date):
        return value + shift.days
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed = {
            part.name: held + shift.days
            for part in dataclasses.fields(value)
            if isinstance(held := getattr(value, part.name), datetime.date)
        }
        return dataclasses.replace(value, **changed) if changed else value
    return value
