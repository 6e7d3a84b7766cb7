"""Typed names and the texts compiled against them. Owns the CEL engine; must not know fields or values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cel_expr_python import cel

from runtime.expressions.kinds import CelType, CelTypes

ALWAYS: Mapping[str, CelType] = {"now": "timestamp", "today": "timestamp"}
"""Names every text may use, besides ``filled`` and ``unknown``."""

_KINDS: Mapping[CelType, Any] = {
    "string": cel.Type.STRING,
    "int": cel.Type.INT,
    "double": cel.Type.DOUBLE,
    "bool": cel.Type.BOOL,
    "timestamp": cel.Type.TIMESTAMP,
    "list(string)": cel.Type.List(cel.Type.STRING),
}
_RESULTS: Mapping[str, CelType] = {str(kind.name()): name for name, kind in _KINDS.items()}
_MAPS: Mapping[str, Any] = {"filled": cel.Type.BOOL, "unknown": cel.Type.STRING}
"""Whether a field has a value, and why it has none, by field id."""
_WORD = re.compile(r"\w+")
_ERROR = re.compile(r"ERROR: [^:]*:(\d+):(\d+): (.*)")


@dataclass(frozen=True)
class Mistake:
    """What the engine says against a text. ``line`` counts from 1, ``column`` and ``position`` from 0.

    ``position`` is the place in the whole text.
    """

    message: str
    line: int
    column: int
    position: int


@dataclass(frozen=True, eq=False)
class Compiled:
    """A text that fits its environment. ``result`` is a type of fields, or the engine's name for another one.

    ``reads`` are the names it may read, ``filled`` and ``unknown`` among them; no other needs to be told.
    It may be evaluated by many threads at once.
    """

    text: str
    result: CelType | str
    program: Any
    reads: tuple[str, ...]


class Environment:
    """The names of one kind of record with their types."""

    def __init__(self, variables: Mapping[str, CelTypes]) -> None:
        """Declare the names.

        Args:
            variables: type by name, or types of parts by name; ``person.x`` is a name like any other.
        """
        self.variables: Mapping[str, CelType] = {**ALWAYS, **_flat(variables)}
        declared = {name: _KINDS[kind] for name, kind in self.variables.items()}
        declared |= {name: cel.Type.Map(cel.Type.STRING, kind) for name, kind in _MAPS.items()}
        self._engine = cel.NewEnv(variables=declared)

    def compile(self, text: str) -> Compiled | Mistake:
        """Check a text against the names and types, and make it ready to run."""
        try:
            program = self._engine.compile(text)
        except RuntimeError as error:
            return _mistake(str(error), text)
        name = str(program.return_type().name())
        return Compiled(text, _RESULTS.get(name, name), program, self._reads(text))

    def _reads(self, text: str) -> tuple[str, ...]:
        """The names whose every part is a word of the text: rather one too many than one too few."""
        words = set(_WORD.findall(text))
        return tuple(name for name in (*self.variables, *_MAPS) if words.issuperset(name.split(".")))


def _flat(variables: Mapping[str, CelTypes]) -> dict[str, CelType]:
    """Give every part of a value of several parts its own name."""
    found: dict[str, CelType] = {}
    for name, kind in variables.items():
        if isinstance(kind, str):
            found[name] = kind
        else:
            found |= {f"{name}.{part}": part_kind for part, part_kind in kind.items()}
    return found


def _mistake(report: str, text: str) -> Mistake:
    match = _ERROR.search(report)
    if match is None:
        return Mistake(report, 1, 0, 0)
    line, column = int(match[1]), int(match[2]) - 1
    before = sum(len(each) + 1 for each in text.split("\n")[: line - 1])
    return Mistake(match[3], line, column, min(before + column, len(text)))
