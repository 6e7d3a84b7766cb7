"""Dimensions that are fields: choices, several choices, yes or no, countries, references. Must not know the system's own."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, func, select
from typing_extensions import override

from runtime.access.policy import base_table, rows
from runtime.fields.base import Context
from runtime.fields.columns import stored_columns
from runtime.ir.entity import Entity
from runtime.ir.label import text as label_text
from runtime.reports.dimension import REASON, Dimension, Group, Source
from runtime.search.columns import Lens, one_of
from runtime.search.reading import Reading
from runtime.storage.codec import Slot
from runtime.storage.model import Model


@dataclass(frozen=True)
class OfField(Dimension):
    """A field of one value. ``of`` is the entity whose table has it."""

    name: str
    model: Model
    of: str
    slot: Slot

    @override
    def heading(self, context: Context) -> str:
        return label_text(self.slot.field.label, context.language)

    @override
    def key(self, source: Source) -> ColumnElement[str]:
        text = source.dialect.text(source.tables.of(self.of).c[self.slot.names[0]])
        if not self.slot.field.unknown:
            return text
        entity = self.model.registry.by_id[self.of]
        known = source.tables.of(entity.base or self.of).c.unknown[self.slot.field.id].as_string()
        return func.coalesce(text, REASON + known)

    @override
    def groups(self, lens: Lens) -> Sequence[Group]:
        catalog = self._catalog()
        language = lens.context.language
        if catalog is not None:
            values = self.model.registry.catalog_by_id[catalog].values
            return [Group(value.code, label_text(value.label, language)) for value in values]
        field, context = self.slot.field, lens.context
        offers = self.slot.type.offers(field, None, context)
        return [Group(offer.code, offer.label) for offer in offers]

    def _catalog(self) -> str | None:
        return self.slot.type.catalogs(self.slot.field).get("")


@dataclass(frozen=True)
class Several(OfField):
    """A field of several values: a record counts once for each, and once in the total."""

    is_exclusive: bool = False

    @override
    def key(self, source: Source) -> ColumnElement[str]:
        codes = self.model.table(self.slot.child_table or "").alias()
        table = source.tables.of(self.of)
        source.tables.joined = source.tables.joined.join(codes, codes.c.record_id == table.c.id, isouter=True)
        return codes.c.code

    @override
    def among(self, source: Source, chosen: Sequence[str]) -> ColumnElement[bool]:
        codes = self.model.table(self.slot.child_table or "").alias()
        table = source.tables.of(self.of)
        return exists().where(codes.c.record_id == table.c.id, one_of(codes.c.code, chosen)).correlate(table)


@dataclass(frozen=True)
class Referred(OfField):
    """A reference to an office, an account or a record of a register, by the title the reader may see."""

    title: Slot | None = None

    @override
    def groups(self, lens: Lens) -> Sequence[Group]:
        return []

    @override
    def name_others(self, reading: Reading, lens: Lens, keys: Sequence[str]) -> Sequence[Group]:
        titles = self._titles(reading, lens, [key for key in keys if key and not key.startswith(REASON)])
        named = sorted((Group(key, text) for key, text in titles.items()), key=lambda group: group.label)
        unseen = lens.context.message("reports.not_seen")
        rest = super().name_others(reading, lens, [key for key in keys if key not in titles])
        # A record one may not see has no name: its id would say nothing.
        return [
            *named,
            *(group if not _is_id(group.key) else Group(group.key, unseen) for group in rest),
        ]

    def _titles(self, reading: Reading, lens: Lens, keys: Sequence[str]) -> dict[str, str]:
        target = stored_columns(self.slot.field)[0].target
        if target == "office":
            return {key: lens.directory.office_name(key) for key in keys}
        if target == "account":
            return {key: lens.directory.officer_name(uuid.UUID(key)) or key for key in keys}
        if self.title is None or target is None or not keys:
            return {}
        model, slot = reading.model, self.title
        table = model.table(base_table(model, target))
        seen = rows(model, reading.actor, "read", target)
        wanted = table.c.id.in_([uuid.UUID(key) for key in keys])
        found = reading.connection.execute(
            select(table.c.id, *(table.c[name] for name in slot.names)).where(wanted, seen)
        )
        titles = {}
        for record_id, *values in found:
            columns = {suffix: held for (suffix, _), held in zip(slot.columns, values, strict=True)}
            value = slot.type.load(slot.field, columns)
            if value is not None:
                titles[str(record_id)] = slot.type.show(slot.field, value, lens.context)
        return titles


def _is_id(key: str) -> bool:
    return len(key) == 36 and key.count("-") == 4


def title_of(model: Model, entity: Entity, visible: frozenset[str]) -> Slot | None:
    """Return the slot of the field that stands for a record of an entity, if the reader sees it."""
    if entity.title is None or entity.title not in visible:
        return None
    return model.codec.slots(entity.id)[entity.title]
