"""Asking the owner to prove again that they are there, before what is hard to undo. Owns that page and its gate."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.auth import accounts, challenges, identities, passkeys
from runtime.auth.confirming import Confirming
from runtime.errors import Invalid
from runtime.http.context import SESSION_COOKIE, form_of, value_of, visit_of
from runtime.http.cookies import set_cookie
from runtime.http.endpoint import route
from runtime.http.links import inside
from runtime.http.lost import keep
from runtime.http.redirects import redirect
from runtime.http.relying import party_of
from runtime.web.fragments import page
from runtime.web.signing import PROVIDER_PAGE

PAGE = "/account/confirm"
SECURITY = "/account/security"


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route(PAGE, show_confirm),
        route(PAGE, confirm_by_password, ["POST"]),
        route(f"{PAGE}/passkey", confirm_by_passkey, ["POST"]),
    ]


def unconfirmed(request: Request, back_to: str) -> Response | None:
    """Lead whoever did not prove to be there a short while ago to do so and back; ``None`` when they did."""
    visit = visit_of(request)
    if visit.session is not None and visit.service.sessions.is_fresh(visit.session, visit.now):
        return None
    return redirect(request, f"{PAGE}?{urlencode({'next': back_to})}")


def unconfirmed_form(request: Request, back_to: str) -> Response | None:
    """Do the same for a form that was typed: its words are kept, and lie where its sender is led back to."""
    asked = unconfirmed(request, back_to)
    if asked is None:
        return None
    visit = visit_of(request)
    assert visit.session is not None
    return unconfirmed(request, keep(visit, visit.session, request) or back_to)


def show_confirm(request: Request) -> Response:
    """Ask for the password, for a passkey or for a proof at the ministry's provider: what the account has."""
    return _confirm_page(request, inside(request.query_params.get("next"), SECURITY))


def confirm_by_password(request: Request) -> Response:
    """Take the password."""
    password = (form_of(request).get("password") or ("",))[0]
    target = inside(value_of(request, "next"), SECURITY)
    try:
        _confirming(request).by_password(password)
    except Invalid as error:
        return _confirm_page(request, target, error)
    return _go_on(request, target)


def confirm_by_passkey(request: Request) -> Response:
    """Take the browser's answer for a passkey."""
    party, target = party_of(request), inside(value_of(request, "next"), SECURITY)
    if party is None:
        return _confirm_page(request, target)
    try:
        _confirming(request).by_passkey(party, value_of(request, "credential"))
    except Invalid as error:
        return _confirm_page(request, target, error)
    return _go_on(request, target)


def renewed(request: Request, response: Response) -> Response:
    """Give the session another cookie on the way: what it may do has grown."""
    visit = visit_of(request)
    assert visit.session is not None
    ticket = visit.service.sessions.renew(visit.session, visit.now)
    set_cookie(response, visit.service.settings, SESSION_COOKIE, ticket)
    return response


def _go_on(request: Request, target: str) -> Response:
    return renewed(request, redirect(request, target))


def _confirming(request: Request) -> Confirming:
    visit = visit_of(request)
    assert visit.session is not None
    return Confirming(visit.service.store, visit.model, visit.session, visit.now, visit.request_id)


def _confirm_page(request: Request, target: str, error: Invalid | None = None) -> Response:
    visit, party = visit_of(request), party_of(request)
    assert visit.session is not None
    options = None
    identity = visit.service.settings.identity
    with visit.service.store.writing() as connection:
        held = passkeys.of_account(connection, visit.model, visit.actor.account_id)
        if party is not None and any(one.host == party.host for one in held):
            table = visit.model.table("passkey_challenge")
            challenge = challenges.give(connection, table, visit.session.key, "confirm", visit.now)
            account_id = visit.actor.account_id
            options = passkeys.ask_for_known(connection, visit.model, party, account_id, challenge)
        has_password = accounts.has_password(connection, visit.model.metadata, visit.actor.account_id)
        is_bound = identities.of_account(connection, visit.model, visit.actor.account_id) is not None
    return page(
        request,
        "account/confirm.html",
        status=422 if error is not None else 200,
        target=target,
        options=options,
        has_password=has_password,
        provider=identity if is_bound else None,
        provider_url=f"{PROVIDER_PAGE}?{urlencode({'again': '1', 'next': target})}",
        faults=error.faults if error is not None else {},
        back=SECURITY,
    )
