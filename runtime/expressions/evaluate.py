"""Compiled texts over data. Owns what an empty value means; must not know fields."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from runtime.expressions.environment import Compiled

_NO_ANSWER = ("ERROR", "UNKNOWN")


@dataclass(frozen=True)
class Data:
    """What a text may read at one moment.

    ``values`` are the filled names only (``monto.amount``, ``person.edad``); ``filled`` tells of every field
    whether it has a value; ``unknown`` are the reasons given instead of one.
    """

    values: Mapping[str, object]
    filled: Mapping[str, bool]
    unknown: Mapping[str, str]
    now: datetime.datetime
    today: datetime.date
    engine: Mapping[str, Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        midnight = datetime.datetime.combine(self.today, datetime.time(), datetime.UTC)
        known = {
            "filled": dict(self.filled),
            "unknown": dict(self.unknown),
            "now": self.now,
            "today": midnight,
        }
        object.__setattr__(self, "engine", {**self.values, **known})

    def told(self, compiled: Compiled) -> dict[str, Any]:
        """Return what a text reads of it: the engine takes its time over every value it is given."""
        return {name: self.engine[name] for name in compiled.reads if name in self.engine}


def evaluate(compiled: Compiled, data: Data) -> object | None:
    """Return the result, or ``None`` when what is filled in does not decide it."""
    return answer(compiled, data.told(compiled))


def answer(compiled: Compiled, told: Mapping[str, Any]) -> object | None:
    """Return the result over what a text was told, or ``None`` when that does not decide it.

    A mistake that only the values show (a division by zero) decides nothing either.
    """
    result = compiled.program.eval(data=told)
    if str(result.type().name()) in _NO_ANSWER:
        return None
    plain: object = result.plain_value()
    return plain
