"""How a scenario went: plain data for whoever prints it. Must not find it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["field", "item", "deadline", "closing", "transition", "state", "role", "guard"]
Line = Literal["given", "when", "expect"]


@dataclass(frozen=True)
class About:
    """An element of the blueprint that a failure has to do with.

    ``owner`` is the entity of a field, of an item (``<checklist>.<item>``), of a deadline and of closing reasons, and the transition of a guard; others
    have none.
    """

    kind: Kind
    name: str
    owner: str = ""


@dataclass(frozen=True)
class Failure:
    """One line that did not come true: where it stands, and in words what was expected and what happened.

    ``key`` is the name in ``given``, or the position in ``when`` and ``expect``. A step that was refused has no
    ``expected``.
    """

    line: Line
    key: str | int
    expected: str
    happened: str
    about: tuple[About, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """One scenario, played."""

    scenario: str
    label: str
    failures: tuple[Failure, ...]

    @property
    def is_kept(self) -> bool:
        """Whether all of it came true."""
        return not self.failures
