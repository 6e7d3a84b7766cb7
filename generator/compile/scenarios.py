"""Scenarios as scripts to play: moments in UTC, answers as controls, names as records. Must not play them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

from generator.blueprint import Answers, Expectation, Raw, Scenario, Step
from generator.blueprint.outline import Entity
from generator.compile.words import Words
from generator.validate.answers import controls, plain_catalogs
from generator.validate.cast import CASE, PERSON, Cast, account, opened_name, playable
from generator.validate.context import Context
from runtime.fields.base import Context as Page
from runtime.ir import expectation as claims
from runtime.ir import scenario as script


def scenarios(context: Context) -> tuple[script.Scenario, ...]:
    """Turn the scenarios of a blueprint without errors into scripts, in the order written."""
    words, catalogs = Words(context.blueprint.languages), plain_catalogs(context)
    return tuple(
        _Writing(Cast(context, written, catalogs)).write(key, words)
        for key, written in playable(context).items()
    )


class _Writing:
    """One scenario on its way; ``now`` is where its time stands."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.now = datetime.datetime.min.replace(tzinfo=datetime.UTC)

    def write(self, key: str, words: Words) -> script.Scenario:
        """Write it in the order in which it is played."""
        written: Scenario = self.cast.scenario
        return script.Scenario(
            id=key,
            label=words.label(written.label, id=key),
            given=tuple(self._given()),
            when=tuple(self._step(position, step) for position, step in enumerate(written.when)),
            expect=tuple(
                claim for number, line in enumerate(written.expect) for claim in self._claims(number, line)
            ),
        )

    def _given(self) -> Iterator[script.Given]:
        for name, written in self.cast.scenario.given.items():
            office = self.cast.office_of(written)
            self._go_on(written.at, office)
            entity = self.cast.records[name]
            is_person = entity.kind == PERSON
            yield script.Given(
                name=name,
                at=self.now,
                who=self.cast.who(written),
                entity=entity.id,
                person=None if is_person else self._person(written.person, office),
                answers=self._answers(
                    _mapping(written.person) if is_person else written.values, entity, office
                ),
            )

    def _step(self, position: int, step: Step) -> script.Step:
        self._go_on(step.at, self.cast.office_of(step))
        case = self.cast.case_before(position, step.case)
        deed = self._deed(position, step, case[1] if case else None)
        return script.Step(at=self.now, who=self.cast.who(step), case=case[0] if case else "", deed=deed)

    def _deed(self, position: int, step: Step, case: Entity | None) -> script.Deed:
        by_id, office = self.cast.context.outline.by_id, self.cast.office_of(step)
        if step.open is not None:
            entity = by_id[f"case_{step.open}"]
            return script.Open(
                name=opened_name(position),
                entity=entity.id,
                person=self._person(step.person, office) or {},
                answers=self._answers(step.values, entity, office),
            )
        if step.action is not None:
            entity = by_id[f"action_{step.action}"]
            done = self.cast.moment(step.done, office) if step.done else None
            answers = self._answers(step.values, entity, office)
            return script.Act(entity=entity.id, done=done or self.now, answers=answers)
        if step.move is not None:
            return script.Move(transition=step.move, reason=step.reason, words=step.words)
        return self._smaller(step, case, office)

    def _smaller(self, step: Step, case: Entity | None, office: str) -> script.Deed:
        if step.annul is not None:
            return script.Annul(entity=f"action_{step.annul}", words=step.words or "")
        if step.join is not None:
            return script.Join(person=step.join, part=step.part or "")
        if step.assign is not None:
            return script.Assign(to=account(step.assign, office))
        if step.transfer is not None:
            return script.Transfer(office=step.transfer, words=step.words or "")
        if step.accept is not None:
            return script.Accept(to=account(step.accept, office))
        if step.tick:
            return script.Tick(items=step.tick)
        if step.fill and case is not None:
            person = self.cast.context.outline.by_id[PERSON]
            of_person = {_bare(name): raw for name, raw in step.fill.items() if _bare(name) != name}
            of_case = {name: raw for name, raw in step.fill.items() if _bare(name) == name}
            return script.Fill(
                answers=self._answers(of_case, case, office), person=self._answers(of_person, person, office)
            )
        return script.Wait()

    def _claims(self, number: int, line: Expectation) -> Iterator[script.Claim]:
        case = self.cast.case_before(len(self.cast.scenario.when), line.case)
        entity = case[1] if case else None
        said = (
            *self._of_case(line),
            *self._of_fields(line, entity),
            *self._of_moves(line),
            *_of_rest(line),
        )
        for claim in said:
            who = self.cast.who(line)
            yield script.Claim(line=number, who=who, case=case[0] if case else "", claim=claim)

    def _of_case(self, line: Expectation) -> Iterator[claims.Expectation]:
        if line.deadline is not None:
            due = self.cast.moment(line.due, self.cast.office_of(line)) if line.due else None
            said = {"deadline": line.deadline, "verdict": line.verdict, "due": due}
            yield claims.DeadlineIs.model_validate(said)
        if line.refused:
            yield claims.RefusedFor(names=tuple(map(_bare, line.refused)), because=line.because)
        if line.state is not None:
            yield claims.StateIs(state=line.state)
        if line.count is not None:
            yield claims.CountIs.model_validate({"of": line.count, "number": int(line.verdict or 0)})
        if line.folio is not None:
            yield claims.FolioIs(folio=line.folio)

    def _of_fields(self, line: Expectation, case: Entity | None) -> Iterator[claims.Expectation]:
        for names, is_shown in ((line.visible, True), (line.hidden, False)):
            if names:
                yield claims.Shown(spots=self._spots(names, case), is_shown=is_shown)
        known = {CASE, PERSON, *self.cast.records}
        for names, is_seen in ((line.sees, True), (line.does_not_see, False)):
            if names:
                records = tuple(name for name in names if name in known)
                spots = self._spots([name for name in names if name not in known], case)
                yield claims.Sees(records=records, spots=spots, is_seen=is_seen)
        for name, raw in line.value.items():
            named, page = self.cast.named(name, case), self._page(self.cast.office_of(line))
            if named is not None:
                answers = self._answer(named.placed.id, raw, named.entity, page)
                yield claims.ValueIs(spot=named.spot, answers=answers)

    def _of_moves(self, line: Expectation) -> Iterator[claims.Expectation]:
        case = self.cast.case_before(len(self.cast.scenario.when), line.case)
        for offered, is_offered in ((line.offered, True), (line.not_offered, False)):
            for name, codes in offered.items():
                named = self.cast.named(name, case[1] if case else None)
                spot, transition = (named.spot, None) if named else (None, name)
                yield claims.Offered(spot=spot, transition=transition, codes=codes, is_offered=is_offered)
        for transition, names in line.needs.items():
            yield claims.Lacks(transition=transition, names=tuple(map(_bare, names)))
        for transition in line.ready:
            yield claims.Lacks(transition=transition)
        for transition in line.denied:
            yield claims.Denied(transition=transition)

    def _spots(self, names: Iterable[str], case: Entity | None) -> tuple[claims.Spot, ...]:
        found = (self.cast.named(name, case) for name in names)
        return tuple(named.spot for named in found if named is not None)

    def _person(self, written: Raw, office: str) -> str | script.Answers | None:
        if isinstance(written, str) or written is None:
            return written
        return self._answers(_mapping(written), self.cast.context.outline.by_id[PERSON], office)

    def _answers(self, written: Answers, entity: Entity, office: str) -> script.Answers:
        page = self._page(office)
        found: script.Answers = {}
        for name, raw in written.items():
            found |= self._answer(name, raw, entity, page)
        return found

    def _answer(self, name: str, raw: Raw, entity: Entity, page: Page) -> script.Answers:
        placed = self.cast.context.outline.fields_of(entity)[name]
        return controls(self.cast.context.typed[placed.address], raw, page)

    def _page(self, office: str) -> Page:
        return self.cast.page(office, self.now)

    def _go_on(self, text: str | None, office: str) -> None:
        self.now = (self.cast.moment(text, office) if text else None) or self.now


def _of_rest(line: Expectation) -> Iterator[claims.Expectation]:
    """What is claimed of checklists, parties, documents and reports."""
    for items, is_ticked in ((line.ticked, True), (line.not_ticked, False)):
        if items:
            yield claims.Ticked(items=items, is_ticked=is_ticked)
    for person, part in line.party.items():
        yield claims.TakesPart(person=person, part=part)
    for documents, is_printable in ((line.document, True), (line.no_document, False)):
        if documents:
            yield claims.Printable(documents=documents, is_printable=is_printable)
    if line.report is not None:
        yield claims.ReportIs(report=line.report, number=int(line.verdict or 0))


def _mapping(written: Raw) -> Answers:
    return dict(written) if isinstance(written, Mapping) else {}


def _bare(name: str) -> str:
    return name.removeprefix(f"{PERSON}.")
