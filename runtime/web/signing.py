"""Signing in, in one step or two, and out. Owns those pages and their cookies; who fits is ``runtime.auth``'s to say."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.auth import accounts, challenges, factors, news, passkeys, steps
from runtime.auth.accounts import Stamp
from runtime.auth.devices import LONGEST as LONGEST_AGENT
from runtime.auth.second import Second, StartAgain
from runtime.auth.signing import Entered, Try, sign_in
from runtime.auth.steps import Step
from runtime.errors import Invalid
from runtime.http.context import (
    LANGUAGE_COOKIE,
    SESSION_COOKIE,
    STEP_COOKIE,
    VISITOR_COOKIE,
    Visit,
    form_of,
    value_of,
    visit_of,
)
from runtime.http.cookies import drop_cookie, set_cookie
from runtime.http.endpoint import SECURITY_PAGE, route
from runtime.http.links import inside
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.http.relying import party_of
from runtime.web.fragments import page, refused
from runtime.web.news import news_first

SECOND_PAGE = "/sign-in/second"
RECOVERY_PAGE = "/sign-in/recovery"
PROVIDER_PAGE = "/sign-in/provider"


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route("/sign-in", show_sign_in, is_public=True),
        route("/sign-in", send_sign_in, ["POST"], is_public=True),
        route(SECOND_PAGE, show_second, is_public=True),
        route(SECOND_PAGE, send_code, ["POST"], is_public=True),
        route(RECOVERY_PAGE, show_recovery, is_public=True),
        route(RECOVERY_PAGE, send_recovery, ["POST"], is_public=True),
        route("/sign-in/passkey", send_passkey, ["POST"], is_public=True),
        route("/sign-out", sign_out, ["POST"]),
    ]


def show_sign_in(request: Request) -> Response:
    """Show the form, or go on for those who are signed in."""
    target = inside(request.query_params.get("next"))
    if visit_of(request).session is not None:
        return redirect(request, target)
    return sign_in_page(request, target)


def sign_in_page(request: Request, target: str, error: Invalid | None = None) -> Response:
    """Return the form, with what went wrong on another way in."""
    query = request.query_params
    return page(
        request,
        "account/sign_in.html",
        status=422 if error is not None else 200,
        **_form(request, target, kept="kept" in query, ended="ended" in query),
        faults=error.faults if error is not None else {},
    )


def send_sign_in(request: Request) -> Response:
    """Check login and password; open a session and go back to where the visitor came from, or ask for the second factor."""
    visit = visit_of(request)
    target, kept = inside(value_of(request, "next")), value_of(request, "kept") == "1"
    password = (form_of(request).get("password") or ("",))[0]
    attempt = Try(value_of(request, "login"), password, _address(request))
    try:
        entered = sign_in(visit.service.store, visit.model, attempt, visit.now, visit.request_id)
    except Invalid as error:
        return refused(
            request,
            "account/sign_in.html",
            **_form(request, target, kept=kept, login=attempt.login),
            faults=error.faults,
        )
    return go_on(request, entered, target)


def go_on(request: Request, entered: Entered, target: str) -> Response:
    """Open a session for whom the first step let in, or ask for the second factor."""
    visit = visit_of(request)
    if entered.step is None:
        return _enter(request, entered.account_id, target)
    _leave_session(visit)
    response = redirect(request, f"{SECOND_PAGE}?{urlencode({'next': target})}")
    settings = visit.service.settings
    set_cookie(response, settings, STEP_COOKIE, entered.step, int(steps.LIFETIME.total_seconds()))
    drop_cookie(response, settings, SESSION_COOKIE)
    return response


def show_second(request: Request) -> Response:
    """Ask for the second factor."""
    step = _step(request)
    if step is None:
        return _start_again(request)
    return _second_page(request, step, inside(request.query_params.get("next")))


def send_code(request: Request) -> Response:
    """Take a code of the authenticator app."""
    step, target = _step(request), inside(value_of(request, "next"))
    if step is None:
        return _start_again(request)
    try:
        _second(request, step).by_code(value_of(request, "code"))
    except StartAgain:
        return _start_again(request)
    except Invalid as error:
        return _second_page(request, step, target, error)
    return _enter(request, step.account_id, target)


def send_passkey(request: Request) -> Response:
    """Take the browser's answer for a passkey."""
    step, target, party = _step(request), inside(value_of(request, "next")), party_of(request)
    if step is None or party is None:
        return _start_again(request)
    try:
        _second(request, step).by_passkey(party, value_of(request, "credential"))
    except StartAgain:
        return _start_again(request)
    except Invalid as error:
        return _second_page(request, step, target, error)
    return _enter(request, step.account_id, target)


def show_recovery(request: Request) -> Response:
    """Ask for a recovery code."""
    if _step(request) is None:
        return _start_again(request)
    return page(request, "account/recovery.html", **_recovery(inside(request.query_params.get("next"))))


def send_recovery(request: Request) -> Response:
    """Take a recovery code, and say how many are left."""
    visit, step, target = visit_of(request), _step(request), inside(value_of(request, "next"))
    if step is None:
        return _start_again(request)
    try:
        _second(request, step).by_recovery_code(value_of(request, "code"))
    except StartAgain:
        return _start_again(request)
    except Invalid as error:
        return refused(request, "account/recovery.html", **_recovery(target), faults=error.faults)
    with visit.service.store.writing() as connection:
        left = factors.of_account(connection, visit.model, step.account_id).codes_left
        used = news.News("security.code_used", {"count": left}, visit.now)
        news.leave(connection, visit.model, step.account_id, used)
    return _enter(request, step.account_id, target)


def sign_out(request: Request) -> Response:
    """End the session."""
    visit = visit_of(request)
    _leave_session(visit)
    response = redirect(request, "/sign-in")
    drop_cookie(response, visit.service.settings, SESSION_COOKIE)
    return response


def _enter(request: Request, account_id: uuid.UUID, target: str) -> Response:
    """Open a new session and go on: to what its owner has to be told first, else to where the visitor came from."""
    visit = visit_of(request)
    _leave_session(visit)
    service, settings = visit.service, visit.service.settings
    agent = request.headers.get("user-agent", "")[:LONGEST_AGENT]
    ticket = service.sessions.open(account_id, visit.now, agent)
    response = redirect(request, _first(visit, ticket, account_id, target))
    set_cookie(response, settings, SESSION_COOKIE, ticket)
    for cookie in (VISITOR_COOKIE, STEP_COOKIE):
        if cookie in request.cookies:
            drop_cookie(response, settings, cookie)
    if LANGUAGE_COOKIE in request.cookies:
        with service.store.writing() as connection:
            accounts.choose_language(connection, visit.model.metadata, account_id, visit.language)
        drop_cookie(response, settings, LANGUAGE_COOKIE)
    return response


def _first(visit: Visit, ticket: str, account_id: uuid.UUID, target: str) -> str:
    """The page to go to: factors that are missing are offered once more than they are demanded."""
    told = news_first(visit, account_id, target)
    if told != target:
        return told
    session = visit.service.sessions.find(ticket, visit.now, is_use=False)
    if session is not None and session.needs_factor and not session.must_change:
        return f"{SECURITY_PAGE}?{urlencode({'next': target})}"
    return target


def _second_page(request: Request, step: Step, target: str, error: Invalid | None = None) -> Response:
    visit, party = visit_of(request), party_of(request)
    with visit.service.store.writing() as connection:
        held = factors.of_account(connection, visit.model, step.account_id)
        options = None
        if party is not None and any(one.host == party.host for one in held.passkeys):
            table = visit.model.table("passkey_challenge")
            challenge = challenges.give(connection, table, step.key, "sign_in", visit.now)
            options = passkeys.ask_for_known(connection, visit.model, party, step.account_id, challenge)
    return page(
        request,
        "account/second.html",
        status=422 if error is not None else 200,
        target=target,
        has_app=held.has_app,
        options=options,
        recovery=f"{RECOVERY_PAGE}?{urlencode({'next': target})}",
        faults=error.faults if error is not None else {},
    )


def _form(
    request: Request, target: str, *, kept: bool = False, ended: bool = False, login: str = ""
) -> dict[str, Any]:
    provider = visit_of(request).service.settings.identity
    return {
        "target": target,
        "kept": kept,
        "ended": ended,
        "login": login,
        "provider": provider,
        "provider_url": f"{PROVIDER_PAGE}?{urlencode({'next': target})}",
    }


def _recovery(target: str) -> dict[str, Any]:
    return {"target": target, "back": f"{SECOND_PAGE}?{urlencode({'next': target})}"}


def _second(request: Request, step: Step) -> Second:
    visit = visit_of(request)
    return Second(visit.service.store, visit.model, step, _address(request), visit.now, visit.request_id)


def _step(request: Request) -> Step | None:
    visit, token = visit_of(request), request.cookies.get(STEP_COOKIE)
    if not token:
        return None
    with visit.service.store.reading() as connection:
        return steps.find(connection, visit.model, token, visit.now)


def _start_again(request: Request) -> Response:
    """Ask for the password again, or go on for those who are signed in already."""
    target = inside(value_of(request, "next") or request.query_params.get("next"))
    notice = (
        None if visit_of(request).session is not None else Notice("account.start_again", is_success=False)
    )
    response = redirect(request, f"/sign-in?{urlencode({'next': target})}", notice)
    drop_cookie(response, visit_of(request).service.settings, STEP_COOKIE)
    return response


def _leave_session(visit: Visit) -> None:
    """End the session this browser had, with an event when it was still in use."""
    for session in (visit.session, visit.lost):
        if session is not None:
            visit.service.sessions.end(session, visit.now)
    if visit.session is not None:
        actor = visit.session.actor
        with visit.service.store.writing() as connection:
            stamp = Stamp(visit.now, actor.account_id, actor.office_id, visit.request_id)
            accounts.note(connection, visit.model.metadata, "sign_out", actor.account_id, stamp)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
