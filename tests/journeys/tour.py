"""A case's whole life by HTTP, in any registry: steps that read the IR and the page. Must not know a blueprint."""

from __future__ import annotations

import datetime
import re
import unicodedata
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote

from sqlalchemy import select

from runtime.auth.accounts import Profile
from runtime.ir.document import Document
from runtime.ir.entity import Entity
from runtime.ir.exchange import Export, Listing
from runtime.ir.field import Field
from runtime.ir.label import text
from runtime.ir.lifecycle import Transition
from runtime.ir.registry import Registry
from runtime.ir.report import MOMENTS, Report
from runtime.practice.drawing import Drawn
from runtime.practice.story import Story
from runtime.records.offering import typologies
from tests.journeys.answers import Answers
from tests.journeys.country import Site
from tests.journeys.invented import HOSTILE, Invention, emptied, hostile, looked_for, offered
from tests.journeys.markup import Control, forms
from tests.journeys.officer import Officer
from tests.journeys.shipped import COLLEAGUE, HEAD, OFFICER, SIGHTS, staff
from tests.journeys.steps import CASE

_HOURS = datetime.timedelta(hours=3)
_PAGE = re.compile(rb"/Type\s*/Page\b")
_SOUNDS = (("v", "b"), ("z", "s"), ("ll", "y"), ("qu", "k"), ("j", "x"), ("h", ""), ("c", "s"), ("y", "i"))
"""What people who hear a name write instead."""


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
            self._fill(drawn)
            assert officer.url.startswith(f"/registers/{entity.key}/"), officer.errors
            record = uuid.UUID(officer.url.rpartition("/")[2])
            self.invention.records[entity.id] = record
            self.invention.titles[str(record)] = officer.heading

    def add_person(self, story: Story) -> str:
        """Add whom a story is about; return the id."""
        officer = self.officer
        officer.see("/people/new?next=case")
        self._fill(story.person)
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

    def reach_form(self, entity: Entity, person: str) -> str:
        """Go to the form of a case type by its name under its scope; return the form's address."""
        choice = f"/cases/new?person={person}"
        self.officer.see(choice)
        address = f"/cases/new/{entity.key}?person={person}"
        assert self.officer.page.all("a", href=address), f"{entity.id} is not offered"
        self.officer.see(address)
        assert text(entity.label, self.language) in self.officer.heading
        return address

    def reach_form_by_typology(self, entity: Entity, person: str, story: Story) -> None:
        """Find the typology of a story by words of its name and follow it: the form opens with the typology chosen."""
        officer = self.officer
        catalog = self.registry.catalog_by_id.get(self.registry.typologies or "")
        kinds = {one.code: one for one in typologies(self.registry, entity)}
        code = next(
            (value for value in story.case.values.values() if isinstance(value, str) and value in kinds), ""
        )
        if catalog is None or not code:
            self.reach_form(entity, person)
            return
        officer.see(f"/cases/new?person={person}")
        officer.fill({"t": _plain(text(catalog.by_code[code].label, self.language))}, having="t")
        links = [one["href"] for one in officer.page.all("a") if f"typology={code}" in one["href"]]
        assert any(link.startswith(f"/cases/new/{entity.key}?") for link in links), (
            f"{code} does not lead to {entity.id}"
        )
        officer.see(next(link for link in links if link.startswith(f"/cases/new/{entity.key}?")))
        chosen = [
            one for control in officer.form(having="record").controls.values() for one in control.chosen
        ]
        assert code in chosen

    def refuse_empty(self, entity: Entity) -> None:
        """Send the form with nothing in it: each question that must be answered is named and led to."""
        officer = self.officer
        needed = [item for item in self.registry.fields_of(entity) if _is_always_asked(item)]
        before = self.site.count("cases")
        if not needed:
            return
        answer = officer.fill(emptied(officer.form(having="record")), having="record")
        assert answer.status_code == 422
        targets = {
            one["href"].removeprefix("#")
            for one in officer.page.one("div", class_="govuk-error-summary").all("a")
        }
        fields = {target.partition("-")[0] for target in targets}
        missing = [item.id for item in needed if item.id not in fields]
        assert not missing, f"not named as missing: {missing}"
        for target in targets:
            assert officer.page.all(id=target), f"the summary leads to {target}, which is not there"
        assert self.site.count("cases") == before

    def refuse_hostile(self) -> None:
        """Send wrong values in every line: refused, nothing stored, and all of it still there as it was typed."""
        officer = self.officer
        before = self.site.count("cases")
        typed = hostile(officer.form(having="record"))
        answer = officer.fill(typed, having="record")
        assert answer.status_code == 422
        assert self.site.count("cases") == before
        assert "<script>alert" not in answer.text
        again = officer.form(having="record").values
        lost = [name for name in typed if again.get(name) != [HOSTILE]]
        assert not lost, f"not there any more: {lost}"

    def open_case(self, story: Story) -> str:
        """Send good values on the form that is open; return the address of the case."""
        officer = self.officer
        self._fill(story.case)
        assert CASE.fullmatch(officer.url), (officer.url, officer.errors)
        folio = re.search(r"[A-Z]{2,}-\d{4}-\d{4,}", officer.page.text)
        assert folio is not None, officer.page.text[:500]
        self.made[story.case.entity.id] = folio[0]
        return officer.url

    def see_pages(self, case: str) -> None:
        """Open every page of a case that only shows."""
        for page in ("", "/print", "/history", "/parties", "/links", "/files"):
            assert self.officer.see(case + page).all("h1")

    def correct_every_section(self, case: str) -> None:
        """Correct each section the page offers to, with a word more where there are some; the page says it."""
        officer = self.officer
        links = [one["href"] for one in officer.see(case).all("a") if one["href"].startswith(f"{case}/edit/")]
        assert links
        for link in dict.fromkeys(link.partition("#")[0] for link in links):
            officer.see(link)
            longest = next(
                (one for one in officer.form(having="version").controls.values() if _is_prose(one)), None
            )
            added = f"Palabra{link.rpartition('/')[2]}"
            values = {longest.name: f"{longest.chosen[0]} {added}"} if longest else {}
            officer.fill(values, having="version")
            assert officer.url.partition("#")[0] == case, f"{link}: {officer.errors}"
            if longest:
                assert added in officer.page.text

    def record_action(self, case: str, entity: Entity) -> str:
        """Record an action, empty first; return its address."""
        officer = self.officer
        officer.see(case)
        officer.fill({"type": entity.key}, action="actions/new")
        before = self.site.count("actions")
        needed = [item for item in self.registry.fields_of(entity) if _is_always_asked(item)]
        answer = officer.fill(emptied(officer.form(having="record")), having="record")
        assert answer.status_code == 422
        assert len(officer.errors) > len(needed)
        assert self.site.count("actions") == before
        officer.see(f"{case}/actions/new/{entity.key}")
        drawn = self.invention.record(entity, "tour")
        self._fill(drawn)
        assert officer.url.partition("#")[0] == case, f"{entity.id}: {officer.errors}"
        titles = officer.page.all("h3", class_="moj-timeline__title")
        named = [one for one in titles if one.text == text(entity.label, self.language)]
        assert named, [one.text for one in titles]
        address = named[0].one("a")["href"]
        officer.see(address)
        return address

    def tick(self, case: str) -> int:
        """Tick every item of every checklist on the page, take one back, tick it again; return how many there are."""
        officer, ticked = self.officer, 0
        officer.see(case)
        lists = [form.action for form in forms(officer.page) if form.action.startswith(f"{case}/checklists/")]
        for address in dict.fromkeys(lists):
            officer.see(address)
            items = officer.form(having="item").controls["item"].offers
            for chosen in (items, items[1:], items):
                officer.see(address)
                officer.fill({"item": list(chosen)}, having="item")
                assert officer.url.partition("#")[0] == case
            officer.see(address)
            assert officer.form(having="item").controls["item"].chosen == items
            ticked += len(items)
        return ticked

    def work_on(self, case: str) -> None:
        """Begin the work where the case has all that it needs: one more transition on the way to closing."""
        lifecycle = self.registry.lifecycle
        here = lifecycle.initial.id
        for transition in lifecycle.transitions:
            goes_on = lifecycle.by_id[transition.target].kind == "open"
            if not goes_on or here not in transition.sources or not self._may_move(transition):
                continue
            self.officer.see(f"{case}/move/{transition.id}")
            if not self.officer.page.all("ul", class_="govuk-list--bullet"):
                self._move(self.officer, case, transition, {})
                return

    def close(self, case: str, story: Story) -> None:
        """Take a case the way of its story; what is not open any more can only be read."""
        here = self._state(case)
        for step in story.steps:
            transition = next(
                one
                for one in self.registry.lifecycle.transitions
                if here in one.sources and one.target == step.target
            )
            asked = {"reason": step.code, "words": step.words}
            given: Answers = {name: value for name, value in asked.items() if value}
            self._move(self.officer if self._may_move(transition) else self.head, case, transition, given)
            here = step.target
        assert not [one for one in self.officer.see(case).all("a") if "/edit/" in one["href"]], "it is closed"

    def _may_move(self, transition: Transition) -> bool:
        return not transition.roles or bool(set(transition.roles) & set(self.profiles[OFFICER].roles))

    def _move(self, mover: Officer, case: str, transition: Transition, answers: Answers) -> None:
        mover.see(f"{case}/move/{transition.id}")
        needs = [one.text for one in mover.page.all("ul", class_="govuk-list--bullet")]
        mover.fill(answers, having="version")
        assert mover.url.partition("#")[0] == case, (transition.id, answers, needs, mover.errors)
        state = self.registry.lifecycle.by_id[transition.target]
        assert text(state.label, self.language) in mover.page.text

    def find(self, case: str, person: str, story: Story) -> None:
        """Find a case by its folio, and its person by a name written as it sounds."""
        for typed, target in (
            (self.made[story.case.entity.id].lower(), case),
            (misspelt(self._name(story)), person),
        ):
            self.officer.see(f"/search?q={quote(typed)}")
            links = [one["href"] for one in self.officer.page.all("a")]
            assert any(target in link for link in links), f"{typed} does not find {target}"

    def make_documents(self, case: str, documents: Sequence[Document], query: str = "") -> None:
        """Look at each document, make it, and open what was made: a PDF with pages."""
        officer = self.officer
        for document in documents:
            officer.see(f"{case}/documents/{document.id}{query}")
            form = officer.form(having="record")
            officer.fill(
                {name: "Lo que se pide" for name in form.controls if name.startswith("ask.")}, having="record"
            )
            assert officer.url == f"{case}/documents", f"{document.id}: {officer.errors}"
            files = [one["href"] for one in officer.page.all("a") if one["href"].startswith("/files/")]
            content = officer.get(files[0]).content
            assert content.startswith(b"%PDF-"), document.id
            assert _PAGE.search(content), f"{document.id} has no page"

    def stay_out(self, case: str, entity: Entity) -> None:
        """A colleague without sight finds nothing of a restricted case, anywhere."""
        other = self.colleague
        pages = (
            "",
            "/print",
            "/history",
            "/parties",
            "/links",
            "/files",
            "/documents",
            "/actions/new",
            "/reassign",
            "/transfer",
        )
        sections = [
            f"/edit/{section.id}" for section in (*self.registry.by_id["case"].sections, *entity.sections)
        ]
        checklists = [f"/checklists/{one.id}" for one in self.registry.checklists_of(entity)]
        moves = [f"/move/{one.id}" for one in self.registry.lifecycle.transitions]
        open_pages = [
            page
            for page in (*pages, *sections, *checklists, *moves)
            if other.open(case + page).status_code != 404
        ]
        assert not open_pages, open_pages
        folio = self.made[entity.id]
        assert case not in other.open(f"/search?q={quote(folio)}").text
        for listing in self.registry.lists:
            if listing.of in ("case", entity.key, entity.id):
                assert folio not in other.open(f"/lists/{listing.id}").text

    def _fill(self, drawn: Drawn) -> None:
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

    def folios(self, of: Listing | Export) -> set[str]:
        """Return the folios a list or export of cases must hold: one with columns of some types is of those."""
        types = {f"case_{column.partition('.')[0]}" for column in of.columns} & set(self.registry.by_id)
        return {folio for entity_id, folio in self.made.items() if not types or entity_id in types}

    def counts(self, report: Report) -> bool:
        """Whether a report must have counted something of what was done; what it is narrowed to may not have happened."""
        happened = {None, "case", "action", *self.made, *(one.id for one in self.registry.action_types)}
        usual = {"", *(moment for moments in MOMENTS.values() for moment in moments)}
        return not report.where and report.of in happened and report.period in usual

    def _state(self, case: str) -> str:
        table = self.site.instance.model.table("cases")
        wanted = select(table.c.state).where(table.c.id == uuid.UUID(case.rpartition("/")[2]))
        with self.site.store.reading() as connection:
            return str(connection.scalar(wanted))

    def _name(self, story: Story) -> str:
        title = self.registry.by_id["person"].title or ""
        name = story.person.values[title]
        return f"{name.given} {name.first}"

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


def _is_always_asked(item: Field) -> bool:
    return item.required.kind == "always" and item.visible is None and item.computed is None


def _is_prose(control: Control) -> bool:
    return control.kind == "textarea" and 0 < len(control.chosen[0]) < 150


def _plain(words: str) -> str:
    """Words as a hurried hand types them: no accents, no capitals, no marks."""
    bare = unicodedata.normalize("NFD", words.casefold())
    return " ".join(re.findall(r"\w+", "".join(one for one in bare if not unicodedata.combining(one))))


def misspelt(name: str) -> str:
    """Return a name with one sound written otherwise, without accents."""
    plain = _plain(name)
    for sound, other in _SOUNDS:
        if sound in plain[1:]:
            place = plain.rindex(sound)
            return plain[:place] + other + plain[place + len(sound) :]
    return plain
