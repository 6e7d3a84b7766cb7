"""How one's account is protected, where it is signed in, what happened to it. Owns that page and the ending of sessions."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.auth import accounts, devices, factors, identities
from runtime.auth.accounts import Stamp
from runtime.auth.identities import Bound
from runtime.auth.passkeys import Passkey
from runtime.auth.sessions import Listed
from runtime.errors import NotFound
from runtime.http.context import Visit, visit_of
from runtime.http.endpoint import SECURITY_PAGE, route
from runtime.http.links import inside
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.http.relying import party_of
from runtime.i18n import format as write
from runtime.storage import history
from runtime.web.fragments import page

VERBS = (
    "sign_in",
    "sign_in_failed",
    "second_factor_failed",
    "confirm_failed",
    "add_factor",
    "remove_factor",
    "take_factors_away",
    "make_recovery_codes",
    "use_recovery_code",
    "change_password",
    "reset_password",
    "make_link",
    "use_link",
    "bind_identity",
    "unbind_identity",
    "drop_password",
    "end_session",
    "end_sessions",
    "make_token",
    "revoke_token",
)
"""What its owner reads of the account's trail."""
_MOST = 10


@dataclass(frozen=True)
class SessionLine:
    """A session in words."""

    handle: str
    device: str
    begun: str
    seen: str
    is_this: bool


@dataclass(frozen=True)
class PasskeyLine:
    """A passkey in words; ``is_here``: it was made for the host of this page."""

    id: str
    name: str
    added: str
    used: str | None
    is_here: bool
    host: str


@dataclass(frozen=True)
class BoundLine:
    """Since when somebody of the ministry signs in to the account, in words."""

    added: str
    used: str


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route(SECURITY_PAGE, show_security),
        route(f"{SECURITY_PAGE}/sessions/end", end_others, ["POST"]),
        route(f"{SECURITY_PAGE}/sessions/{{handle}}/end", end_session, ["POST"]),
    ]


def show_security(request: Request) -> Response:
    """Show it all."""
    visit = visit_of(request)
    assert visit.session is not None
    with visit.service.store.reading() as connection:
        held = factors.of_account(connection, visit.model, visit.actor.account_id)
        has_password = accounts.has_password(connection, visit.model.metadata, visit.actor.account_id)
        bound = identities.of_account(connection, visit.model, visit.actor.account_id)
        events = history.events(
            connection, visit.model.metadata, ["account"], visit.actor.account_id, limit=_MOST, verbs=VERBS
        )
    party = party_of(request)
    host = party.host if party is not None else ""
    target = inside(request.query_params.get("next"), "")
    return page(
        request,
        "account/security.html",
        held=held,
        has_password=has_password,
        bound=_bound(visit, bound) if bound is not None else None,
        summary=_summary(held.has_any, bound),
        passkeys=[_passkey(visit, one, host) for one in held.passkeys],
        may_make_passkeys=party is not None,
        is_required=factors.are_required(visit.registry, visit.actor.roles),
        is_demanded=visit.session.needs_factor and visit.service.demands_factors,
        target=target,
        onward=f"?{urlencode({'next': target})}" if target else "",
        sessions=[
            _session(visit, one) for one in visit.service.sessions.of_account(visit.session, visit.now)
        ],
        events=[(_when(visit, event.at), visit.message(f"security.event.{event.verb}")) for event in events],
        crumbs=() if visit.session.needs_factor else ((visit.message("account.title"), "/account"),),
    )


def end_session(request: Request) -> Response:
    """End one of one's own sessions; ending this one is signing out."""
    visit = visit_of(request)
    agent = visit.service.sessions.end_one(visit.actor.account_id, request.path_params["handle"], visit.now)
    if agent is None:
        raise NotFound
    metadata, account_id = visit.model.metadata, visit.actor.account_id
    told = {"device": [device_words(visit, agent), None]}
    with visit.service.store.writing() as connection:
        accounts.note(connection, metadata, "end_session", account_id, _stamp(visit), told)
    return redirect(request, SECURITY_PAGE, Notice("security.session_ended"))


def end_others(request: Request) -> Response:
    """End every other session of the account."""
    visit = visit_of(request)
    assert visit.session is not None
    metadata, account_id, stamp = visit.model.metadata, visit.actor.account_id, _stamp(visit)
    with visit.service.store.writing() as connection:
        ended = accounts.end_sessions(connection, metadata, account_id, stamp, but=visit.session.key)
        if ended:
            told = {"sessions": [ended, 0]}
            accounts.note(connection, metadata, "end_sessions", account_id, stamp, told)
    visit.service.sessions.forget()
    return redirect(request, SECURITY_PAGE, Notice("security.sessions_ended", {"count": ended}))


def device_words(visit: Visit, agent: str | None) -> str:
    """Say what a browser is, as it says of itself."""
    device = devices.read(agent)
    if device.browser and device.system:
        return visit.message("security.device", browser=device.browser, system=device.system)
    return device.browser or device.system or visit.message("security.device_unknown")


def _session(visit: Visit, one: Listed) -> SessionLine:
    device = device_words(visit, one.agent)
    return SessionLine(one.handle, device, _when(visit, one.begun_at), _when(visit, one.seen_at), one.is_this)


def _summary(has_factor: bool, bound: Bound | None) -> str:
    """The key of what signing in asks for."""
    if bound is not None:
        return "identity.protected" if has_factor else "identity.unprotected"
    return "security.protected" if has_factor else "security.unprotected"


def _bound(visit: Visit, bound: Bound) -> BoundLine:
    return BoundLine(_when(visit, bound.added_at), _when(visit, bound.used_at))


def _passkey(visit: Visit, one: Passkey, host: str) -> PasskeyLine:
    used = _when(visit, one.used_at) if one.used_at is not None else None
    return PasskeyLine(str(one.id), one.name, _when(visit, one.added_at), used, one.host == host, one.host)


def _when(visit: Visit, moment: datetime.datetime) -> str:
    return write.moment(moment, visit.language, visit.zone)


def _stamp(visit: Visit) -> Stamp:
    return Stamp(visit.now, visit.actor.account_id, visit.actor.office_id, visit.request_id)
