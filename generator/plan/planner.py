"""The stage: locked IR and new IR to a plan, and what stands in its way. Must not read or write anything."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from generator.plan import address
from generator.plan.carry import carry
from generator.plan.changes import Add, Change, Drop, Plan, Rename, Retire
from generator.plan.differ import beginning, compare
from generator.plan.evolution import Lifted, Path, lift
from generator.plan.safety import fit
from generator.validate.finding import Finding, found
from runtime.ir.codec import fingerprint
from runtime.ir.entity import Entity
from runtime.ir.field import Field
from runtime.ir.registry import Registry


@dataclass(frozen=True)
class Planned:
    """A plan with the two IRs it leads between.

    ``lifted`` is the locked IR under the new names (None for a first build); ``registry`` is the new IR with
    what it carries of the old one: what the instance will hold. ``stages`` is the IR before each rename.
    """

    plan: Plan
    registry: Registry
    lifted: Registry | None
    stages: tuple[Registry, ...] = ()
    findings: tuple[Finding, ...] = ()


def plan(locked: Registry | None, new: Registry, consent: Collection[str] = ()) -> Planned:
    """Compare the IR an instance was built from with a new one.

    Args:
        locked: What the instance holds; None where there is no instance yet.
        new: What the blueprint compiles to.
        consent: Addresses whose data may be lost.
    """
    if locked is None:
        return Planned(_bind(None, new, tuple(beginning(new))), new, None)
    lifted = lift(locked, new)
    registry = carry(lifted, new)
    declared = lifted.retired.keys() | lifted.dropped.keys()
    changes = (
        *lifted.renames,
        *_without_renamed_states(lifted, compare(lifted.registry, registry, declared)),
    )
    findings = (
        *lifted.findings,
        *_unreadable(lifted.registry, registry),
        *_lost_states(lifted, new),
        *_retired_values(changes),
        *_likely_renames(lifted.registry, registry, changes),
        *_without_consent(lifted, changes, consent),
    )
    return Planned(_bind(locked, registry, changes), registry, lifted.registry, lifted.stages, findings)


def needs_consent(change: Change) -> bool:
    """Whether building this change has to be said on the command line too."""
    return change.safety == "loses_data"


def _bind(locked: Registry | None, registry: Registry, changes: tuple[Change, ...]) -> Plan:
    return Plan(
        registry=registry.id,
        base=None if locked is None else fingerprint(locked),
        target=fingerprint(registry),
        base_version=None if locked is None else locked.version,
        target_version=registry.version,
        changes=changes,
    )


def _without_renamed_states(lifted: Lifted, changes: Iterator[Change]) -> Iterator[Change]:
    """A state that took over another's cases has no further change to tell of its place in the order."""
    taken = {change.address for change in lifted.renames if change.subject == "state"}
    return (one for one in changes if not (one.verb == "add" and one.address in taken))


def _unreadable(old: Registry, new: Registry) -> Iterator[Finding]:
    """P704: fields whose stored values would not be what the new type says."""
    for entity in new.entities:
        before = old.by_id.get(entity.id)
        for field in entity.fields if before and not entity.retired else ():
            known = before.fields_by_id.get(field.id) if before else None
            if known and not field.retired and fit(known, field, old, new) == "other":
                yield found(
                    "P704",
                    (*path_of(entity, field), "type"),
                    field=address.of_item(entity, field.id),
                    before=_stored(known),
                    after=_stored(field),
                )


def _stored(field: Field) -> str:
    return f"{field.type}, {field.privacy}" if field.is_encrypted else field.type


def _lost_states(lifted: Lifted, new: Registry) -> Iterator[Finding]:
    """P707: a state that cases may be in has gone, and nothing was said of it."""
    spoken_of = {one.arguments["what"] for one in lifted.findings if one.code == "P711"}
    for state in lifted.registry.lifecycle.states:
        if state.id not in new.lifecycle.by_id and f"lifecycle.states.{state.id}" not in spoken_of:
            yield found("P707", ("lifecycle", "states"), on_key=True, state=state.id)


def _retired_values(changes: Collection[Change]) -> Iterator[Finding]:
    """P703: codes whose line went without a word."""
    for change in changes:
        if isinstance(change, Retire) and change.subject == "value":
            path = ("catalogs", change.entity)
            yield found("P703", path, on_key=True, catalog=change.entity, value=change.item)


def _likely_renames(old: Registry, new: Registry, changes: Collection[Change]) -> Iterator[Finding]:
    """P702: a field went without a word, and one stored alike came to the same entity."""
    added = [one for one in changes if isinstance(one, Add) and one.subject == "field"]
    renamed = {one.address for one in changes if isinstance(one, Rename)}
    for gone in changes:
        if not (isinstance(gone, Retire) and gone.subject == "field" and gone.reason == "silence"):
            continue
        if gone.address in renamed:
            continue
        entity = new.by_id[gone.entity]
        before = old.by_id[gone.entity].fields_by_id[gone.item]
        alike = [one for one in added if one.entity == gone.entity and _is_alike(before, entity, one.item)]
        if len(alike) == 1:
            yield found(
                "P702",
                path_of(entity, entity.fields_by_id[alike[0].item]),
                on_key=True,
                old=gone.address,
                new=alike[0].item,
                version=new.version,
            )


def _is_alike(before: Field, entity: Entity, item: str) -> bool:
    after = entity.fields_by_id[item]
    return before.type == after.type and before.is_encrypted == after.is_encrypted


def _without_consent(
    lifted: Lifted, changes: Collection[Change], consent: Collection[str]
) -> Iterator[Finding]:
    """P701: data would be lost without the operator's word; P713: a word about what is not lost."""
    asked = {
        one.former if isinstance(one, Rename) else one.address: one for one in changes if needs_consent(one)
    }
    for where, change in asked.items():
        if where not in consent:
            path = lifted.dropped.get(where, ("evolution",)) if isinstance(change, Drop) else ("evolution",)
            yield found("P701", path, on_key=True, what=where)
    for one in sorted(set(consent) - asked.keys()):
        yield found("P713", ("evolution",), on_key=True, what=one)


def path_of(entity: Entity, field: Field) -> Path:
    """Return where a field stands in the document."""
    return (*address.of_entity(entity).split("."), "sections", field.section, "fields", field.id)
