"""Which fields of a record an actor sees. Must not know rows (``policy`` does)."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping

from runtime.access.actor import Actor
from runtime.access.policy import RETENTION, base_table, reach, roles
from runtime.ir.access import Role
from runtime.ir.document import Document
from runtime.ir.entity import Entity
from runtime.ir.field import Field, Privacy
from runtime.storage.model import Model

_DEPTH: Mapping[Privacy, int] = {"none": 0, "personal": 1, "sensitive": 2, "restricted": 3}

CHECKLIST = "checklist."
"""Begins what an event tells of a ticked item: ``checklist.<checklist>.<item>``."""
_ASIDE = frozenset({"part", "linked", "member", "file", "transfer", "consent", "notice", "hold", "retention"})
"""What an event of a case tells beside fields and system columns."""


def visible_fields(model: Model, actor: Actor, entity: Entity) -> tuple[Field, ...]:
    """Return the active fields the actor may read, those of the entity's base first.

    A field is visible if one of the roles sees its privacy and does not hide it.
    """
    having = roles(model, actor)
    return tuple(
        field
        for owner, field in _fields(model, entity)
        if not field.retired and any(_shows(role, owner, field) for role in having)
    )


def hidden_fields(model: Model, actor: Actor, entity: Entity) -> frozenset[str]:
    """Return the ids of the fields the actor may not read, nor therefore write; retired ones too, for old events."""

    def look() -> frozenset[str]:
        having = roles(model, actor)
        return frozenset(
            field.id
            for owner, field in _fields(model, entity)
            if not any(_shows(role, owner, field) for role in having)
        )

    return model.memory.recall(("hidden fields", actor.roles, entity.id), look)


def fixed_fields(model: Model, actor: Actor, entity: Entity) -> frozenset[str]:
    """Return the ids of the fields the actor may read and not write: no role of theirs shows one and leaves it open."""

    def look() -> frozenset[str]:
        having = roles(model, actor)
        return frozenset(
            field.id
            for owner, field in _fields(model, entity)
            if not any(_shows(role, owner, field) and not _fixes(role, owner, field) for role in having)
        ) - hidden_fields(model, actor, entity)

    return model.memory.recall(("fixed fields", actor.roles, entity.id), look)


def unwritable_fields(model: Model, actor: Actor, entity: Entity) -> frozenset[str]:
    """Return the ids of the fields the actor may not write: those they do not see, and those fixed for them."""
    return hidden_fields(model, actor, entity) | fixed_fields(model, actor, entity)


def hidden_changes(model: Model, actor: Actor, entity: Entity, names: Collection[str]) -> frozenset[str]:
    """Return which names of an event's difference the actor may not be told.

    Args:
        model: the instance's model.
        actor: who reads.
        entity: what the event is of.
        names: fields, ``unknown.<field>``, system columns, and what hangs on a case. A name that is none of
            these was a field once: nobody can say any more who might see it.
    """
    hidden, known = hidden_fields(model, actor, entity), {field.id for _, field in _fields(model, entity)}
    system = {column.name for column in model.table(base_table(model, entity.id)).c} | _ASIDE
    if not sees_files(model, actor):
        system -= {"file"}
    if not sees_words(model, actor) or reach(model, actor, "read", RETENTION) is None:
        # Why something is held is told on the page of its holds, to who keeps cases.
        system -= {"hold"}
    if sees_words(model, actor):
        system |= {name for name in names if name.startswith(CHECKLIST)}
    return frozenset(
        name
        for name in names
        if (bare := name.removeprefix("unknown.")) in hidden or (bare not in known and bare not in system)
    )


def sees_words(model: Model, actor: Actor) -> bool:
    """Whether the actor may read remarks in free words: somebody may be named in them."""
    return any(_DEPTH[role.sees] >= _DEPTH["personal"] for role in roles(model, actor))


def sees_files(model: Model, actor: Actor) -> bool:
    """Whether the actor may open files: nobody knows what is in one, so it takes sight of sensitive data."""
    return any(_DEPTH[role.sees] >= _DEPTH["sensitive"] for role in roles(model, actor))


def sees_file_of(model: Model, actor: Actor, field: str | None) -> bool:
    """Whether the actor sees the field (``case_trata.foto``) a file was given to; files of no field are everybody's who sees files."""
    if field is None:
        return True
    owner, _, name = field.partition(".")
    entity = model.registry.by_id.get(owner)
    return (
        entity is not None and name in entity.fields_by_id and name not in hidden_fields(model, actor, entity)
    )


def sees_document(model: Model, actor: Actor, document: Document, case: Entity) -> bool:
    """Whether the actor may read all that a kind of document prints of a case of this type."""
    by_id = model.registry.by_id
    owners = {"person": by_id["person"], "case": case}
    if document.action is not None:
        owners["action"] = by_id[document.action]
    for name in document.fields:
        owner, _, field = name.partition(".")
        if owner in owners:
            entity = owners[owner]
            known = entity.title if name == "person.title" else field
            if known in hidden_fields(model, actor, entity):
                return False
    return True


def knows_file(
    model: Model, actor: Actor, case: Entity, document: str | None, field: str | None, added_by: uuid.UUID
) -> bool:
    """Whether the actor may know a file of a case of this type: they see the field it was given to, and all that a document made here prints.

    Args:
        model: the instance's model.
        actor: who asks; what they made themselves they know.
        case: the type of the case.
        document: the kind of document made here it is, if it is one.
        field: the field it was given to, if to one.
        added_by: who added or made it.
    """
    kind = next((one for one in model.registry.documents if one.id == document), None)
    is_read = kind is None or added_by == actor.account_id or sees_document(model, actor, kind, case)
    return is_read and sees_file_of(model, actor, field)


def _fields(model: Model, entity: Entity) -> list[tuple[Entity, Field]]:
    """Every field with the entity that has it, the base's first."""
    owners = [model.registry.by_id[entity.base], entity] if entity.base is not None else [entity]
    return [(owner, field) for owner in owners for field in owner.fields]


def _fixes(role: Role, owner: Entity, field: Field) -> bool:
    return f"{owner.id}.{field.id}" in role.fixed


def _shows(role: Role, owner: Entity, field: Field) -> bool:
    return _DEPTH[role.sees] >= _DEPTH[field.privacy] and f"{owner.id}.{field.id}" not in role.hidden
