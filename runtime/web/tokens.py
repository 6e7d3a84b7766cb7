"""Tokens of other systems: listed, made, revoked, by an account's owner or who administers it. Owns those pages."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.auth import granting
from runtime.auth.tokens import SCOPES, Grant, TokenRow
from runtime.errors import Fault, Invalid
from runtime.http.context import Visit, form_of, value_of, visit_of
from runtime.http.endpoint import route
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.i18n import format as write
from runtime.web.confirming import unconfirmed
from runtime.web.fragments import page

OWN, OTHERS = "/account/tokens", "/admin/accounts/{id:uuid}/tokens"
LIVES = (7, 30, 90, 180, 365)
"""Days a token may be made for."""


@dataclass(frozen=True)
class Place:
    """Whose tokens a page is about, and where it stands."""

    account_id: uuid.UUID
    login: str
    url: str
    is_own: bool


@dataclass(frozen=True)
class TokenLine:
    """A token in words; ``state`` is ``open``, ``expired`` or ``revoked``."""

    id: str
    name: str
    prefix: str
    office: str
    scope: str
    expires: str
    used: str | None
    state: str


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route(OWN, show_tokens),
        route(OWN, make_token, ["POST"]),
        route(f"{OWN}/{{token:uuid}}/revoke", revoke_token, ["POST"]),
        route(OTHERS, show_tokens),
        route(OTHERS, make_token, ["POST"]),
        route(f"{OTHERS}/{{token:uuid}}/revoke", revoke_token, ["POST"]),
    ]


def show_tokens(request: Request) -> Response:
    """List the tokens, with the form to make one."""
    return _show(request, _place(request), {})


def make_token(request: Request) -> Response:
    """Make a token and show it, once; whoever does proved a short while ago to be there."""
    visit, place = visit_of(request), _place(request)
    if (again := unconfirmed(request, place.url)) is not None:
        return again
    try:
        with visit.writing() as work:
            token = granting.make(work, place.account_id, _submitted(request, visit))
    except Invalid as error:
        return _show(request, place, error.faults)
    name = value_of(request, "name")
    return page(
        request, "account/token_once.html", name=name, token=token, place=place, crumbs=_crumbs(visit, place)
    )


def revoke_token(request: Request) -> Response:
    """End a token."""
    visit, place = visit_of(request), _place(request)
    with visit.writing() as work:
        granting.revoke(work, place.account_id, request.path_params["token"])
    request.app.state.gate.callers.forget()
    return redirect(request, place.url, Notice("token.revoked"))


def _place(request: Request) -> Place:
    visit = visit_of(request)
    account_id: uuid.UUID = request.path_params.get("id", visit.actor.account_id)
    with visit.reading() as reading:
        login = granting.demand(reading, account_id)
    is_own = "id" not in request.path_params
    url = OWN if is_own else f"/admin/accounts/{account_id}/tokens"
    return Place(account_id, login, url, is_own)


def _submitted(request: Request, visit: Visit) -> Grant:
    days = value_of(request, "expires")
    expires = visit.now + datetime.timedelta(days=int(days)) if days in map(str, LIVES) else None
    name = " ".join(value_of(request, "name").split())
    return Grant(name, tuple(dict.fromkeys(form_of(request).get("scope", ()))), expires)


def _show(request: Request, place: Place, faults: Mapping[str, Fault]) -> Response:
    visit = visit_of(request)
    with visit.reading() as reading:
        rows = granting.listed(reading, place.account_id)
    return page(
        request,
        "account/tokens.html",
        None,
        422 if faults else 200,
        place=place,
        tokens=[_line(visit, row) for row in rows],
        scopes=[(scope, scope_words(visit, scope), "") for scope in SCOPES],
        lives=[(str(days), visit.message("token.days", count=days)) for days in LIVES],
        name=value_of(request, "name"),
        scope=form_of(request).get("scope", ()),
        expires=value_of(request, "expires"),
        faults=faults,
        crumbs=_crumbs(visit, place),
    )


def _crumbs(visit: Visit, place: Place) -> tuple[tuple[str, str], ...]:
    if place.is_own:
        return ((visit.message("account.title"), "/account"),)
    return (
        (visit.message("admin.accounts"), "/admin/accounts"),
        (place.login, f"/admin/accounts/{place.account_id}"),
    )


def scope_words(visit: Visit, scope: str) -> str:
    """Say what a token is made for."""
    return visit.message(f"token.scope.{scope.replace(':', '_')}")


def _line(visit: Visit, row: TokenRow) -> TokenLine:
    def day(moment: datetime.datetime) -> str:
        return write.date(moment.astimezone(visit.zone).date(), visit.language, length="medium")

    state = "revoked" if row.revoked_at else "open" if row.is_open(visit.now) else "expired"
    return TokenLine(
        str(row.id),
        row.name,
        row.prefix,
        row.office,
        ", ".join(scope_words(visit, one) for one in row.scope),
        day(row.expires_at),
        write.moment(row.used_at, visit.language, visit.zone) if row.used_at else None,
        state,
    )
