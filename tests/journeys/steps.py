"""Steps that many journeys share, taken page by page. Must not assert more than that a step was taken."""

from __future__ import annotations

import re

from tests.journeys.answers import CASE_TYPES, PERSON, Answers
from tests.journeys.officer import Officer

CASE = re.compile(r"/cases/[0-9a-f-]{36}")


def add_person(officer: Officer, values: Answers | None = None) -> str:
    """Add a person, even one like somebody there; return the id."""
    officer.see("/people/new?next=case")
    officer.fill({**PERSON, **(values or {})}, having="record")
    if officer.url.startswith("/people/new"):
        assert not officer.errors, officer.errors
        officer.fill(having="record", press="distinct")
    assert officer.url.startswith("/cases/new?person="), officer.errors
    return officer.url.partition("person=")[2]


def open_case(
    officer: Officer,
    case_type: str = "detencion_migratoria",
    values: Answers | None = None,
    person_id: str | None = None,
) -> str:
    """Open a case of a person, a new one if none is said; return the address of its page."""
    about = person_id or add_person(officer)
    officer.see(f"/cases/new/{case_type}?person={about}")
    officer.fill({**CASE_TYPES[case_type][1], **(values or {})}, having="record")
    assert CASE.fullmatch(officer.url), officer.errors
    return officer.url


def record_action(officer: Officer, case: str, action_type: str, values: Answers) -> str:
    """Record an action from the case's page; return the address of the newest of its type."""
    officer.see(case)
    officer.fill({"type": action_type}, action="actions/new")
    officer.fill(values, having="record")
    assert officer.url.partition("#")[0] == case, officer.errors
    title = officer.page.all("h3", class_="moj-timeline__title")[0]
    return title.one("a")["href"]


def correct(officer: Officer, address: str, section: str, values: Answers) -> None:
    """Correct a section of a record and come back to its page."""
    officer.see(f"{address}/edit/{section}")
    officer.fill(values, having="version")
    assert officer.url.partition("#")[0] == address, officer.errors


def folio_of(officer: Officer) -> str:
    """Return the folio on the case's page that is open."""
    found = re.search(r"[A-Z]{3}-\d{4}-\d{6}", officer.page.text)
    assert found is not None, officer.page.text
    return found[0]
