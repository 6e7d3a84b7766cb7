"""A submitted form as values that may be stored, or every fault in it at once. Must not touch the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from runtime.errors import Fault, Invalid
from runtime.expressions.evaluate import Data
from runtime.fields.base import Context, Form, Problem, control
from runtime.fields.choice import label_of
from runtime.fields.registry import field_type
from runtime.ir.entity import Entity
from runtime.ir.field import Field
from runtime.ir.registry import Registry
from runtime.records import offering
from runtime.records.offering import Offering
from runtime.records.situation import Situation
from runtime.storage.model import Model


@dataclass(frozen=True)
class Current:
    """What stands before a form is read: nothing for a new record, else its values, reasons and state.

    ``person`` holds the main person's values, for conditions of a case; a new case has them too.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    unknown: Mapping[str, str] = field(default_factory=dict)
    state: str | None = None
    person: Mapping[str, Any] = field(default_factory=dict)
    is_new: bool = True


NEW = Current()


@dataclass(frozen=True)
class Submission:
    """What to store: ``None`` empties a field. ``unknown`` holds reasons for the form's fields, ``None`` for none.

    ``consequences`` are fields nobody was asked: computed, filled in beforehand, or cleared with others.
    """

    entity_id: str
    values: Mapping[str, Any]
    unknown: Mapping[str, str | None]
    confirmed: frozenset[str] = frozenset()
    consequences: frozenset[str] = frozenset()


def read(
    model: Model,
    entity_id: str,
    form: Form,
    context: Context,
    *,
    only: str | None = None,
    current: Current = NEW,
    hidden: frozenset[str] = frozenset(),
) -> Submission:
    """Read a form of an entity.

    Controls are those of the field types, and for each field ``<id>.unknown`` (the reason why there is no
    value) and ``<id>.confirm`` (``1``: a doubtful value is right).

    Args:
        model: the instance's model.
        entity_id: the entity; a type (``case_x``) has its base's fields too.
        form: the submitted text.
        context: language, zone, now and catalogs.
        only: read this section alone.
        current: the record that is corrected, or ``NEW``.
        hidden: ids of fields the actor does not see: not read, never faulted.

    Raises:
        Invalid: with every fault, by control. Warnings alone raise it too, until they are confirmed.
    """
    entity = model.registry.by_id[entity_id]
    reading = _Reading(model, entity, form, context, current)
    asked = [
        found
        for found in model.registry.fields_of(entity)
        if found.id not in hidden and (only is None or found.section == only)
    ]
    return reading.read(asked)


def defaults(model: Model, entity_id: str, context: Context, *, current: Current = NEW) -> dict[str, Any]:
    """Return what a new form is filled with beforehand, by field id."""
    entity = model.registry.by_id[entity_id]
    situation = Situation(model, entity, context, _initial_state(model.registry, entity), current.person)
    found: dict[str, Any] = {}
    for item in model.registry.fields_of(entity):
        value = situation.default(item, situation.data(found, {}))
        if value is not None:
            found[item.id] = value
    return found


class _Reading:
    """One form on its way to values; faults gather until the end."""

    def __init__(
        self,
        model: Model,
        entity: Entity,
        form: Form,
        context: Context,
        current: Current,
    ) -> None:
        self.model = model
        self.entity = entity
        self.form = form
        self.context = context
        self.is_new = current.is_new
        self.current = current
        state = _initial_state(model.registry, entity) if current.is_new else current.state
        self.situation = Situation(model, entity, context, state, current.person)
        self.fields = model.registry.fields_of(entity)
        self.values: dict[str, Any] = dict(self.current.values)
        self.unknown: dict[str, str] = dict(self.current.unknown)
        self.typed = {name.partition(".")[0] for name, texts in form.items() if any(texts)}
        self.faults: dict[str, Fault] = {}
        self.faulty: set[str] = set()
        self.confirmed: set[str] = set()

    def read(self, asked: Sequence[Field]) -> Submission:
        """Take every step; raise once, at the end."""
        typed = [item for item in asked if item.computed is None]
        for item in typed:
            self._take(item)
        if self.is_new:
            self._fill_defaults({item.id for item in asked})
        shown, data = self._settle(typed)
        for item in typed:
            if item.id in shown and item.id not in self.faulty:
                self._ask_for(item, data)
                self._doubt(item, data)
        offered = offering.offerings(self.model, self.entity)
        for item in typed if offered else ():
            if item.id in offered and item.id in shown and item.id not in self.faulty:
                self._hold_offer(item, offered[item.id], data)
        self._check(asked, shown, data)
        if self.faults:
            raise Invalid(self.faults)
        return self._result(asked)

    def _take(self, item: Field) -> None:
        self.values.pop(item.id, None)
        self.unknown.pop(item.id, None)
        if item.id not in self.typed:
            return
        try:
            value = field_type(item.type).parse(item, item.id, self.form, self.context)
        except Problem as problem:
            for one in (problem, *problem.others):
                self._fault(item, control(item.id, one.part), Fault(one.key, one.arguments))
            return
        reason = _one(self.form, f"{item.id}.unknown")
        if reason and reason not in item.unknown:
            self._fault(item, f"{item.id}.unknown", Fault("submission.reason_not_offered"))
        elif reason and value is not None:
            self._fault(item, f"{item.id}.unknown", Fault("submission.value_and_reason"))
        elif reason:
            self.unknown[item.id] = reason
        elif value is not None:
            self.values[item.id] = value

    def _fill_defaults(self, asked: set[str]) -> None:
        for item in self.fields:
            if item.default is not None and item.id not in asked and item.id not in self.values:
                value = self.situation.default(item, self.situation.data(self.values, self.unknown))
                if value is not None:
                    self.values[item.id] = value

    def _settle(self, typed: Sequence[Field]) -> tuple[set[str], Data]:
        """Clear what is hidden and compute what is computed until nothing changes.

        Returns the ids of shown fields, and the values as conditions then see them.
        """
        shown: set[str] = set()
        data = self.situation.data(self.values, self.unknown)
        # Each round settles at least one field of a chain, so there are at most as many rounds as fields.
        for _ in range(len(self.fields) + 1):
            before = (dict(self.values), dict(self.unknown))
            shown = self.situation.shown(self.fields, data)
            for item in self.fields:
                if item.id not in shown:
                    self.values.pop(item.id, None)
                    self.unknown.pop(item.id, None)
                elif item.computed is not None:
                    self._put(item.id, self.situation.compute(item, data))
            if before == (self.values, self.unknown):
                break
            data = self.situation.data(self.values, self.unknown)
        for item in typed:
            if item.id not in shown and item.id in self.faulty:
                self._forgive(item)
        return shown, data

    def _put(self, name: str, value: Any) -> None:
        self.values.pop(name, None)
        if value is not None:
            self.values[name] = value

    def _ask_for(self, item: Field, data: Data) -> None:
        if item.id in self.values or item.id in self.unknown:
            return
        if self.situation.is_required(item, data):
            self._fault(item, item.id, Fault("submission.required"))
        elif self._was_gate(item):
            self._fault(item, item.id, Fault("submission.not_emptied"))

    def _was_gate(self, item: Field) -> bool:
        """Whether the field opened a gate behind which the case now stands, and would be emptied."""
        had = item.id in self.current.values or item.id in self.current.unknown
        if item.required.kind != "at" or not had or self.current.state is None:
            return False
        order = [state.id for state in self.model.registry.lifecycle.states]
        gate = item.required.state
        return gate in order and order.index(self.current.state) >= order.index(gate)

    def _doubt(self, item: Field, data: Data) -> None:
        value = self.values.get(item.id)
        if value is None or value == self.current.values.get(item.id):
            return
        try:
            self.situation.hold_bounds(item, value, data)
        except Problem as problem:
            self._fault(item, control(item.id, problem.part), Fault(problem.key, problem.arguments))
        for doubt in field_type(item.type).doubts(item, value):
            if _one(self.form, f"{item.id}.confirm"):
                self.confirmed.add(item.id)
            else:
                fault = Fault(doubt.key, doubt.arguments, is_warning=True)
                self._fault(item, control(item.id, doubt.part), fault)

    def _hold_offer(self, item: Field, parts: Mapping[str, Offering], data: Data) -> None:
        """Refuse a choice that is not offered as things stand; one that was stored before may be confirmed."""
        stored = set(offering.codes_in(parts, item, self.current.values.get(item.id)))
        for part, code in offering.misfits(
            parts, item, self.values.get(item.id), lambda text: self.situation.holds(text, data)
        ):
            stays = (part, code) in stored
            if stays and _one(self.form, f"{item.id}.confirm"):
                self.confirmed.add(item.id)
                continue
            catalog = self.context.catalogs[parts[part].catalog]
            said = {"value": label_of(catalog, code, self.context.language)}
            key = "submission.no_longer_offered" if stays else "submission.not_offered_now"
            self._fault(item, control(item.id, part), Fault(key, said, is_warning=stays))

    def _check(self, asked: Sequence[Field], shown: set[str], data: Data) -> None:
        touched = {item.id for item in asked}
        for item in self.fields:
            if item.id not in shown or item.id in self.faulty:
                continue
            for check in item.checks:
                concerns = item.id in touched or touched & set(check.that.names)
                if concerns and self.situation.is_violated(check.that, data):
                    self._fault(item, item.id, Fault(f"check.{check.id}", text=check.message))

    def _result(self, asked: Sequence[Field]) -> Submission:
        """The form's fields, and whatever else changed with them (cleared, computed, filled in)."""
        touched = {item.id for item in asked}
        names = [
            item.id
            for item in self.fields
            if item.id in touched or self.values.get(item.id) != self.current.values.get(item.id)
        ]
        reasons = touched | {
            item.id for item in self.fields if self.unknown.get(item.id) != self.current.unknown.get(item.id)
        }
        return Submission(
            self.entity.id,
            {name: self.values.get(name) for name in names},
            {item.id: self.unknown.get(item.id) for item in self.fields if item.id in reasons},
            frozenset(self.confirmed),
            frozenset({*names, *reasons} - touched),
        )

    def _fault(self, item: Field, name: str, fault: Fault) -> None:
        # The first fault of a control is the one to mend first.
        self.faults.setdefault(name, fault)
        self.faulty.add(item.id)

    def _forgive(self, item: Field) -> None:
        for name in [name for name in self.faults if name == item.id or name.startswith(f"{item.id}.")]:
            del self.faults[name]
        self.faulty.discard(item.id)


def schema_record(model: Model, submission: Submission, *, is_new: bool) -> Any:
    """Return the submission as the generated schema of its entity, for the last check and for hooks.

    Raises:
        Invalid: a value is not what the schema says.
    """
    family = model.schemas[submission.entity_id]
    schema = family.create if is_new else family.update
    known = schema.model_fields
    given = {
        name: value
        for name, value in submission.values.items()
        if name in known and not (is_new and value is None)
    }
    try:
        return schema.model_validate(given)
    except ValidationError as error:
        faults = {str(found["loc"][0]): Fault("submission.not_valid") for found in error.errors()}
        raise Invalid(faults) from error


def _one(form: Form, name: str) -> str:
    return next(iter(form.get(name, ())), "").strip()


def _initial_state(registry: Registry, entity: Entity) -> str | None:
    return registry.lifecycle.initial.id if entity.kind == "case_type" else None
