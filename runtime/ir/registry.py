"""The root of the IR with its look-ups. Owns the whole; must not grow view details."""

from __future__ import annotations

from functools import cached_property

from runtime.ir.access import Role
from runtime.ir.catalog import Catalog, Office
from runtime.ir.checklist import Checklist
from runtime.ir.document import Document
from runtime.ir.entity import Deadline, Entity
from runtime.ir.evolution import Step
from runtime.ir.exchange import Export, Listing
from runtime.ir.field import Field
from runtime.ir.label import Label, Part
from runtime.ir.lifecycle import Lifecycle
from runtime.ir.report import Report
from runtime.ir.rights import Breaches, Notice, Retention, Right
from runtime.ir.workday import Day

IR_VERSION = 1


class Layer(Part):
    """One blueprint of the stack, base first."""

    id: str
    version: str


class Theme(Part):
    """What a country changes of the look: CSS custom properties (name without dashes to value) and its organisation's name."""

    organisation: Label = {}
    variables: dict[str, str] = {}


class PartyKind(Part):
    """A part a person can play in a case; ``is_main`` marks that of the person the case is about.

    A ``retired`` part is no longer offered; old cases keep and show it.
    """

    id: str
    label: Label
    is_main: bool = False
    retired: bool = False


class Registry(Part):
    """A country's registry, total and explicit."""

    ir_version: int = IR_VERSION
    id: str
    version: str
    package: str
    title: Label
    country: str
    languages: tuple[str, ...]
    time_zone: str
    layers: tuple[Layer, ...]
    theme: Theme = Theme()
    folio: str
    scopes: str | None = None
    typologies: str | None = None
    entities: tuple[Entity, ...]
    catalogs: tuple[Catalog, ...]
    unknown: dict[str, Label] = {}
    offices: tuple[Office, ...]
    parties: tuple[PartyKind, ...]
    lifecycle: Lifecycle
    roles: tuple[Role, ...]
    lists: tuple[Listing, ...]
    exports: tuple[Export, ...]
    reports: tuple[Report, ...] = ()
    documents: tuple[Document, ...] = ()
    rights: tuple[Right, ...] = ()
    notices: tuple[Notice, ...] = ()
    breaches: Breaches = Breaches()
    evolution: tuple[Step, ...] = ()
    calendars: dict[str, dict[str, Day]] = {}
    """By country (ISO 3166-1 alpha-3, or ``all``): days as ``09-16`` or ``2026-11-27``, and whether offices work."""

    @cached_property
    def by_id(self) -> dict[str, Entity]:
        """Every entity by id."""
        return {entity.id: entity for entity in self.entities}

    @cached_property
    def catalog_by_id(self) -> dict[str, Catalog]:
        """Every catalog by id."""
        return {catalog.id: catalog for catalog in self.catalogs}

    @cached_property
    def case_types(self) -> tuple[Entity, ...]:
        """The case types in blueprint order, retired ones too: their cases live on."""
        return tuple(entity for entity in self.entities if entity.kind == "case_type")

    @cached_property
    def action_types(self) -> tuple[Entity, ...]:
        """The action types in blueprint order, retired ones too."""
        return tuple(entity for entity in self.entities if entity.kind == "action_type")

    @cached_property
    def registers(self) -> tuple[Entity, ...]:
        """The further registers in blueprint order, retired ones too."""
        return tuple(entity for entity in self.entities if entity.kind == "register")

    def checklists_of(self, entity: Entity) -> tuple[Checklist, ...]:
        """The checklists of a case type, those of every case first."""
        return (
            entity.checklists
            if entity.base is None
            else self.by_id[entity.base].checklists + entity.checklists
        )

    def deadlines_of(self, entity: Entity) -> tuple[Deadline, ...]:
        """The clocks of a case type, those of every case first; its own stands for one of the same id."""
        if entity.base is None:
            return entity.deadlines
        own = {deadline.id: deadline for deadline in entity.deadlines}
        inherited = {deadline.id: deadline for deadline in self.by_id[entity.base].deadlines}
        return tuple((inherited | own).values())

    def retention_of(self, entity: Entity) -> Retention:
        """How long cases of a type are kept: as it says itself, else as every case."""
        if entity.retention is not None:
            return entity.retention
        return (self.by_id["case"].retention if "case" in self.by_id else None) or Retention()

    def fields_of(self, entity: Entity) -> tuple[Field, ...]:
        """The active fields of an entity, those of its base first."""
        own = entity.active_fields
        return own if entity.base is None else self.by_id[entity.base].active_fields + own
