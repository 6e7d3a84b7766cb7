"""Administration of offices. Owns those pages; the rules are ``runtime.auth.offices``'."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Mapping
from typing import Any

import pycountry
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.auth import offices
from runtime.auth.offices import Facts, Identity
from runtime.errors import Fault, Invalid
from runtime.http.context import form_of, value_of, visit_of
from runtime.http.endpoint import route
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.i18n.locales import locale
from runtime.web.forms import version_of
from runtime.web.fragments import page

LIST = "/admin/offices"


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route(LIST, list_offices),
        route(f"{LIST}/new", show_new_office),
        route(f"{LIST}/new", add_office, ["POST"]),
        route(f"{LIST}/{{id}}", show_changed_office),
        route(f"{LIST}/{{id}}", correct_office, ["POST"]),
    ]


def list_offices(request: Request) -> Response:
    """List the offices."""
    visit = visit_of(request)
    with visit.reading() as reading:
        rows = offices.all_offices(reading)
    countries = dict(_countries(visit.language))
    return page(request, "admin/offices.html", rows=rows, countries=countries)


def show_new_office(request: Request) -> Response:
    """Show the empty form."""
    visit = visit_of(request)
    offices.demand_adding(visit.model, visit.actor)
    return _form(request, "admin/office_new.html", {}, {})


def add_office(request: Request) -> Response:
    """Add an office."""
    visit = visit_of(request)
    identity = Identity(
        value_of(request, "kind"),
        value_of(request, "country"),
        value_of(request, "prefix").upper(),
        value_of(request, "parent") or None,
    )
    facts, faults = _facts(request)
    try:
        with visit.writing() as work:
            offices.add(work, identity, facts)
            _refuse(faults)  # After the rest, so that one page shows every fault; the transaction is undone.
    except Invalid as error:
        return _form(request, "admin/office_new.html", faults | error.faults, {})
    visit.service.sessions.forget()
    return redirect(request, LIST, Notice("admin.office_added", {"name": facts.name}))


def show_changed_office(request: Request) -> Response:
    """Show an office with the form to change it."""
    visit = visit_of(request)
    with visit.reading() as reading:
        office = offices.load(reading, request.path_params["id"])
    return _form(request, "admin/office.html", {}, {"office": office})


def correct_office(request: Request) -> Response:
    """Change an office."""
    visit = visit_of(request)
    office_id = request.path_params["id"]
    with visit.reading() as reading:
        office = offices.load(reading, office_id)
    facts, faults = _facts(request)
    try:
        with visit.writing() as work:
            offices.correct(work, office_id, facts, version_of(form_of(request)))
            _refuse(faults)
    except Invalid as error:
        return _form(request, "admin/office.html", faults | error.faults, {"office": office})
    visit.service.sessions.forget()
    return redirect(request, LIST, Notice("admin.office_saved", {"name": facts.name}))


def _form(request: Request, template: str, faults: dict[str, Fault], names: dict[str, Any]) -> Response:
    visit = visit_of(request)
    with visit.reading() as reading:
        choices = offices.names(reading.connection, visit.model)
        kinds = offices.kinds(reading.connection, visit.model)
    office = names.get("office")
    values = {} if office is None or request.method == "POST" else _values(office)
    if request.method == "POST":
        values = {name: value_of(request, name) for name in _CONTROLS}
    return page(
        request,
        template,
        status=422 if faults else 200,
        **names,
        values=dict.fromkeys(_CONTROLS, "") | values,
        offices=[choice for choice in choices if office is None or choice[0] != office["id"]],
        kinds=[(kind, kind) for kind in kinds],
        countries=_countries(visit.language),
        zones=[
            (zone, zone.replace("_", " ")) for zone in sorted(zoneinfo.available_timezones()) if "/" in zone
        ],
        faults=faults,
        back=LIST,
    )


_CONTROLS = (
    "kind",
    "country",
    "prefix",
    "parent",
    "name",
    "city",
    "time_zone",
    "opened",
    "closed",
    "successor",
)


def _values(office: Mapping[str, Any]) -> dict[str, str]:
    values = {name: office[name] for name in ("name", "city", "time_zone", "opened", "closed")}
    values["successor"] = office["successor_id"]
    return {name: "" if value is None else str(value) for name, value in values.items()}


def _facts(request: Request) -> tuple[Facts, dict[str, Fault]]:
    faults: dict[str, Fault] = {}
    dates: dict[str, datetime.date | None] = {}
    for name in ("opened", "closed"):
        value = value_of(request, name)
        try:
            dates[name] = datetime.date.fromisoformat(value) if value else None
        except ValueError:
            dates[name] = None
            faults[name] = Fault("admin.date_shape")
    facts = Facts(
        name=" ".join(value_of(request, "name").split()),
        city=" ".join(value_of(request, "city").split()),
        time_zone=value_of(request, "time_zone"),
        opened=dates["opened"],
        closed=dates["closed"],
        successor_id=value_of(request, "successor") or None,
    )
    return facts, faults


def _refuse(faults: dict[str, Fault]) -> None:
    if faults:
        raise Invalid(faults)


def _countries(language: str) -> list[tuple[str, str]]:
    names = locale(language).territories
    found = [(country.alpha_3, names.get(country.alpha_2, country.name)) for country in pycountry.countries]
    return sorted(found, key=lambda pair: pair[1])
