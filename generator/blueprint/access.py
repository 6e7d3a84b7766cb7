"""Roles and the parts people play in a case, as written. Owns their keys; must not decide who may do what."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import BeforeValidator

from generator.blueprint.part import Element, Label, Listed
from runtime.ir.access import SecondFactor, Sight


def _as_names(written: object) -> object:
    """A list of names is short for a mapping of each to true; a layer reaches each name of the mapping."""
    if isinstance(written, list) and all(isinstance(name, str) for name in written):
        return dict.fromkeys(written, True)
    return written


def _as_grant(written: object) -> object:
    return {"reach": written} if isinstance(written, str) else written


Names: TypeAlias = Annotated[dict[str, bool], BeforeValidator(_as_names), Listed()]
"""Names by whether they are meant: ``[a, b]`` is short for ``{a: true, b: true}``, so that a layer's list adds."""


class Grant(Element):
    """Where a role may do something, in which states of the case, and which transitions; all of them if unsaid."""

    reach: str = ""
    states: tuple[str, ...] | None = None
    transitions: tuple[str, ...] | None = None


class Emergency(Element):
    """Sight of a case out of reach: of which offices, for how long, for which reasons, and what else it opens."""

    reach: str = "office"
    within: str = ""
    reasons: str = ""
    opens: tuple[str, ...] = ("read",)


class Role(Element):
    """What an account may do: ``may`` maps subject to verb to grant. The words are checked with the entities."""

    label: Label = {}
    help: Label = {}
    sees: Sight = "personal"
    second_factor: SecondFactor = "optional"
    hidden: Names = {}
    fixed: Names = {}
    restricted: str = "assigned"
    hint: bool = False
    emergency: Emergency | None = None
    may: dict[str, dict[str, Annotated[Grant, BeforeValidator(_as_grant)]]] = {}


class Party(Element):
    """A part a person plays in a case; exactly one is ``main``."""

    label: Label = {}
    main: bool = False


def meant(names: dict[str, bool]) -> tuple[str, ...]:
    """Return the names that are meant, in the order written."""
    return tuple(name for name, is_meant in names.items() if is_meant)
