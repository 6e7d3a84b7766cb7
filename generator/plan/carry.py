"""What outlives its line in the blueprint: fields, entities, values and parts that old records still have.

Owns the merge of the lifted IR into the new one; must not judge or print.
"""

from __future__ import annotations

from collections.abc import Collection

from pydantic import JsonValue

from generator.plan import address
from generator.plan.evolution import Lifted, together
from generator.plan.revise import revise
from runtime.fields.registry import field_type
from runtime.ir.access import Role
from runtime.ir.catalog import Catalog
from runtime.ir.entity import Entity
from runtime.ir.field import Field, Required
from runtime.ir.registry import PartyKind, Registry


def carry(lifted: Lifted, new: Registry) -> Registry:
    """Return the IR to build: the new one, with everything retired that old records still need."""
    old = lifted.registry
    dropped = lifted.dropped.keys()
    return revise(
        new,
        entities=(
            *(_entity(old.by_id.get(one.id), one, dropped) for one in new.entities),
            *(
                _retired(one)
                for one in old.entities
                if _is_gone(one, new) and address.of_entity(one) not in dropped
            ),
        ),
        catalogs=(
            *(_catalog(old.catalog_by_id.get(one.id), one) for one in new.catalogs),
            *(one for one in old.catalogs if one.id not in new.catalog_by_id),
        ),
        roles=tuple(_role(old, new, one) for one in new.roles),
        parties=(*new.parties, *_parties(old.parties, new.parties)),
        unknown=new.unknown | {code: label for code, label in old.unknown.items() if code not in new.unknown},
        evolution=together(old, new),
    )


def _is_gone(entity: Entity, new: Registry) -> bool:
    return entity.id not in new.by_id


def _entity(old: Entity | None, new: Entity, dropped: Collection[str]) -> Entity:
    if old is None:
        return new
    stay = [_with_past(old.fields_by_id.get(one.id), one) for one in new.fields]
    gone = [
        revise(_unconditional(one), retired=True)
        for one in old.fields
        if one.id not in new.fields_by_id and address.of_item(new, one.id) not in dropped
    ]
    return revise(new, fields=(*stay, *gone), former=old.former)


def _with_past(old: Field | None, new: Field) -> Field:
    if old is None:
        return new
    kept = _with_rows(old, new)
    return revise(kept, former=old.former) if old.former else kept


def _with_rows(old: Field, new: Field) -> Field:
    """A group with the fields that its old rows still have."""
    held = field_type(old.type).inner(old, retired=True)
    now = field_type(new.type).inner(new, retired=True)
    known = {one.id for one in now}
    gone = [revise(_unconditional(one), retired=True) for one in held if one.id not in known]
    if not gone or not now:
        return new
    inner: list[JsonValue] = [one.model_dump(mode="json") for one in (*now, *gone)]
    return revise(new, options={**new.options, "fields": inner})


def _unconditional(field: Field) -> Field:
    """Its conditions may name fields that are gone, and nobody fills it any more."""
    return revise(field, required=Required(), visible=None, checks=(), default=None, computed=None)


def _retired(entity: Entity) -> Entity:
    fields = tuple(_unconditional(one) for one in entity.fields)
    return revise(entity, retired=True, fields=fields, deadlines=())


def _catalog(old: Catalog | None, new: Catalog) -> Catalog:
    if old is None:
        return new
    gone = tuple(revise(one, retired=True) for one in old.values if one.code not in new.by_code)
    return revise(new, values=(*new.values, *gone)) if gone else new


def _role(old: Registry, new: Registry, role: Role) -> Role:
    """A role goes on not seeing the fields that old records still have: their history tells of them."""
    before = next((one for one in old.roles if one.id == role.id), None)
    gone = () if before is None else tuple(name for name in before.hidden if name not in role.hidden)
    still = tuple(name for name in gone if _is_retired(name, old, new))
    return revise(role, hidden=(*role.hidden, *still)) if still else role


def _is_retired(name: str, old: Registry, new: Registry) -> bool:
    owner, _, field = name.partition(".")
    before, now = old.by_id.get(owner), new.by_id.get(owner)
    return (
        before is not None and field in before.fields_by_id and (now is None or field not in now.fields_by_id)
    )


def _parties(old: tuple[PartyKind, ...], new: tuple[PartyKind, ...]) -> list[PartyKind]:
    known = {one.id for one in new}
    return [revise(one, retired=True, is_main=False) for one in old if one.id not in known]
