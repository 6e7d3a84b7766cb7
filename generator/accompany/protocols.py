"""The chapters of checklists, reports and calendars."""

from __future__ import annotations

from collections.abc import Iterator

from generator.accompany.paper import Chapter, Code, Table, Text
from generator.accompany.registry import Spoken
from generator.accompany.routines import where, works


def checklists(spoken: Spoken) -> Iterator[Chapter]:
    """What a protocol asks to be done, item by item."""
    say = spoken.say
    rows = tuple(
        (
            spoken.entity(entity),
            spoken.text(checklist.label),
            spoken.text(item.label),
            say("required.at", state=spoken.state(item.gate)) if item.gate else "",
            Code(checklist.visible.text) if checklist.visible else "",
            item.source or checklist.source,
            spoken.mark(assumed=item.assumed or checklist.assumed),
        )
        for entity in spoken.registry.entities
        for checklist in entity.checklists
        for item in checklist.items
    )
    headings = (
        *("types.name", "checklist.checklist", "checklist.item", "field.required", "field.visible"),
        *("entity.source", "field.mark"),
    )
    title = say("part.checklists")
    if rows:
        table = Table(title, tuple(map(say, headings)), rows, (4, 4, 7, 4, 4, 2, 2), title)
        yield Chapter("checklists", title, (table,))


def reports(spoken: Spoken) -> Iterator[Chapter]:
    """The statistics, with what each says of itself."""
    say = spoken.say
    rows = tuple(
        (
            spoken.text(one.label),
            spoken.text(one.help),
            Code(", ".join((*one.by, *one.more_by))),
            str(one.suppress) if one.suppress else "",
            one.source,
            spoken.mark(assumed=one.assumed),
        )
        for one in spoken.registry.reports
    )
    headings = (
        *("report.report", "entity.help", "report.by", "report.suppress"),
        *("entity.source", "field.mark"),
    )
    title = say("part.reports")
    if rows:
        table = Table(title, tuple(map(say, headings)), rows, (5, 7, 7, 3, 2, 2), title)
        yield Chapter("reports", title, (table,))


def calendars(spoken: Spoken) -> Iterator[Chapter]:
    """The days that differ from the weekends and holidays of an office's country, and that there are none."""
    say = spoken.say
    rows = tuple(
        (where(spoken, country), day, works(spoken, what))
        for country, days in spoken.registry.calendars.items()
        for day, what in days.items()
    )
    title = say("part.calendars")
    table = Table(
        title,
        tuple(say(f"calendar.{key}") for key in ("offices", "day", "works")),
        rows,
        (6, 3, 3),
        title,
    )
    yield Chapter("calendars", title, (Text(say("calendar.lead")), *((table,) if rows else ())))
