"""What a step may be refused for, and what a transition may lack: that a scenario names what exists. Must not play it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.blueprint import Case, CaseType, Check, Expectation, Field
from generator.blueprint.outline import Entity
from generator.diagnostics import nearest
from generator.source import Address
from generator.validate.cast import PERSON, About, Cast, each
from generator.validate.finding import Finding, found
from generator.validate.gone import Related, element_gone, field_gone

WHOLE_STEP = ("access", "state", "closed", "annulled", "reason", "words")
"""What a step may be refused for besides fields and guards."""
WHY = ("required", "limit", "value")
"""Why a field is refused, besides its own checks."""

_TRANSITIONS = ("lifecycle", "transitions")


def refused(cast: Cast, line: Expectation, place: Address, _: About) -> Iterator[Finding]:
    """The last step could be refused, for fields and guards that are there."""
    when = cast.scenario.when
    if not when or not when[-1].model_fields_set - {"at", "who", "office", "case"}:
        yield found("T117", place, on_key=True)
        return
    move, entities = when[-1].move, _touched(cast)
    guards, fields = _guards(cast, move), _fields(cast, entities)
    for position, name in each(line.refused, place, cast):
        bare = name.removeprefix(f"{PERSON}.")
        if entities and bare not in (*fields, *guards, *_items(cast, entities), *WHOLE_STEP):
            gone = _gone(cast, entities, move, bare)
            suggestion = None if gone else nearest(bare, (*fields, *guards, *WHOLE_STEP))
            yield found("T121", position, suggestion=suggestion, related=gone, name=name)
    if line.because is not None:
        yield from _because(cast, line, (*place[:-1], "because"), fields)


def needs(cast: Cast, line: Expectation, place: Address, about: About) -> Iterator[Finding]:
    """What a transition lacks are fields of the case or the person, or guards of the transition."""
    person = cast.context.outline.by_id[PERSON]
    entities = [person] if about[0] is None else [about[0], person]
    fields = _fields(cast, entities)
    for transition, names in line.needs.items():
        if transition not in cast.context.blueprint.lifecycle.transitions:
            yield from no_transition(cast, transition, (*place, transition), on_key=True)
            continue
        guards = _guards(cast, transition)
        for position, name in each(names, (*place, transition), cast):
            bare = name.removeprefix(f"{PERSON}.")
            if bare not in (*fields, *guards, *_items(cast, entities)):
                gone = _gone(cast, entities, transition, bare)
                suggestion = None if gone else nearest(bare, (*fields, *guards))
                yield found("T121", position, suggestion=suggestion, related=gone, name=name)


def no_item(cast: Cast, case: Entity | None, name: str, place: Address) -> Iterator[Finding]:
    """Say that a case of this type has no such item on its checklists."""
    known = _items(cast, [case] if case else [])
    if case is not None and name not in known:
        gone = _item_gone(cast, [case], name)
        suggestion = None if gone else nearest(name, known)
        yield found("T130", place, suggestion=suggestion, related=gone, name=name, owner=case.key)


def no_transition(cast: Cast, name: str, place: Address, *, on_key: bool = False) -> Iterator[Finding]:
    """Say that there is no such transition."""
    known = cast.context.blueprint.lifecycle.transitions
    if name in known or not cast.context.is_whole("lifecycle", "transitions"):
        return
    gone = element_gone(cast.context, ("lifecycle", "transitions", name))
    suggestion = None if gone else nearest(name, known)
    yield found(
        "T107", place, on_key=on_key, suggestion=suggestion, related=gone, name=name, known=tuple(known)
    )


def _because(
    cast: Cast, line: Expectation, place: Address, fields: Mapping[str, tuple[Address, Field]]
) -> Iterator[Finding]:
    """The reason is a check of one of the fields."""
    named = [fields[bare] for name in line.refused if (bare := name.removeprefix(f"{PERSON}.")) in fields]
    known = (*WHY, *(check for _, field in named for check in field.check))
    because = str(line.because)
    if because not in known:
        places = ((*address, "check", because) for address, _ in named)
        gone = next((one for place in places if (one := element_gone(cast.context, place))), ())
        suggestion = None if gone else nearest(because, known)
        yield found("T129", place, suggestion=suggestion, related=gone, name=because, known=known)


def _gone(cast: Cast, entities: list[Entity], transition: str | None, name: str) -> Related:
    """Where a field or guard went."""
    guard = element_gone(cast.context, (*_TRANSITIONS, transition or "", "guards", name))
    guard = guard or _item_gone(cast, entities, name)
    return guard or next((one for entity in entities if (one := field_gone(cast.context, entity, name))), ())


def _items(cast: Cast, entities: list[Entity]) -> list[str]:
    """The items of the checklists of entities and of what they extend, as ``<checklist>.<item>``."""
    return [
        f"{key}.{item}"
        for entity in entities
        for member in cast.context.outline.family(entity)
        if isinstance(member.written, Case | CaseType)
        for key, checklist in member.written.checklists.items()
        for item in checklist.items
    ]


def _item_gone(cast: Cast, entities: list[Entity], name: str) -> Related:
    checklist, _, item = name.partition(".")
    places = (
        (*member.address, "checklists", checklist, "items", item)
        for entity in entities
        for member in cast.context.outline.family(entity)
    )
    return next((one for place in places if (one := element_gone(cast.context, place))), ())


def _guards(cast: Cast, transition: str | None) -> Mapping[str, Check]:
    found = cast.context.blueprint.lifecycle.transitions.get(transition or "")
    return found.guards if found else {}


def _fields(cast: Cast, entities: list[Entity]) -> dict[str, tuple[Address, Field]]:
    return {
        name: (field.address, field.written)
        for entity in entities
        for name, field in cast.context.outline.fields_of(entity).items()
    }


def _touched(cast: Cast) -> list[Entity]:
    """The entities whose fields the last step fills in or asks for."""
    last, by_id = cast.scenario.when[-1], cast.context.outline.by_id
    person = by_id[PERSON]
    if last.action is not None:
        return [one for one in (by_id.get(f"action_{last.action}"),) if one is not None]
    if last.open is not None:
        opened = by_id.get(f"case_{last.open}")
        return [opened, person] if opened is not None else []
    case = cast.case_before(len(cast.scenario.when) - 1, last.case)
    return [case[1], person] if case is not None else []
