"""What a scenario claims of checklists, parties, documents and reports: that they are there. Must not play it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.blueprint import Expectation
from generator.diagnostics import nearest
from generator.source import Address
from generator.validate import refusals
from generator.validate.cast import PERSON, About, Cast, each
from generator.validate.finding import Finding, found
from generator.validate.gone import element_gone


def ticked(cast: Cast, line: Expectation, place: Address, about: About) -> Iterator[Finding]:
    """Items are on the case's checklists."""
    for checklist, items in (*line.ticked.items(), *line.not_ticked.items()):
        for spot, item in each(items, (*place, checklist), cast):
            yield from refusals.no_item(cast, about[0], f"{checklist}.{item}", spot)


def party(cast: Cast, line: Expectation, place: Address, _: About) -> Iterator[Finding]:
    """People are given ones, and parts exist."""
    people = [name for name, entity in cast.records.items() if entity.kind == PERSON]
    parties = cast.context.blueprint.parties
    for name, part in line.party.items():
        if name not in people:
            yield found("T111", (*place, name), on_key=True, suggestion=nearest(name, people), name=name)
        if part not in parties:
            suggestion = nearest(part, parties)
            yield found("T122", (*place, name), suggestion=suggestion, name=part, known=tuple(parties))


def documents(cast: Cast, line: Expectation, place: Address, _: About) -> Iterator[Finding]:
    """Documents exist."""
    known = cast.context.blueprint.documents
    for spot, name in each((*line.document, *line.no_document), place, cast):
        if name not in known:
            gone = element_gone(cast.context, ("documents", name))
            suggestion = None if gone else nearest(name, known)
            yield found("T131", spot, suggestion=suggestion, related=gone, name=name, known=tuple(known))


def report(cast: Cast, line: Expectation, place: Address, _: About) -> Iterator[Finding]:
    """The report exists."""
    known, name = cast.context.blueprint.reports, str(line.report)
    if name not in known:
        gone = element_gone(cast.context, ("reports", name))
        suggestion = None if gone else nearest(name, known)
        yield found("T132", place, suggestion=suggestion, related=gone, name=name, known=tuple(known))
