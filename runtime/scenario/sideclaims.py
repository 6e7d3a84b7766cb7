"""Claims about what stands beside a case: checklists, parties, documents, reports. Must not change anything."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from runtime.access.mask import sees_files
from runtime.access.policy import may
from runtime.ir.document import Document
from runtime.ir.expectation import Printable, ReportIs, TakesPart, Ticked
from runtime.ir.label import Label
from runtime.ir.label import text as label_text
from runtime.records import protocol
from runtime.records.settled import is_closed
from runtime.reports.count import Question, count
from runtime.reports.period import Period
from runtime.reports.view import find
from runtime.scenario.eyes import Eyes, Miss
from runtime.scenario.outcome import About
from runtime.search.reading import Reading


def ticked(eyes: Eyes, claim: Ticked) -> Miss | None:
    """Judge whether items of checklists are ticked."""
    model, case = eyes.world.model, eyes.case
    there = protocol.marks(model, eyes.world.connection, case.entity, case.id)
    named = [f"{checklist}.{item}" for checklist, items in claim.items.items() for item in items]
    wrong = [name for name in named if (tuple(name.split(".")) in there) is not claim.is_ticked]
    if not wrong:
        return None
    say, names = eyes.words.say, eyes.words.names(wrong, [case.entity])
    keys = ("scenario.ticked", "scenario.not_ticked")
    expected, happened = keys if claim.is_ticked else keys[::-1]
    about = tuple(About("item", name, case.entity.id) for name in wrong)
    return Miss(say(expected, names=names), say(happened, names=names), about)


def party(eyes: Eyes, claim: TakesPart) -> Miss | None:
    """Judge the part somebody has in the case."""
    record, table = eyes.world.records[claim.person], eyes.world.model.table("party")
    asked = select(table.c.part).where(table.c.case_id == eyes.case.id, table.c.person_id == record.id)
    parts = list(eyes.world.connection.scalars(asked.order_by(table.c.part)))
    if claim.part in parts:
        return None
    say = eyes.words.say
    labels = {part.id: part.label for part in eyes.world.model.registry.parties}

    def told(found: Sequence[str]) -> str:
        words = [label_text(labels.get(part, {}), eyes.world.language) or part for part in found]
        return eyes.words.list(words) if words else say("scenario.nothing")

    expected = say("scenario.party", name=claim.person, parts=told([claim.part]))
    return Miss(expected, say("scenario.party", name=claim.person, parts=told(parts)))


def documents(eyes: Eyes, claim: Printable) -> Miss | None:
    """Judge whether documents can be made by the account."""
    by_id = {one.id: one for one in eyes.world.model.registry.documents}
    wrong = [by_id[name] for name in claim.documents if _prints(eyes, by_id[name]) is not claim.is_printable]
    if not wrong:
        return None
    say, names = eyes.words.say, eyes.words.list(_quoted(eyes, one.label) for one in wrong)
    keys = ("scenario.document", "scenario.no_document")
    expected, happened = keys if claim.is_printable else keys[::-1]
    who = eyes.words.role(eyes.who)
    return Miss(say(expected, names=names, who=who), say(happened, names=names, who=who), (eyes.role,))


def report(eyes: Eyes, claim: ReportIs) -> Miss | None:
    """Judge how many a report counts for the account."""
    world = eyes.world
    found = next(one for one in world.model.registry.reports if one.id == claim.report)
    context = world.context(eyes.who, world.language)
    reading = Reading(world.model, world.connection, eyes.actor, world.now, context)
    say, label, who = eyes.words.say, _quoted(eyes, found.label), eyes.words.role(eyes.who)
    expected = say("scenario.report", label=label, who=who, count=claim.number)
    view = find(world.model, eyes.actor, found)
    if view is None:
        return Miss(expected, say("scenario.no_report", label=label, who=who), (eyes.role,))
    question = Question(Period.around(context.today, view.usual), ())
    number = int(count(reading, view, question).numbers.get((), {}).get(found.counts[0], 0))
    if number == claim.number:
        return None
    return Miss(expected, say("scenario.report", label=label, who=who, count=number), (eyes.role,))


def _prints(eyes: Eyes, document: Document) -> bool:
    model, case = eyes.world.model, eyes.case
    if is_closed(model, case.row) or not sees_files(model, eyes.actor):
        return False
    if not may(model, eyes.actor, "update", case.entity.id, case.row):
        return False
    if document.action is None:
        return case.entity.id in document.case_types
    record = eyes.world.record(document.action, eyes.name)
    return record is not None and eyes.world.look(eyes.who, record).row["annulled_at"] is None


def _quoted(eyes: Eyes, label: Label) -> str:
    return eyes.words.say("scenario.quoted", words=label_text(label, eyes.world.language))
