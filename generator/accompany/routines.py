"""What an office goes by from day to day, as elements: checklists, reports, calendars. Must not compare."""

from __future__ import annotations

from collections.abc import Iterator

from generator.accompany.element import Element, Facts, origin_of, words_of
from generator.accompany.registry import Spoken
from generator.source import Address
from runtime.ir.checklist import Checklist, Item
from runtime.ir.entity import Entity
from runtime.ir.report import Report
from runtime.ir.workday import EVERYWHERE, Day


def checklists(spoken: Spoken, entity: Entity, address: Address) -> Iterator[Element]:
    """The items of an entity's checklists, each with the list it stands on."""
    for checklist in entity.checklists:
        place = (*address, "checklists", checklist.id)
        owner = f"{spoken.entity(entity)}: {spoken.text(checklist.label)}"
        for item in checklist.items:
            key = f"{entity.id}.{checklist.id}.{item.id}"
            name = spoken.text(item.label)
            is_assumed = item.assumed or checklist.assumed
            facts = _item(spoken, checklist, item)
            yield Element("checklists", key, (*place, "items", item.id), name, owner, facts, is_assumed)


def _item(spoken: Spoken, checklist: Checklist, item: Item) -> Facts:
    say = spoken.say
    return (
        *words_of(spoken, item.label, item.help),
        ("checklist.checklist", spoken.text(checklist.label)),
        ("field.required", say("required.at", state=spoken.state(item.gate)) if item.gate else ""),
        ("field.visible", checklist.visible.text if checklist.visible else ""),
        *origin_of(spoken, item.source or checklist.source, assumed=item.assumed or checklist.assumed),
    )


def reports(spoken: Spoken) -> Iterator[Element]:
    """The statistics."""
    for one in spoken.registry.reports:
        name = spoken.text(one.label)
        yield Element("reports", one.id, ("reports", one.id), name, "", _report(spoken, one), one.assumed)


def _report(spoken: Spoken, one: Report) -> Facts:
    where = "; ".join(f"{name}: {', '.join(codes)}" for name, codes in one.where.items())
    told = {
        "report.counts": ", ".join(spoken.say(f"counts.{count}") for count in one.counts),
        "report.of": spoken.entity(spoken.registry.by_id[one.of]) if one.of else "",
        "report.by": ", ".join((*one.by, *one.more_by)),
        "report.where": where,
        "report.filters": ", ".join(one.filters),
        "report.measures": ", ".join(
            (*filter(None, (one.sum, one.median)), *(one.delay or ()), *one.filled, *one.deadlines)
        ),
        "report.every": spoken.say(f"every.{one.every}"),
        "report.suppress": str(one.suppress) if one.suppress else "",
        "report.indicator": one.indicator or "",
    }
    return (
        *words_of(spoken, one.label, one.help),
        *told.items(),
        *origin_of(spoken, one.source, assumed=one.assumed),
    )


def calendars(spoken: Spoken) -> Iterator[Element]:
    """The days that the blueprint changes, one by one."""
    for country, days in spoken.registry.calendars.items():
        for day, what in days.items():
            address = ("calendars", country, day)
            facts = (("calendar.works", works(spoken, what)),)
            yield Element("calendars", f"{country}.{day}", address, day, where(spoken, country), facts)


def where(spoken: Spoken, country: str) -> str:
    """The offices a calendar is for."""
    if country == EVERYWHERE:
        return spoken.say("calendar.everywhere")
    return spoken.country(country)


def works(spoken: Spoken, day: Day) -> str:
    """Whether offices work on a day."""
    return spoken.say(f"calendar.{day}")
