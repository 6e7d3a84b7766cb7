"""Scenarios, as far as they can be judged without playing them: who acts, what was there, what happens, when."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.blueprint import Answers, Given, Raw, Scenario, Step
from generator.blueprint.outline import Entity
from generator.diagnostics import nearest
from generator.source import Address
from generator.validate import claims, filling, refusals
from generator.validate.answers import plain_catalogs
from generator.validate.cast import PERSON, Cast, account, each, entity_id, playable
from generator.validate.context import Context
from generator.validate.finding import Finding, found
from generator.validate.gone import element_gone
from runtime.ir.scratch import OFFICES

GIVEN = ("case", "person", "register")
DEEDS = ("open", "action", "fill", "tick", "move", "annul", "join", "assign", "transfer", "accept")
_ASIDE = {
    "person": ("open",),
    "values": ("open", "action"),
    "done": ("action",),
    "reason": ("move",),
    "words": ("move", "annul", "transfer"),
    "part": ("join",),
}
"""Which keys go with which deeds."""


def scripts(context: Context) -> Iterator[Finding]:
    """Everything a scenario names is there, its answers can be read, and its time goes forward."""
    if not context.blueprint.scenarios:
        return
    catalogs = plain_catalogs(context)
    for key, scenario in playable(context).items():
        reading = _Reading(Cast(context, scenario, catalogs), ("scenarios", key))
        yield from reading.read()


@dataclass
class _Reading:
    """One scenario on its way; ``now`` is where its time stands."""

    cast: Cast
    address: Address
    now: datetime.datetime | None = None
    is_told: bool = False
    names: set[str] = field(default_factory=set)

    @property
    def scenario(self) -> Scenario:
        return self.cast.scenario

    @property
    def context(self) -> Context:
        return self.cast.context

    def read(self) -> Iterator[Finding]:
        """Read it in the order in which it is played."""
        yield from self._account(self.scenario.who, (*self.address, "as"))
        yield from self._office(self.scenario.office, (*self.address, "office"))
        if not self.scenario.expect and self.context.is_whole(*map(str, self.address), "expect"):
            yield found("T116", self.address, on_key=True, name=str(self.address[-1]))
        if not self.context.is_whole(*map(str, self.address)):
            # What is wrong with its shape has been told; the rest would only follow from it.
            return
        for name, given in self.scenario.given.items():
            yield from self._given(name, given, (*self.address, "given", name))
        for position, step in enumerate(self.scenario.when):
            yield from self._step(position, step, (*self.address, "when", position))
        for position, line in enumerate(self.scenario.expect):
            place: Address = (*self.address, "expect", position)
            yield from self._account(line.who, (*place, "as"))
            yield from self._office(line.office, (*place, "office"))
            yield from claims.judge(self.cast, line, place, self.now)

    def _account(self, text: str | None, place: Address) -> Iterator[Finding]:
        if text is None:
            return
        role, roles = account(text, "").role, self.context.blueprint.roles
        if role not in roles:
            gone = element_gone(self.context, ("roles", role))
            yield found(
                "T103", place, suggestion=nearest(role, roles), related=gone, role=role, known=tuple(roles)
            )

    def _office(self, name: str | None, place: Address) -> Iterator[Finding]:
        offices = self.context.tables.offices
        if name is not None and name not in (*OFFICES, *offices) and self.context.is_whole("offices"):
            gone = element_gone(self.context, ("offices", name))
            suggestion = None if gone else nearest(name, (*OFFICES, *offices))
            yield found("T104", place, suggestion=suggestion, related=gone, name=name, known=OFFICES)

    def _moment(self, text: str | None, office: str, place: Address) -> Iterator[Finding]:
        """Let time go on to a moment."""
        if text is None:
            if not self.is_told:
                self.is_told = True
                yield found("T115", place[:-1], on_key=True)
            return
        self.is_told = True
        moment = self.cast.moment(text, office)
        if moment is None:
            yield found("T113", place, text=text)
        elif self.now is not None and moment < self.now:
            yield found("T114", place, text=text)
        else:
            self.now = moment

    def _given(self, name: str, given: Given, place: Address) -> Iterator[Finding]:
        office = self.cast.office_of(given)
        yield from self._account(given.who, (*place, "as"))
        yield from self._office(given.office, (*place, "office"))
        yield from self._moment(given.at, office, (*place, "at"))
        entity = self.cast.records.get(name)
        if (given.case is not None and given.directory is not None) or entity_id(given) is None:
            yield found("T101", place, on_key=True, known=GIVEN)
            return
        if entity is None:
            kind = "case" if given.case is not None else "register"
            yield from self._no_entity(kind, str(given.case or given.directory), (*place, kind))
            return
        if entity.kind == "register" and given.person is not None:
            yield found("T102", (*place, "person"), on_key=True, key="person", known=("case",))
        if entity.kind == "case_type" and given.person is None:
            yield found("T124", place, on_key=True)
        if entity.kind == "person" and given.values:
            yield found("T102", (*place, "values"), on_key=True, key="values", known=("case", "register"))
        yield from self._person(given.person, office, (*place, "person"))
        yield from self._answers(given.values, entity, office, (*place, "values"))
        self.names.add(name)

    def _step(self, position: int, step: Step, place: Address) -> Iterator[Finding]:
        office = self.cast.office_of(step)
        yield from self._account(step.who, (*place, "as"))
        yield from self._office(step.office, (*place, "office"))
        yield from self._moment(step.at, office, (*place, "at"))
        written = [deed for deed in DEEDS if deed in step.model_fields_set]
        if len(written) > 1 or not (written or step.at):
            yield found("T101", place, known=DEEDS)
            return
        for key, owners in _ASIDE.items():
            if key in step.model_fields_set and not set(owners) & set(written):
                yield found("T102", (*place, key), on_key=True, key=key, known=owners)
        if not written:
            return
        judges = {
            "open": self._open,
            "action": self._act,
            "fill": self._fill,
            "tick": self._tick,
            "move": self._move,
            "annul": self._annul,
            "join": self._join,
            "assign": self._assign,
            "transfer": self._transfer,
            "accept": self._accept,
        }
        yield from judges[written[0]](position, step, place)

    def _open(self, _: int, step: Step, place: Address) -> Iterator[Finding]:
        entity = self.context.outline.by_id.get(f"case_{step.open}")
        if entity is None:
            yield from self._no_entity("case", str(step.open), (*place, "open"))
            return
        office = self.cast.office_of(step)
        if step.person is None:
            yield found("T124", place)
        yield from self._person(step.person, office, (*place, "person"))
        yield from self._answers(step.values, entity, office, (*place, "values"))

    def _act(self, position: int, step: Step, place: Address) -> Iterator[Finding]:
        yield from self._case(position, step, place)
        entity = self.context.outline.by_id.get(f"action_{step.action}")
        office = self.cast.office_of(step)
        if step.done is not None and self.cast.moment(step.done, office) is None:
            yield found("T113", (*place, "done"), text=step.done)
        if entity is None:
            yield from self._no_entity("action", str(step.action), (*place, "action"))
        else:
            yield from self._answers(step.values, entity, office, (*place, "values"))

    def _fill(self, position: int, step: Step, place: Address) -> Iterator[Finding]:
        yield from self._case(position, step, place)
        case = self.cast.case_before(position, step.case)
        person = self.context.outline.by_id[PERSON]
        office = self.cast.office_of(step)
        for name, raw in step.fill.items():
            owner, _, own = name.rpartition(".")
            entity = person if owner == PERSON else case[1] if case and not owner else None
            if owner not in ("", PERSON):
                yield found("T102", (*place, "fill", name), on_key=True, key=name, known=("person.…",))
            elif entity is not None:
                yield from self._answer(own, raw, entity, office, (*place, "fill", name))

    def _tick(self, position: int, step: Step, place: Address) -> Iterator[Finding]:
        yield from self._case(position, step, place)
        case = self.cast.case_before(position, step.case)
        for checklist, items in step.tick.items() if case else ():
            for spot, item in each(items, (*place, "tick", checklist), self.cast):
                yield from refusals.no_item(self.cast, case[1] if case else None, f"{checklist}.{item}", spot)

    def _move(self, position: int, step: Step, place: Address) -> Iterator[Finding]:
        yield from self._case(position, step, place)
        transitions = self.context.blueprint.lifecycle.transitions
        wanted = str(step.move)
        if wanted not in transitions:
            yield from refusals.no_transition(self.cast, wanted, (*place, "move"))
            return
        if step.reason is not None:
            yield from claims.reason_codes(self.cast, wanted, [step.reason], (*place, "reason"))

    def _annul(self, position: int, step: Step, place: Address) -> Iterator[Finding]:
        yield from self._case(position, step, place)
        if f"action_{step.annul}" not in self.context.outline.by_id:
            yield from self._no_entity("action", str(step.annul), (*place, "annul"))

    def _join(self, position: int, step: Step, place: Address) -> Iterator[Finding]:
        yield from self._case(position, step, place)
        yield from self._given_person(str(step.join), (*place, "join"))
        parties = self.context.blueprint.parties
        if step.part not in parties:
            suggestion = nearest(step.part or "", parties)
            yield found(
                "T122", (*place, "part"), suggestion=suggestion, name=step.part or "", known=tuple(parties)
            )

    def _assign(self, position: int, step: Step, place: Address) -> Iterator[Finding]:
        yield from self._case(position, step, place)
        yield from self._account(step.assign, (*place, "assign"))

    def _transfer(self, position: int, step: Step, place: Address) -> Iterator[Finding]:
        yield from self._case(position, step, place)
        yield from self._office(step.transfer, (*place, "transfer"))

    def _accept(self, position: int, step: Step, place: Address) -> Iterator[Finding]:
        yield from self._case(position, step, place)
        yield from self._account(step.accept, (*place, "accept"))

    def _case(self, position: int, step: Step, place: Address) -> Iterator[Finding]:
        yield from claims.no_case(self.cast, position, step.case, place)

    def _person(self, person: Raw, office: str, place: Address) -> Iterator[Finding]:
        if isinstance(person, str):
            yield from self._given_person(person, place)
        elif isinstance(person, Mapping):
            yield from self._answers(person, self.context.outline.by_id[PERSON], office, place)
        elif person is not None:
            yield found("S104", place, key=PERSON, keys=tuple(self.context.outline.by_id[PERSON].by_id)[:4])

    def _given_person(self, name: str, place: Address) -> Iterator[Finding]:
        people = [key for key in self.names if self.cast.records[key].kind == PERSON]
        if name not in people:
            yield found("T111", place, suggestion=nearest(name, people), name=name)

    def _answers(self, answers: Answers, entity: Entity, office: str, place: Address) -> Iterator[Finding]:
        for name, raw in answers.items():
            yield from self._answer(name, raw, entity, office, (*place, name))

    def _answer(self, name: str, raw: Raw, entity: Entity, office: str, place: Address) -> Iterator[Finding]:
        when = filling.When(office, self.now, frozenset(self.names))
        yield from filling.answer(self.cast, filling.Answer(name, raw, entity, place), when)

    def _no_entity(self, kind: str, name: str, place: Address) -> Iterator[Finding]:
        collection, code = _ENTITIES[kind]
        known: Mapping[str, object] = getattr(self.context.blueprint, collection)
        gone = element_gone(self.context, (collection, name))
        suggestion = None if gone else nearest(name, known)
        yield found(code, place, suggestion=suggestion, related=gone, name=name, known=tuple(known))


_ENTITIES = {
    "case": ("case_types", "T105"),
    "action": ("action_types", "T106"),
    "register": ("registers", "T108"),
}
