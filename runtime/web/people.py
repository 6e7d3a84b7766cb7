"""How a person stands on a line of a page, and why they were found. Must not look anybody up."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from runtime.http.context import Visit
from runtime.search.candidates import Match
from runtime.search.people import Person
from runtime.web.outline import outline


@dataclass(frozen=True)
class Line:
    """A person with a few facts, each with its label, and the reasons they were found."""

    id: uuid.UUID
    title: str
    facts: Sequence[tuple[str, str]]
    reasons: Sequence[str] = ()


def line_of(visit: Visit, person: Person, reasons: Sequence[str] = ()) -> Line:
    """Return a person as a line: name first, then what else the line shows."""
    of = outline(visit.model, visit.actor, "person", visit.language)
    context = visit.context
    facts = [
        (piece.label, piece.type.show(piece.field, value, context))
        for field_id, value in person.values.items()
        if field_id != of.entity.title and (piece := of.pieces.get(field_id)) is not None
    ]
    return Line(person.id, person.title or visit.message("record.no_name"), facts, reasons)


def match_line(visit: Visit, match: Match) -> Line:
    """Return a possible match as a line that says why it is one."""
    pieces = outline(visit.model, visit.actor, "person", visit.language).pieces
    reasons = [
        visit.message(f"intake.why.{reason.likeness}", field=pieces[reason.field_id].label)
        for reason in match.reasons
        if reason.field_id in pieces
    ]
    return line_of(visit, match.person, reasons)
