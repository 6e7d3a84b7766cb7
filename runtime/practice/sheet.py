"""A drawn record made ready to be copied often: what stays the same is worked out once. Must not draw stories."""

from __future__ import annotations

import dataclasses
import datetime
import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from runtime.access.policy import base_table
from runtime.practice.bulk import Bulk, Row
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


Making = Callable[[Shift], Any]


class Sheet:
    """One drawn record and how to copy it.

    Days and moments move with the copy, references point at what the source gives, encrypted values are sealed
    anew; of a person also what it is found by (names, numbers) is drawn anew, so that copies are other people.
    """

    def __init__(self, model: Model, bulk: Bulk, source: Source, drawn: Drawn, kept: frozenset[str]) -> None:
        """Work out what stays the same.

        Args:
            model: the instance's model.
            bulk: where rows wait.
            source: what is drawn anew comes from there.
            drawn: the record.
            kept: ids of a person's fields that conditions of cases rely on.
        """
        self.model, self.bulk, self.source, self.drawn = model, bulk, source, drawn
        self.entity = drawn.entity
        self.base = bulk.layouts[base_table(model, self.entity.id)]
        self.own = None if self.entity.base is None else bulk.layouts[self.entity.table]
        self.sex = self._sex()
        self._makings: dict[str, Making] = {}
        self._fresh: list[Slot] = []
        constant: dict[str, Any] = {}
        slots = model.codec.slots(self.entity.id)
        for name, value in drawn.values.items():
            making = self._making(slots[name], value, kept)
            if making is None:
                constant[name] = value
            else:
                self._makings[name] = making
        self._templates = {layout.name: layout.empty() for layout in (self.base, self.own) if layout}
        nobody = uuid.UUID(int=0)
        split = model.codec.dump(self.entity.id, nobody, constant)
        for table, part in split.items():
            bulk.layouts[table].put(self._templates[table], **part.columns)
        self._codes = [
            (child, code) for part in split.values() for child, codes in part.codes.items() for code in codes
        ]
        self._template_told = _inside(history.difference(model.codec, self.entity.id, nobody, {}, constant))
        reasons = {f"unknown.{name}": [None, reason] for name, reason in drawn.unknown.items()}
        self._template_told = _joined(self._template_told, _inside(reasons))
        self.unknown = json.dumps(dict(drawn.unknown))
        self._found_by = self._words(slots, constant)

    def copy(self, record_id: uuid.UUID, shift: Shift) -> Copy:
        """Let the rows of a copy wait, all but the base table's, which is returned for its system columns."""
        if self._fresh:
            self.source.sex = self.sex
        values = {name: made for name, making in self._makings.items() if (made := making(shift)) is not None}
        self.source.sex = None
        rows = {table: template.copy() for table, template in self._templates.items()}
        codec = self.model.codec
        for table, part in codec.dump(self.entity.id, record_id, values).items():
            self.bulk.layouts[table].put(rows[table], **part.columns)
        key = record_id.hex
        if self.own is not None:
            row = rows[self.own.name]
            row[self.own.position["id"]] = key
            self.bulk.add(self.own.name, row)
        for child, code in self._codes:
            self.bulk.add(child, [key, code])
        told = _inside(history.difference(codec, self.entity.id, record_id, {}, values))
        found_by = self._found_by
        for slot in self._fresh:
            found_by += f" {slot.type.search_text(slot.field, values[slot.field.id])}"
        return Copy(rows[self.base.name], _joined(self._template_told, told), found_by)

    def value(self, name: str, shift: Shift) -> Any:
        """Return a value of the copy, if it is one that only moves."""
        return _moved(self.drawn.values.get(name), shift)

    def _making(self, slot: Slot, value: Any, kept: frozenset[str]) -> Making | None:
        item, kind, source = slot.field, slot.type, self.source
        if slot.child_table is not None:
            return None
        targets = [column.target for column in kind.columns(item) if column.target]
        if targets:
            return lambda _: source.record(targets[0])
        is_own = self.entity.kind == "person" and item.id not in kept and not item.is_encrypted
        if is_own and kind.search_text(item, value):
            self._fresh.append(slot)
            return lambda _: self._anew(slot, value)
        if _moved(value, _TOMORROW) != value:
            return lambda shift: _moved(value, shift)
        return (lambda _: value) if item.is_encrypted else None

    def _anew(self, slot: Slot, otherwise: Any) -> Any:
        source = self.source
        source.turn_to(self.entity.id, slot.field)
        sex = source.sex
        if slot.field.id != self.entity.title:
            source.sex = None
        value = slot.type.sample(slot.field, source, self.model.registry.catalog_by_id)
        source.sex = sex
        return otherwise if value is None else value

    def _sex(self) -> str | None:
        sexes = self.source.lexicon.sexes
        told = [
            sexes[value] for value in self.drawn.values.values() if isinstance(value, str) and value in sexes
        ]
        return told[0] if told else None

    def _words(self, slots: Mapping[str, Slot], values: Mapping[str, Any]) -> str:
        found = [
            slots[name].type.search_text(slots[name].field, value)
            for name, value in values.items()
            if not slots[name].field.is_encrypted
        ]
        return " ".join(text for text in found if text)


_ENCODER = json.JSONEncoder(ensure_ascii=False)
_TOMORROW = Shift(datetime.timedelta(days=1), datetime.timedelta(days=1))


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


def _inside(data: Mapping[str, Any]) -> str:
    return _ENCODER.encode(data)[1:-1]


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
