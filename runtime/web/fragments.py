"""A page, or one block of it for htmx. Owns rendering; the only place that renders a block.

A block is rendered with everything its page would give it: blocks and names of the templates it extends included.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from jinja2_fragments import render_block
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from runtime.errors import Fault
from runtime.http import csrf, notices
from runtime.http.context import Visit, is_fragment, visit_of
from runtime.ir.label import text
from runtime.web.frame import Frames
from runtime.web.templating import Templates

_VARY = {"vary": "HX-Request, Accept-Language, Cookie"}


def page(
    request: Request, template: str, block: str | None = None, status: int = 200, **names: object
) -> Response:
    """Render a template, or only ``block`` of it when htmx asks.

    Templates see ``visit message label say csrf frame registry asset`` and ``names``. ``faults`` (control name to
    ``Fault``) puts "Error:" before the title; ``crumbs`` (pairs of text and address) and ``back`` (address) fill
    the line above the heading; ``notice`` shows a notice at once.
    """
    visit = visit_of(request)
    templates: Templates = request.app.state.templates
    part = block if block is not None and is_fragment(request) else None
    frames: Frames = request.app.state.frames
    token = csrf.mask(visit.csrf_secret)
    values = (
        _names(visit, token) | {"frame": frames.frame(visit, request, token, is_whole=part is None)} | names
    )
    if part is None:
        values.setdefault("notice", notices.waiting(visit, request))
        html = templates.whole.get_template(template).render(values)
    else:
        html = render_block(templates.parts, template, part, values)
    response = HTMLResponse(html, status_code=status, headers=_VARY)
    if part is None and notices.COOKIE in request.cookies:
        notices.clear(response, visit)
    return response


def refused(request: Request, template: str, block: str | None = None, **names: object) -> Response:
    """Render a form again with its ``faults``: status 422, which htmx shows too."""
    return page(request, template, block, HTTPStatus.UNPROCESSABLE_ENTITY, **names)


def piece(request: Request, template: str, **names: object) -> Markup:
    """Render a template that stands inside pages and may be kept: ``csrf`` and ``frame`` are not for it."""
    templates: Templates = request.app.state.templates
    html = templates.whole.get_template(template).render(_names(visit_of(request), "") | names)
    return Markup(html)  # noqa: S704 - its template escaped it


def _names(visit: Visit, token: str) -> dict[str, object]:
    language = visit.language

    def label(texts: Mapping[str, str]) -> str:
        return text(texts, language)

    def say(fault: Fault) -> str:
        return text(fault.text, language) if fault.text else visit.message(fault.key, **fault.arguments)

    return {
        "visit": visit,
        "message": visit.message,
        "language": language,
        "label": label,
        "say": say,
        "csrf_token": token,
        "csrf": csrf.field(token),
        "faults": {},
        "crumbs": (),
        "back": None,
    }
