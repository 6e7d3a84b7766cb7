"""What somebody asks of a list, as data, and the way from the address of a page to it and back. Must not query."""

from __future__ import annotations

import base64
import binascii
import datetime
import json
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlencode

from runtime.errors import Fault
from runtime.schema import refused_characters
from runtime.search.columns import Lens, Span
from runtime.search.views import View

Parameters = Mapping[str, Sequence[str]]
Direction = Literal["after", "before"]
COLUMNS = "columns"
FROM, TO = ".from", ".to"
LONGEST_TEXT = 100
MOST_CHOSEN = 60
_FIRST_YEAR, _LAST_YEAR = 1800, 2200
"""No record lies further off, and at the ends of the calendar days have no neighbours."""
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: at the row with this sort key and id, going on or back."""

    direction: Direction
    key: str
    id: uuid.UUID

    @property
    def token(self) -> str:
        """The cursor as text for an address."""
        data = json.dumps([self.key, self.id.hex], ensure_ascii=False, separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(data).decode().rstrip("=")

    @classmethod
    def from_token(cls, direction: Direction, token: str) -> Cursor | None:
        """Read a cursor from an address; ``None`` when it is none of ours."""
        try:
            key, digits = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
            found = cls(direction, str(key), uuid.UUID(str(digits)))
        except (ValueError, binascii.Error, TypeError, RecursionError):
            return None
        return None if refused_characters(found.key) else found


@dataclass(frozen=True)
class Query:
    """A question to a list: values chosen, spans of days and texts by filter, columns, and where the page begins.

    Hashable, so that what was built for it is found again.
    """

    columns: tuple[str, ...]
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    spans: tuple[tuple[str, Span], ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    cursor: Cursor | None = None

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.choices or self.spans or self.texts)

    def chosen(self, name: str) -> tuple[str, ...]:
        """What is chosen in a filter."""
        return dict(self.choices).get(name, ())

    def filters(self) -> str:
        """Return what narrows the list, as the part of an address after ``?``."""
        return urlencode(self._pairs())

    def parameters(self, view: View) -> str:
        """Return the query as the part of an address after ``?``, without the cursor; the usual columns go unsaid."""
        pairs = self._pairs()
        if self.columns != view.chosen:
            pairs += [(COLUMNS, name) for name in self.columns]
        return urlencode(pairs)

    def _pairs(self) -> list[tuple[str, str]]:
        pairs = [(name, code) for name, codes in self.choices for code in codes]
        for name, span in self.spans:
            pairs += [(name + FROM, span.first.isoformat())] if span.first else []
            pairs += [(name + TO, span.last.isoformat())] if span.last else []
        return [*pairs, *self.texts]

    def without(self, name: str, code: str | None = None) -> Query:
        """Return the query less one filter, or less one value of it, from its first page."""
        choices = [
            (key, tuple(kept for kept in codes if key != name or (code is not None and kept != code)))
            for key, codes in self.choices
        ]
        return replace(
            self,
            choices=tuple((key, codes) for key, codes in choices if codes),
            spans=tuple(pair for pair in self.spans if pair[0] != name),
            texts=tuple(pair for pair in self.texts if pair[0] != name),
            cursor=None,
        )


@dataclass(frozen=True)
class Asked:
    """What was read of an address: the query, and what was wrong with it by control name."""

    query: Query
    faults: Mapping[str, Fault]


def parse(view: View, lens: Lens, parameters: Parameters) -> Asked:
    """Read a query from an address. What cannot be understood narrows nothing and is told; what is unknown is ignored."""
    faults: dict[str, Fault] = {}
    choices, spans, texts = [], [], []
    for name, column in view.filters.items():
        if column.filter == "choice":
            codes = tuple(dict.fromkeys(code for code in parameters.get(name, ())[:MOST_CHOSEN] if code))
            known = {offer.code for offer in column.offers(lens, codes)} if codes else set()
            if set(codes) - known:
                faults[name] = Fault("lists.not_offered")
            kept = tuple(code for code in codes if code in known)
            choices += [(name, kept)] if kept else []
        elif column.filter == "range":
            span = Span(_day(parameters, name + FROM, faults), _day(parameters, name + TO, faults))
            if span.first and span.last and span.first > span.last:
                faults[name + TO] = Fault("lists.days_crossed")
            elif span != Span():
                spans.append((name, span))
        else:
            typed = _first(parameters, name)[:LONGEST_TEXT]
            if refused_characters(typed):
                faults[name] = Fault("field.control_characters")
            elif typed:
                texts.append((name, typed))
    query = Query(_columns(view, parameters), tuple(choices), tuple(spans), tuple(texts), _cursor(parameters))
    return Asked(query, faults)


def _first(parameters: Parameters, name: str) -> str:
    return (parameters.get(name) or ("",))[0].strip()


def _day(parameters: Parameters, name: str, faults: dict[str, Fault]) -> datetime.date | None:
    typed = _first(parameters, name)
    if not typed:
        return None
    local = _DAY.fullmatch(typed)
    try:
        if local:
            found = datetime.date(int(local[3]), int(local[2]), int(local[1]))
        else:
            found = datetime.date.fromisoformat(typed)
    except ValueError:
        found = datetime.date.min
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        faults[name] = Fault("lists.day_wrong")
        return None
    return found


def _columns(view: View, parameters: Parameters) -> tuple[str, ...]:
    """The columns asked for, in the list's order; its usual ones when none is."""
    asked = set(parameters.get(COLUMNS, ()))
    return tuple(name for name in view.columns if name in asked) or view.chosen


def _cursor(parameters: Parameters) -> Cursor | None:
    for direction in ("after", "before"):
        token = _first(parameters, direction)
        if token:
            found: Direction = "after" if direction == "after" else "before"
            return Cursor.from_token(found, token)
    return None
