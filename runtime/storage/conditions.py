"""The conditions of a registry, compiled once, over stored values. Must not know what follows from an answer."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from runtime.expressions.environment import Compiled, Environment, Mistake
from runtime.expressions.evaluate import Data, evaluate
from runtime.expressions.kinds import CelTypes
from runtime.fields.registry import field_type
from runtime.ir.entity import Entity
from runtime.ir.field import Field
from runtime.ir.registry import Registry


class ConditionError(ValueError):
    """A condition of the IR does not fit its own registry: the IR was not written by the generator."""


@dataclass(frozen=True)
class Moment:
    """When and where a condition is asked: now, the day on the office's clock, and the state of a case."""

    now: datetime.datetime
    today: datetime.date
    state: str | None = None


class Conditions:
    """All conditions of a registry. May be used by many threads at once."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._environments: dict[str, Environment] = {}
        self._compiled: dict[tuple[str, str], Compiled] = {}

    def evaluate(self, entity_id: str, text: str, data: Data) -> object | None:
        """Return the result of a CEL text on a record; ``None`` when what is filled in does not decide it.

        Raises:
            ConditionError: the text does not compile.
        """
        return evaluate(self.compiled(entity_id, text), data)

    def compiled(self, entity_id: str, text: str) -> Compiled:
        """Return a CEL text on an entity's names, ready to run.

        Raises:
            ConditionError: the text does not compile.
        """
        compiled = self._compiled.get((entity_id, text))
        if compiled is None:
            found = self._environment(entity_id).compile(text)
            if isinstance(found, Mistake):
                raise ConditionError(f"{entity_id}: {text}: {found.message}")
            compiled = self._compiled[entity_id, text] = found
        return compiled

    def data(
        self,
        entity_id: str,
        values: Mapping[str, Any],
        unknown: Mapping[str, str],
        moment: Moment,
        person: Mapping[str, Any],
    ) -> Data:
        """Return a record as conditions see it; ``person`` holds the main person's values, for a case."""
        entity = self.registry.by_id[entity_id]
        fields = self.registry.fields_of(entity)
        seen = _seen(fields, values, moment.today, "")
        if _is_case(entity):
            seen |= _seen(self.registry.by_id["person"].active_fields, person, moment.today, "person.")
            if moment.state is not None:
                seen["state"] = moment.state
        filled = {field.id: values.get(field.id) is not None for field in fields}
        return Data(seen, filled, unknown, moment.now, moment.today)

    def _environment(self, entity_id: str) -> Environment:
        if entity_id not in self._environments:
            entity = self.registry.by_id[entity_id]
            variables = _variables(self.registry.fields_of(entity), "")
            if _is_case(entity):
                variables |= _variables(self.registry.by_id["person"].active_fields, "person.")
                variables["state"] = "string"
            self._environments[entity_id] = Environment(variables)
        return self._environments[entity_id]


def _is_case(entity: Entity) -> bool:
    return entity.kind in ("case", "case_type")


def _variables(fields: Sequence[Field], prefix: str) -> dict[str, CelTypes]:
    return {prefix + field.id: field_type(field.type).cel_of(field) for field in fields}


def _seen(
    fields: Sequence[Field], values: Mapping[str, Any], today: datetime.date, prefix: str
) -> dict[str, object]:
    seen: dict[str, object] = {}
    for field in fields:
        value = values.get(field.id)
        if value is None:
            continue
        told = field_type(field.type).condition_value(field, value, today)
        if isinstance(told, Mapping):
            seen |= {f"{prefix}{field.id}.{part}": part_value for part, part_value in told.items()}
        else:
            seen[prefix + field.id] = told
    return seen
