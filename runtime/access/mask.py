"""Which fields of a record an actor sees. Must not know rows (``policy`` does)."""

from __future__ import annotations

from collections.abc import Mapping

from runtime.access.actor import Actor
from runtime.access.policy import roles
from runtime.ir.access import Role
from runtime.ir.entity import Entity
from runtime.ir.field import Field, Privacy
from runtime.storage.model import Model

_DEPTH: Mapping[Privacy, int] = {"none": 0, "personal": 1, "sensitive": 2, "restricted": 3}


def visible_fields(model: Model, actor: Actor, entity: Entity) -> tuple[Field, ...]:
    """Return the active fields the actor may read, those of the entity's base first.

    A field is visible if one of the roles sees its privacy and does not hide it.
    """
    own = [(entity, field) for field in entity.active_fields]
    if entity.base is not None:
        base = model.registry.by_id[entity.base]
        own = [(base, field) for field in base.active_fields] + own
    having = roles(model, actor)
    return tuple(field for owner, field in own if any(_shows(role, owner, field) for role in having))


def hidden_fields(model: Model, actor: Actor, entity: Entity) -> frozenset[str]:
    """Return the ids of the active fields the actor may not read, nor therefore write."""
    visible = {field.id for field in visible_fields(model, actor, entity)}
    return frozenset(field.id for field in model.registry.fields_of(entity) if field.id not in visible)


def _shows(role: Role, owner: Entity, field: Field) -> bool:
    return _DEPTH[role.sees] >= _DEPTH[field.privacy] and f"{owner.id}.{field.id}" not in role.hidden
