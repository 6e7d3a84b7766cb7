"""Made-up records, drawn with care: conditions, rules, gates and bounds hold. Must not know tables or copies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from runtime.ir.entity import Entity
from runtime.ir.expression import Expression
from runtime.practice.rules import Rules
from runtime.practice.sketch import Occasion, Sketch
from runtime.practice.source import Source
from runtime.storage.model import Model

_TRIES = 25


class Undrawable(Exception):
    """No record that keeps the blueprint's rules was found in many tries."""


@dataclass(frozen=True)
class Drawn:
    """The values of a made-up record, by field id; ``unknown`` holds reasons instead of values."""

    entity: Entity
    values: Mapping[str, Any]
    unknown: Mapping[str, str]


class Draughtsman:
    """Draws records of one registry."""

    def __init__(self, model: Model, source: Source) -> None:
        self.model, self.source = model, source
        self._rules = Rules(model, source)

    def draw(self, entity: Entity, occasion: Occasion, further: Sequence[Expression] = ()) -> Drawn:
        """Draw a record for which every rule of the blueprint holds, and ``further`` ones besides.

        Raises:
            Undrawable: none was found.
        """
        self.source.now = occasion.window.last
        for _ in range(_TRIES):
            sketch = Sketch(self._rules, entity, occasion)
            if sketch.complete(further):
                return Drawn(entity, sketch.values, sketch.unknown)
        raise Undrawable(entity.id)
