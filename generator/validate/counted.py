"""What a report counts and the names it may use: dimensions, filters, fields. Owns the look-up; must not judge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.blueprint.outline import Entity
from generator.blueprint.reports import Report
from generator.validate.context import Context
from generator.validate.options import Typed
from runtime.fields.grouping import group_of
from runtime.ir.report import MOMENTS, SYSTEM_DIMENSIONS

ALL_DEADLINES = "all"
_KINDS = ("case", "case_type", "action", "action_type", "register")
_COUNTS: dict[str, tuple[str, ...]] = {
    "case": ("cases", "people"),
    "action": ("actions", "cases", "people"),
    "register": ("records",),
}


@dataclass(frozen=True)
class Counted:
    """A report with what it is of. ``bases`` are the tables it is counted on: several only without ``of``."""

    context: Context
    written: Report
    of: Entity | None
    bases: tuple[Entity, ...]

    @property
    def is_several(self) -> bool:
        """Whether it shows counts of different tables side by side."""
        return len(self.bases) > 1

    @property
    def base(self) -> Entity:
        """The table that names are looked up from first."""
        return self.bases[0]

    @cached_property
    def fields(self) -> dict[str, Typed]:
        """The fields it may name, by their full name; those every base has."""
        found = [_fields(self.context, base) for base in self.bases]
        return {name: typed for name, typed in found[0].items() if all(name in others for others in found)}

    @cached_property
    def system(self) -> tuple[str, ...]:
        """The dimensions of the system every base has."""
        found = [SYSTEM_DIMENSIONS[base.kind] for base in self.bases]
        return tuple(name for name in found[0] if all(name in others for others in found))

    @property
    def moments(self) -> tuple[str, ...]:
        """What its period may go by besides date fields."""
        return MOMENTS[self.base.kind] if not self.is_several else ()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every name it may use as a dimension or a filter."""
        groups = (name for name, typed in self.fields.items() if group_of(typed.field) is not None)
        return (*self.system, *groups)

    def full(self, name: str) -> str:
        """Return the full name: a field of the type it is of goes by its own id too."""
        if name in self.system or name in self.fields or self.of is None or self.of.base is None:
            return name
        longer = f"{self.of.key}.{name}"
        return longer if longer in self.fields else name

    def is_known(self, name: str) -> bool:
        """Whether there is such a dimension or field, of whatever type."""
        full = self.full(name)
        return full in self.system or full in self.fields or full in self._broken

    @property
    def deadlines(self) -> tuple[str, ...]:
        """The deadlines of the case types it counts."""
        if self.is_several or self.base.kind != "case":
            return ()
        every, kinds = self.context.blueprint.case, self.context.blueprint.case_types
        of = [kinds[self.of.key]] if self.of is not None and self.of.base is not None else kinds.values()
        return tuple(dict.fromkeys(key for kind in (every, *of) for key in kind.deadlines))

    @cached_property
    def _broken(self) -> frozenset[str]:
        """Fields whose type is wrong: told elsewhere."""
        outline = self.context.outline
        prefixes = {"": self.base, "person": outline.by_id["person"], "case": outline.by_id["case"]}
        prefixes |= {extension.key: extension for extension in outline.extensions(self.base)}
        return frozenset(
            f"{prefix}.{field.id}" if prefix else field.id
            for prefix, entity in prefixes.items()
            for field in entity.fields
        )


def counted(context: Context, written: Report) -> Counted | None:
    """Return what a report is of; ``None`` when that is unknown."""
    by_id = context.outline.by_id
    if written.of is not None:
        of = subject(context, written.of)
        base = by_id[of.base] if of is not None and of.base else of
        return Counted(context, written, of, (base,)) if base is not None else None
    kinds = [kind for kind in ("case", "action") if any(_home(name) == kind for name in written.counts)]
    return Counted(context, written, None, tuple(by_id[kind] for kind in kinds)) if kinds else None


def subject(context: Context, name: str) -> Entity | None:
    """Return what can be counted by its name: `case`, a case type, `action`, an action type, a register."""
    entities = [entity for entity in context.outline.entities if entity.kind in _KINDS]
    return next((entity for entity in entities if name in (entity.key, entity.id)), None)


def subjects(context: Context) -> tuple[str, ...]:
    """Return the names of all that can be counted."""
    return tuple(entity.key for entity in context.outline.entities if entity.kind in _KINDS)


def fitting(base: Entity) -> tuple[str, ...]:
    """Return what can be counted on a table."""
    return _COUNTS[base.kind]


def _home(name: str) -> str | None:
    return {"cases": "case", "people": "case", "actions": "action"}.get(name)


def _fields(context: Context, base: Entity) -> dict[str, Typed]:
    return dict(_named(context, base))


def _named(context: Context, base: Entity) -> Iterator[tuple[str, Typed]]:
    yield from context.typed_fields(base).items()
    for extension in context.outline.extensions(base):
        own = ((field.id, context.typed.get(field.address)) for field in extension.fields)
        yield from ((f"{extension.key}.{name}", typed) for name, typed in own if typed is not None)
    if base.kind in ("case", "action"):
        person = context.typed_fields(context.outline.by_id["person"])
        yield from ((f"person.{name}", typed) for name, typed in person.items())
    if base.kind == "action":
        case = context.typed_fields(context.outline.by_id["case"])
        yield from ((f"case.{name}", typed) for name, typed in case.items())
