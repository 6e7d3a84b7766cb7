"""A case as a line of a page: folio, type, state, day, in the page's words. Must not query."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from runtime.http.context import Visit
from runtime.i18n import format as write
from runtime.ir.label import text
from runtime.search.caselines import CaseLine
from runtime.search.directory import directory
from runtime.search.reading import Reading


class CaseRow(NamedTuple):
    """A case in words; ``person`` may be empty."""

    href: str
    folio: str
    person: str
    type: str
    state: str
    office: str
    responsible: str
    day: str


def case_rows(visit: Visit, reading: Reading, cases: Iterable[CaseLine]) -> list[CaseRow]:
    """Put cases into words."""
    names, language, zone = directory(reading), visit.language, visit.zone
    states = visit.registry.lifecycle.by_id
    return [
        CaseRow(
            f"/cases/{case.id}",
            case.folio,
            case.person,
            text(case.entity.label, language),
            text(states[case.state].label, language),
            names.office_name(case.office_id),
            names.officer_name(case.responsible_id),
            write.date(case.registered_at.astimezone(zone).date(), language, length="medium"),
        )
        for case in cases
    ]
