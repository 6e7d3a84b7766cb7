"""A report as one actor sees it: which dimensions, sums and filters are left of it. Must not query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from runtime.access.actor import Actor
from runtime.access.mask import visible_fields
from runtime.access.policy import may
from runtime.errors import NotFound
from runtime.fields.columns import stored_columns
from runtime.fields.grouping import group_of
from runtime.ir.entity import Entity
from runtime.ir.report import MOMENTS, OPEN, PERIOD, Count, Every, Report
from runtime.reports.bands import Ages, DaysOpen
from runtime.reports.dimension import Dimension
from runtime.reports.fields import OfField, Referred, Several, title_of
from runtime.reports.system import system_dimension
from runtime.search.views import may_list
from runtime.storage.codec import Slot
from runtime.storage.model import Model

MOST_DIMENSIONS = 2


@dataclass(frozen=True)
class Held:
    """A field of a record or of what hangs on it: whose table has it, and where."""

    of: str
    slot: Slot


@dataclass(frozen=True)
class Part:
    """One table of a report: what is counted of ``entity`` (``case``, ``action`` or a register).

    ``types`` narrow it to types; empty for all. ``dated`` is the date field its period goes by, ``moment`` the
    system's moment.
    """

    entity: Entity
    types: tuple[str, ...]
    counts: tuple[Count, ...]
    moment: str
    dated: Held | None
    dimensions: Mapping[str, Dimension]
    where: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class View:
    """What an actor sees of a report. ``parts`` are counted apart and shown side by side."""

    report: Report
    parts: tuple[Part, ...]
    by: tuple[str, ...]
    offered: tuple[str, ...]
    filters: tuple[str, ...]
    sum: Held | None
    filled: tuple[Held, ...]
    delay: tuple[Held, Held] | None = None

    @property
    def usual(self) -> Every:
        """The length of the period it is shown for at first."""
        return "year" if PERIOD in self.by else self.report.every

    def may_last(self, every: Every) -> bool:
        """Whether it may be asked for a period of this length; one that hides has no other, which would tell."""
        return not self.report.suppress or every == self.usual

    @property
    def is_open(self) -> bool:
        """Whether it shows what was open at the end of the period."""
        return self.report.period == OPEN

    @property
    def main(self) -> Part:
        """The table whose words name dimensions and filters."""
        return self.parts[0]


def views(model: Model, actor: Actor) -> tuple[View, ...]:
    """Return the reports an actor may see, in the blueprint's order."""
    found = (find(model, actor, report) for report in model.registry.reports)
    return tuple(view for view in found if view is not None)


def view_of(model: Model, actor: Actor, report_id: str) -> View:
    """Return a report as an actor sees it.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    report = next((one for one in model.registry.reports if one.id == report_id), None)
    found = find(model, actor, report) if report is not None else None
    if found is None:
        raise NotFound
    return found


def find(model: Model, actor: Actor, report: Report) -> View | None:
    """Return a report as an actor sees it; ``None`` when nothing of it may be seen."""
    if not may(model, actor, "report", "reports"):
        return None
    if report.roles and not set(report.roles) & set(actor.roles):
        return None
    return model.memory.recall(
        ("report", report.id, actor.roles), lambda: _Builder(model, actor, report).view()
    )


class _Builder:
    """Looks the names of one report up."""

    def __init__(self, model: Model, actor: Actor, report: Report) -> None:
        self.model, self.actor, self.report = model, actor, report

    def view(self) -> View | None:
        parts = [self._part(base, counts) for base, counts in self._bases()]
        kept = tuple(part for part in parts if part is not None)
        if len(kept) < len(parts) or not kept:
            return None
        shown = [
            name
            for name in (*self.report.by, *self.report.more_by)
            if all(name in p.dimensions for p in kept)
        ]
        summed = self._held(kept[0].entity.id, self.report.sum) if self.report.sum else None
        filled = [self._held(kept[0].entity.id, name) for name in self.report.filled]
        dates = [self._held(kept[0].entity.id, name) for name in self.report.delay or ()]
        start, end = dates if all(dates) and dates else (None, None)
        return View(
            self.report,
            kept,
            tuple(name for name in self.report.by if name in (*shown, PERIOD))[:MOST_DIMENSIONS],
            (*dict.fromkeys(shown), *(() if self.report.period == OPEN else (PERIOD,))),
            tuple(name for name in self.report.filters if all(name in p.dimensions for p in kept)),
            summed,
            tuple(held for held in filled if held is not None),
            (start, end) if start is not None and end is not None else None,
        )

    def _bases(self) -> list[tuple[Entity, tuple[Count, ...]]]:
        registry, counts = self.model.registry, self.report.counts
        if self.report.of is not None:
            entity = registry.by_id[self.report.of]
            return [(registry.by_id[entity.base] if entity.base else entity, counts)]
        of_cases: tuple[Count, ...] = tuple(count for count in counts if count in ("cases", "people"))
        of_actions: tuple[Count, ...] = tuple(count for count in counts if count == "actions")
        bases = ((registry.by_id["case"], of_cases), (registry.by_id["action"], of_actions))
        return [(entity, some) for entity, some in bases if some]

    def _part(self, base: Entity, counts: tuple[Count, ...]) -> Part | None:
        """A table, or none when the actor may not see what it is made of: a filter left out would lie."""
        report, model = self.report, self.model
        if not may_list(model, self.actor, base):
            return None
        divided = (report.split_by,) if report.split_by else ()
        used = (*report.by, *report.more_by, *report.where, *report.filters, *divided)
        names = [name for name in dict.fromkeys(used) if name != PERIOD]
        dimensions = {name: self._dimension(base, name) for name in names}
        seen = {name: found for name, found in dimensions.items() if found is not None}
        if not seen.keys() >= report.where.keys():
            return None
        moments = MOMENTS[base.kind]
        moment, dated = moments[0], None
        if report.period in moments:
            moment = moments[0] if report.period == OPEN else report.period
        elif report.period:
            dated = self._held(base.id, report.period)
            if dated is None:
                return None
        entity = model.registry.by_id[report.of] if report.of else base
        types = (entity.key,) if entity.base else ()
        return Part(base, types, counts, moment, dated, seen, report.where)

    def _dimension(self, base: Entity, name: str) -> Dimension | None:
        if name == "days_open":
            return DaysOpen() if base.id == "case" else None
        system = system_dimension(self.model.registry, base.id, name)
        if system is not None:
            return system
        held = self._held(base.id, name)
        if held is None:
            return None
        group = group_of(held.slot.field)
        if group == "age":
            return Ages(name, held.of, held.slot, self.report.ages)
        if group == "codes":
            return Several(name, self.model, held.of, held.slot)
        if group == "reference":
            return Referred(name, self.model, held.of, held.slot, title=self._title(held.slot))
        return OfField(name, self.model, held.of, held.slot) if group == "code" else None

    def _held(self, base: str, name: str) -> Held | None:
        """A field the actor may see, by the name a list of the base would give it."""
        prefix, _, field_id = name.rpartition(".")
        owner = self._owner(base, prefix)
        if owner is None or field_id not in _visible(self.model, self.actor, owner):
            return None
        own = self.model.codec.slots(owner.id)[field_id]
        return Held(owner.id, own)

    def _owner(self, base: str, prefix: str) -> Entity | None:
        by_id = self.model.registry.by_id
        if not prefix:
            return by_id[base]
        if prefix == "person" or (prefix == "case" and base == "action"):
            return by_id[prefix]
        return by_id.get(f"{base}_{prefix}")

    def _title(self, slot: Slot) -> Slot | None:
        target = self.model.registry.by_id.get(stored_columns(slot.field)[0].target or "")
        if target is None:
            return None
        visible = {
            field.id for field in visible_fields(self.model, self.actor, target) if not field.is_encrypted
        }
        return title_of(self.model, target, frozenset(visible))


def _visible(model: Model, actor: Actor, entity: Entity) -> Sequence[str]:
    found: Iterable[str] = (field.id for field in visible_fields(model, actor, entity))
    return tuple(found)
