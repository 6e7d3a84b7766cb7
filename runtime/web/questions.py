"""What somebody asked of a list, a report or the log, in words, from what the log keeps of it. Must not query.

A question is told by the blueprint's labels whoever reads it: they name fields, not what stands in them.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from runtime.http.context import Visit
from runtime.i18n import format as write
from runtime.i18n.messages import catalogue
from runtime.ir.entity import Entity
from runtime.ir.field import Field
from runtime.ir.label import text
from runtime.reports.period import Period
from runtime.search.directory import Directory
from runtime.search.query import FROM, TO
from runtime.web.told import channel_of, kind_of, what_of

_ENDS = {FROM: "lists.from", TO: "lists.to"}
_WHERE = "where."
_PERSON = "person"


@dataclass(frozen=True)
class Questions:
    """Puts questions about one kind of record (``kind``, an entity's id) into the page's language."""

    visit: Visit
    names: Directory
    kind: str

    def question(self, asked: str) -> str:
        """Return what was asked, from the part of an address after ``?``."""
        pairs = parse_qsl(asked)
        period = _period(dict(pairs))
        told = [period.title(self.visit.language, self.visit.message)] if period else []
        chosen: dict[str, list[str]] = {}
        for name, code in pairs:
            if period is None or name not in ("year", "when"):
                chosen.setdefault(name, []).append(self._value(name, code))
        told += [f"{self.label(name)}: {', '.join(words)}" for name, words in chosen.items()]
        return "; ".join(told) if pairs else asked

    def label(self, name: str) -> str:
        """Return what a column or a filter is called."""
        end = next((end for end in _ENDS if name.endswith(end)), None)
        if end is not None:
            side = self.visit.message(_ENDS[end]).lower()
            return f"{self.label(name.removesuffix(end))} ({side})"
        bare = name.removeprefix(_WHERE)
        field = self._field(bare)
        if field is not None:
            return text(field.label, self.visit.language)
        known = catalogue()
        keys = (f"lists.column.{bare}", f"trail.asked.{bare}", f"reports.by_{bare}", f"reports.{bare}")
        key = next((key for key in keys if key in known), None)
        return self.visit.message(key) if key else bare

    def _value(self, name: str, code: str) -> str:
        bare = name.removeprefix(_WHERE)
        field, writer = self._field(bare), _WRITERS.get(bare)
        if field is not None:
            return self._coded(field, code) or _as_day(code, self.visit.language)
        return writer(self, code) if writer is not None else _as_day(code, self.visit.language)

    def _coded(self, field: Field, code: str) -> str:
        """The label of a code of a field's catalogs; nothing when it has none."""
        options = field.options.values()
        known = [one for one in self.visit.registry.catalogs if one.id in options and code in one.by_code]
        return text(known[0].by_code[code].label, self.visit.language) if known else ""

    def _field(self, name: str) -> Field | None:
        """A field by the name a list gives it: its own, of the main person, of a type."""
        prefix, _, field_id = name.rpartition(".")
        fields = (field for entity in self._entities(prefix) for field in entity.fields)
        return next((field for field in fields if field.id == field_id), None)

    def _entities(self, prefix: str) -> list[Entity]:
        by_id = self.visit.registry.by_id
        if prefix == _PERSON:
            return [by_id[_PERSON]]
        if prefix:
            return [one for one in self.visit.registry.entities if one.base and one.key == prefix]
        of = by_id.get(self.kind)
        return [one for one in (of, by_id.get(of.base or "") if of else None) if one is not None]

    def state(self, code: str) -> str:
        """Return a state of cases."""
        found = self.visit.registry.lifecycle.by_id.get(code)
        return text(found.label, self.visit.language) if found else code

    def officer(self, code: str) -> str:
        """Return an officer's name."""
        try:
            return self.names.officer_name(uuid.UUID(code)) or code
        except ValueError:
            return code


def _period(pairs: Mapping[str, str]) -> Period | None:
    """The period of a report."""
    year = pairs.get("year", "")
    return Period.from_code(int(year), pairs.get("when", "")) if year.isdecimal() else None


def _as_day(code: str, language: str) -> str:
    try:
        return write.date(datetime.date.fromisoformat(code), language)
    except ValueError:
        return code


_WRITERS: Mapping[str, Callable[[Questions, str], str]] = {
    "rows": Questions.label,
    "columns": Questions.label,
    "state": Questions.state,
    "office": lambda words, code: words.names.office_name(code),
    "responsible": Questions.officer,
    "officer": Questions.officer,
    "case_type": lambda words, code: kind_of(words.visit, f"case_{code}"),
    "action_type": lambda words, code: kind_of(words.visit, f"action_{code}"),
    "verb": lambda words, code: what_of(words.visit, code),
    "channel": lambda words, code: channel_of(words.visit, code),
    "entity": lambda words, code: kind_of(words.visit, code),
}
