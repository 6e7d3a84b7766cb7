"""What a scenario claims must be true: that each line is one claim about what exists. Must not play anything."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias, get_args

from generator.blueprint import Expectation
from generator.blueprint.outline import Entity
from generator.diagnostics import nearest
from generator.source import Address
from generator.validate import filling, refusals, sides
from generator.validate.cast import CASE, PERSON, About, Cast, Named, each
from generator.validate.finding import Finding, found
from generator.validate.gone import element_gone, field_gone
from runtime.ir.expectation import Counted, Verdict

CLAIMS = (
    "deadline",
    "refused",
    "state",
    "visible",
    "hidden",
    "value",
    "offered",
    "not_offered",
    "needs",
    "ready",
    "denied",
    "sees",
    "does_not_see",
    "count",
    "folio",
    "ticked",
    "not_ticked",
    "party",
    "document",
    "no_document",
    "report",
)
_ASIDE = {"due": ("deadline",), "because": ("refused",), "is": ("deadline", "count", "report")}
_VERDICTS: tuple[str, ...] = get_args(Verdict)
_COUNTED: tuple[str, ...] = get_args(Counted)
_CASELESS = ("refused", "count", "report")


def judge(cast: Cast, line: Expectation, place: Address, now: datetime.datetime | None) -> Iterator[Finding]:
    """Judge one line.

    Args:
        cast: the names of the scenario.
        line: the line.
        place: where it stands.
        now: when the scenario ends.
    """
    keys = {
        info.alias or name for name, info in type(line).model_fields.items() if name in line.model_fields_set
    }
    written = [claim for claim in CLAIMS if claim in keys]
    if len(written) != 1:
        yield found("T101", place, known=CLAIMS)
        return
    for key, owners in _ASIDE.items():
        if key in keys and written[0] not in owners:
            yield found("T102", (*place, key), on_key=True, key=key, known=owners)
    claim = written[0]
    last = len(cast.scenario.when)
    if claim not in _CASELESS and not (claim in ("sees", "does_not_see", "value") and line.case is None):
        missing = list(no_case(cast, last, line.case, place))
        yield from missing
        if missing:
            return
    case = cast.case_before(last, line.case)
    yield from _CLAIMS[claim](cast, line, (*place, claim), (case[1] if case else None, now))


def no_case(cast: Cast, position: int, name: str | None, place: Address) -> Iterator[Finding]:
    """Say that there is no case a line could speak of."""
    if cast.case_before(position, name) is not None:
        return
    if name is not None:
        cases = [key for key, entity in cast.records.items() if entity.kind == "case_type"]
        yield found("T111", (*place, CASE), suggestion=nearest(name, cases), name=name)
    elif cast.records.keys() == cast.scenario.given.keys():
        yield found("T118", place)


def reason_codes(cast: Cast, transition: str, codes: Iterable[str], place: Address) -> Iterator[Finding]:
    """The reasons of a transition are codes of its catalog."""
    catalog = cast.context.blueprint.lifecycle.transitions[transition].reasons
    if catalog is None:
        yield found("T125", place, name=transition)
        return
    yield from _codes(cast, catalog, codes, place)


def _deadline(cast: Cast, line: Expectation, place: Address, about: About) -> Iterator[Finding]:
    entity = about[0]
    if entity is None:
        return
    blueprint = cast.context.blueprint
    deadlines = blueprint.case.deadlines | blueprint.case_types[entity.key].deadlines
    if line.deadline not in deadlines:
        gone = element_gone(cast.context, (*entity.address, "deadlines", str(line.deadline)))
        suggestion = None if gone else nearest(str(line.deadline), deadlines)
        yield found(
            "T109", place, suggestion=suggestion, related=gone, name=str(line.deadline), owner=entity.key
        )
    if line.verdict is None and line.due is None:
        yield found("T126", place[:-1], key="is", owner="deadline")
    if line.verdict is not None and line.verdict not in _VERDICTS:
        yield _no_word(line.verdict, _VERDICTS, (*place[:-1], "is"))
    if line.due is not None and cast.moment(line.due, cast.office_of(line)) is None:
        yield found("T113", (*place[:-1], "due"), text=line.due)


def _state(cast: Cast, line: Expectation, place: Address, _: About) -> Iterator[Finding]:
    states = cast.context.blueprint.lifecycle.states
    if line.state not in states and cast.context.is_whole("lifecycle", "states"):
        suggestion = nearest(str(line.state), states)
        gone = element_gone(cast.context, ("lifecycle", "states", str(line.state)))
        yield found(
            "T127", place, suggestion=suggestion, related=gone, state=str(line.state), known=tuple(states)
        )


def _shown(cast: Cast, line: Expectation, place: Address, about: About) -> Iterator[Finding]:
    for position, name in each((*line.visible, *line.hidden), place, cast):
        yield from _no_name(cast, name, about[0], position)


def _seen(cast: Cast, line: Expectation, place: Address, about: About) -> Iterator[Finding]:
    known = {CASE, PERSON, *cast.records}
    for position, name in each((*line.sees, *line.does_not_see), place, cast):
        if name not in known:
            yield from _no_name(cast, name, about[0], position)


def _value(cast: Cast, line: Expectation, place: Address, about: About) -> Iterator[Finding]:
    when = filling.When(cast.office_of(line), about[1], frozenset(cast.records))
    for name, raw in line.value.items():
        position = (*place, name)
        yield from _no_name(cast, name, about[0], position, on_key=True)
        named = cast.named(name, about[0])
        known = cast.typed(named.placed) if named else None
        if named is not None and known is not None and known.kind.parts:
            yield from filling.typed(cast, known, filling.Answer(name, raw, named.entity, position), when)


def _offered(cast: Cast, line: Expectation, place: Address, about: About) -> Iterator[Finding]:
    transitions = cast.context.blueprint.lifecycle.transitions
    for name, codes in (*line.offered.items(), *line.not_offered.items()):
        position = (*place, name)
        named = cast.named(name, about[0])
        if named is None and name in transitions:
            yield from reason_codes(cast, name, codes, position)
            continue
        yield from _no_name(cast, name, about[0], position, on_key=True)
        known = cast.typed(named.placed) if named else None
        if known is None:
            continue
        catalogs = known.kind.catalogs(known.field)
        if not catalogs:
            yield found("T128", position, on_key=True, name=name, type=known.field.type)
        for catalog in catalogs.values():
            yield from _codes(cast, catalog, codes, position)


def _moves(cast: Cast, line: Expectation, place: Address, _: About) -> Iterator[Finding]:
    for position, name in each((*line.ready, *line.denied), place, cast):
        yield from refusals.no_transition(cast, name, position)


def _count(_: Cast, line: Expectation, place: Address, __: About) -> Iterator[Finding]:
    if line.count not in _COUNTED:
        yield _no_word(str(line.count), _COUNTED, place)
    yield from _number(line, place, "count")


def _number(line: Expectation, place: Address, owner: str) -> Iterator[Finding]:
    if line.verdict is None:
        yield found("T126", place[:-1], key="is", owner=owner)
    elif not (line.verdict.isascii() and line.verdict.isdigit()):
        yield _no_word(line.verdict, ("0", "1", "2"), (*place[:-1], "is"))


def _report(cast: Cast, line: Expectation, place: Address, about: About) -> Iterator[Finding]:
    yield from sides.report(cast, line, place, about)
    yield from _number(line, place, "report")


def _nothing(_: Cast, __: Expectation, ___: Address, ____: About) -> Iterator[Finding]:
    return iter(())


_Judge: TypeAlias = Callable[[Cast, Expectation, Address, About], Iterator[Finding]]
_CLAIMS: dict[str, _Judge] = {
    "deadline": _deadline,
    "refused": refusals.refused,
    "state": _state,
    "visible": _shown,
    "hidden": _shown,
    "value": _value,
    "offered": _offered,
    "not_offered": _offered,
    "needs": refusals.needs,
    "ready": _moves,
    "denied": _moves,
    "sees": _seen,
    "does_not_see": _seen,
    "count": _count,
    "folio": _nothing,
    "ticked": sides.ticked,
    "not_ticked": sides.ticked,
    "party": sides.party,
    "document": sides.documents,
    "no_document": sides.documents,
    "report": _report,
}


def _no_name(
    cast: Cast, name: str, case: Entity | None, place: Address, *, on_key: bool = False
) -> Iterator[Finding]:
    named: Named | None = cast.named(name, case)
    if named is not None:
        return
    owner, dot, field = name.rpartition(".")
    entity = cast.owner(owner, case) if dot else case
    if entity is None:
        yield found("T111", place, on_key=on_key, suggestion=_meant(cast, name, case), name=owner or name)
        return
    gone = field_gone(cast.context, entity, field)
    suggestion = None if gone else _meant(cast, name, case)
    yield found(
        "T110", place, on_key=on_key, suggestion=suggestion, related=gone, name=field, owner=entity.key
    )


def _meant(cast: Cast, name: str, case: Entity | None) -> str | None:
    outline = cast.context.outline
    person = outline.by_id[PERSON]
    if f"{PERSON}.{name}" in (own := [f"{PERSON}.{field}" for field in person.by_id]):
        return f"{PERSON}.{name}"
    fields = outline.fields_of(case) if case is not None else {}
    return nearest(name, (*fields, *own))


def _codes(cast: Cast, catalog: str, codes: Iterable[str], place: Address) -> Iterator[Finding]:
    known = cast.context.codes(catalog)
    for position, code in each(codes, place, cast):
        if known is not None and code not in known:
            suggestion = nearest(code, known)
            yield found("T119", position, suggestion=suggestion, value=code, catalog=catalog)


def _no_word(text: str, allowed: tuple[str, ...], place: Address) -> Finding:
    return found("S103", place, suggestion=nearest(text, allowed), text=text, allowed=allowed)
