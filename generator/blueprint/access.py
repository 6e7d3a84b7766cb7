"""Roles and the parts people play in a case, as written. Owns their keys; must not decide who may do what."""

from __future__ import annotations

from generator.blueprint.part import Element, Label
from runtime.ir.access import Sight


class Role(Element):
    """What an account may do: ``may`` maps subject to verb to reach. The words are checked with the entities."""

    label: Label = {}
    help: Label = {}
    sees: Sight = "personal"
    hidden: tuple[str, ...] = ()
    may: dict[str, dict[str, str]] = {}


class Party(Element):
    """A part a person plays in a case; exactly one is ``main``."""

    label: Label = {}
    main: bool = False
