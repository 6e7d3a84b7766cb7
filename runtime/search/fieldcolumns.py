"""Columns of lists and exports that show a field. Owns the way from a field type to cells, filters and files."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    String,
    and_,
    case,
    exists,
    false,
    func,
    literal,
    or_,
    select,
)
from typing_extensions import override

from runtime.access.policy import reach
from runtime.fields.base import Context, Filter, Offer, Problem
from runtime.fields.columns import stored_columns
from runtime.fields.export import Dialect
from runtime.ir.label import text as label_text
from runtime.search import rowtext
from runtime.search.cells import Writer, cut, one_label, several_labels, short_days, short_moments
from runtime.search.columns import Lens, ListColumn, Part, Span, labelled, one_of
from runtime.search.tables import Tables
from runtime.sqltypes import Instant
from runtime.storage.codec import Slot
from runtime.storage.model import Model

_BY_NAME = ("office", "account")
"""What a reference may point to whose name comes from the directory."""


@dataclass(frozen=True)
class Title:
    """How a record of the entity a reference points to is called: the slot of its title field."""

    target: str
    slot: Slot


@dataclass(frozen=True)
class FieldColumn(ListColumn):
    """A field of the list's entity, of its person or of its type. ``of`` is the entity that has the field."""

    name: str
    model: Model
    of: str
    slot: Slot
    title: Title | None = None

    @cached_property
    def target(self) -> str | None:
        """What the field points to, if it is a reference."""
        columns = stored_columns(self.slot.field)
        return columns[0].target if len(columns) == 1 else None

    @property
    def filter(self) -> Filter:  # type: ignore[override]
        """How it may be filtered: ranges are of days, and records are found by searching, not by choosing."""
        kind = self.slot.type.filter
        if self.target is not None and self.target not in _BY_NAME:
            return "none"
        if kind == "range" and not isinstance(
            stored_columns(self.slot.field)[0].type, Date | Instant | String
        ):
            return "none"
        return kind

    @cached_property
    def catalog(self) -> str | None:
        """The catalog of its codes, when it is nothing but a code or several."""
        if len(self.slot.columns) > 1:
            return None
        return self.slot.type.catalogs(self.slot.field).get("")

    @override
    def heading(self, context: Context) -> str:
        return label_text(self.slot.field.label, context.language)

    def _columns(self, tables: Tables) -> dict[str, ColumnElement[Any]]:
        table = tables.of(self.of)
        return {suffix: table.c[name] for suffix, name in self.slot.columns}

    @override
    def select(self, tables: Tables) -> list[ColumnElement[Any]]:
        if self.slot.child_table is not None:
            is_group = self.slot.type.is_group
            found: list[ColumnElement[Any]] = [self._rows(tables) if is_group else self._codes(tables, " ")]
        else:
            found = [*self._columns(tables).values(), *self._title_columns(tables)]
        if self.slot.field.unknown:
            found.append(_reason(tables, self.of, self.slot.field.id))
        return found

    def _title_columns(self, tables: Tables) -> list[ColumnElement[Any]]:
        if self.title is None:
            return []
        column = tables.of(self.of).c[self.slot.names[0]]
        table = tables.target(column, self.title.target)
        return [] if table is None else [table.c[name] for name in self.title.slot.names]

    @override
    def writer(self, lens: Lens) -> Writer:
        put = self._writer(lens)
        if not self.slot.field.unknown:
            return put
        language = lens.context.language
        reasons = {code: label_text(label, language) for code, label in self.model.registry.unknown.items()}
        return lambda parts: [
            text or reasons.get(reason, "") for text, reason in zip(put(parts), parts[-1], strict=True)
        ]

    def _writer(self, lens: Lens) -> Writer:
        slot, context = self.slot, lens.context
        if slot.type.is_group:
            return lambda parts: [str(count) if count else "" for count in parts[0]]
        if self.catalog is not None:
            catalog = self.model.registry.catalog_by_id[self.catalog]
            return (several_labels if slot.child_table is not None else one_label)(catalog, context)
        if self.target == "office":
            return lambda parts: [lens.directory.office_name(one) if one else "" for one in parts[0]]
        if self.target == "account":
            return lambda parts: [lens.directory.officer_name(one) for one in parts[0]]
        if self.target is not None:
            return self._title_writer(lens)
        kind = stored_columns(slot.field)[0].type
        if len(slot.columns) == 1 and isinstance(kind, Instant | Date):
            return short_moments(context) if isinstance(kind, Instant) else short_days(context)
        put = _shown(slot, context)
        return lambda parts: [cut(text) for text in put(parts)]

    def _title_writer(self, lens: Lens) -> Writer:
        if self.title is None or reach(lens.model, lens.actor, "read", self.title.target) is None:
            return lambda parts: [""] * len(parts[0])
        put = _shown(self.title.slot, lens.context)
        return lambda parts: put(parts[1:])

    @override
    def parts(self, tables: Tables, dialect: Dialect, language: str | None) -> list[Part]:
        found = self._parts(tables, dialect, language)
        if self.slot.field.unknown:
            reason = _reason(tables, self.of, self.slot.field.id)
            told = _reason_text(self.model, reason, language)
            found[0] = replace(found[0], text=func.coalesce(found[0].text, told))
        return found

    def _parts(self, tables: Tables, dialect: Dialect, language: str | None) -> list[Part]:
        slot = self.slot
        if slot.child_table is not None and slot.type.is_group:
            return [Part(rowtext.joined(tables, self.of, slot, dialect, language), is_free=True)]
        if slot.child_table is not None:
            return [Part(self._codes(tables, "; ", language))]
        columns = self._columns(tables)
        if self.target is not None:
            return [Part(self._target_text(tables, columns[""], dialect), is_free=True)]
        coded = slot.type.catalogs(slot.field)
        found: list[Part] = []
        for suffix, text in slot.type.export_expression(slot.field, columns, dialect).items():
            catalog, column = coded.get(suffix), columns.get(suffix)
            if catalog is not None and column is not None:
                found.append(Part(labelled(tables, column, [catalog], language), suffix))
            else:
                kind = None if column is None else column.type
                is_free, is_moment = kind is None or isinstance(kind, String), isinstance(kind, Instant)
                found.append(Part(text, suffix, is_free=is_free, is_moment=is_moment))
        return found

    def _target_text(
        self, tables: Tables, column: ColumnElement[Any], dialect: Dialect
    ) -> ColumnElement[str]:
        if self.target in _BY_NAME:
            return tables.named(column, self.target or "").c.name
        table = tables.target(column, self.title.target) if self.title is not None else None
        if table is None or self.title is None:
            return dialect.text(column)
        names = self.title.slot.names
        parts: list[ColumnElement[str]] = [func.coalesce(dialect.text(table.c[name]), "") for name in names]
        return func.trim(functools.reduce(lambda text, part: text + " " + part, parts))

    def _rows(self, tables: Tables) -> ColumnElement[int]:
        """How many rows a record has."""
        child, table = self.model.table(self.slot.child_table or ""), tables.of(self.of)
        count = select(func.count()).select_from(child).where(child.c.record_id == table.c.id)
        return count.correlate(table).scalar_subquery()

    def _codes(self, tables: Tables, between: str, language: str | None = None) -> ColumnElement[str]:
        """The codes of a record in one text, or their labels in a language."""
        codes = self.model.table(self.slot.child_table or "")
        shown: ColumnElement[Any] = codes.c.code
        source: FromClause = codes
        if language is not None:
            label = self.model.table("catalog_label").alias()
            same = and_(label.c.catalog == self.catalog, label.c.code == shown, label.c.language == language)
            source = codes.join(label, same, isouter=True)
            shown = func.coalesce(label.c.label, codes.c.code)
        joined = func.aggregate_strings(shown, between)
        # SQLite walks the primary key, which is in this order already.
        ordered = joined.aggregate_order_by(codes.c.code) if tables.is_postgresql else joined
        table = tables.of(self.of)
        return (
            select(ordered)
            .select_from(source)
            .where(codes.c.record_id == table.c.id)
            .correlate(table)
            .scalar_subquery()
        )

    @override
    def offers(self, lens: Lens, chosen: Sequence[str]) -> tuple[Offer, ...]:
        if self.filter != "choice":
            return ()
        if self.target == "office":
            return tuple(Offer(office.id, office.name) for office in lens.directory.offices.values())
        if self.target == "account":
            officers = lens.directory.officers.values()
            return tuple(Offer(str(found.id), found.name) for found in officers if found.is_enabled)
        return self.slot.type.offers(self.slot.field, self._value(chosen, lens.context), lens.context)

    def _value(self, chosen: Sequence[str], context: Context) -> Any:
        try:
            return self.slot.type.parse(self.slot.field, self.name, {self.name: list(chosen)}, context)
        except Problem:
            return None

    @override
    def among(self, tables: Tables, chosen: Sequence[str], context: Context) -> ColumnElement[bool]:
        table = tables.of(self.of)
        if self.slot.child_table is not None:
            codes = self.model.table(self.slot.child_table)
            held = exists().where(codes.c.record_id == table.c.id, one_of(codes.c.code, chosen))
            return held.correlate(table)
        values = [value for code in chosen if (value := self._value([code], context)) is not None]
        if not values:
            return false()
        suffix, name = self.slot.columns[0]
        dumped = [self.slot.type.dump(self.slot.field, value)[suffix] for value in values]
        return one_of(table.c[name], dumped)

    @override
    def within(self, tables: Tables, span: Span, context: Context) -> ColumnElement[bool]:
        column = tables.of(self.of).c[self.slot.names[0]]
        if isinstance(column.type, Instant):
            return span.of_moments(column, context.zone)
        if isinstance(column.type, Date):
            return span.of_days(column)
        return span.of_texts(column)

    @override
    def contains(self, tables: Tables, typed: str) -> ColumnElement[bool]:
        table = tables.of(self.of)
        texts = [
            func.lower(table.c[name]).contains(typed.lower(), autoescape=True)
            for name in self.slot.names
            if isinstance(table.c[name].type, String)
        ]
        return or_(false(), *texts)


def _shown(slot: Slot, context: Context) -> Writer:
    """Write values as their type shows them."""
    suffixes = [suffix for suffix, _ in slot.columns]

    def put(values: Sequence[Any]) -> str:
        value = slot.type.load(slot.field, dict(zip(suffixes, values, strict=True)))
        return "" if value is None else slot.type.show(slot.field, value, context)

    return lambda parts: list(map(put, zip(*parts[: len(suffixes)], strict=True)))


def _reason_text(model: Model, reason: ColumnElement[str], language: str | None) -> ColumnElement[str]:
    labels = model.registry.unknown if language is not None else {}
    texts = [(reason == code, literal(label_text(label, language or ""))) for code, label in labels.items()]
    return case(*texts, else_=reason) if texts else reason


def _reason(tables: Tables, entity_id: str, field_id: str) -> ColumnElement[str]:
    """The code of the reason why a field is not known; a case or an action keeps those of its type's fields too."""
    entity = tables.model.registry.by_id[entity_id]
    reason: ColumnElement[str] = tables.of(entity.base or entity_id).c.unknown[field_id].as_string()
    return reason
