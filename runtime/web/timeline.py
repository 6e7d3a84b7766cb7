"""A case's timeline: each action in words, drawn. Must not load actions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from markupsafe import Markup
from starlette.requests import Request

from runtime.access.mask import sees_words
from runtime.fields.base import Context
from runtime.http.context import Visit, visit_of
from runtime.i18n import format as write
from runtime.ir.label import text
from runtime.search.casefile import Action
from runtime.web.macros import Words, macro_of
from runtime.web.outline import Outline, outline
from runtime.web.templating import Templates

TEMPLATE = "case/entry.html"


def entries(request: Request, actions: Sequence[Action], context: Context, home: str) -> list[Markup]:
    """Return a case's actions as its page shows them; an office is told where it is not ``home``, the case's."""
    visit = visit_of(request)
    templates: Templates = request.app.state.templates
    of = outline(visit.model, visit.actor, "action", visit.language)
    entry = macro_of(visit.model, templates.whole, TEMPLATE, "entry")

    @cache
    def by(officer: str, office: str) -> str:
        if office == home:
            return visit.message("action.by_officer", officer=officer)
        return visit.message("action.by", officer=officer, office=office)

    return [
        entry.fill(_words(visit, of, action, context, by(action.officer, action.office)))
        for action in actions
    ]


def _words(visit: Visit, of: Outline, action: Action, context: Context, by: str) -> Words:
    values, at = action.values, action.row["done_at"]
    told = [
        (field_id, piece.label, piece.type.show(piece.field, values[field_id], context))
        for field_id, piece in of.pieces.items()
        if field_id in values
    ]
    # The first field of an action says what was done.
    first = told.pop(0)[2] if told and told[0][0] == next(iter(of.pieces)) else None
    facts = " · ".join([f"{label}: {shown}" for _, label, shown in told])
    return (
        str(action.id),
        text(action.entity.label, visit.language),
        by,
        at.isoformat(),
        write.moment(at, visit.language, visit.zone),
        first or None,
        facts or None,
        _annulled(visit, action) if action.is_annulled else None,
    )


def _annulled(visit: Visit, action: Action) -> str:
    why = action.row["annulled_reason"] if sees_words(visit.model, visit.actor) else "…"
    return visit.message("action.annulled", reason=why)
