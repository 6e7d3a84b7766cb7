"""The log of one accompaniment as written: phases, people by function, agreements, questions, requirements.

Owns its keys. It never passes to a layer: every blueprint has its own, or none.
"""

from __future__ import annotations

from typing import Annotated, Literal

import pydantic
from pydantic import BeforeValidator

from generator.blueprint.part import Label, Part

PHASES = tuple(str(number) for number in range(10))
"""From the request (0) to the evaluation and hand-over (9)."""

Stage = Literal["pending", "active", "done", "skipped"]
Side = Literal["recipient", "adviser", "partner"]


def _as_list(written: object) -> object:
    return [written] if isinstance(written, str) else written


Addresses = Annotated[tuple[str, ...], BeforeValidator(_as_list)]
"""One address of the blueprint, or several."""


class Phase(Part):
    """How far a phase has come."""

    state: Stage = "pending"
    since: str | None = pydantic.Field(default=None, alias="from")
    until: str | None = None
    lead: str | None = None
    artefacts: Addresses = ()
    note: Label = {}


class Function(Part):
    """Who takes part, by function: a person's name or number is not asked for."""

    function: Label
    body: str = ""
    side: Side = "recipient"


class Agreement(Part):
    """What was agreed, when, between whom."""

    subject: Label
    agreed: str
    phase: str | None = None
    between: Addresses = ()
    document: str = ""


class Question(Part):
    """A question about elements of the blueprint, with its answer."""

    about: Addresses
    question: Label
    asked: str
    by: str | None = None
    answer: Label = {}
    answered: str | None = None
    answered_by: str | None = None


class Requirement(Part):
    """A need with the elements that meet it."""

    need: Label
    about: Addresses = ()
    source: str = ""
    priority: Literal["must", "should", "could"] = "should"
    requested_by: str | None = None
    accepted_by: str | None = None
    accepted: str | None = None


class Accompaniment(Part):
    """The log."""

    phases: dict[str, Phase] = {}
    people: dict[str, Function] = {}
    agreements: dict[str, Agreement] = {}
    questions: dict[str, Question] = {}
    requirements: dict[str, Requirement] = {}
