"""A form sent without a session, or with an old token: nothing typed is lost. Owns that way back; must not render."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from runtime.auth.finding import Session
from runtime.errors import Busy
from runtime.http import csrf
from runtime.http.context import Visit, form_of, token_of
from runtime.http.links import inside, path_of
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.records import draft
from runtime.records.work import begin

FORM_FIELD = "draft"
"""The control by which a form names its draft."""
CONTINUE = "draft=continue"
"""What a page is asked for to fill its form with the draft."""
KEPT = "/kept"
"""Where the words of a form stand that has no draft of its own: each such form is a page there."""
PAGE_FIELD = "kept.page"
"""Under which such a draft says what page its form stood on."""
_NEVER_KEPT = frozenset((csrf.FIELD, FORM_FIELD, "next", "code", "seed", "token", "credential"))


def send_to_sign_in(visit: Visit, request: Request) -> Response:
    """Lead a visitor without session to sign in and back, keeping what a lost session's form held."""
    words = {"next": page_of(request)}
    if visit.lost is not None and _is_form(request):
        fits = not visit.lost.is_ended and csrf.fits(visit.lost.csrf, token_of(request))
        goes_on = keep(visit, visit.lost, request) if fits else None
        if goes_on is not None:
            words = {"next": goes_on, "kept": "1"}
    elif visit.lost is not None:
        words["ended"] = "1"
    return redirect(request, f"/sign-in?{urlencode(words)}")


def send_back(visit: Visit, request: Request) -> Response:
    """Lead a visitor whose form has an old token back to its page, keeping what it held."""
    assert visit.session is not None
    is_own = request.headers.get("sec-fetch-site", "same-origin") == "same-origin"
    goes_on = keep(visit, visit.session, request) if is_own else None
    notice = Notice("shell.stale_kept" if goes_on else "shell.stale", is_success=False)
    return redirect(request, goes_on or page_of(request), notice)


def keep(visit: Visit, session: Session, request: Request) -> str | None:
    """Save a submitted form as a draft of the session's account.

    Return where it goes on: the form's page filled in again, or, for a form without a draft of its own, the page of
    what was kept; ``None`` when there was nothing to keep.
    """
    form = {name: list(values) for name, values in form_of(request).items() if _may_keep(name)}
    if not any(value for values in form.values() for value in values):
        return None
    key = (form_of(request).get(FORM_FIELD) or ("",))[0]
    if not key:
        key = f"{KEPT}?{urlencode({'form': _address(request)})}"
        form[PAGE_FIELD] = [page_of(request)]
    service = visit.service
    with begin(
        service.store, service.model, session.actor, now=visit.now, request_id=visit.request_id
    ) as work:
        draft.save(work, key, form)
    request.state.is_kept = True
    return f"{key}{'&' if '?' in key else '?'}{CONTINUE}" if inside(key, "") else page_of(request)


def settle(visit: Visit, request: Request, response: Response) -> None:
    """Forget what was kept of a form without draft once it was sent again and taken.

    The form is stored by now, so a database that is busy at this moment may keep an old draft, and refuses nothing.
    """
    key = (form_of(request).get(FORM_FIELD) or ("",))[0]
    if (
        visit.session is not None
        and key.startswith(KEPT)
        and _is_form(request)
        and response.status_code < 400
        and not getattr(request.state, "is_kept", False)
    ):
        with suppress(Busy), visit.writing() as work:
            draft.discard(work, key)


def page_of(request: Request) -> str:
    """Return the page a request belongs to: itself when it was read, the page of the form when it was sent."""
    own = _address(request)
    host = request.headers.get("host", "")
    if "hx-current-url" in request.headers:
        return path_of(request.headers["hx-current-url"], host) or "/"
    if not _is_form(request):
        return inside(own)
    return path_of(request.headers.get("referer"), host) or inside(own)


def _address(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _is_form(request: Request) -> bool:
    return request.method not in ("GET", "HEAD")


def _may_keep(name: str) -> bool:
    return name not in _NEVER_KEPT and "password" not in name
