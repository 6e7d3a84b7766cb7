"""The root of a blueprint as written. Owns the top-level keys; must not know what is inside them."""

from __future__ import annotations

import pydantic

from generator.blueprint.access import Party, Role
from generator.blueprint.accompaniment import Accompaniment
from generator.blueprint.blocks import Block
from generator.blueprint.catalogs import Catalog, Offices
from generator.blueprint.documents import Document
from generator.blueprint.entity import Action, ActionType, Case, CaseType, Person, Register
from generator.blueprint.exchange import Export, Listing
from generator.blueprint.legal import LegalBasis
from generator.blueprint.part import Label, Part
from generator.blueprint.reports import Report
from generator.blueprint.rights import Breaches, Notice, Right
from generator.blueprint.scenarios import Scenario
from generator.blueprint.workflow import Lifecycle
from runtime.ir.workday import Day

FOLIO = "{prefix}-{year}-{number:06}"
"""The folio of a registry that says nothing else."""


class Theme(Part):
    """What a country changes of the look."""

    organisation: Label = {}
    variables: dict[str, str] = {}


class Changes(Part):
    """What the version of this key changed: new ids by old address, fields retired, fields whose data may go."""

    rename: dict[str, str] = {}
    retire: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


class Blueprint(Part):
    """The whole document, all layers merged."""

    id: str = pydantic.Field(alias="blueprint")
    version: str
    title: Label
    extends: str | None = None
    country: str
    languages: tuple[str, ...]
    time_zone: str
    theme: Theme = Theme()
    folio: str = FOLIO
    legal_bases: dict[str, LegalBasis] = {}
    offices: Offices
    calendars: dict[str, dict[str, Day]] = {}
    person: Person
    blocks: dict[str, Block] = {}
    case: Case = Case()
    case_types: dict[str, CaseType]
    parties: dict[str, Party]
    action: Action = Action()
    action_types: dict[str, ActionType] = {}
    registers: dict[str, Register] = {}
    catalogs: dict[str, Catalog] = {}
    lifecycle: Lifecycle
    roles: dict[str, Role]
    lists: dict[str, Listing] = {}
    exports: dict[str, Export] = {}
    reports: dict[str, Report] = {}
    evolution: dict[str, Changes] = {}
    documents: dict[str, Document] = {}
    rights: dict[str, Right] = {}
    notices: dict[str, Notice] = {}
    breaches: Breaches = Breaches()
    scenarios: dict[str, Scenario] = {}
    accompaniment: Accompaniment | None = None
