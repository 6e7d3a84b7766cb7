"""A group of fields several times: hearings, relatives, belongings. Owns its rows; what a field holds is its type's.

A row is a mapping from field id to value; reasons for having no answer stand under ``unknown``.
"""

from __future__ import annotations

import datetime
import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotated_types import MaxLen
from pydantic import Field as Limits
from pydantic import JsonValue
from typing_extensions import override

from runtime.fields.attachment import FileType
from runtime.fields.base import Annotation, Column, Context, FieldType, Form, Options, Problem, control
from runtime.fields.reference import ReferenceType
from runtime.fields.sampling import Sampler
from runtime.ir.catalog import Catalog
from runtime.ir.field import Field
from runtime.ir.label import text as label_text

Entry = Mapping[str, Any]
Entries = tuple[Entry, ...]
REASONS = "unknown"
"""Where a row keeps why it has no answer."""
ROWS = "rows"
"""The control with the number of rows a form shows."""
ROW_COLUMNS = ("record_id", "position", REASONS)
"""The columns a table of rows has besides those of its fields."""
BETWEEN_FIELDS, BETWEEN_ROWS = "; ", " | "
_FILLED = 0.6


class RepeatOptions(Options):
    """At most ``max`` rows of ``fields``."""

    max: int = Limits(20, ge=1, le=100)
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Member:
    """A field of a row with its type."""

    field: Field
    type: FieldType[Any]


class RepeatType(FieldType[Entries]):
    """Rows of fields, in the order they were written."""

    name = "repeat"
    options = RepeatOptions
    widget = "repeat"
    parts = (ROWS,)
    cel = "list(string)"
    is_multiple = True
    is_group = True

    def __init__(self, kinds: Mapping[str, FieldType[Any]]) -> None:
        self._kinds = {name: kind for name, kind in kinds.items() if _fits_in_a_row(kind)}

    @property
    def inner_types(self) -> tuple[str, ...]:
        """The types a field of a row may have."""
        return tuple(self._kinds)

    @override
    def options_of(self, field: Field) -> RepeatOptions:
        return RepeatOptions.of(field)

    @override
    def inner(self, field: Field, *, retired: bool = False) -> tuple[Field, ...]:
        return tuple(one for one in self.options_of(field).fields if retired or not one.retired)

    def members(self, field: Field) -> tuple[Member, ...]:
        """Return the fields of a row with their types."""
        return tuple(Member(one, self._kinds[one.type]) for one in self.inner(field))

    @override
    def columns(self, field: Field) -> tuple[Column, ...]:
        return ()

    @override
    def annotation(self, field: Field) -> Annotation:
        row = types.GenericAlias(dict, (str, object))
        return types.GenericAlias(tuple, (row, ...)), (MaxLen(self.options_of(field).max),)

    def row_names(self, field: Field, name: str, form: Form) -> list[str]:
        """Return what leads the controls of each row of a form."""
        told = next(iter(form.get(control(name, ROWS), ())), "")
        count = int(told) if told.isascii() and told.isdigit() and len(told) < 4 else 0
        return [f"{name}.{number}" for number in range(min(count, self.options_of(field).max))]

    @override
    def parse(self, field: Field, name: str, form: Form, context: Context) -> Entries | None:
        problems: list[Problem] = []
        rows: list[Entry] = []
        for start in self.row_names(field, name, form):
            row, wrong = self._read_row(field, start, form, context)
            if row or wrong:
                wrong += self._lacking(field, row, wrong)
                rows.append(row)
            place = start.removeprefix(f"{name}.")
            problems += [Problem(one.key, f"{place}.{one.part}", **one.arguments) for one in wrong]
        if problems:
            first, *others = problems
            first.others = tuple(others)
            raise first
        return tuple(rows) or None

    def _read_row(
        self, field: Field, start: str, form: Form, context: Context
    ) -> tuple[dict[str, Any], list[Problem]]:
        """Read a row, and what is wrong in it by control: nothing of either when nobody typed there."""
        row: dict[str, Any] = {}
        reasons: dict[str, str] = {}
        problems: list[Problem] = []
        for member in self.members(field):
            item, name = member.field, f"{start}.{member.field.id}"
            reason = next(iter(form.get(f"{name}.{REASONS}", ())), "").strip()
            try:
                value = member.type.parse(item, name, form, context)
                _hold(item, value, reason)
            except Problem as problem:
                problems.append(Problem(problem.key, control(item.id, problem.part), **problem.arguments))
                continue
            if value is not None:
                row[item.id] = value
            elif reason:
                reasons[item.id] = reason
        return row | ({REASONS: reasons} if reasons else {}), problems

    def _lacking(self, field: Field, row: Entry, wrong: Sequence[Problem]) -> list[Problem]:
        """The fields that a row must have and has not; of one that is wrong already no more is said."""
        said = {problem.part.partition(".")[0] for problem in wrong}
        return [
            Problem("submission.required", control(member.field.id, member.type.parts[0]))
            for member in self.members(field)
            if member.field.required.kind == "always"
            and member.field.id not in {*row, *row.get(REASONS, {}), *said}
        ]

    @override
    def doubts(self, field: Field, value: Entries) -> tuple[Problem, ...]:
        # Rows that were left empty are not among the values, so a doubt is about the group as a whole.
        return tuple(
            Problem(doubt.key, ROWS, **doubt.arguments)
            for row in value
            for member in self.members(field)
            if member.field.id in row
            for doubt in member.type.doubts(member.field, row[member.field.id])
        )

    @override
    def controls(
        self, field: Field, name: str, value: Entries | None, context: Context
    ) -> dict[str, list[str]]:
        rows = value or ()
        found = {control(name, ROWS): [str(len(rows)) if rows else ""]}
        for number, row in enumerate(rows):
            for member in self.members(field):
                item, start = member.field, f"{name}.{number}.{member.field.id}"
                found |= member.type.controls(item, start, row.get(item.id), context)
                if item.id in row.get(REASONS, {}):
                    found[f"{start}.unknown"] = [row[REASONS][item.id]]
        return found

    @override
    def dump(self, field: Field, value: Entries) -> dict[str, object]:
        return {"": value}

    @override
    def load(self, field: Field, columns: Mapping[str, object]) -> Entries | None:
        rows = columns[""]
        assert isinstance(rows, Sequence)
        return tuple(rows) or None

    @override
    def to_json(self, field: Field, value: Entries) -> JsonValue:
        return [self._row_json(field, row) for row in value]

    def _row_json(self, field: Field, row: Entry) -> JsonValue:
        found: dict[str, JsonValue] = {
            member.field.id: member.type.to_json(member.field, row[member.field.id])
            for member in self.members(field)
            if member.field.id in row
        }
        return found | ({REASONS: dict(row[REASONS])} if REASONS in row else {})

    @override
    def from_json(self, field: Field, data: JsonValue) -> Entries:
        assert isinstance(data, list)
        return tuple(self._row_of(field, row) for row in data)

    def _row_of(self, field: Field, data: JsonValue) -> Entry:
        assert isinstance(data, dict)
        found: dict[str, Any] = {
            member.field.id: member.type.from_json(member.field, data[member.field.id])
            for member in self.members(field)
            if member.field.id in data
        }
        return found | ({REASONS: data[REASONS]} if REASONS in data else {})

    @override
    def json_schema(self, field: Field) -> dict[str, Any]:
        fields = {member.field.id: member.type.json_schema(member.field) for member in self.members(field)}
        row = {"type": "object", "properties": fields | {REASONS: {"type": "object"}}}
        return {"type": "array", "maxItems": self.options_of(field).max, "items": row}

    @override
    def show(self, field: Field, value: Entries, context: Context) -> str:
        return "\n".join(
            BETWEEN_FIELDS.join(cell for cell in cells if cell) for cells in self.table(field, value, context)
        )

    def table(self, field: Field, value: Entries, context: Context) -> list[list[str]]:
        """Return the cells of each row, as a person reads them."""
        return [[_shown(member, row, context) for member in self.members(field)] for row in value]

    @override
    def search_text(self, field: Field, value: Entries) -> str:
        found = (
            member.type.search_text(member.field, row[member.field.id])
            for row in value
            for member in self.members(field)
            if member.field.id in row
        )
        return " ".join(text for text in found if text)

    @override
    def export(self, field: Field, value: Entries) -> dict[str, str]:
        return {"": BETWEEN_ROWS.join(self._texts(field, value))}

    def _texts(self, field: Field, value: Entries) -> Iterator[str]:
        for row in value:
            cells = [
                " ".join(
                    text for text in member.type.export(member.field, row[member.field.id]).values() if text
                )
                if member.field.id in row
                else row.get(REASONS, {}).get(member.field.id, "")
                for member in self.members(field)
            ]
            yield BETWEEN_FIELDS.join(cells)

    @override
    def condition_value(self, field: Field, value: Entries, today: datetime.date) -> object:
        return list(self._texts(field, value))

    @override
    def sample(self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]) -> Entries | None:
        count = min(sampler.random.randint(0, 3), self.options_of(field).max)
        rows = (self._sample_row(field, sampler, catalogs) for _ in range(count))
        return tuple(row for row in rows if row) or None

    def _sample_row(self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]) -> Entry:
        row: dict[str, Any] = {}
        for member in self.members(field):
            is_asked = member.field.required.kind == "always"
            if is_asked or sampler.random.random() < _FILLED:
                value = member.type.sample(member.field, sampler, catalogs)
                if value is None and is_asked:
                    return {}
                row |= {} if value is None else {member.field.id: value}
        return row


def _fits_in_a_row(kind: FieldType[Any]) -> bool:
    """Whether a type needs nothing beside its own columns: no table, no file, no other record, no calculation."""
    return not (kind.is_multiple or not kind.parts or isinstance(kind, FileType | ReferenceType))


def _hold(item: Field, value: object, reason: str) -> None:
    if reason and reason not in item.unknown:
        raise Problem("submission.reason_not_offered", REASONS)
    if reason and value is not None:
        raise Problem("submission.value_and_reason", REASONS)


def _shown(member: Member, row: Entry, context: Context) -> str:
    item = member.field
    if item.id in row:
        return member.type.show(item, row[item.id], context)
    reason = row.get(REASONS, {}).get(item.id)
    return label_text(context.reasons.get(reason, {}), context.language) or reason if reason else ""
