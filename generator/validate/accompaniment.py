"""The log of an accompaniment: phases, dates and people hold together, and addresses lead to something."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from itertools import pairwise

from generator.blueprint import Part
from generator.blueprint.accompaniment import PHASES, Accompaniment
from generator.diagnostics import nearest
from generator.resolve.lookup import locate
from generator.source import Address, parse_address
from generator.validate.context import Context
from generator.validate.finding import Finding, found

_ROOT = "accompaniment"
_DATES = ("since", "until", "agreed", "asked", "answered", "accepted")
_PEOPLE = ("lead", "by", "answered_by", "requested_by", "accepted_by")
_CONTACT = re.compile(r"\S+@\S+\.\w+|(?:\+|\b00)?\d(?:[\s().-]?\d){7,}")


def phases(context: Context) -> Iterator[Finding]:
    """Phases are those from 0 to 9, and say when they were."""
    for key, phase in _log(context).phases.items():
        address: Address = (_ROOT, "phases", key)
        if key not in PHASES:
            yield found("K101", address, on_key=True, name=key)
        elif (phase.state == "done" and not phase.until) or (phase.state == "active" and not phase.since):
            yield found("K106", (*address, "state"), name=key, state=phase.state)
    for key, agreement in _log(context).agreements.items():
        if agreement.phase is not None and agreement.phase not in PHASES:
            yield found("K101", (_ROOT, "agreements", key, "phase"), name=agreement.phase)


def dates(context: Context) -> Iterator[Finding]:
    """Dates are dates, and what comes after is not before."""
    log = _log(context)
    for address, part in _parts(log):
        for key, text in _texts(part, _DATES):
            if _date(text) is None:
                yield found("K102", (*address, key), text=text)
    for key, phase in log.phases.items():
        yield from _order((_ROOT, "phases", key), ("from", phase.since), ("until", phase.until))
    for key, question in log.questions.items():
        address = (_ROOT, "questions", key)
        yield from _order(address, ("asked", question.asked), ("answered", question.answered))
    begun = [(key, log.phases[key].since) for key in PHASES if key in log.phases and log.phases[key].since]
    for (first, earlier), (second, later) in pairwise(begun):
        if _is_before(later, earlier):
            related = (((_ROOT, "phases", first, "from"), "first"),)
            place = (_ROOT, "phases", second, "from")
            yield found("K103", place, related=related, later=str(later), earlier=str(earlier))


def addresses(context: Context) -> Iterator[Finding]:
    """What a question or requirement is about exists, in this blueprint or in one it extends."""
    log, tree = _log(context), context.places.tree
    for part, entries in (("questions", log.questions), ("requirements", log.requirements)):
        for key, entry in entries.items():
            for position, text in enumerate(entry.about):
                is_cell = parse_address(text) in context.tables.places
                if locate(tree, text) is None and not is_cell:
                    place = (_ROOT, part, key, "about")
                    yield found(
                        "K104", _item(context, place, position), suggestion=_meant(context, text), text=text
                    )


def people(context: Context) -> Iterator[Finding]:
    """Whoever did something is among the people; nobody's contact stands in the log."""
    log = _log(context)
    for address, part in _parts(log):
        for key, name in _texts(part, _PEOPLE):
            if name not in log.people:
                yield found("K105", (*address, key), suggestion=nearest(name, log.people), name=name)
    for key, agreement in log.agreements.items():
        for position, name in enumerate(agreement.between):
            if name not in log.people:
                place = _item(context, (_ROOT, "agreements", key, "between"), position)
                yield found("K105", place, suggestion=nearest(name, log.people), name=name)
    for key, person in log.people.items():
        address = (_ROOT, "people", key)
        written: dict[Address, str] = {(*address, "body"): person.body}
        written |= {(*address, "function", language): text for language, text in person.function.items()}
        for place, text in written.items():
            if _CONTACT.search(text):
                yield found("K107", tuple(step for step in place if step), text=text)


def _log(context: Context) -> Accompaniment:
    return context.blueprint.accompaniment or Accompaniment()


def _parts(log: Accompaniment) -> Iterator[tuple[Address, Part]]:
    for name in ("phases", "agreements", "questions", "requirements"):
        for key, part in getattr(log, name).items():
            yield (_ROOT, name, key), part


def _texts(part: Part, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The keys among those that a part has filled, as written."""
    for name, info in type(part).model_fields.items():
        text = getattr(part, name)
        if name in names and text:
            yield info.alias or name, text


def _order(
    address: Address, first: tuple[str, str | None], second: tuple[str, str | None]
) -> Iterator[Finding]:
    if _is_before(second[1], first[1]):
        related = (((*address, first[0]), "first"),)
        yield found(
            "K103", (*address, second[0]), related=related, later=str(second[1]), earlier=str(first[1])
        )


def _is_before(later: str | None, earlier: str | None) -> bool:
    """Whether what should be later is earlier; what is no date was told before."""
    end, start = _date(later or ""), _date(earlier or "")
    return end is not None and start is not None and end < start


def _date(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if len(text) == len("2026-01-31") else None
    except ValueError:
        return None


def _item(context: Context, address: Address, position: int) -> Address:
    """The place of one item; a single one may stand without brackets."""
    longer = (*address, position)
    return longer if context.places.tree.find(longer) is not None else address


def _meant(context: Context, text: str) -> str | None:
    """The address with its last step mended, where everything before it exists."""
    head, dot, last = text.rpartition(".")
    address = locate(context.places.tree, head) if head else ()
    node = context.places.tree.find(address) if address is not None else None
    names = getattr(node, "names", ())
    meant = nearest(last, names)
    return f"{head}{dot}{meant}" if meant else None
