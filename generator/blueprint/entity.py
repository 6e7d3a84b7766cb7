"""Person, case, action, their types and further registers as written. Owns their keys; must not know tables."""

from __future__ import annotations

from generator.blueprint.blocks import Uses
from generator.blueprint.checklist import Checklist
from generator.blueprint.closing import ClosingReasons
from generator.blueprint.deadline import Deadline
from generator.blueprint.field import Section
from generator.blueprint.part import Element, Label
from generator.blueprint.retention import Retention
from runtime.ir.field import Privacy


class Person(Element):
    """What is known of anyone named in the registry."""

    label: Label = {}
    plural: Label = {}
    help: Label = {}
    blocks: Uses = {}
    sections: dict[str, Section] = {}


class Case(Element):
    """What every case has; ``scopes`` and ``typologies`` name the catalogs of scopes and of typologies."""

    label: Label = {}
    plural: Label = {}
    help: Label = {}
    scopes: str | None = None
    typologies: str | None = None
    blocks: Uses = {}
    sections: dict[str, Section] = {}
    deadlines: dict[str, Deadline] = {}
    checklists: dict[str, Checklist] = {}
    retention: Retention | None = None


class CaseType(Element):
    """One kind of matter, with what it adds to the case."""

    label: Label = {}
    plural: Label = {}
    help: Label = {}
    scope: str | None = None
    family: str | None = None
    privacy: Privacy = "personal"
    blocks: Uses = {}
    sections: dict[str, Section] = {}
    deadlines: dict[str, Deadline] = {}
    checklists: dict[str, Checklist] = {}
    closing_reasons: ClosingReasons = {}
    retention: Retention | None = None


class Action(Element):
    """What every action has besides its date, officer and office."""

    label: Label = {}
    plural: Label = {}
    help: Label = {}
    blocks: Uses = {}
    sections: dict[str, Section] = {}


class ActionType(Element):
    """One kind of act of the consulate."""

    label: Label = {}
    plural: Label = {}
    help: Label = {}
    blocks: Uses = {}
    sections: dict[str, Section] = {}


class Register(Element):
    """A further table a country keeps; ``title`` is the field that stands for a record."""

    label: Label = {}
    plural: Label = {}
    help: Label = {}
    title: str | None = None
    blocks: Uses = {}
    sections: dict[str, Section] = {}
