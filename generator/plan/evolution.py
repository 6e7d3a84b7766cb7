"""The declared verbs: which are pending, and the locked IR lifted to the new names. Must not compare the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.diagnostics import Argument, nearest
from generator.plan import address
from generator.plan.changes import Rename
from generator.plan.revise import revise
from generator.validate.finding import Finding, found
from runtime.ir.entity import Entity
from runtime.ir.evolution import Step
from runtime.ir.registry import Registry

Path = tuple[str, ...]


@dataclass(frozen=True)
class Lifted:
    """The locked IR under the new names, with what else was declared and where in the document.

    ``stages`` is the IR as it was before each of the renames.
    """

    registry: Registry
    renames: tuple[Rename, ...] = ()
    stages: tuple[Registry, ...] = ()
    retired: Mapping[str, Path] = field(default_factory=dict)
    dropped: Mapping[str, Path] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def pending(locked: Registry, new: Registry) -> Iterator[Step]:
    """The declarations the locked IR does not hold yet, in the order written."""
    applied = {step.version: step for step in locked.evolution}
    for step in new.evolution:
        before = applied.get(step.version, Step(version=step.version))
        yield Step(
            version=step.version,
            rename={old: to for old, to in step.rename.items() if before.rename.get(old) != to},
            retire=tuple(one for one in step.retire if one not in before.retire),
            drop=tuple(one for one in step.drop if one not in before.drop),
        )


def together(locked: Registry, new: Registry) -> tuple[Step, ...]:
    """Every declaration ever made: none is forgotten because its line was deleted."""
    merged = {step.version: step for step in locked.evolution}
    for step in new.evolution:
        before = merged.get(step.version, Step(version=step.version))
        merged[step.version] = Step(
            version=step.version,
            rename=before.rename | step.rename,
            retire=tuple(dict.fromkeys((*before.retire, *step.retire))),
            drop=tuple(dict.fromkeys((*before.drop, *step.drop))),
        )
    return tuple(merged.values())


def lift(locked: Registry, new: Registry) -> Lifted:
    """Apply the pending renames to the locked IR and collect what else is declared.

    The findings say which declarations cannot be followed.
    """
    lifting = _Lifting(locked, new)
    for step in pending(locked, new):
        lifting.rename(step)
        lifting.note(step)
    return Lifted(
        lifting.registry,
        tuple(lifting.renames),
        tuple(lifting.stages),
        lifting.retired,
        lifting.dropped,
        (*lifting.findings, *lifting.unfulfilled()),
    )


class _Lifting:
    """The work of ``lift``: the registry so far, and what was found on the way."""

    def __init__(self, locked: Registry, new: Registry) -> None:
        self.registry = locked
        self.new = new
        self.renames: list[Rename] = []
        self.stages: list[Registry] = []
        self.written: list[Path] = []
        self.retired: dict[str, Path] = {}
        self.dropped: dict[str, Path] = {}
        self.findings: list[Finding] = []

    def rename(self, step: Step) -> None:
        """Apply one version's renames, fields before the entities they stand in.

        A rename waits until its new name is free, so that ``a: b`` and ``b: c`` may stand in one version.
        """
        waiting = dict(sorted(step.rename.items(), key=lambda pair: (-pair[0].count("."), pair[0])))
        progress = True
        while progress:
            before = len(waiting)
            waiting = {old: to for old, to in waiting.items() if not self._try(step.version, old, to)}
            progress = len(waiting) < before
        for old, to in waiting.items():
            self._find("P709", (step.version, "rename", old), old=old, new=to)

    def note(self, step: Step) -> None:
        """Remember what is declared retired or dropped, where the address means something."""
        for key, declared, known in (
            ("retire", step.retire, self.retired),
            ("drop", step.drop, self.dropped),
        ):
            for one in declared:
                path = ("evolution", step.version, key)
                place = address.split(one)
                if place is None:
                    self._find("P711", path[1:], what=one)
                elif not self._exists(self.registry, place):
                    self._find("P705", path[1:], what=one)
                elif self._exists(self.new, place):
                    # An older version may have retired what a newer one brought back.
                    if step.version == self.new.version:
                        self._find("P706", path[1:], what=one)
                else:
                    known[one] = path

    def unfulfilled(self) -> Iterator[Finding]:
        """Renames to a name that the blueprint does not have and nobody said is gone again."""
        gone = self.retired.keys() | self.dropped.keys()
        for change, path in zip(self.renames, self.written, strict=True):
            here, there = _names(self.registry, change), _names(self.new, change)
            if change.item in here and change.item not in there and change.address not in gone:
                yield found(
                    "P708", path, old=change.former, new=change.item, suggestion=nearest(change.item, there)
                )

    def _try(self, version: str, old: str, to: str) -> bool:
        """Apply one rename; false while its new name is taken."""
        path = (version, "rename", old)
        state = address.state_of(old)
        place = address.split(old)
        if state is not None:
            return self._rename_state(path, state, to)
        assert place is not None, "checked with the blueprint"
        entity = self.registry.by_id.get(place[0])
        if entity is None or (place[1] is not None and place[1] not in entity.fields_by_id):
            self._find("P705", path, what=old)
            return True
        if place[1] is not None:
            return self._rename_field(path, entity, place[1], to)
        return self._rename_entity(path, entity, to)

    def _rename_field(self, path: Path, entity: Entity, old: str, to: str) -> bool:
        if to in entity.fields_by_id:
            return False
        fields = tuple(
            revise(one, id=to, former=(*one.former, old)) if one.id == old else one for one in entity.fields
        )
        self._record(path, "field", address.of_item(entity, to), entity.id, to, (entity.id, old))
        self._put(entity.id, revise(entity, fields=fields))
        return True

    def _rename_entity(self, path: Path, entity: Entity, key: str) -> bool:
        new_id = entity.id.removesuffix(entity.key) + key
        if new_id in self.registry.by_id:
            return False
        renamed = revise(entity, id=new_id, key=key, table=new_id, former=(*entity.former, entity.id))
        self._record(path, "entity", address.of_entity(renamed), new_id, new_id, (entity.id, ""))
        self._put(entity.id, renamed)
        return True

    def _rename_state(self, path: Path, old: str, to: str) -> bool:
        lifecycle = self.registry.lifecycle
        if old not in lifecycle.by_id:
            self._find("P705", path, what=path[-1])
            return True
        is_merge = to in lifecycle.by_id
        self._note(
            path,
            Rename(
                subject="state",
                address=f"lifecycle.states.{to}",
                reason="declared",
                safety="loses_data" if is_merge else "safe",
                item=to,
                former=path[-1],
                former_item=old,
            ),
        )
        kept = [one for one in lifecycle.states if not (is_merge and one.id == old)]
        states = tuple(revise(one, id=to) if one.id == old else one for one in kept)
        self.registry = revise(self.registry, lifecycle=revise(lifecycle, states=states))
        return True

    def _record(
        self,
        path: Path,
        subject: Literal["field", "entity"],
        new: str,
        entity: str,
        item: str,
        former: tuple[str, str],
    ) -> None:
        self._note(
            path,
            Rename(
                subject=subject,
                address=new,
                reason="declared",
                entity=entity,
                item=item,
                former=path[-1],
                former_entity=former[0],
                former_item=former[1],
            ),
        )

    def _note(self, path: Path, change: Rename) -> None:
        self.renames.append(change)
        self.stages.append(self.registry)
        self.written.append(("evolution", *path))

    def _put(self, old_id: str, entity: Entity) -> None:
        entities = tuple(entity if one.id == old_id else one for one in self.registry.entities)
        self.registry = revise(self.registry, entities=entities)

    def _exists(self, registry: Registry, place: tuple[str, str | None]) -> bool:
        entity = registry.by_id.get(place[0])
        return entity is not None and (place[1] is None or place[1] in entity.fields_by_id)

    def _find(self, code: str, path: Path, **arguments: Argument) -> None:
        self.findings.append(Finding(code, ("evolution", *path), arguments, on_key=True))


def _names(registry: Registry, change: Rename) -> set[str]:
    """The ids among which the new name of a rename should be."""
    if change.subject == "state":
        return set(registry.lifecycle.by_id)
    if change.subject == "entity":
        return set(registry.by_id)
    entity = registry.by_id.get(change.entity)
    return set(entity.fields_by_id) if entity else set()
