"""Adding and removing second factors of one's own account. Owns those pages; what fits is ``runtime.auth``'s to say."""

from __future__ import annotations

import base64
import binascii
import io
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.auth import challenges, factors, passkeys, totp
from runtime.auth.passkeys import Owner
from runtime.errors import Fault, Invalid, NotFound
from runtime.http.context import Visit, value_of, visit_of
from runtime.http.endpoint import SECURITY_PAGE, route
from runtime.http.links import inside
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.http.relying import party_of
from runtime.ir.label import text
from runtime.storage.cipher import KeyRingError
from runtime.web.confirming import renewed, unconfirmed
from runtime.web.fragments import page

APP = f"{SECURITY_PAGE}/app"
PASSKEYS = f"{SECURITY_PAGE}/passkeys"
RECOVERY = f"{SECURITY_PAGE}/recovery"


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route(APP, show_app),
        route(APP, add_app, ["POST"]),
        route(f"{APP}/remove", show_app_removal),
        route(f"{APP}/remove", remove_app, ["POST"]),
        route(f"{PASSKEYS}/new", show_passkey),
        route(f"{PASSKEYS}/new", add_passkey, ["POST"]),
        route(f"{PASSKEYS}/{{id:uuid}}/remove", show_passkey_removal),
        route(f"{PASSKEYS}/{{id:uuid}}/remove", remove_passkey, ["POST"]),
        route(RECOVERY, show_recovery),
        route(RECOVERY, renew_codes, ["POST"]),
    ]


def show_app(request: Request) -> Response:
    """Show a new seed, as a picture and as text."""
    visit = visit_of(request)
    with visit.service.store.reading() as connection:
        has_app = totp.has(connection, visit.model, visit.actor.account_id)
    if has_app:
        return redirect(request, SECURITY_PAGE)
    return unconfirmed(request, _here(request)) or _app_page(request, totp.new_seed())


def add_app(request: Request) -> Response:
    """Take the first code of the app, and show recovery codes if there were none."""
    visit = visit_of(request)
    asked, seed = unconfirmed(request, _here(request)), _open_seed(visit, value_of(request, "seed"))
    if asked is not None or seed is None:
        return asked or redirect(request, _here(request))
    try:
        with visit.writing() as work:
            codes = factors.add_app(work, seed, value_of(request, "code"))
    except Invalid as error:
        return _app_page(request, seed, error)
    return _added(request, codes, "security.app_added")


def show_app_removal(request: Request) -> Response:
    """Ask whether to remove the app."""
    return unconfirmed(request, _here(request)) or _removal_page(request, "app")


def remove_app(request: Request) -> Response:
    """Remove the app."""
    asked = unconfirmed(request, _here(request))
    if asked is not None:
        return asked
    with visit_of(request).writing() as work:
        factors.remove_app(work)
    return _removed(request, "security.app_removed")


def show_passkey(request: Request) -> Response:
    """Ask for the name of a passkey, with what the browser needs to make it."""
    return unconfirmed(request, _here(request)) or _passkey_page(request)


def add_passkey(request: Request) -> Response:
    """Take what the browser made."""
    visit, party = visit_of(request), party_of(request)
    asked = unconfirmed(request, _here(request))
    if asked is not None or party is None:
        return asked or redirect(request, SECURITY_PAGE)
    assert visit.session is not None
    with visit.service.store.writing() as connection:
        table = visit.model.table("passkey_challenge")
        challenge = challenges.take(connection, table, visit.session.key, "add", visit.now)
    new = factors.NewPasskey(value_of(request, "name"), challenge, value_of(request, "credential"))
    try:
        with visit.writing() as work:
            codes = factors.add_passkey(work, party, new)
    except Invalid as error:
        return _passkey_page(request, error)
    return _added(request, codes, "security.passkey_added")


def show_passkey_removal(request: Request) -> Response:
    """Ask whether to remove a passkey."""
    asked = unconfirmed(request, _here(request))
    if asked is not None:
        return asked
    visit = visit_of(request)
    with visit.service.store.reading() as connection:
        held = passkeys.of_account(connection, visit.model, visit.actor.account_id)
    name = next((one.name for one in held if one.id == request.path_params["id"]), None)
    if name is None:
        raise NotFound
    return _removal_page(request, "passkey", name)


def remove_passkey(request: Request) -> Response:
    """Remove a passkey."""
    asked = unconfirmed(request, _here(request))
    if asked is not None:
        return asked
    with visit_of(request).writing() as work:
        factors.remove_passkey(work, request.path_params["id"])
    return _removed(request, "security.passkey_removed")


def show_recovery(request: Request) -> Response:
    """Ask whether to make new recovery codes."""
    return unconfirmed(request, _here(request)) or _removal_page(request, "codes")


def renew_codes(request: Request) -> Response:
    """Make new recovery codes and show them, once."""
    asked = unconfirmed(request, _here(request))
    if asked is not None:
        return asked
    with visit_of(request).writing() as work:
        codes = factors.renew_codes(work)
    return _codes_page(request, codes)


def _added(request: Request, codes: list[str], key: str) -> Response:
    """Go on after a factor was added; the session gets another cookie."""
    if codes:
        return renewed(request, _codes_page(request, codes))
    target = inside(value_of(request, "next"), SECURITY_PAGE)
    return renewed(request, redirect(request, target, Notice(key)))


def _removed(request: Request, key: str) -> Response:
    visit_of(request).service.sessions.forget()
    return redirect(request, SECURITY_PAGE, Notice(key))


def _app_page(request: Request, seed: str, error: Invalid | None = None) -> Response:
    visit = visit_of(request)
    address = totp.address(seed, visit.actor.login, text(visit.registry.title, visit.language))
    return page(
        request,
        "account/app.html",
        status=422 if error is not None else 200,
        picture=_picture(address, visit.message("security.app_picture")),
        seed=" ".join(seed[start : start + 4] for start in range(0, len(seed), 4)),
        sealed=_seal_seed(visit, seed),
        **_around(request, error),
    )


def _passkey_page(request: Request, error: Invalid | None = None) -> Response:
    visit, party = visit_of(request), party_of(request)
    assert visit.session is not None
    options = None
    if party is not None:
        with visit.service.store.writing() as connection:
            table = visit.model.table("passkey_challenge")
            challenge = challenges.give(connection, table, visit.session.key, "add", visit.now)
            owner = Owner(visit.actor.account_id, visit.actor.login, visit.actor.name)
            options = passkeys.ask_for_new(connection, visit.model, party, owner, challenge)
    return page(
        request,
        "account/passkey.html",
        status=422 if error is not None else 200,
        options=options,
        name=value_of(request, "name"),
        **_around(request, error),
    )


def _codes_page(request: Request, codes: list[str]) -> Response:
    target = inside(value_of(request, "next"), SECURITY_PAGE)
    return page(request, "account/codes.html", codes=codes, target=target)


def _removal_page(request: Request, what: str, name: str = "") -> Response:
    return page(request, "account/remove_factor.html", what=what, name=name, back=SECURITY_PAGE)


def _around(request: Request, error: Invalid | None) -> dict[str, Any]:
    faults: dict[str, Fault] = dict(error.faults) if error is not None else {}
    target = value_of(request, "next") or request.query_params.get("next")
    return {"faults": faults, "target": inside(target, ""), "back": SECURITY_PAGE}


def _here(request: Request) -> str:
    """This page, with where to go on from it."""
    target = inside(value_of(request, "next") or request.query_params.get("next"), "")
    return f"{request.url.path}?{urlencode({'next': target})}" if target else request.url.path


def _picture(address: str, title: str) -> Markup:
    """The address as a QR code: plain SVG without any style, as the strict policy asks."""
    # Imported here: only who adds an application for codes is shown one, and every start would pay for it.
    import segno

    made = io.BytesIO()
    segno.make_qr(address, error="m").save(
        made,
        kind="svg",
        scale=5,
        border=4,
        light="#fff",
        xmldecl=False,
        title=title,
        svgclass=None,
        lineclass=None,
    )
    return Markup(made.getvalue().decode())  # noqa: S704 - drawn by us; the title is escaped by the library


def _seal_seed(visit: Visit, seed: str) -> str:
    sealed = visit.model.cipher.encrypt(seed.encode(), _seal_name(visit))
    return base64.urlsafe_b64encode(sealed).decode()


def _open_seed(visit: Visit, sealed: str) -> str | None:
    """The seed of a form we showed to this account, ``None`` when it is none."""
    try:
        return visit.model.cipher.decrypt(
            base64.urlsafe_b64decode(sealed.encode()), _seal_name(visit)
        ).decode()
    except (binascii.Error, KeyRingError):
        return None


def _seal_name(visit: Visit) -> str:
    return f"offered totp:{visit.actor.account_id}"
