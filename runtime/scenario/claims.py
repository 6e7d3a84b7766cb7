"""Whether what a scenario claims is true once it was played. Must not change anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import func, select

from runtime.access.mask import visible_fields
from runtime.access.policy import base_table, rows
from runtime.errors import NotFound
from runtime.fields.base import Problem
from runtime.fields.registry import field_type
from runtime.ir.entity import Entity
from runtime.ir.expectation import (
    CountIs,
    DeadlineIs,
    Denied,
    FolioIs,
    Lacks,
    Offered,
    RefusedFor,
    Sees,
    Shown,
    Spot,
    StateIs,
    ValueIs,
    Verdict,
)
from runtime.ir.field import Field
from runtime.ir.scenario import Claim
from runtime.records import gates
from runtime.records.gates import Option
from runtime.records.situation import Situation
from runtime.records.stored import Stored
from runtime.scenario import forms
from runtime.scenario.outcome import About, Failure
from runtime.scenario.refusal import Reason
from runtime.scenario.wording import Wording
from runtime.scenario.world import CASE, World

_TABLES = {"cases": "case", "people": "person", "actions": "action"}


@dataclass(frozen=True)
class Miss:
    """A claim that is not true: what was expected, what is the case, and what it has to do with."""

    expected: str
    happened: str
    about: tuple[About, ...] = ()


def judge(world: World, claim: Claim, refused: Sequence[Reason], touched: Sequence[Entity]) -> Failure | None:
    """Judge one claim.

    Args:
        world: the scenario after its last step.
        claim: the claim.
        refused: why the last step was refused; nothing if it was not.
        touched: the entities whose fields the last step filled in.

    Returns:
        What is not true, if anything is not.
    """
    judging = _Judging(world, claim, refused, touched)
    try:
        miss = judging.judge()
    except NotFound:
        say = judging.words.say
        miss = Miss(
            say("scenario.case"), say("scenario.unseen", who=judging.words.role(claim.who)), judging.role
        )
    return None if miss is None else Failure("expect", claim.line, miss.expected, miss.happened, miss.about)


class _Judging:
    """One claim, in the eyes of one account."""

    def __init__(
        self, world: World, claim: Claim, refused: Sequence[Reason], touched: Sequence[Entity]
    ) -> None:
        self.world, self.claim, self.refused, self.touched = world, claim, refused, touched
        self.words = Wording(world)
        self.actor = world.actors[claim.who]

    @property
    def role(self) -> tuple[About, ...]:
        """The role it is judged for."""
        return (About("role", self.claim.who.role),)

    @cached_property
    def case(self) -> Stored:
        """The case it is about.

        Raises:
            NotFound: the account may not see it.
        """
        record = self.world.record(CASE, self.claim.case)
        if record is None:
            raise NotFound
        return self.world.look(self.claim.who, record)

    def judge(self) -> Miss | None:
        """Find what is not true, if anything."""
        match self.claim.claim:
            case DeadlineIs() as claim:
                return self._deadline(claim)
            case RefusedFor() as claim:
                return self._refused(claim)
            case StateIs() as claim:
                return self._state(claim)
            case FolioIs() as claim:
                return self._folio(claim)
            case CountIs() as claim:
                return self._count(claim)
            case Sees() as claim:
                return self._sees(claim)
            case Shown() | ValueIs() | Offered() as claim:
                return self._of_fields(claim)
            case Lacks() | Denied() as claim:
                return self._of_moves(claim)

    def _of_fields(self, claim: Shown | ValueIs | Offered) -> Miss | None:
        if isinstance(claim, Shown):
            return self._shown(claim)
        return self._value(claim) if isinstance(claim, ValueIs) else self._offered(claim)

    def _of_moves(self, claim: Lacks | Denied) -> Miss | None:
        return self._lacks(claim) if isinstance(claim, Lacks) else self._denied(claim)

    def _deadline(self, claim: DeadlineIs) -> Miss | None:
        entity, who, say = self.case.entity, self.claim.who, self.words.say
        table = self.world.model.table("deadline")
        row = (
            self.world.connection.execute(
                select(table).where(table.c.case_id == self.case.id, table.c.key == claim.deadline)
            )
            .mappings()
            .first()
        )
        verdict, due = self._verdict(dict(row)) if row else "none", row["due_at"] if row else None
        if claim.verdict in (None, verdict) and claim.due in (None, due):
            return None
        label = self.words.deadline(entity, claim.deadline)
        expected = [say(f"scenario.is.{claim.verdict}", label=label)] if claim.verdict else []
        if claim.due is not None:
            expected.append(say("scenario.due", label=label, moment=self.words.moment(claim.due, who)))
        happened = say(f"scenario.is.{verdict}", label=label)
        if due is not None:
            happened = self.words.list([happened, say("scenario.ends", moment=self.words.moment(due, who))])
        found = next((one for one in entity.deadlines if one.id == claim.deadline), None)
        about = [About("deadline", claim.deadline, entity.id)]
        if found is not None:
            about.append(About("field", found.start, entity.id))
        return Miss(self.words.list(expected), happened, tuple(about))

    def _verdict(self, row: dict[str, Any]) -> Verdict:
        if row["stopped_at"] is not None:
            return "kept" if row["stopped_at"] <= row["due_at"] else "late"
        if self.world.now > row["due_at"]:
            return "overdue"
        return "warning" if row["warn_at"] is not None and self.world.now >= row["warn_at"] else "running"

    def _refused(self, claim: RefusedFor) -> Miss | None:
        found = {reason.name for reason in self.refused}
        why = {reason.why for reason in self.refused if reason.name in claim.names}
        if found.issuperset(claim.names) and (claim.because is None or claim.because in why):
            return None
        say = self.words.say
        names = self.words.names(claim.names, self.touched)
        expected = say("scenario.refused", names=names)
        if claim.because is not None:
            expected = say("scenario.refused_because", names=names, because=claim.because)
        happened = say("scenario.accepted")
        if self.refused:
            happened = say("scenario.was_refused", why=self.words.refusal(self.refused, self.touched))
        return Miss(expected, happened, tuple(self._fields(claim.names)))

    def _fields(self, names: Sequence[str]) -> list[About]:
        registry = self.world.model.registry
        return [
            About("field", name, entity.id)
            for name in names
            for entity in self.touched
            if any(field.id == name for field in registry.fields_of(entity))
        ]

    def _state(self, claim: StateIs) -> Miss | None:
        if self.case.state == claim.state:
            return None
        say, state = self.words.say, self.words.state
        return Miss(
            say("scenario.state", state=state(claim.state)),
            say("scenario.in_state", state=state(self.case.state)),
            (About("state", claim.state),),
        )

    def _folio(self, claim: FolioIs) -> Miss | None:
        folio, office = str(self.case.row["folio"]), self.world.model.table("office")
        prefix = select(office.c.prefix).where(office.c.id == self.case.row["office_id"])
        wanted = claim.folio.replace("{prefix}", self.world.connection.scalar(prefix) or "")
        if folio == wanted:
            return None
        say = self.words.say
        return Miss(say("scenario.folio", folio=wanted), say("scenario.has_folio", folio=folio))

    def _count(self, claim: CountIs) -> Miss | None:
        model, entity_id = self.world.model, _TABLES[claim.of]
        table = model.table(base_table(model, entity_id))
        conditions = [rows(model, self.actor, "read", entity_id)]
        if "annulled_at" in table.c:
            conditions.append(table.c.annulled_at.is_(None))
        number = self.world.connection.scalar(select(func.count()).select_from(table).where(*conditions)) or 0
        if number == claim.number:
            return None
        say, who = self.words.say, self.words.role(self.claim.who)
        return Miss(
            say(f"scenario.count.{claim.of}", who=who, count=claim.number),
            say(f"scenario.count.{claim.of}", who=who, count=number),
            self.role,
        )

    def _sees(self, claim: Sees) -> Miss | None:
        wrong = [name for name in claim.records if self._sees_record(name) is not claim.is_seen]
        fields = [spot for spot in claim.spots if self._sees_field(spot) is not claim.is_seen]
        if not wrong and not fields:
            return None
        say, who = self.words.say, self.words.role(self.claim.who)
        names = [say("scenario.quoted", words=name) for name in wrong]
        names += [self.words.spot(self._entity(spot), spot) for spot in fields]
        told = {True: "scenario.sees", False: "scenario.does_not_see"}
        about = [About("field", spot.field, self._entity_id(spot)) for spot in fields]
        return Miss(
            say(told[claim.is_seen], who=who, names=self.words.list(names)),
            say(told[not claim.is_seen], who=who, names=self.words.list(names)),
            (*about, *self.role),
        )

    def _sees_record(self, name: str) -> bool:
        record = self.world.record(name, self.claim.case)
        if record is None:
            return False
        try:
            self.world.look(self.claim.who, record)
        except NotFound:
            return False
        return True

    def _sees_field(self, spot: Spot) -> bool:
        entity = self._entity(spot)
        if entity is None or not self._sees_record(spot.owner):
            return False
        return any(field.id == spot.field for field in visible_fields(self.world.model, self.actor, entity))

    def _shown(self, claim: Shown) -> Miss | None:
        wrong = [spot for spot in claim.spots if self._is_shown(spot) is not claim.is_shown]
        if not wrong:
            return None
        say = self.words.say
        names = self.words.list(self.words.spot(self._entity(spot), spot) for spot in wrong)
        told = {True: "scenario.shown", False: "scenario.hidden"}
        about = tuple(About("field", spot.field, self._entity_id(spot)) for spot in wrong)
        return Miss(say(told[claim.is_shown], names=names), say(told[not claim.is_shown], names=names), about)

    def _is_shown(self, spot: Spot) -> bool:
        stored, field = self._stored(spot)
        situation = self._situation(stored)
        data = situation.data(stored.values, stored.unknown)
        return field.id in situation.shown([field], data)

    def _value(self, claim: ValueIs) -> Miss | None:
        stored, field = self._stored(claim.spot)
        wanted, reason = self._read(stored, field, claim)
        value, why = stored.values.get(field.id), stored.unknown.get(field.id)
        if (value, why) == (wanted, reason):
            return None
        say, who, entity = self.words.say, self.claim.who, stored.entity
        label = self.words.field(entity, field.id)
        return Miss(
            say("scenario.value", label=label, value=self.words.value(entity, field.id, wanted, reason, who)),
            say("scenario.has_value", label=label, value=self.words.value(entity, field.id, value, why, who)),
            (About("field", field.id, entity.id),),
        )

    def _read(self, stored: Stored, field: Field, claim: ValueIs) -> tuple[Any, str | None]:
        answers = forms.point(self.world, stored.entity, dict(claim.answers))
        reason = next(iter(answers.get(f"{field.id}.unknown", ())), None)
        kind = field_type(field.type)
        if not kind.parts:
            text = next(iter(answers.get(field.id, ())), "")
            shown = stored.values.get(field.id)
            is_same = shown is not None and kind.export(field, shown).get("") == text
            return (shown if is_same else text or None), None
        try:
            return kind.parse(field, field.id, answers, self.world.context(self.claim.who)), reason
        except Problem:
            return None, reason

    def _offered(self, claim: Offered) -> Miss | None:
        if claim.spot is not None:
            stored, field = self._stored(claim.spot)
            kind, context = field_type(field.type), self.world.context(self.claim.who)
            value = stored.values.get(field.id)
            parts = kind.catalogs(field)
            offered = {offer.code for part in parts for offer in kind.offers(field, value, context, part)}
            label, about = (
                self.words.field(stored.entity, field.id),
                About("field", field.id, stored.entity.id),
            )
        else:
            option = self._option(claim.transition or "")
            offered = set(option.reasons) if option else set()
            label = self.words.transition(claim.transition or "")
            about = About("transition", claim.transition or "")
        wrong = [code for code in claim.codes if (code in offered) is not claim.is_offered]
        if not wrong:
            return None
        say, codes = self.words.say, self.words.codes(wrong)
        told = {True: "scenario.offers", False: "scenario.does_not_offer"}
        return Miss(
            say(told[claim.is_offered], label=label, codes=codes),
            say(told[not claim.is_offered], label=label, codes=codes),
            (about,),
        )

    def _lacks(self, claim: Lacks) -> Miss | None:
        option, say = self._option(claim.transition), self.words.say
        label = self.words.transition(claim.transition)
        expected = say("scenario.ready", label=label)
        if claim.names:
            entities = (self.case.entity, self.world.model.registry.by_id["person"])
            expected = say("scenario.lacks", label=label, names=self.words.names(claim.names, entities))
        about = [About("transition", claim.transition), *self._needed(claim)]
        if option is None:
            return Miss(expected, self._not_from_here(label), tuple(about))
        lacking = {need.id for need in option.needs}
        if claim.names and lacking.issuperset(claim.names):
            return None
        if not claim.names and not option.needs and option.may:
            return None
        if not option.may:
            happened = say("scenario.may_not", label=label, who=self.words.role(self.claim.who))
        elif option.needs:
            happened = say("scenario.lacks", label=label, names=self.words.needs(option.needs))
            about += [
                About("field", need.id, need.entity_id) for need in option.needs if need.kind == "field"
            ]
        else:
            happened = say("scenario.ready", label=label)
        return Miss(expected, happened, tuple(about))

    def _needed(self, claim: Lacks) -> list[About]:
        registry = self.world.model.registry
        entities = (self.case.entity, registry.by_id["person"])
        fields = [
            About("field", name, entity.id)
            for name in claim.names
            for entity in entities
            if any(field.id == name for field in registry.fields_of(entity))
        ]
        known = {about.name for about in fields}
        return fields + [About("guard", name, claim.transition) for name in claim.names if name not in known]

    def _denied(self, claim: Denied) -> Miss | None:
        option, say = self._option(claim.transition), self.words.say
        if option is not None and not option.may:
            return None
        label, who = self.words.transition(claim.transition), self.words.role(self.claim.who)
        happened = self._not_from_here(label) if option is None else say("scenario.may", label=label, who=who)
        about = (About("transition", claim.transition), *self.role)
        return Miss(say("scenario.may_not", label=label, who=who), happened, about)

    def _not_from_here(self, label: str) -> str:
        return self.words.say("scenario.not_from_here", label=label, state=self.words.state(self.case.state))

    def _option(self, transition: str) -> Option | None:
        options = gates.options(self.world.model, self.actor, self.world.now, self.case)
        return next((one for one in options if one.transition.id == transition), None)

    def _stored(self, spot: Spot) -> tuple[Stored, Field]:
        record = self.world.owner(spot, self.claim.case)
        if record is None:
            raise NotFound
        stored = self.world.look(self.claim.who, record)
        fields = self.world.model.registry.fields_of(stored.entity)
        return stored, next(field for field in fields if field.id == spot.field)

    def _situation(self, stored: Stored) -> Situation:
        context = self.world.context(self.claim.who)
        return Situation(self.world.model, stored.entity, context, stored.state, stored.person)

    def _entity_id(self, spot: Spot) -> str:
        record = self.world.owner(spot, self.claim.case)
        return "" if record is None else record.entity_id

    def _entity(self, spot: Spot) -> Entity | None:
        return self.world.model.registry.by_id.get(self._entity_id(spot))
