"""Administration of accounts. Owns those pages; the rules are ``runtime.auth.administration``'s."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.access import term
from runtime.auth import administration, offices
from runtime.auth.accounts import Profile, normal_login
from runtime.errors import Fault, Invalid
from runtime.http.context import Visit, form_of, value_of, visit_of
from runtime.http.endpoint import route
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.i18n import format as write
from runtime.ir.label import text
from runtime.web import links
from runtime.web.confirming import unconfirmed, unconfirmed_form
from runtime.web.forms import version_of
from runtime.web.fragments import page, refused
from runtime.web.frame import name_of_language

PAGE = 50


@dataclass(frozen=True)
class Ending:
    """The last day of an account in words: over, near or still far."""

    words: str
    is_over: bool
    is_near: bool


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route("/admin/accounts", list_accounts),
        route("/admin/accounts/new", show_new_account),
        route("/admin/accounts/new", add_account, ["POST"]),
        route("/admin/accounts/{id:uuid}", show_changed_account),
        route("/admin/accounts/{id:uuid}", correct_account, ["POST"]),
        route("/admin/accounts/{id:uuid}/link", make_link, ["POST"]),
        route("/admin/accounts/{id:uuid}/disable", disable_account, ["POST"]),
        route("/admin/accounts/{id:uuid}/enable", enable_account, ["POST"]),
        route("/admin/accounts/{id:uuid}/factors/remove", take_factors_away, ["POST"]),
        route("/admin/accounts/{id:uuid}/identity/remove", unbind, ["POST"]),
        route("/admin/accounts/{id:uuid}/sessions/end", end_sessions, ["POST"]),
    ]


def list_accounts(request: Request) -> Response:
    """List the accounts, perhaps only those whose name, login or office holds some words."""
    visit = visit_of(request)
    words = request.query_params.get("q", "").strip()
    with visit.reading() as reading:
        found = administration.all_accounts(reading)
    if words:
        found = [row for row in found if _holds(row, words.casefold())]
    number = _page_number(request)
    shown = found[(number - 1) * PAGE : number * PAGE]
    return page(
        request,
        "admin/accounts.html",
        "accounts",
        rows=[(row, _ending(visit, row)) for row in shown],
        count=len(found),
        words=words,
        number=number,
        has_more=len(found) > number * PAGE,
        roles={role.id: text(role.label, visit.language) for role in visit.registry.roles},
    )


def show_new_account(request: Request) -> Response:
    """Show the empty form, to whoever proved a short while ago to be there: an account is a way in."""
    visit = visit_of(request)
    if (again := unconfirmed(request, "/admin/accounts/new")) is not None:
        return again
    profile = Profile("", "", "", (), visit.registry.languages[0])
    return page(request, "admin/account_new.html", **_form(request, profile), back="/admin/accounts")


def add_account(request: Request) -> Response:
    """Add an account and show its one-time link, once."""
    visit = visit_of(request)
    if (again := unconfirmed_form(request, "/admin/accounts/new")) is not None:
        return again
    profile, faults = _submitted(request, normal_login(value_of(request, "login")))
    try:
        with visit.writing() as work:
            token = administration.add(work, profile)
            _refuse(faults)
    except Invalid as error:
        form, faults = _form(request, profile), {**error.faults, **faults}
        return refused(request, "admin/account_new.html", **form, faults=faults, back="/admin/accounts")
    return _link_page(request, profile, token)


def show_changed_account(request: Request) -> Response:
    """Show an account with the form to change it."""
    visit = visit_of(request)
    with visit.reading() as reading:
        account = administration.load(reading, request.path_params["id"])
    return _account_page(request, account, {}, account.profile)


def correct_account(request: Request) -> Response:
    """Change an account; what lets it do more, only after a fresh proof."""
    visit = visit_of(request)
    with visit.reading() as reading:
        account = administration.load(reading, request.path_params["id"])
    profile, faults = _submitted(request, account.profile.login)
    if _power(profile) != _power(account.profile):
        again = unconfirmed_form(request, f"/admin/accounts/{account.id}")
        if again is not None:
            return again
    try:
        with visit.writing() as work:
            administration.correct(work, account.id, profile, version_of(form_of(request)))
            _refuse(faults)
    except Invalid as error:
        return _account_page(request, account, {**error.faults, **faults}, profile)
    visit.service.sessions.forget()
    return redirect(request, "/admin/accounts", Notice("admin.account_saved", {"login": profile.login}))


def make_link(request: Request) -> Response:
    """Make a one-time link of an account and show it, once."""
    visit = visit_of(request)
    account_id: uuid.UUID = request.path_params["id"]
    with visit.reading() as reading:
        account = administration.load(reading, account_id)
    if (again := unconfirmed(request, f"/admin/accounts/{account_id}")) is not None:
        return again
    with visit.writing() as work:
        token = administration.make_link(work, account_id)
    return _link_page(request, account.profile, token)


def disable_account(request: Request) -> Response:
    """Keep an account from signing in; its sessions end."""
    return _set_enabled(request, is_enabled=False)


def enable_account(request: Request) -> Response:
    """Let an account sign in again."""
    return _set_enabled(request, is_enabled=True)


def take_factors_away(request: Request) -> Response:
    """Take the second factors of somebody who lost them away; the owner is told at the next sign-in."""
    visit = visit_of(request)
    account_id: uuid.UUID = request.path_params["id"]
    if (again := unconfirmed(request, f"/admin/accounts/{account_id}")) is not None:
        return again
    with visit.writing() as work:
        was_there = administration.take_factors_away(work, account_id)
    visit.service.sessions.forget()
    key = "admin.factors_removed" if was_there else "admin.no_factor"
    return redirect(request, f"/admin/accounts/{account_id}", Notice(key, is_success=was_there))


def unbind(request: Request) -> Response:
    """Let nobody at the identity provider sign in to an account any more."""
    visit = visit_of(request)
    account_id: uuid.UUID = request.path_params["id"]
    if (again := unconfirmed(request, f"/admin/accounts/{account_id}")) is not None:
        return again
    with visit.writing() as work:
        was_there = administration.unbind(work, account_id)
    visit.service.sessions.forget()
    key = "admin.unbound" if was_there else "admin.not_bound"
    return redirect(request, f"/admin/accounts/{account_id}", Notice(key, is_success=was_there))


def end_sessions(request: Request) -> Response:
    """End every session of an account."""
    visit = visit_of(request)
    account_id: uuid.UUID = request.path_params["id"]
    with visit.writing() as work:
        ended = administration.end_sessions(work, account_id)
    visit.service.sessions.forget()
    return redirect(
        request, f"/admin/accounts/{account_id}", Notice("admin.sessions_ended", {"count": ended})
    )


def _set_enabled(request: Request, *, is_enabled: bool) -> Response:
    visit = visit_of(request)
    account_id: uuid.UUID = request.path_params["id"]
    with visit.writing() as work:
        administration.set_enabled(work, account_id, is_enabled)
    visit.service.sessions.forget()
    key = "admin.account_enabled" if is_enabled else "admin.account_disabled"
    return redirect(request, f"/admin/accounts/{account_id}", Notice(key))


def _account_page(
    request: Request, account: administration.AccountRow, faults: Mapping[str, Fault], profile: Profile
) -> Response:
    visit = visit_of(request)
    with visit.reading() as reading:
        has_factor = administration.has_factor(reading, account.id)
        bound = administration.bound(reading, account.id)
    return page(
        request,
        "admin/account.html",
        status=422 if faults else 200,
        has_factor=has_factor,
        bound=[write.moment(moment, visit.language, visit.zone) for moment in (bound.added_at, bound.used_at)]
        if bound is not None
        else None,
        **_form(request, profile),
        account=account,
        faults=faults,
        back="/admin/accounts",
    )


def _form(request: Request, profile: Profile) -> dict[str, Any]:
    visit = visit_of(request)
    grantable = {role.id for role in administration.grantable_roles(visit.model, visit.actor)}
    with visit.reading() as reading:
        choices = offices.names(reading.connection, visit.model)
    return {
        "profile": profile,
        "offices": choices,
        "roles": [
            (role.id, text(role.label, visit.language), text(role.help, visit.language))
            for role in visit.registry.roles
            if role.id in grantable or role.id in profile.roles
        ],
        "languages": [(code, name_of_language(code)) for code in visit.registry.languages],
    }


def _submitted(request: Request, login: str) -> tuple[Profile, dict[str, Fault]]:
    """Read the form, and say what cannot even be read."""
    profile = Profile(login, "", value_of(request, "office"), (), value_of(request, "language"))
    roles = tuple(dict.fromkeys(form_of(request).get("roles", ())))
    profile = replace(profile, name=" ".join(value_of(request, "name").split()), roles=roles)
    last = value_of(request, "ends_on").strip()
    try:
        return replace(profile, ends_on=datetime.date.fromisoformat(last) if last else None), {}
    except ValueError:
        return profile, {"ends_on": Fault("admin.date_shape")}


def _power(profile: Profile) -> tuple[frozenset[str], str]:
    """What an account may do hangs on: its roles, and the office whose cases they are for."""
    return frozenset(profile.roles), profile.office_id


def _refuse(faults: Mapping[str, Fault]) -> None:
    """Let nothing be stored of a form that could not be read whole."""
    if faults:
        raise Invalid(faults)


def _link_page(request: Request, profile: Profile, token: str) -> Response:
    address = links.address(request, token)
    return page(request, "admin/link.html", profile=profile, address=address, back="/admin/accounts")


def _ending(visit: Visit, row: administration.AccountRow) -> Ending | None:
    """What the list says of an account's last day."""
    last, left = row.profile.ends_on, row.days_left
    if last is None or left is None:
        return None
    key = "admin.ended" if left < 0 else "admin.ends"
    words = visit.message(key, date=write.date(last, visit.language, length="medium"))
    return Ending(words, is_over=left < 0, is_near=0 <= left <= term.WARNED_DAYS)


def _holds(row: administration.AccountRow, words: str) -> bool:
    return words in f"{row.profile.name} {row.profile.login} {row.office}".casefold()


def _page_number(request: Request) -> int:
    value = request.query_params.get("page", "1")
    return int(value) if value.isascii() and value.isdigit() and 0 < len(value) < 5 else 1
