"""Answers to any form of any registry, made up as practice data is: the blueprint's rules hold. Must not send them."""

from __future__ import annotations

import datetime
import uuid
import zoneinfo
from collections.abc import Collection
from dataclasses import dataclass, field

from runtime.fields.attachment import FileType
from runtime.fields.base import Context
from runtime.fields.reference import ReferenceType
from runtime.fields.registry import field_type
from runtime.i18n.messages import message
from runtime.ir.entity import Entity
from runtime.ir.label import text
from runtime.practice import lexicon
from runtime.practice.drawing import Draughtsman, Drawn, Undrawable
from runtime.practice.route import States
from runtime.practice.sketch import Occasion
from runtime.practice.source import Source
from runtime.practice.story import Story, Storyteller, Wanted
from runtime.practice.timing import Window
from runtime.storage.model import Model
from tests.journeys.answers import Answers
from tests.journeys.markup import Form

HOSTILE = '"><script>alert(1)</script>{{7*7}}'
"""Typed into every line of a form: markup, a template, and no number or date."""

_LATELY = datetime.timedelta(days=2)
_UTC = zoneinfo.ZoneInfo("UTC")
_TRIES = 6


@dataclass(frozen=True)
class Invention:
    """Made-up stories of one registry, always the same ones."""

    model: Model
    now: datetime.datetime
    records: dict[str, uuid.UUID] = field(default_factory=dict)
    """A record of each register, for references to point at, by the register's entity."""
    titles: dict[str, str] = field(default_factory=dict)
    """What these records are called."""

    def story(self, entity: Entity, seed: str) -> Story:
        """Return a case that was closed lately.

        Raises:
            Undrawable: the blueprint lets none be closed.
        """
        teller = Storyteller(Draughtsman(self.model, self._source(f"{entity.id}/{seed}")))
        last_day = (self.now - _LATELY).date()
        for state in sorted(States(self.model.registry.lifecycle).closed, key=self._place):
            for _ in range(_TRIES):
                try:
                    return teller.tell(Wanted(entity.id, state, 14), last_day)
                except Undrawable:
                    continue
        raise Undrawable(entity.id)

    def record(self, entity: Entity, seed: str) -> Drawn:
        """Return an action or a record of a register, of lately."""
        at = (self.now - _LATELY).replace(second=0, microsecond=0)
        draughtsman = Draughtsman(self.model, self._source(f"{entity.id}/{seed}"))
        return draughtsman.draw(entity, Occasion(Window(at - _LATELY, at)))

    def answers(self, drawn: Drawn, hidden: Collection[str] = ()) -> Answers:
        """Return what is typed and chosen so that a form says what was drawn; files are left alone."""
        context = self._context()
        typed: Answers = {}
        for item in self.model.registry.fields_of(drawn.entity):
            kind = field_type(item.type)
            if item.computed or item.id in hidden or isinstance(kind, FileType):
                continue
            value = drawn.values.get(item.id)
            typed |= {
                name: list(texts) if kind.is_multiple else texts[0]
                for name, texts in kind.controls(item, item.id, value, context).items()
                if texts or kind.is_multiple
            }
            if item.unknown:
                reason = drawn.unknown.get(item.id)
                typed[f"{item.id}.unknown"] = [reason] if reason else []
        return typed

    def words(self, entity: Entity, name: str, value: str) -> str:
        """Return the words by which a record or a code is looked for in a field."""
        item = next(one for one in self.model.registry.fields_of(entity) if one.id == name)
        kind = field_type(item.type)
        if isinstance(kind, ReferenceType):
            return self.titles[value]
        catalog = self.model.registry.catalog_by_id[kind.catalogs(item)[""]]
        return text(catalog.by_code[value].label, self.model.registry.languages[0])

    def _source(self, seed: str) -> Source:
        registry = self.model.registry
        source = Source(lexicon.read(registry.country), seed, registry.country, self.now)
        source.records = self.records.get
        return source

    def _context(self) -> Context:
        registry = self.model.registry
        language = registry.languages[0]
        return Context(
            language=language,
            zone=_UTC,
            now=self.now,
            catalogs=registry.catalog_by_id,
            message=message(language),
            region=registry.country,
        )

    def _place(self, state: str) -> int:
        return [one.id for one in self.model.registry.lifecycle.states].index(state)


def emptied(form: Form) -> Answers:
    """Return what a form sends in which everything is taken out again."""
    return {
        name: [] if control.offers else "" for name, control in form.controls.items() if _is_asked(name, form)
    }


def hostile(form: Form) -> Answers:
    """Return something wrong for every line of a form that can be typed into."""
    return {
        name: HOSTILE
        for name, control in form.controls.items()
        if _is_asked(name, form) and control.kind not in ("select", "radio", "checkbox", "file", "search")
    }


def offered(form: Form, answers: Answers) -> Answers:
    """Return the answers to what a form asks at once: what is looked for first has no control yet."""
    return {name: value for name, value in answers.items() if name in form.controls}


def looked_for(form: Form, answers: Answers) -> dict[str, list[str]]:
    """Return the answers that a form lets one look for before they are chosen."""
    return {
        name: [value] if isinstance(value, str) else value
        for name, value in answers.items()
        if f"{name}.search" in form.controls and any(value)
    }


def _is_asked(name: str, form: Form) -> bool:
    return form.controls[name].kind != "hidden"
