"""The surface language as frozen models: what an author may write after layers are merged.

Owns shape only; must not know files, positions or other parts of the blueprint.
"""

from generator.blueprint.access import Party, Role
from generator.blueprint.blocks import Block, Use
from generator.blueprint.catalogs import Catalog, Office, Offices, Value
from generator.blueprint.checklist import Checklist
from generator.blueprint.closing import ClosingReason
from generator.blueprint.deadline import Deadline
from generator.blueprint.document import Blueprint, Changes, Theme
from generator.blueprint.entity import Action, ActionType, Case, CaseType, Person, Register
from generator.blueprint.exchange import Export, Listing
from generator.blueprint.field import Check, Field, Required, Section
from generator.blueprint.part import Element, Label, Part, Raw
from generator.blueprint.reports import Report
from generator.blueprint.retention import Retention
from generator.blueprint.rights import Breaches, Notice, Purpose, Recipient, Right
from generator.blueprint.scenarios import Answers, Expectation, Given, Scenario, Step
from generator.blueprint.workflow import Lifecycle, State, Transition

__all__ = [
    "Action",
    "ActionType",
    "Answers",
    "Block",
    "Blueprint",
    "Breaches",
    "Case",
    "CaseType",
    "Catalog",
    "Changes",
    "Check",
    "Checklist",
    "ClosingReason",
    "Deadline",
    "Element",
    "Expectation",
    "Export",
    "Field",
    "Given",
    "Label",
    "Lifecycle",
    "Listing",
    "Notice",
    "Office",
    "Offices",
    "Part",
    "Party",
    "Person",
    "Purpose",
    "Raw",
    "Recipient",
    "Register",
    "Report",
    "Required",
    "Retention",
    "Right",
    "Role",
    "Scenario",
    "Section",
    "State",
    "Step",
    "Theme",
    "Transition",
    "Use",
    "Value",
]
