"""Who travels through a registry, and how they fill in its forms. Must not know a blueprint, nor what a case goes through."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from runtime.auth.accounts import Profile
from runtime.ir.entity import Entity
from runtime.ir.registry import Registry
from runtime.practice.drawing import Drawn
from runtime.practice.story import Story
from tests.journeys.country import Site
from tests.journeys.invented import Invention, emptied, looked_for, offered
from tests.journeys.markup import forms
from tests.journeys.officer import Officer
from tests.journeys.shipped import COLLEAGUE, HEAD, OFFICER, SIGHTS, staff

_HOURS = datetime.timedelta(hours=3)


@dataclass
class Tour:
    """A registry with an officer, a colleague of the same role and office, and a head; and what they have done."""

    site: Site
    made: dict[str, str] = field(default_factory=dict)
    """The folio of each case type's case."""

    @cached_property
    def registry(self) -> Registry:
        """The registry's IR."""
        return self.site.instance.registry

    @cached_property
    def invention(self) -> Invention:
        """What makes answers up."""
        return Invention(self.site.instance.model, datetime.datetime.now(datetime.UTC) - _HOURS)

    @cached_property
    def officer(self) -> Officer:
        """Who does the work."""
        return self.site.officer(OFFICER)

    @cached_property
    def colleague(self) -> Officer:
        """Another of the same role and office."""
        return self.site.officer(COLLEAGUE)

    @cached_property
    def head(self) -> Officer:
        """Whose role sees most."""
        return self.site.officer(HEAD)

    @cached_property
    def profiles(self) -> Mapping[str, Profile]:
        """The accounts by login."""
        return {profile.login: profile for profile in staff(self.registry)}

    @property
    def language(self) -> str:
        """The language the pages are in."""
        return self.registry.languages[0]

    def add_to_registers(self) -> None:
        """Add a record to each register, empty first; further forms point at them."""
        officer = self.officer
        for entity in self.registry.registers:
            address = f"/registers/{entity.key}/new"
            if entity.retired or officer.open(address).status_code == 403:
                continue
            answer = officer.fill(emptied(officer.form(having="record")), having="record")
            assert answer.status_code == 422
            officer.see(address)
            drawn = self.invention.record(entity, "tour")
            self.fill(drawn)
            assert officer.url.startswith(f"/registers/{entity.key}/"), officer.errors
            record = uuid.UUID(officer.url.rpartition("/")[2])
            self.invention.records[entity.id] = record
            self.invention.titles[str(record)] = officer.heading

    def add_person(self, story: Story) -> str:
        """Add whom a story is about; return the id."""
        officer = self.officer
        officer.see("/people/new?next=case")
        self.fill(story.person)
        if any("distinct" in form.buttons for form in forms(officer.page)):
            officer.fill(having="record", press="distinct")
        assert officer.url.startswith("/cases/new?person="), (officer.url, officer.errors)
        return officer.url.partition("person=")[2]

    def confirm(self) -> None:
        """Say that a doubtful value is right, where the page asks."""
        asked = [
            name for form in forms(self.officer.page) for name in form.controls if name.endswith(".confirm")
        ]
        if asked:
            self.officer.fill(dict.fromkeys(asked, "1"), having="record")

    def fill(self, drawn: Drawn) -> None:
        """Fill in the form that is open as it was drawn; what is long to choose from is looked for by its name first."""
        officer, entity = self.officer, drawn.entity
        form = officer.form(having="record")
        answers = self.invention.answers(drawn, self._hidden(entity))
        searched = looked_for(form, answers)
        fields = {item.id for item in self.registry.fields_of(entity)}
        given = {name: value for name, value in emptied(form).items() if name.partition(".")[0] in fields}
        given |= {name: value for name, value in offered(form, answers).items() if name not in searched}
        unasked = [
            name for name in answers if name not in form.controls and f"{name}.search" not in form.controls
        ]
        assert not unasked, f"the form does not ask: {unasked}"
        for name, values in searched.items():
            for number, value in enumerate(values, 1):
                words = self.invention.words(entity, name, value)
                officer.fill(given | {f"{name}.search": words}, having="record", press=f"search={name}")
                given |= {name: values[:number]}
        officer.fill(given, having="record")
        self.confirm()

    def _hidden(self, entity: Entity) -> set[str]:
        """The fields of an entity that the officer's role does not see, and is not asked."""
        name = self.profiles[OFFICER].roles[0]
        role = next(one for one in self.registry.roles if one.id == name)
        sees = SIGHTS.index(role.sees)
        return {
            item.id
            for item in self.registry.fields_of(entity)
            if SIGHTS.index(item.privacy) > sees
            or any(hidden.rpartition(".")[2] == item.id for hidden in role.hidden)
        }
