"""Signing in and out, and one's own account. Owns those pages; passwords and sessions are ``runtime.auth``'s."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.auth import accounts, own
from runtime.auth.signing import Try, sign_in
from runtime.errors import Invalid
from runtime.http.context import (
    LANGUAGE_COOKIE,
    SESSION_COOKIE,
    VISITOR_COOKIE,
    Visit,
    form_of,
    value_of,
    visit_of,
)
from runtime.http.cookies import drop_cookie, set_cookie
from runtime.http.endpoint import route
from runtime.http.links import inside
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.ir.label import text
from runtime.web.fragments import page, refused


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route("/sign-in", show_sign_in, is_public=True),
        route("/sign-in", send_sign_in, ["POST"], is_public=True),
        route("/sign-out", sign_out, ["POST"]),
        route("/account", show_account),
        route("/account/password", show_password),
        route("/account/password", change_password, ["POST"]),
    ]


def show_sign_in(request: Request) -> Response:
    """Show the form, or go on for those who are signed in."""
    target = inside(request.query_params.get("next"))
    if visit_of(request).session is not None:
        return redirect(request, target)
    query = request.query_params
    return page(
        request, "account/sign_in.html", target=target, kept="kept" in query, ended="ended" in query, login=""
    )


def send_sign_in(request: Request) -> Response:
    """Check login and password, open a new session and go back to where the visitor came from."""
    visit = visit_of(request)
    target, kept = inside(value_of(request, "next")), value_of(request, "kept") == "1"
    password = (form_of(request).get("password") or ("",))[0]
    address = request.client.host if request.client else ""
    attempt = Try(value_of(request, "login"), password, address)
    try:
        account_id = sign_in(visit.service.store, visit.model, attempt, visit.now, visit.request_id)
    except Invalid as error:
        return refused(
            request,
            "account/sign_in.html",
            target=target,
            kept=kept,
            ended=False,
            login=attempt.login,
            faults=error.faults,
        )
    _leave_session(visit)
    service, settings = visit.service, visit.service.settings
    token = service.sessions.open(account_id, visit.now)
    response = redirect(request, target)
    set_cookie(response, settings, SESSION_COOKIE, token)
    drop_cookie(response, settings, VISITOR_COOKIE)
    if LANGUAGE_COOKIE in request.cookies:
        with service.store.writing() as connection:
            accounts.choose_language(connection, visit.model.metadata, account_id, visit.language)
        drop_cookie(response, settings, LANGUAGE_COOKIE)
    return response


def sign_out(request: Request) -> Response:
    """End the session."""
    visit = visit_of(request)
    _leave_session(visit)
    response = redirect(request, "/sign-in")
    drop_cookie(response, visit.service.settings, SESSION_COOKIE)
    return response


def show_account(request: Request) -> Response:
    """Show one's own account."""
    visit = visit_of(request)
    actor = visit.actor
    roles = [text(role.label, visit.language) for role in visit.registry.roles if role.id in actor.roles]
    return page(request, "account/account.html", actor=actor, roles=roles)


def show_password(request: Request) -> Response:
    """Show the form to change one's own password."""
    return page(request, "account/password.html", must_change=_must_change(request))


def change_password(request: Request) -> Response:
    """Change one's own password; every other session of the account ends."""
    visit = visit_of(request)
    assert visit.session is not None
    form = {
        name: (form_of(request).get(name) or ("",))[0]
        for name in ("password", "new_password", "again_password")
    }
    change = own.PasswordChange(form["password"], form["new_password"], form["again_password"])
    try:
        with visit.writing() as work:
            own.change_password(work, change)
    except Invalid as error:
        must_change = _must_change(request)
        return refused(request, "account/password.html", must_change=must_change, faults=error.faults)
    visit.service.sessions.end_all(visit.actor.account_id, but=visit.session)
    return redirect(request, "/" if _must_change(request) else "/account", Notice("account.password_changed"))


def _must_change(request: Request) -> bool:
    session = visit_of(request).session
    return session is not None and session.must_change


def _leave_session(visit: Visit) -> None:
    for session in (visit.session, visit.lost):
        if session is not None:
            visit.service.sessions.end(session)
