"""One attempt at a made-up record: field after field, each value held against its rules. Must not know stories or tables."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from runtime.expressions.evaluate import Data
from runtime.fields import bounds
from runtime.fields.base import Context, Problem
from runtime.fields.registry import field_type
from runtime.i18n.messages import message
from runtime.ir.entity import Entity
from runtime.ir.expression import Expression
from runtime.ir.field import Field
from runtime.practice.offered import fitting
from runtime.practice.rules import Rules
from runtime.practice.timing import Window
from runtime.records.situation import Situation
from runtime.storage.model import Model

_FILLED = 0.45
"""How often a field nobody asks for is filled."""
_UNKNOWN = 0.06
_DEFAULT = 0.6
_VALUE_TRIES = 40
_UTC = zoneinfo.ZoneInfo("UTC")


@dataclass(frozen=True)
class Occasion:
    """What a record is drawn for: when, in which state (cases), about whom."""

    window: Window
    state: str | None = None
    person: Mapping[str, Any] = field(default_factory=dict)


def context_at(model: Model, now: datetime.datetime) -> Context:
    """Return what values and conditions ask of the moment."""
    registry = model.registry
    return Context(
        language=registry.languages[0],
        zone=_UTC,
        now=now,
        catalogs=registry.catalog_by_id,
        message=message(registry.languages[0]),
        region=registry.country,
    )


class Sketch:
    """One attempt at a record."""

    def __init__(self, rules: Rules, entity: Entity, occasion: Occasion) -> None:
        self.rules = rules
        self.model = rules.model
        self.source = rules.source
        self.entity = entity
        self.occasion = occasion
        self.fields = [item for item in self.model.registry.fields_of(entity) if item.computed is None]
        clocks = self.model.registry.deadlines_of(entity) if occasion.window.is_long else ()
        self._awaited = {clock.until for clock in clocks}
        self.values: dict[str, Any] = {}
        self.unknown: dict[str, str] = {}
        self._data: Data | None = None
        context = context_at(self.model, occasion.window.last)
        self.situation = Situation(self.model, entity, context, occasion.state, occasion.person)

    def complete(self, further: Sequence[Expression]) -> bool:
        """Fill every field in; say whether the record may be stored as it is."""
        hidden = self._take_all(self._in_order())
        # A condition may look at a field that comes later.
        if hidden:
            self._take_all(hidden)
        self._settle()
        self._data = None
        data = self._now()
        shown = self.situation.shown(self.fields, data)
        return (
            all(
                self._is_answered(item) or not self._is_asked(item)
                for item in self.fields
                if item.id in shown
            )
            and not any(
                self.situation.is_violated(check.that, data)
                for item in self.fields
                if item.id in shown
                for check in item.checks
            )
            and all(self.situation.holds(rule, data) for rule in further)
        )

    def _in_order(self) -> list[Field]:
        """The sex first: names follow it."""
        return sorted(self.fields, key=lambda item: not self._tells_sex(item))

    def _tells_sex(self, item: Field) -> bool:
        return self.entity.kind == "person" and item.id in self.rules.sexes

    def _take_all(self, items: Sequence[Field]) -> list[Field]:
        """Fill fields in; return those that are hidden as things stand."""
        hidden = []
        for item in items:
            if item.visible is not None and not self.situation.holds(item.visible, self._now()):
                hidden.append(item)
            else:
                self._take(item, self._is_asked(item))
        return hidden

    def _now(self) -> Data:
        """The record as conditions see it at this point; made only when somebody asks."""
        if self._data is None:
            self._data = self.situation.data(self.values, self.unknown)
        return self._data

    def _holds(self, condition: Expression) -> bool:
        return self.situation.holds(condition, self._now())

    def _is_asked(self, item: Field) -> bool:
        if item.required.kind in ("never", "always"):
            return item.required.kind == "always"
        if item.required.kind == "at":
            return self.rules.is_gate_reached(item, self.occasion.state)
        return self.situation.is_required(item, self._now())

    def _is_answered(self, item: Field) -> bool:
        return item.id in self.values or item.id in self.unknown

    def _take(self, item: Field, is_asked: bool) -> None:
        source = self.source
        if not is_asked and item.id not in self._awaited and not source.chance(_FILLED):
            return
        if item.unknown and source.chance(_UNKNOWN):
            self._answer_unknown(item)
            return
        source.turn_to(self.entity.id, item)
        for _ in range(_VALUE_TRIES):
            value = self._value(item)
            if value is None:
                break
            if self._fits(item, value):
                self.values[item.id] = value
                self._data = None
                return
        if is_asked and item.unknown:
            self._answer_unknown(item)

    def _answer_unknown(self, item: Field) -> None:
        self.unknown[item.id] = self.source.pick(item.unknown)
        self._data = None

    def _value(self, item: Field) -> Any:
        source, kind = self.source, field_type(item.type)
        if item.default is not None and source.chance(_DEFAULT):
            return self._place(item, self.situation.default(item, self._now()))
        is_own_name = item.id == self.entity.title
        sex, source.sex = source.sex, source.sex if is_own_name else None
        value = self._in_scope(item, kind.sample(item, source, self.model.registry.catalog_by_id))
        value = fitting(self.model, source, self.entity, item, value, self._holds)
        source.sex = sex
        if self._tells_sex(item):
            source.sex = source.lexicon.sexes.get(str(value))
        return self._place(item, value)

    def _place(self, item: Field, value: Any) -> Any:
        """Move a day or moment into its place in the story, unless the blueprint names the days."""
        literal = any(
            item.options.get(bound) is not None and not isinstance(item.options.get(bound), dict)
            for bound in ("min", "max")
        )
        if literal or not isinstance(value, datetime.date):
            return value
        moment = self.occasion.window.draw(self.source, item, self.entity, self._earlier(item))
        return moment if isinstance(value, datetime.datetime) else moment.date()

    def _earlier(self, item: Field) -> datetime.datetime | None:
        """The latest of the moments this field's rules compare it with."""
        names = {name for check in item.checks for name in check.that.names if name != item.id}
        found = [
            _moment(self.values[name]) for name in names if isinstance(self.values.get(name), datetime.date)
        ]
        return max(found, default=None)

    def _fits(self, item: Field, value: Any) -> bool:
        if self._tells_sex(item) and value not in self.source.lexicon.sexes and not self.source.chance(0.05):
            return False
        values = {**self.values, item.id: value}
        checks = self.rules.checks_on(self.entity).get(item.id, ())
        is_bound = bool(bounds.expressions(item))
        if not checks and not is_bound:
            return True
        data = self.situation.data(values, self.unknown)
        try:
            if is_bound:
                self.situation.hold_bounds(item, value, data)
        except Problem:
            return False
        return not any(self.situation.is_violated(that, data) for holder, that in checks if holder in values)

    def _in_scope(self, item: Field, value: Any) -> Any:
        """Return a coded value, or one like it where it says it belongs to another scope than the case's."""
        scope = self.entity.scope
        if scope is None or not isinstance(value, str):
            return value
        for name in field_type(item.type).catalogs(item).values():
            catalog = self.model.registry.catalog_by_id[name]
            found = catalog.by_code.get(value)
            if found is not None and found.attributes.get("scope", scope) != scope:
                fitting = self.rules.codes_of_scope(catalog, scope)
                return self.source.pick(fitting) if fitting else None
        return value

    def _settle(self) -> None:
        """Clear what is hidden and compute what is computed until nothing changes."""
        every = self.model.registry.fields_of(self.entity)
        for _ in every:
            before = (dict(self.values), dict(self.unknown))
            data = self.situation.data(self.values, self.unknown)
            shown = self.situation.shown(every, data)
            for item in every:
                if item.id not in shown:
                    self.values.pop(item.id, None)
                    self.unknown.pop(item.id, None)
                elif item.computed is not None:
                    self._compute(item, data)
            if before == (self.values, self.unknown):
                break

    def _compute(self, item: Field, data: Data) -> None:
        value = self.situation.compute(item, data)
        if value is None:
            self.values.pop(item.id, None)
        else:
            self.values[item.id] = value


def _moment(day: datetime.date) -> datetime.datetime:
    if isinstance(day, datetime.datetime):
        return day
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)
