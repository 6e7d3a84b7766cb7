"""Half-filled forms: kept while typing, offered again on the same page. Must not read what the fields mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.http.context import Visit, form_of, value_of, visit_of
from runtime.http.csrf import FIELD
from runtime.http.endpoint import route
from runtime.http.links import inside
from runtime.http.lost import FORM_FIELD
from runtime.http.redirects import redirect
from runtime.i18n import format as write
from runtime.records import draft
from runtime.search.reading import Reading

CONTINUE = "continue"


@dataclass(frozen=True)
class Offered:
    """A draft offered on its form: when it was kept, where it goes on, and the page without it."""

    when: str
    url: str
    page: str


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route("/drafts", save_draft, ["POST"]),
        route("/drafts/discard", discard_draft, ["POST"]),
    ]


def save_draft(request: Request) -> Response:
    """Keep what is being typed; the script that sends it reads only the status."""
    key = value_of(request, FORM_FIELD)
    if key:
        form = {name: values for name, values in form_of(request).items() if name not in (FIELD, FORM_FIELD)}
        with visit_of(request).writing() as work:
            draft.save(work, key, form)
    return Response(status_code=204)


def discard_draft(request: Request) -> Response:
    """Forget a draft and show the form without it."""
    with visit_of(request).writing() as work:
        draft.discard(work, value_of(request, FORM_FIELD))
    return redirect(request, inside(value_of(request, "next")))


def key_of(request: Request) -> str:
    """Return the name under which a form's draft is kept: its page."""
    query = [(name, value) for name, value in parse_qsl(request.url.query) if name != "draft"]
    return (request.url.path + (f"?{urlencode(query)}" if query else ""))[: draft.LONGEST_KEY]


def look_up(
    visit: Visit, reading: Reading, request: Request, page: str = ""
) -> tuple[Mapping[str, Sequence[str]] | None, Offered | None]:
    """Return the draft's values when the visitor goes on with it, else an offer to, if there is a draft at all.

    ``page`` is the form's own page, where it is shown inside another.
    """
    key = page or key_of(request)
    found = draft.load(reading.model, reading.connection, visit.actor, key)
    if found is None:
        return None, None
    if request.query_params.get("draft") == CONTINUE:
        return found.form, None
    when = write.moment(found.saved_at, visit.language, visit.zone)
    url = f"{key}{'&' if '?' in key else '?'}draft={CONTINUE}"
    return None, Offered(when, url, key)
