"""From a person to an open case, in any registry: both ways to the form, and what it refuses. Must not know a blueprint."""

from __future__ import annotations

import re

from runtime.ir.entity import Entity
from runtime.ir.field import Field
from runtime.ir.label import text
from runtime.practice.story import Story
from runtime.records.offering import typologies
from tests.journeys.invented import HOSTILE, emptied, hostile
from tests.journeys.spelling import plain
from tests.journeys.steps import CASE
from tests.journeys.tour import Tour


def reach_form(tour: Tour, entity: Entity, person: str) -> str:
    """Go to the form of a case type by its name under its scope; return the form's address."""
    choice = f"/cases/new?person={person}"
    tour.officer.see(choice)
    address = f"/cases/new/{entity.key}?person={person}"
    assert tour.officer.page.all("a", href=address), f"{entity.id} is not offered"
    tour.officer.see(address)
    assert text(entity.label, tour.language) in tour.officer.heading
    return address


def reach_form_by_typology(tour: Tour, entity: Entity, person: str, story: Story) -> None:
    """Find the typology of a story by words of its name and follow it: the form opens with the typology chosen."""
    officer = tour.officer
    catalog = tour.registry.catalog_by_id.get(tour.registry.typologies or "")
    kinds = {one.code: one for one in typologies(tour.registry, entity)}
    code = next(
        (value for value in story.case.values.values() if isinstance(value, str) and value in kinds), ""
    )
    if catalog is None or not code:
        reach_form(tour, entity, person)
        return
    officer.see(f"/cases/new?person={person}")
    officer.fill({"t": plain(text(catalog.by_code[code].label, tour.language))}, having="t")
    links = [one["href"] for one in officer.page.all("a") if f"typology={code}" in one["href"]]
    assert any(link.startswith(f"/cases/new/{entity.key}?") for link in links), (
        f"{code} does not lead to {entity.id}"
    )
    officer.see(next(link for link in links if link.startswith(f"/cases/new/{entity.key}?")))
    chosen = [one for control in officer.form(having="record").controls.values() for one in control.chosen]
    assert code in chosen


def refuse_empty(tour: Tour, entity: Entity) -> None:
    """Send the form with nothing in it: each question that must be answered is named and led to."""
    officer = tour.officer
    needed = [item for item in tour.registry.fields_of(entity) if is_always_asked(item)]
    before = tour.site.count("cases")
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
    assert tour.site.count("cases") == before


def refuse_hostile(tour: Tour) -> None:
    """Send wrong values in every line: refused, nothing stored, and all of it still there as it was typed."""
    officer = tour.officer
    before = tour.site.count("cases")
    typed = hostile(officer.form(having="record"))
    answer = officer.fill(typed, having="record")
    assert answer.status_code == 422
    assert tour.site.count("cases") == before
    assert "<script>alert" not in answer.text
    again = officer.form(having="record").values
    lost = [name for name in typed if again.get(name) != [HOSTILE]]
    assert not lost, f"not there any more: {lost}"


def open_case(tour: Tour, story: Story) -> str:
    """Send good values on the form that is open; return the address of the case."""
    officer = tour.officer
    tour.fill(story.case)
    assert CASE.fullmatch(officer.url), (officer.url, officer.errors)
    folio = re.search(r"[A-Z]{2,}-\d{4}-\d{4,}", officer.page.text)
    assert folio is not None, officer.page.text[:500]
    tour.made[story.case.entity.id] = folio[0]
    return officer.url


def is_always_asked(item: Field) -> bool:
    """Whether nobody gets past a question without an answer."""
    return item.required.kind == "always" and item.visible is None and item.computed is None
