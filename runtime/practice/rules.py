"""What the blueprint says of an entity's fields, looked up once: checks, gates, codes. Must not draw anything."""

from __future__ import annotations

from collections.abc import Mapping

from runtime.fields.registry import field_type
from runtime.ir.catalog import Catalog
from runtime.ir.entity import Entity
from runtime.ir.expression import Expression
from runtime.ir.field import Field
from runtime.practice.source import Source
from runtime.storage.model import Model


class Rules:
    """The rules of one registry, as drawing asks for them."""

    def __init__(self, model: Model, source: Source) -> None:
        self.model, self.source = model, source
        self.sexes = _fields_of_sex(model, source)
        self._order = [state.id for state in model.registry.lifecycle.states]
        self._scoped: dict[tuple[str, str], list[str]] = {}
        self._concerned: dict[str, dict[str, list[tuple[str, Expression]]]] = {}

    def checks_on(self, entity: Entity) -> Mapping[str, list[tuple[str, Expression]]]:
        """Return the rules that concern each field: (the field that holds the rule, the rule)."""
        found = self._concerned.get(entity.id)
        if found is None:
            found = self._concerned[entity.id] = {}
            for item in self.model.registry.fields_of(entity):
                for check in item.checks:
                    for name in {item.id, *check.that.names}:
                        found.setdefault(name, []).append((item.id, check.that))
        return found

    def codes_of_scope(self, catalog: Catalog, scope: str) -> list[str]:
        """Return the codes a catalog offers within a scope."""
        found = self._scoped.get((catalog.id, scope))
        if found is None:
            found = self._scoped[catalog.id, scope] = [
                value.code
                for value in catalog.values
                if value.attributes.get("scope") == scope and value.is_current(self.source.now.date())
            ]
        return found

    def is_gate_reached(self, item: Field, state: str | None) -> bool:
        """Whether a field asked for at a state must be there; of a person, everything must."""
        if item.required.kind != "at":
            return False
        if state is None or item.required.state is None:
            return True
        return self._order.index(item.required.state) <= self._order.index(state)


def _fields_of_sex(model: Model, source: Source) -> frozenset[str]:
    """Return the ids of the person's fields whose codes are sexes."""
    found = set()
    for item in model.registry.by_id["person"].active_fields:
        catalogs = field_type(item.type).catalogs(item).values()
        codes = {value.code for name in catalogs for value in model.registry.catalog_by_id[name].values}
        if len(codes & source.lexicon.sexes.keys()) > 1:
            found.add(item.id)
    return frozenset(found)
