"""Signing in at the ministry's identity provider: there and back. Owns these pages and the cookie between them."""

from __future__ import annotations

import base64
import binascii
import dataclasses
import json
import logging

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from runtime.auth import identities
from runtime.auth.provider import Exchange, ProviderError, Waiting
from runtime.errors import Fault, Invalid
from runtime.http.context import Service, visit_of
from runtime.http.cookies import drop_cookie, set_cookie
from runtime.http.endpoint import route
from runtime.http.links import inside, outside
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.storage.cipher import KeyRingError
from runtime.web.signing import PROVIDER_PAGE, go_on, sign_in_page

COOKIE = "acompana_identity"
LIFETIME = 600
"""Seconds that somebody may take at the provider."""
BACK = "/sign-in/return"
_BOUND_TO = "identity"
_LOG = logging.getLogger("acompana.identity")


def routes(service: Service) -> list[BaseRoute]:
    """Return the routes, if there is a provider."""
    provider = service.settings.identity
    if provider is None:
        return []
    pages = Pages(Exchange(provider))
    return [
        route(PROVIDER_PAGE, pages.leave, is_public=True),
        route(BACK, pages.come_back, is_public=True),
    ]


class Pages:
    """The two pages, which share what is known of the provider."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def leave(self, request: Request) -> Response:
        """Send the visitor to the provider; ``again``: to prove there that they are the one sitting here."""
        visit, target = visit_of(request), inside(request.query_params.get("next"))
        asked_at = visit.now.timestamp() if "again" in request.query_params else None
        try:
            address, waiting = self._exchange.begin(_back(request), target, asked_at)
        except ProviderError as failure:
            return _failed(request, failure, target)
        response = RedirectResponse(address, 303, {"cache-control": "no-store"})
        text = json.dumps(dataclasses.astuple(waiting)).encode()
        sealed = base64.urlsafe_b64encode(visit.model.cipher.encrypt(text, _BOUND_TO)).decode()
        set_cookie(response, visit.service.settings, COOKIE, sealed, LIFETIME)
        return response

    def come_back(self, request: Request) -> Response:
        """Let in whom the provider sends back, if they have an account here."""
        visit, waiting = visit_of(request), _waiting(request)
        target = waiting.target if waiting is not None else "/"
        try:
            if waiting is None:
                raise ProviderError("nobody is waited for")
            identity = self._exchange.finish(_back(request), waiting, dict(request.query_params))
            entered = identities.sign_in(
                visit.service.store, visit.model, identity, visit.now, visit.request_id
            )
        except ProviderError as failure:
            response = _failed(request, failure, target)
        except Invalid as error:
            response = _refused(request, error, target)
        else:
            response = go_on(request, entered, target)
        drop_cookie(response, visit.service.settings, COOKIE)
        return response


def _failed(request: Request, failure: ProviderError, target: str) -> Response:
    _LOG.warning("%s: %s", visit_of(request).request_id, failure)
    return _refused(request, Invalid({"": Fault("identity.failed")}), target)


def _refused(request: Request, error: Invalid, target: str) -> Response:
    """Say what went wrong: on the page to sign in, or to who has signed in on the page they were going to."""
    if visit_of(request).session is None:
        return sign_in_page(request, target, error)
    fault = error.faults[""]
    return redirect(request, target, Notice(fault.key, is_success=False))


def _waiting(request: Request) -> Waiting | None:
    """What was kept when the visitor left, unless somebody else wrote it."""
    try:
        sealed = base64.urlsafe_b64decode(request.cookies.get(COOKIE, "").encode("ascii"))
        return Waiting(*json.loads(visit_of(request).model.cipher.decrypt(sealed, _BOUND_TO)))
    except (UnicodeEncodeError, binascii.Error, KeyRingError):
        return None


def _back(request: Request) -> str:
    """The address the provider sends people back to."""
    return outside(request, BACK, is_safe=visit_of(request).service.settings.secure_cookies)
