"""A scenario as the generator hands it to whoever plays it. Owns the script; no instance carries any.

Everything is resolved: moments are in UTC, answers are controls of a form, names are those of records.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from runtime.ir.expectation import Expectation
from runtime.ir.label import Label, Part

Answers = dict[str, tuple[str, ...]]
"""Submitted text by control: ``nombre.given``, ``notificado``, ``detenido_el.unknown``."""


class Who(Part):
    """An account: one for each role, office and name."""

    role: str
    office: str
    name: str = ""


class Given(Part):
    """A record that is there before: a case with its person, a person, or a record of a register.

    ``person`` is the name of one that is there, or the answers of a new one.
    """

    name: str
    at: AwareDatetime
    who: Who
    entity: str
    person: str | Answers | None = None
    answers: Answers = {}


class Wait(Part):
    """Time passes."""

    kind: Literal["wait"] = "wait"


class Open(Part):
    """A case is opened; it is known by ``name`` afterwards."""

    kind: Literal["open"] = "open"
    name: str
    entity: str
    person: str | Answers
    answers: Answers = {}


class Act(Part):
    """An action is recorded."""

    kind: Literal["act"] = "act"
    entity: str
    done: AwareDatetime
    answers: Answers = {}


class Fill(Part):
    """Fields of the case and of its main person are corrected."""

    kind: Literal["fill"] = "fill"
    answers: Answers = {}
    person: Answers = {}


class Tick(Part):
    """Items are ticked, by checklist."""

    kind: Literal["tick"] = "tick"
    items: dict[str, tuple[str, ...]]


class Move(Part):
    """A transition is attempted."""

    kind: Literal["move"] = "move"
    transition: str
    reason: str | None = None
    words: str | None = None


class Annul(Part):
    """The last action of a type is annulled."""

    kind: Literal["annul"] = "annul"
    entity: str
    words: str = ""


class Join(Part):
    """A person is given a part in the case."""

    kind: Literal["join"] = "join"
    person: str
    part: str


class Assign(Part):
    """Another account becomes responsible for the case."""

    kind: Literal["assign"] = "assign"
    to: Who


class Transfer(Part):
    """Another office is asked to take the case over."""

    kind: Literal["transfer"] = "transfer"
    office: str
    words: str = ""


class Accept(Part):
    """The case is taken over by the office it was offered to; an account there becomes responsible."""

    kind: Literal["accept"] = "accept"
    to: Who


Deed = Annotated[
    Wait | Open | Act | Fill | Tick | Move | Annul | Join | Assign | Transfer | Accept,
    Field(discriminator="kind"),
]


class Step(Part):
    """What happens, when, by whom and to which case."""

    at: AwareDatetime
    who: Who
    case: str = ""
    deed: Deed


class Claim(Part):
    """What must be true at the end, in whose eyes and of which case; ``line`` is where its author wrote it."""

    line: int
    who: Who
    case: str = ""
    claim: Expectation


class Scenario(Part):
    """One test of the blueprint."""

    id: str
    label: Label
    given: tuple[Given, ...] = ()
    when: tuple[Step, ...] = ()
    expect: tuple[Claim, ...]
