"""The page around a form of the blueprint's fields. Owns its words and hidden controls; must not store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from runtime.http.context import is_fragment
from runtime.web.draft import Offered, key_of
from runtime.web.forms import Form, template_of
from runtime.web.fragments import page


@dataclass(frozen=True)
class Second:
    """A second button of a form: its control and its words."""

    name: str
    words: str


@dataclass(frozen=True)
class FormPage:
    """What stands around the fields of a form.

    ``back`` is where to go without saving. ``lead`` is a template shown above the sections, with ``names``.
    ``hidden`` are further controls. ``is_part``: the form stands inside another page.
    """

    heading: str
    back: str
    save_words: str
    caption: str = ""
    hidden: Mapping[str, object] = field(default_factory=dict)
    lead: str = ""
    second: Second | None = None
    names: Mapping[str, object] = field(default_factory=dict)
    crumbs: Sequence[tuple[str, str]] = ()
    is_part: bool = False
    action: str = ""
    draft_key: str = ""


def show_form(
    request: Request, form: Form, around: FormPage, offered: Offered | None = None, status: int | None = None
) -> Response:
    """Render a form; 422 when something in it is wrong."""
    key = around.draft_key or key_of(request)
    names: dict[str, object] = {
        "heading": around.heading,
        "caption": around.caption,
        "back": around.back,
        "crumbs": around.crumbs,
        "save_words": around.save_words,
        "second": around.second,
        "hidden": around.hidden,
        "lead": around.lead,
        "is_part": around.is_part or is_fragment(request),
        "action": around.action or key,
        "draft_key": key,
        "draft": offered,
        **form.names(),
        **around.names,
    }
    template = template_of(request, form.outline.entity.id, "form")
    return page(request, template, "form", status or (422 if form.faults else 200), **names)
