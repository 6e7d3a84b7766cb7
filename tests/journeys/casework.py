"""What happens to a case once it is open, in any registry, until it is closed. Must not know a blueprint."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from urllib.parse import quote

from sqlalchemy import select

from runtime.ir.document import Document
from runtime.ir.entity import Entity
from runtime.ir.label import text
from runtime.ir.lifecycle import Transition
from runtime.practice.story import Story
from tests.journeys.answers import Answers
from tests.journeys.invented import emptied
from tests.journeys.markup import Control, forms
from tests.journeys.officer import Officer
from tests.journeys.opening import is_always_asked
from tests.journeys.shipped import OFFICER
from tests.journeys.spelling import misspelt
from tests.journeys.tour import Tour

_PAGE = re.compile(rb"/Type\s*/Page\b")


def see_pages(tour: Tour, case: str) -> None:
    """Open every page of a case that only shows."""
    for page in ("", "/print", "/history", "/parties", "/links", "/files"):
        assert tour.officer.see(case + page).all("h1")


def correct_every_section(tour: Tour, case: str) -> None:
    """Correct each section the page offers to, with a word more where there are some; the page says it."""
    officer = tour.officer
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


def record_action(tour: Tour, case: str, entity: Entity) -> str:
    """Record an action, empty first; return its address."""
    officer = tour.officer
    officer.see(case)
    officer.fill({"type": entity.key}, action="actions/new")
    before = tour.site.count("actions")
    needed = [item for item in tour.registry.fields_of(entity) if is_always_asked(item)]
    answer = officer.fill(emptied(officer.form(having="record")), having="record")
    assert answer.status_code == 422
    assert len(officer.errors) > len(needed)
    assert tour.site.count("actions") == before
    officer.see(f"{case}/actions/new/{entity.key}")
    drawn = tour.invention.record(entity, "tour")
    tour.fill(drawn)
    assert officer.url.partition("#")[0] == case, f"{entity.id}: {officer.errors}"
    titles = officer.page.all("h3", class_="moj-timeline__title")
    named = [one for one in titles if one.text == text(entity.label, tour.language)]
    assert named, [one.text for one in titles]
    address = named[0].one("a")["href"]
    officer.see(address)
    return address


def tick(tour: Tour, case: str) -> int:
    """Tick every item of every checklist on the page, take one back, tick it again; return how many there are."""
    officer, ticked = tour.officer, 0
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


def work_on(tour: Tour, case: str) -> None:
    """Begin the work where the case has all that it needs: one more transition on the way to closing."""
    lifecycle = tour.registry.lifecycle
    here = lifecycle.initial.id
    for transition in lifecycle.transitions:
        goes_on = lifecycle.by_id[transition.target].kind == "open"
        if not goes_on or here not in transition.sources or not _may_move(tour, transition):
            continue
        tour.officer.see(f"{case}/move/{transition.id}")
        if not tour.officer.page.all("ul", class_="govuk-list--bullet"):
            _move(tour, tour.officer, case, transition, {})
            return


def close(tour: Tour, case: str, story: Story) -> None:
    """Take a case the way of its story; what is not open any more can only be read."""
    here = _state(tour, case)
    for step in story.steps:
        transition = next(
            one
            for one in tour.registry.lifecycle.transitions
            if here in one.sources and one.target == step.target
        )
        asked = {"reason": step.code, "words": step.words}
        given: Answers = {name: value for name, value in asked.items() if value}
        _move(tour, tour.officer if _may_move(tour, transition) else tour.head, case, transition, given)
        here = step.target
    assert not [one for one in tour.officer.see(case).all("a") if "/edit/" in one["href"]], "it is closed"


def _may_move(tour: Tour, transition: Transition) -> bool:
    return not transition.roles or bool(set(transition.roles) & set(tour.profiles[OFFICER].roles))


def _move(tour: Tour, mover: Officer, case: str, transition: Transition, answers: Answers) -> None:
    mover.see(f"{case}/move/{transition.id}")
    needs = [one.text for one in mover.page.all("ul", class_="govuk-list--bullet")]
    mover.fill(answers, having="version")
    assert mover.url.partition("#")[0] == case, (transition.id, answers, needs, mover.errors)
    state = tour.registry.lifecycle.by_id[transition.target]
    assert text(state.label, tour.language) in mover.page.text


def find(tour: Tour, case: str, person: str, story: Story) -> None:
    """Find a case by its folio, and its person by a name written as it sounds."""
    for typed, target in (
        (tour.made[story.case.entity.id].lower(), case),
        (misspelt(_name(tour, story)), person),
    ):
        tour.officer.see(f"/search?q={quote(typed)}")
        links = [one["href"] for one in tour.officer.page.all("a")]
        assert any(target in link for link in links), f"{typed} does not find {target}"


def make_documents(tour: Tour, case: str, documents: Sequence[Document], query: str = "") -> None:
    """Look at each document, make it, and open what was made: a PDF with pages."""
    officer = tour.officer
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


def stay_out(tour: Tour, case: str, entity: Entity) -> None:
    """A colleague without sight finds nothing of a restricted case, anywhere."""
    other = tour.colleague
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
        f"/edit/{section.id}" for section in (*tour.registry.by_id["case"].sections, *entity.sections)
    ]
    checklists = [f"/checklists/{one.id}" for one in tour.registry.checklists_of(entity)]
    moves = [f"/move/{one.id}" for one in tour.registry.lifecycle.transitions]
    open_pages = [
        page
        for page in (*pages, *sections, *checklists, *moves)
        if other.open(case + page).status_code != 404
    ]
    assert not open_pages, open_pages
    folio = tour.made[entity.id]
    assert case not in other.open(f"/search?q={quote(folio)}").text
    for listing in tour.registry.lists:
        if listing.of in ("case", entity.key, entity.id):
            assert folio not in other.open(f"/lists/{listing.id}").text


def _name(tour: Tour, story: Story) -> str:
    title = tour.registry.by_id["person"].title or ""
    name = story.person.values[title]
    return f"{name.given} {name.first}"


def _state(tour: Tour, case: str) -> str:
    table = tour.site.instance.model.table("cases")
    wanted = select(table.c.state).where(table.c.id == uuid.UUID(case.rpartition("/")[2]))
    with tour.site.store.reading() as connection:
        return str(connection.scalar(wanted))


def _is_prose(control: Control) -> bool:
    return control.kind == "textarea" and 0 < len(control.chosen[0]) < 150
