"""Conditions of an entity over its values. Owns the way from fields to CEL; what a type gives is the type's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from runtime.expressions.environment import Compiled, Environment, Mistake
from runtime.expressions.evaluate import Data, evaluate
from runtime.expressions.kinds import CelTypes
from runtime.fields.base import Context
from runtime.fields.registry import field_type
from runtime.ir.entity import Entity
from runtime.ir.field import Field
from runtime.ir.registry import Registry

_CASES = ("case", "case_type")
_NOTHING: Mapping[str, Any] = {}


def variables(registry: Registry, entity: Entity) -> dict[str, CelTypes]:
    """Return the names an entity's conditions may use, with their types.

    Its own fields and its base's; in a case also ``state`` and the main person's, as ``person.<field>``.
    """
    found = {field.id: _cel(field) for field in registry.fields_of(entity)}
    if entity.kind not in _CASES:
        return found
    found["state"] = "string"
    return found | {f"person.{field.id}": _cel(field) for field in _person(registry)}


class Conditions:
    """The conditions of one entity, each text compiled once. One object serves all threads."""

    def __init__(self, registry: Registry, entity: Entity) -> None:
        self.entity = entity
        self._fields = registry.fields_of(entity)
        self._person = _person(registry) if entity.kind in _CASES else ()
        self._variables = variables(registry, entity)
        self._programs: dict[str, Compiled] = {}

    @cached_property
    def environment(self) -> Environment:
        """The typed names."""
        return Environment(self._variables)

    def compile(self, text: str) -> Compiled:
        """Return a text ready to run.

        Raises:
            ValueError: it does not fit the fields; the generator lets no such text pass.
        """
        found = self._programs.get(text)
        if found is None:
            compiled = self.environment.compile(text)
            if isinstance(compiled, Mistake):
                raise ValueError(f"{self.entity.id}: {text}: {compiled.message}")
            found = self._programs[text] = compiled
        return found

    def data(
        self,
        values: Mapping[str, Any],
        unknown: Mapping[str, str],
        context: Context,
        *,
        person: Mapping[str, Any] = _NOTHING,
        state: str | None = None,
    ) -> Data:
        """Gather what texts may read, by field id; ``None`` and a missing id are both empty."""
        read: dict[str, object] = {} if state is None else {"state": state}
        read |= _read(self._fields, values, "", context)
        read |= _read(self._person, person, "person.", context)
        filled = {field.id: values.get(field.id) is not None for field in self._fields}
        return Data(read, filled, unknown, context.now, context.today)

    def evaluate(self, text: str, data: Data) -> object | None:
        """Return a text's result, ``None`` when it is not decided."""
        return evaluate(self.compile(text), data)

    def holds(self, text: str, data: Data) -> bool:
        """Whether a condition holds: what is not decided does not."""
        return self.evaluate(text, data) is True

    def is_violated(self, text: str, data: Data) -> bool:
        """Whether a rule is broken: what is not decided is not."""
        return self.evaluate(text, data) is False


def _person(registry: Registry) -> tuple[Field, ...]:
    return registry.fields_of(registry.by_id["person"])


def _cel(field: Field) -> CelTypes:
    return field_type(field.type).cel_of(field)


def _read(
    fields: Iterable[Field], values: Mapping[str, Any], prefix: str, context: Context
) -> dict[str, object]:
    found: dict[str, object] = {}
    for field in fields:
        value = values.get(field.id)
        if value is None:
            continue
        kind = field_type(field.type)
        seen = kind.condition_value(field, value, context.today)
        name = f"{prefix}{field.id}"
        if isinstance(seen, Mapping):
            found |= {f"{name}.{part}": held for part, held in seen.items()}
        else:
            found[name] = seen
    return found
