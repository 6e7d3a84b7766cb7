"""What the conditions of an entity's fields say of the values at hand. Must not read forms or change values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from runtime.expressions.evaluate import Data, answer
from runtime.fields import bounds
from runtime.fields.base import Context
from runtime.fields.registry import field_type
from runtime.ir.entity import Entity
from runtime.ir.expression import Expression
from runtime.ir.field import Field
from runtime.storage.conditions import Moment
from runtime.storage.model import Model


class Situation:
    """One record at one moment: answers are asked with its values and reasons as they then are."""

    def __init__(
        self, model: Model, entity: Entity, context: Context, state: str | None, person: Mapping[str, Any]
    ) -> None:
        self.model = model
        self.entity = entity
        self.context = context
        self.person = person
        self.moment = Moment(context.now, context.today, state)
        self._answers: dict[str, tuple[Mapping[str, Any], object | None]] = {}

    def data(self, values: Mapping[str, Any], unknown: Mapping[str, str]) -> Data:
        """Return the values as conditions see them: make it once for many questions."""
        return self.model.conditions.data(self.entity.id, values, unknown, self.moment, self.person)

    def shown(self, fields: Sequence[Field], data: Data) -> set[str]:
        """Return the ids of the fields that are shown: those without a condition, and those whose condition holds."""
        return {item.id for item in fields if item.visible is None or self.holds(item.visible, data)}

    def is_required(self, item: Field, data: Data) -> bool:
        """Whether the field must be answered at registration or under its condition (gates are the lifecycle's)."""
        if item.required.kind == "when":
            assert item.required.when is not None
            return self.holds(item.required.when, data)
        return item.required.kind == "always"

    def holds(self, condition: Expression, data: Data) -> bool:
        """Whether a condition is true; one that is not decided does not hold."""
        return self._evaluate(condition.text, data) is True

    def is_violated(self, rule: Expression, data: Data) -> bool:
        """Whether a rule is false; one that is not decided is not violated."""
        return self._evaluate(rule.text, data) is False

    def compute(self, item: Field, data: Data) -> Any:
        """Return the value of a computed field, ``None`` while it cannot be known."""
        assert item.computed is not None
        return self._value(item, item.computed.text, data)

    def default(self, item: Field, data: Data) -> Any:
        """Return what the field is filled with beforehand, if anything."""
        if item.default is None:
            return None
        if isinstance(item.default, dict) and isinstance(text := item.default.get("cel"), str):
            return self._value(item, text, data)
        return field_type(item.type).from_json(item, item.default)

    def hold_bounds(self, item: Field, value: Any, data: Data) -> None:
        """Hold a value against the field's computed bounds.

        Raises:
            Problem: it is out of bounds.
        """
        bounds.check(
            field_type(item.type), item, value, self.context, lambda text: self._evaluate(text, data)
        )

    def _value(self, item: Field, text: str, data: Data) -> Any:
        result = self._evaluate(text, data)
        return None if result is None else field_type(item.type).from_condition(item, result, self.context)

    def _evaluate(self, text: str, data: Data) -> object | None:
        """Answer a question; the same one over the same values has the same answer, and most rounds change few."""
        compiled = self.model.conditions.compiled(self.entity.id, text)
        told = data.told(compiled)
        held = self._answers.get(text)
        if held is None or held[0] != told:
            held = self._answers[text] = told, answer(compiled, told)
        return held[1]
