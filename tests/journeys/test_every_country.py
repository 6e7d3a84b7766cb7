"""Every shipped country by HTTP: each case type from its form to its closing, with all that hangs on a case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.pipeline import compile_blueprint
from runtime.ir.entity import Entity
from runtime.ir.exchange import Export, Listing
from runtime.ir.registry import Registry
from runtime.ir.report import MOMENTS, Report
from tests.journeys import casework, opening
from tests.journeys.country import build_country
from tests.journeys.sheets import read_csv, read_xlsx
from tests.journeys.shipped import SHIPPED, staff
from tests.journeys.tour import Tour

pytestmark = pytest.mark.timeout(1800)

_WORDS = {"label", "help", "layer", "source", "assumed", "legal_basis", "purpose", "national", "checks"}


@pytest.fixture(params=[pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in SHIPPED])
def blueprint(request: pytest.FixtureRequest) -> Path:
    return SHIPPED[request.param]


@pytest.fixture
def tour(blueprint: Path, database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tour]:
    """One site for everything that is done in a country on a database."""
    country = build_country(tmp_path_factory.getbasetemp() / "country", blueprint)
    country.migrate(database, staff(country.instance.registry))
    site = country.open(database)
    tour = Tour(site)
    tour.add_to_registers()
    yield tour
    site.store.close()


def of_its_own(registry: Registry) -> list[Entity]:
    """The case types to travel: all of a model, of a layer those it adds or asks otherwise, and the first."""
    types = [entity for entity in registry.case_types if not entity.retired]
    if len(registry.layers) == 1:
        return types
    base = compile_blueprint(SHIPPED[registry.layers[-2].id])
    return [
        entity
        for entity in types
        if entity is types[0] or entity.id not in base.by_id or _form(entity) != _form(base.by_id[entity.id])
    ]


def _form(entity: Entity) -> object:
    """What an officer meets: the questions with their rules, and the checklists; not where it is written or what it says."""
    fields = [
        (item.model_dump(exclude=_WORDS), [check.that.text for check in item.checks])
        for item in entity.fields
    ]
    return fields, [section.id for section in entity.sections], [one.id for one in entity.checklists]


def test_a_country_from_its_first_form_to_its_last_report(tour: Tour, subtests: pytest.Subtests) -> None:
    live_every_case_type(tour, subtests)
    record_every_action_type(tour, subtests)
    read_every_list_and_export(tour, subtests)
    read_every_report(tour, subtests)


def live_every_case_type(tour: Tour, subtests: pytest.Subtests) -> None:
    """Take a case of each type from its form to its closing."""
    for entity in of_its_own(tour.registry):
        with subtests.test(case_type=entity.key):
            live(tour, entity)


def live(tour: Tour, entity: Entity) -> None:
    """Take one case through everything that happens to one."""
    story = tour.invention.story(entity, "tour")
    person = tour.add_person(story)
    opening.reach_form(tour, entity, person)
    opening.refuse_empty(tour, entity)
    opening.refuse_hostile(tour)
    opening.reach_form_by_typology(tour, entity, person, story)
    case = opening.open_case(tour, story)
    casework.see_pages(tour, case)
    if entity.privacy == "restricted":
        casework.stay_out(tour, case, entity)
    casework.correct_every_section(tour, case)
    casework.tick(tour, case)
    casework.make_documents(
        tour, case, [one for one in tour.registry.documents if entity.id in one.case_types]
    )
    casework.find(tour, case, person, story)
    casework.work_on(tour, case)
    casework.close(tour, case, story)


def record_every_action_type(tour: Tour, subtests: pytest.Subtests) -> None:
    """Record an action of each type on one case, with the documents that are made from it."""
    story = tour.invention.story(tour.registry.case_types[0], "actions")
    opening.reach_form(tour, story.case.entity, tour.add_person(story))
    case = opening.open_case(tour, story)
    for entity in tour.registry.action_types:
        with subtests.test(action_type=entity.key):
            action = casework.record_action(tour, case, entity)
            documents = [one for one in tour.registry.documents if one.action == entity.id]
            casework.make_documents(tour, case, documents, f"?action={action.rpartition('/')[2]}")


def read_every_list_and_export(tour: Tour, subtests: pytest.Subtests) -> None:
    """Take each list and export away and find in it what was done."""
    sources: list[tuple[Listing | Export, str]] = [
        *((one, f"/lists/{one.id}/export") for one in tour.registry.lists),
        *((one, f"/exports/{one.id}") for one in tour.registry.exports),
    ]
    tour.head.see("/lists")
    tour.head.see("/exports")
    for source, address in sources:
        with subtests.test(of=address):
            if isinstance(source, Listing):
                tour.head.see(f"/lists/{source.id}")
                if not [one for one in tour.head.page.all("a") if f"{address}.csv" in one["href"]]:
                    continue
            rows = read_csv(tour.head.get(f"{address}.csv").content)
            other = read_xlsx(tour.head.get(f"{address}.xlsx").content)
            assert rows[0] == other[0]
            assert len(rows) == len(other)
            if source.of == "case" and "folio" in source.columns:
                assert not folios_of(tour, source) - {cell for row in rows for cell in row}


def read_every_report(tour: Tour, subtests: pytest.Subtests) -> None:
    """Open each report: it counted what was done."""
    head = tour.head
    head.see("/reports")
    offered = {one["href"] for one in head.page.all("a")}
    for report in tour.registry.reports:
        with subtests.test(report=report.id):
            assert f"/reports/{report.id}" in offered
            head.see(f"/reports/{report.id}")
            assert head.page.all("table") or not must_count(tour, report)
            head.see(f"/reports/{report.id}/print")
            assert len(read_csv(head.get(f"/reports/{report.id}/export.csv").content)) > 1


def folios_of(tour: Tour, of: Listing | Export) -> set[str]:
    """Return the folios a list or export of cases must hold: one with columns of some types is of those."""
    types = {f"case_{column.partition('.')[0]}" for column in of.columns} & set(tour.registry.by_id)
    return {folio for entity_id, folio in tour.made.items() if not types or entity_id in types}


def must_count(tour: Tour, report: Report) -> bool:
    """Whether a report must have counted something of what was done; what it is narrowed to may not have happened."""
    happened = {None, "case", "action", *tour.made, *(one.id for one in tour.registry.action_types)}
    usual = {"", *(moment for moments in MOMENTS.values() for moment in moments)}
    return not report.where and report.of in happened and report.period in usual
