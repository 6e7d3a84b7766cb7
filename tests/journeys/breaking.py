"""Rules taken away: for every kind of claim the changes of a registry under which it should no longer be true.

A scenario that stays true under all of them proves nothing. Must not play any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from runtime.ir.expectation import (
    CountIs,
    DeadlineIs,
    Denied,
    FolioIs,
    Lacks,
    Offered,
    Printable,
    RefusedFor,
    ReportIs,
    Sees,
    Shown,
    StateIs,
    ValueIs,
)
from runtime.ir.scenario import Claim, Move, Scenario

Data = dict[str, Any]
Mutation = Callable[[Data], None]

_NEVER = {"text": "false", "names": []}
_LIMITS = ("min", "max", "max_length", "pattern", "strict")
_VERBS = ("read", "create", "update", "transition", "reassign", "annul")
_SUBJECTS = ("case", "person", "action", "register")


def breaking(scenario: Scenario) -> Iterator[Mutation]:
    """Return changes of the rules, those most to the point first."""
    for claim in scenario.expect:
        yield from _of(claim)
    for step in scenario.when:
        if isinstance(step.deed, Move):
            yield _transition(step.deed.transition, roles=["nobody"])


def _of(claim: Claim) -> Iterator[Mutation]:
    said, role = claim.claim, claim.who.role
    match said:
        case RefusedFor():
            yield from _refused(said.names, role)
        case Lacks():
            yield from _lacks(said)
        case Denied():
            yield _together(_everything(role), _transition(said.transition, roles=[]))
        case Sees():
            yield _nothing(role) if said.is_seen else _everything(role)
        case CountIs() | ReportIs():
            yield from (_nothing(role), _everything(role))
        case _:
            yield from _of_record(claim)


def _of_record(claim: Claim) -> Iterator[Mutation]:
    said = claim.claim
    match said:
        case Shown():
            yield _fields([spot.field for spot in said.spots], visible=_NEVER if said.is_shown else None)
        case DeadlineIs():
            yield from _late(said.deadline)
        case ValueIs():
            yield _fields([said.spot.field], computed=None, default=None, visible=None)
            yield _fields([said.spot.field], visible=_NEVER)
        case Offered():
            yield _reasons([] if not said.is_offered else ["duplicado"])
            yield _fields([said.spot.field] if said.spot else [], options=_unfiltered)
        case Printable():
            yield _documents([] if said.is_printable else ["case_nna_no_acompanado"], action=None)
        case FolioIs():
            yield lambda data: data.update(folio="X{number}")
        case StateIs():
            yield _every_transition(guards=[{"id": "never", "that": _NEVER, "message": {"es": "Nunca"}}])


def _late(wanted: str) -> Iterator[Mutation]:
    yield _deadline(wanted, within="1h")
    yield _deadline(wanted, within="900d")
    yield _deadline(wanted, until="closed", warn=None)
    yield _deadline(wanted, start="activity")


def _refused(names: Iterable[str], role: str) -> Iterator[Mutation]:
    yield _fields(names, required={"kind": "never"}, checks=[], options=_unlimited)
    yield _every_transition(guards=[])
    yield _together(_everything(role), _every_transition(roles=[]))
    yield _every_transition(reason="none")
    yield _items(gate=None)


def _lacks(said: Lacks) -> Iterator[Mutation]:
    if said.names:
        yield _fields(said.names, required={"kind": "never"})
        yield _items(gate=None)
        yield _transition(said.transition, guards=[])
        return
    never = {"id": "never", "that": _NEVER, "message": {"es": "Nunca"}}
    yield _transition(said.transition, guards=[never])


def _together(*mutations: Mutation) -> Mutation:
    def change(data: Data) -> None:
        for mutation in mutations:
            mutation(data)

    return change


def _fields(names: Iterable[str], **changes: Any) -> Mutation:
    """Every field of these ids; what is a function changes the options."""
    wanted = set(names)

    def change(data: Data) -> None:
        for entity in data["entities"]:
            for field in entity["fields"]:
                if field["id"] in wanted:
                    field.update(
                        {key: one(field["options"]) if callable(one) else one for key, one in changes.items()}
                    )

    return change


def _unlimited(options: Data) -> Data:
    return {key: value for key, value in options.items() if key not in _LIMITS}


def _unfiltered(options: Data) -> Data:
    return {key: value for key, value in options.items() if key not in ("where", "offers")}


def _deadline(wanted: str, **changes: Any) -> Mutation:
    def change(data: Data) -> None:
        for entity in data["entities"]:
            for one in entity["deadlines"]:
                if one["id"] == wanted:
                    one.update(changes)

    return change


def _items(**changes: Any) -> Mutation:
    def change(data: Data) -> None:
        for entity in data["entities"]:
            for checklist in entity["checklists"]:
                for item in checklist["items"]:
                    item.update(changes)

    return change


def _documents(case_types: list[str], **changes: Any) -> Mutation:
    """Every document is made from these case types alone."""

    def change(data: Data) -> None:
        for one in data["documents"]:
            one.update(case_types=case_types, **changes)

    return change


def _reasons(codes: list[str]) -> Mutation:
    """Every case type offers these closing reasons alone, or all of them."""

    def change(data: Data) -> None:
        for entity in data["entities"]:
            entity["closing_reasons"] = codes

    return change


def _transition(wanted: str, **changes: Any) -> Mutation:
    def change(data: Data) -> None:
        for one in data["lifecycle"]["transitions"]:
            if one["id"] == wanted:
                one.update(changes)

    return change


def _every_transition(**changes: Any) -> Mutation:
    def change(data: Data) -> None:
        for one in data["lifecycle"]["transitions"]:
            one.update(changes)

    return change


def _everything(role: str) -> Mutation:
    """A role that may do and see everything everywhere."""
    grants = [
        {"subject": subject, "verb": verb, "reach": "everything"} for subject in _SUBJECTS for verb in _VERBS
    ]

    def change(data: Data) -> None:
        for one in data["roles"]:
            if one["id"] == role:
                one.update(grants=grants, sees="restricted", hidden=[], fixed=[], restricted="everything")

    return change


def _nothing(role: str) -> Mutation:
    """A role that sees what it wrote itself, and of that nothing about people."""

    def change(data: Data) -> None:
        for one in data["roles"]:
            if one["id"] == role:
                kept = [grant for grant in one["grants"] if grant["verb"] == "create"]
                one.update(grants=kept, sees="none")

    return change
