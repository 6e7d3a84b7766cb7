"""A form sent without a session, or with an old token: nothing typed is lost. Owns that way back; must not render."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from runtime.auth.sessions import Session
from runtime.http import csrf
from runtime.http.context import Visit, form_of, token_of
from runtime.http.links import inside, path_of
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.records import draft
from runtime.records.work import begin

FORM_FIELD = "draft"
"""The control by which a form names its draft; without it the form's page is the name."""
_NEVER_KEPT = frozenset((csrf.FIELD, FORM_FIELD, "next"))


def send_to_sign_in(visit: Visit, request: Request) -> Response:
    """Lead a visitor without session to sign in and back, keeping what a lost session's form held."""
    words = {"next": page_of(request)}
    if visit.lost is not None and _is_form(request):
        if csrf.fits(visit.lost.csrf, token_of(request)) and keep(visit, visit.lost, request):
            words["kept"] = "1"
    elif visit.lost is not None:
        words["ended"] = "1"
    return redirect(request, f"/sign-in?{urlencode(words)}")


def send_back(visit: Visit, request: Request) -> Response:
    """Lead a visitor whose form has an old token back to its page, keeping what it held."""
    assert visit.session is not None
    kept = request.headers.get("sec-fetch-site", "same-origin") == "same-origin" and keep(
        visit, visit.session, request
    )
    notice = Notice("shell.stale_kept" if kept else "shell.stale", is_success=False)
    return redirect(request, page_of(request), notice)


def keep(visit: Visit, session: Session, request: Request) -> bool:
    """Save a submitted form as a draft of the session's account; say whether there was anything to keep."""
    form = {name: list(values) for name, values in form_of(request).items() if _may_keep(name)}
    if not any(value for values in form.values() for value in values):
        return False
    name = (form_of(request).get(FORM_FIELD) or (page_of(request),))[0]
    service = visit.service
    with begin(
        service.store, service.model, session.actor, now=visit.now, request_id=visit.request_id
    ) as work:
        draft.save(work, name, form)
    return True


def page_of(request: Request) -> str:
    """Return the page a request belongs to: itself when it was read, the page of the form when it was sent."""
    own = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    host = request.headers.get("host", "")
    if "hx-current-url" in request.headers:
        return path_of(request.headers["hx-current-url"], host) or "/"
    if not _is_form(request):
        return inside(own)
    return path_of(request.headers.get("referer"), host) or inside(own)


def _is_form(request: Request) -> bool:
    return request.method not in ("GET", "HEAD")


def _may_keep(name: str) -> bool:
    return name not in _NEVER_KEPT and "password" not in name
