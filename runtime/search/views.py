"""A list or an export as one actor sees it: which columns and filters are left of it. Must not query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from runtime.access.actor import Actor
from runtime.access.mask import visible_fields
from runtime.access.policy import reach
from runtime.errors import NotFound
from runtime.ir.entity import Entity
from runtime.ir.exchange import Export, Listing
from runtime.ir.label import Label
from runtime.search.checklistcolumns import TickedColumn
from runtime.search.columns import ListColumn
from runtime.search.fieldcolumns import FieldColumn, Title
from runtime.search.systemcolumns import (
    CodedColumn,
    MomentColumn,
    OfficeColumn,
    OfficerColumn,
    ScopeColumn,
    SystemColumn,
)
from runtime.storage.codec import Slot
from runtime.storage.model import Model

_MOMENTS = {"case": "registered_at", "action": "done_at"}


@dataclass(frozen=True)
class View:
    """What an actor sees of a list or an export.

    ``entity`` is what it counts: ``case``, ``person``, ``action`` or a register. ``types`` narrows it to types of
    case or action; empty for all. ``chosen`` are the columns shown unless somebody chooses among ``columns``.
    """

    id: str
    label: Label
    help: Label
    entity: Entity
    types: tuple[str, ...]
    columns: Mapping[str, ListColumn]
    chosen: tuple[str, ...]
    filters: Mapping[str, ListColumn]

    @property
    def moment(self) -> str | None:
        """The system column the newest first is told by; ``None`` for entities ordered otherwise."""
        return _MOMENTS.get(self.entity.id)


def subject(model: Model, name: str) -> Entity:
    """Return what a list is of; registers by their id or their key in the blueprint."""
    by_id = model.registry.by_id
    return by_id[name] if name in by_id else by_id[f"register_{name}"]


def may_list(model: Model, actor: Actor, entity: Entity) -> bool:
    """Whether there can be anything to list for this actor."""
    return any(reach(model, actor, "read", kind.id) is not None for kind in _kinds(model, entity))


def _kinds(model: Model, entity: Entity) -> Sequence[Entity]:
    """The types of an entity that has types, else the entity itself."""
    types = {"case": model.registry.case_types, "action": model.registry.action_types}
    return types.get(entity.id, (entity,))


def view_of(model: Model, actor: Actor, listing: Listing) -> View:
    """Return a list as an actor sees it.

    Raises:
        NotFound: the actor may not read what it is of.
    """
    names = (*listing.columns, *listing.more_columns)

    def build() -> View:
        view = _view(model, actor, listing, names, listing.filters)
        if _crosses_offices(model, actor, view.entity):
            return view
        # Every row would say the same; whoever wants it in a file chooses it.
        return replace(view, chosen=tuple(name for name in view.chosen if name != "office"))

    return model.memory.recall(("view", listing.id, actor.roles, len(actor.offices_below) > 1), build)


def _crosses_offices(model: Model, actor: Actor, entity: Entity) -> bool:
    """Whether an actor's lists hold records of several offices."""
    found = {reach(model, actor, "read", kind.id) for kind in _kinds(model, entity)}
    return bool({"everything", "country"} & found) or (
        "jurisdiction" in found and len(actor.offices_below) > 1
    )


def view_of_export(model: Model, actor: Actor, export: Export) -> View:
    """Return an export as an actor sees it.

    Raises:
        NotFound: the actor may not read what it is of.
    """
    return model.memory.recall(
        ("export", export.id, actor.roles), lambda: _view(model, actor, export, export.columns, ())
    )


def _view(
    model: Model, actor: Actor, source: Listing | Export, names: Sequence[str], filters: Sequence[str]
) -> View:
    entity = subject(model, source.of)
    if not may_list(model, actor, entity):
        raise NotFound
    columns = _columns(model, actor, entity, names)
    return View(
        source.id,
        source.label,
        source.help,
        entity,
        _types(model, entity, source.columns),
        columns,
        tuple(name for name in source.columns if name in columns),
        {
            name: column
            for name, column in _columns(model, actor, entity, filters).items()
            if column.filter != "none"
        },
    )


def _types(model: Model, entity: Entity, columns: Iterable[str]) -> tuple[str, ...]:
    """A list that shows fields of some types is a list of those types: the others would be empty rows."""
    keys = {kind.key for kind in model.registry.entities if kind.base == entity.id}
    named = dict.fromkeys(name.partition(".")[0] for name in columns if "." in name)
    return tuple(key for key in named if key in keys)


def _columns(model: Model, actor: Actor, entity: Entity, names: Sequence[str]) -> dict[str, ListColumn]:
    found = {name: _column(model, actor, entity, name) for name in names}
    return {name: column for name, column in found.items() if column is not None}


def _column(model: Model, actor: Actor, entity: Entity, name: str) -> ListColumn | None:
    prefix, _, field_id = name.rpartition(".")
    if not prefix:
        system = _system_column(model, entity, name)
        return system or _field_column(model, actor, entity, name, field_id)
    if prefix == "person":
        person = model.registry.by_id["person"]
        return _field_column(model, actor, person, name, field_id)
    kind = next(kind for kind in model.registry.entities if kind.base == entity.id and kind.key == prefix)
    return _field_column(model, actor, kind, name, field_id)


def _field_column(model: Model, actor: Actor, entity: Entity, name: str, field_id: str) -> FieldColumn | None:
    """A column of a field the actor may see; never of an encrypted one, which leaves neither in lists nor in files."""
    if reach(model, actor, "read", entity.id) is None and not may_list(model, actor, entity):
        return None
    visible = {field.id for field in visible_fields(model, actor, entity) if not field.is_encrypted}
    if field_id not in visible:
        return None
    slot = model.codec.slots(entity.id)[field_id]
    return FieldColumn(name, model, entity.id, slot, _title(model, actor, slot))


def _title(model: Model, actor: Actor, slot: Slot) -> Title | None:
    target = next((column.target for column in slot.type.columns(slot.field) if column.target), None)
    entity = model.registry.by_id.get(target or "")
    if entity is None or entity.title is None:
        return None
    visible = {field.id for field in visible_fields(model, actor, entity) if not field.is_encrypted}
    return Title(entity.id, model.codec.slots(entity.id)[entity.title]) if entity.title in visible else None


def _system_column(model: Model, entity: Entity, name: str) -> ListColumn | None:
    if name == "office":
        return OfficeColumn("office", entity.id, "office_id")
    if entity.id == "case":
        return _case_column(model, name)
    if entity.id == "action":
        return _action_column(model, name)
    return None


def _case_column(model: Model, name: str) -> ListColumn | None:
    registry = model.registry
    if name == "folio":
        return SystemColumn("folio", "case", "folio")
    if name == "state":
        labels = {state.id: state.label for state in registry.lifecycle.states}
        return CodedColumn("state", "case", "state", labels=labels, catalogs=("@state",))
    if name == "case_type":
        return _type_column("case_type", "case", registry.case_types)
    if name == "scope":
        scopes = registry.catalog_by_id.get(registry.scopes or "")
        return ScopeColumn(
            "scope",
            "case",
            "case_type",
            labels={value.code: value.label for value in scopes.values} if scopes else {},
            catalogs=(scopes.id,) if scopes else (),
            types={kind.key: kind.scope for kind in registry.case_types if kind.scope is not None},
        )
    if name == "closing_reason":
        used = dict.fromkeys(found.reasons for found in registry.lifecycle.transitions if found.reasons)
        labels = {
            value.code: value.label for key in used for value in registry.catalog_by_id[str(key)].values
        }
        catalogs = tuple(str(key) for key in used)
        return CodedColumn("closing_reason", "case", "closing_reason", labels=labels, catalogs=catalogs)
    if name == "ticked":
        return TickedColumn("ticked", "case", "id")
    if name == "responsible":
        return OfficerColumn("responsible", "case", "responsible_id")
    return MomentColumn(name, "case", name) if name in ("registered_at", "closed_at") else None


def _action_column(model: Model, name: str) -> ListColumn | None:
    if name == "action_type":
        return _type_column("action_type", "action", model.registry.action_types)
    if name == "officer":
        return OfficerColumn("officer", "action", "officer_id")
    return MomentColumn("done_at", "action", "done_at") if name == "done_at" else None


def _type_column(name: str, of: str, kinds: Sequence[Entity]) -> CodedColumn:
    return CodedColumn(
        name,
        of,
        name,
        labels={kind.key: kind.label for kind in kinds},
        catalogs=(f"@{name}",),
        retired=frozenset(kind.key for kind in kinds if kind.retired),
    )
