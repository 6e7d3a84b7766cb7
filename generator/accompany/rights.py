"""The chapter of what protects people's data: requests and their terms, notices and purposes, retention, breaches."""

from __future__ import annotations

from collections.abc import Iterator

from generator.accompany.paper import Chapter, Table
from generator.accompany.registry import Spoken


def chapters(spoken: Spoken) -> Iterator[Chapter]:
    """Rights, notices, how long cases are kept, and who is told of a breach."""
    say = spoken.say
    tables = [
        table
        for table in (_rights(spoken), _purposes(spoken), _retention(spoken), _breaches(spoken))
        if table.rows
    ]
    if tables:
        yield Chapter("protection", say("part.rights"), tuple(tables))


def _rights(spoken: Spoken) -> Table:
    say = spoken.say
    rows = tuple(
        (
            spoken.text(one.label),
            one.within,
            one.extension or "",
            one.legal_basis,
            one.source,
            spoken.mark(assumed=one.assumed),
        )
        for one in spoken.registry.rights
    )
    headings = (
        "right.right",
        "deadlines.within",
        "right.extension",
        "right.basis",
        "entity.source",
        "field.mark",
    )
    title = say("right.title")
    return Table(title, tuple(map(say, headings)), rows, (4, 2, 2, 5, 3, 2), title)


def _purposes(spoken: Spoken) -> Table:
    say = spoken.say
    rows = tuple(
        (
            f"{spoken.text(notice.label)} {notice.version}",
            spoken.text(purpose.label),
            say("notice.needed") if purpose.needed else spoken.text(purpose.withdrawal),
            spoken.mark(assumed=notice.assumed),
        )
        for notice in spoken.registry.notices
        for purpose in notice.purposes
    )
    headings = ("notice.notice", "notice.purpose", "notice.withdrawal", "field.mark")
    title = say("notice.title")
    return Table(title, tuple(map(say, headings)), rows, (4, 5, 7, 2), title)


def _retention(spoken: Spoken) -> Table:
    say, registry = spoken.say, spoken.registry
    rows = []
    for entity in registry.case_types:
        kept = registry.retention_of(entity)
        if entity.retired or kept.term is None:
            continue
        act = say(f"retention.{kept.then}")
        rows.append(
            (spoken.text(entity.label), kept.term, act, kept.source, spoken.mark(assumed=kept.assumed))
        )
    headings = ("types.name", "retention.term", "retention.then", "entity.source", "field.mark")
    title = say("retention.title")
    return Table(title, tuple(map(say, headings)), tuple(rows), (7, 2, 4, 3, 2), title)


def _breaches(spoken: Spoken) -> Table:
    say, breaches = spoken.say, spoken.registry.breaches
    mark = spoken.mark(assumed=breaches.assumed)
    rows = tuple((spoken.text(one.label), breaches.within, mark) for one in breaches.recipients)
    title = say("breach.title")
    headings = ("breach.recipient", "deadlines.within", "field.mark")
    return Table(title, tuple(map(say, headings)), rows, (8, 3, 2), title)
