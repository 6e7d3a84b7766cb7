"""States and transitions of a case as written. Owns their keys; whether they make sense is checked elsewhere."""

from __future__ import annotations

from typing import Literal

import pydantic

from generator.blueprint.field import Check
from generator.blueprint.part import Element, Label, Part


class State(Element):
    """Where a case may stand."""

    label: Label = {}
    kind: Literal["initial", "open", "waiting", "closed"]
    help: Label = {}


class Transition(Element):
    """A movement between states; ``sources`` and ``target`` are written ``from`` and ``to``."""

    label: Label = {}
    help: Label = {}
    sources: tuple[str, ...] = pydantic.Field(alias="from")
    target: str = pydantic.Field(alias="to")
    guards: dict[str, Check] = {}
    reason: Literal["none", "words", "catalog"] = "none"
    reasons: str | None = None
    roles: tuple[str, ...] = ()


class Lifecycle(Part):
    """The states, in order of progress, and the transitions."""

    states: dict[str, State]
    transitions: dict[str, Transition] = {}
