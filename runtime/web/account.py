"""One's own account and its password. Owns those pages; passwords and sessions are ``runtime.auth``'s."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.auth import accounts, own
from runtime.auth.confirming import Confirming
from runtime.auth.passwords import hash_password
from runtime.errors import Fault, Invalid
from runtime.http.context import SESSION_COOKIE, form_of, visit_of
from runtime.http.cookies import set_cookie
from runtime.http.endpoint import route
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.ir.label import text
from runtime.web.fragments import page, refused
from runtime.web.news import news_first


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route("/account", show_account),
        route("/account/password", show_password),
        route("/account/password", change_password, ["POST"]),
    ]


def show_account(request: Request) -> Response:
    """Show one's own account."""
    visit = visit_of(request)
    actor = visit.actor
    roles = [text(role.label, visit.language) for role in visit.registry.roles if role.id in actor.roles]
    return page(request, "account/account.html", actor=actor, roles=roles)


def show_password(request: Request) -> Response:
    """Show the form to change one's own password, or how to get one."""
    visit = visit_of(request)
    with visit.service.store.reading() as connection:
        has_one = accounts.has_password(connection, visit.model.metadata, visit.actor.account_id)
    return page(
        request,
        "account/password.html" if has_one else "account/no_password.html",
        must_change=_must_change(request),
        crumbs=_crumbs(request),
    )


def change_password(request: Request) -> Response:
    """Change one's own password; this session gets another cookie, every other one of the account ends."""
    visit = visit_of(request)
    assert visit.session is not None
    now, new, again = (
        (form_of(request).get(name) or ("",))[0] for name in ("password", "new_password", "again_password")
    )
    faults = _wrong(request, now) | own.find_faults(own.PasswordChange(now, new, again), visit.actor.login)
    if faults:
        return refused(
            request,
            "account/password.html",
            must_change=_must_change(request),
            faults=faults,
            crumbs=_crumbs(request),
        )
    # It takes long, so it is done while nobody waits to write.
    hashed = hash_password(new)
    with visit.writing() as work:
        own.change_password(work, hashed, visit.session.key)
    ticket = visit.service.sessions.renew(visit.session, visit.now)
    target = news_first(visit, visit.actor.account_id, "/") if _must_change(request) else "/account"
    response = redirect(request, target, Notice("account.password_changed"))
    set_cookie(response, visit.service.settings, SESSION_COOKIE, ticket)
    return response


def _wrong(request: Request, password: str) -> dict[str, Fault]:
    """What is wrong with the password of now."""
    visit = visit_of(request)
    assert visit.session is not None
    proof = Confirming(visit.service.store, visit.model, visit.session, visit.now, visit.request_id)
    try:
        proof.by_password(password)
    except Invalid as error:
        return dict(error.faults)
    return {}


def _crumbs(request: Request) -> tuple[tuple[str, str], ...]:
    """The way back, for those who may go there."""
    return () if _must_change(request) else ((visit_of(request).message("account.title"), "/account"),)


def _must_change(request: Request) -> bool:
    session = visit_of(request).session
    return session is not None and session.must_change
