"""The sample registry with a few parts changed that no table knows of, on the database of the sample."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from runtime.ir.catalog import Catalog
from runtime.ir.entity import Entity
from runtime.ir.field import Field
from tests.sample import REGISTRY
from tests.stage import Stage, build_stage


def vary(
    stage: Stage,
    folder: Path,
    *,
    entities: Mapping[str, Mapping[str, Any]] | None = None,
    fields: Mapping[str, Mapping[str, Any]] | None = None,
    catalogs: tuple[Catalog, ...] = (),
    **registry: Any,
) -> Stage:
    """Return a stage whose registry is the sample's but for what is named.

    Args:
        stage: the stage whose database is used.
        folder: where files go.
        entities: what changes of entities, by id.
        fields: what changes of fields, by ``entity.field``.
        catalogs: catalogs that replace those of the same id, or are further ones.
        registry: what changes of the registry.
    """
    changed = tuple(_entity(entity, entities or {}, fields or {}) for entity in REGISTRY.entities)
    new = {catalog.id: catalog for catalog in catalogs}
    kept = tuple(catalog for catalog in REGISTRY.catalogs if catalog.id not in new)
    update = {"entities": changed, "catalogs": (*kept, *catalogs), **registry}
    whole = REGISTRY.model_dump() | {name: update[name] for name in update}
    return build_stage(stage.store, folder, type(REGISTRY).model_validate(whole))


def _entity(entity: Entity, entities: Mapping[str, Mapping[str, Any]], fields: Mapping[str, Any]) -> Entity:
    own = tuple(_field(field, fields.get(f"{entity.id}.{field.id}", {})) for field in entity.fields)
    return Entity.model_validate(entity.model_dump() | {"fields": own} | dict(entities.get(entity.id, {})))


def _field(field: Field, changes: Mapping[str, Any]) -> Field:
    return Field.model_validate(field.model_dump() | dict(changes))
