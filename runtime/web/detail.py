"""A record's sections as its page shows them: values in words, what is still missing, the way to correct them.

Owns redisplay of stored values; must not load them.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from jinja2 import Environment, pass_context
from jinja2.runtime import Context as TemplateContext
from markupsafe import Markup
from starlette.requests import Request

from runtime.fields.base import Context
from runtime.http.context import visit_of
from runtime.ir.label import text
from runtime.storage.model import Model
from runtime.web.entries import table_of
from runtime.web.macros import Words, macro_of
from runtime.web.opening import ALONE, Around, open_sections
from runtime.web.outline import Outline, Part, outline
from runtime.web.rows import rows_of
from runtime.web.sections import Sections, sections_of
from runtime.web.templating import Templates

CARD = "record/section.html"


@dataclass(frozen=True)
class Detail:
    """The visible part of a record. ``edit_url`` leads to its sections' forms, ``""`` where there is nothing to do."""

    model: Model
    outline: Outline
    values: Mapping[str, Any]
    unknown: Mapping[str, str]
    context: Context
    edit_url: str
    environment: Environment
    sections: Sequence[Part]
    """The sections the visitor sees: those that are open."""

    @property
    def is_masked(self) -> bool:
        """Whether the visitor's role does not see everything there is."""
        return self.outline.is_masked

    def names(self) -> dict[str, Any]:
        """Return what a detail template needs."""
        return {"detail": self, "show": self.rows.__getitem__, "bodies": self.bodies}

    @cached_property
    def rows(self) -> Mapping[str, Markup]:
        """The row of each field; nothing for one that is empty or that the visitor does not see."""
        found = _Rows()
        for field_id, piece, draw in rows_of(self.model, self.environment, self.outline):
            value = self.values.get(field_id)
            if value is not None:
                words = piece.type.show(piece.field, value, self.context)
            elif field_id in self.unknown:
                words = self._reason(self.unknown[field_id])
            else:
                continue
            if piece.type.is_group and value is not None:
                value = table_of(piece, value, self.context)
            found[field_id] = draw(words, value)
        return found

    def _reason(self, code: str) -> str:
        return text(self.model.registry.unknown.get(code, {}), self.context.language) or code

    def cards(self, bodies: Mapping[str, Markup], level: int) -> list[Markup]:
        """Return each section with its rows, what is missing in it and the way to its form, under headings of a level."""
        card = macro_of(self.model, self.environment, CARD, "section")
        return [card.fill(self._words(section, bodies[section.id], level)) for section in self.sections]

    def _words(self, section: Part, rows: Markup, level: int) -> Words:
        message, may_change = self.context.message, bool(self.edit_url and section.asked)
        labels = [
            label
            for field_id, label in section.expected
            if field_id not in self.values and field_id not in self.unknown
        ]
        missing = ", ".join(labels)
        return (
            section.id,
            section.label,
            str(level),
            self.edit_url + section.id if may_change else None,
            message("record.change" if rows else "record.fill_in") if may_change else None,
            rows or None,
            (message("record.missing", fields=missing) if labels else None) if rows else missing,
            None if rows else self._nothing(len(labels)),
        )

    def _nothing(self, expected: int) -> str:
        # A section of which every question hangs on an answer may expect none.
        message = self.context.message
        return message("record.empty_section", count=expected) if expected else message("record.nothing")

    @pass_context
    def bodies(self, page: TemplateContext) -> dict[str, Markup]:
        """Return the rows of each section: as the generated template orders them, else as the blueprint does.

        To be called in a page's own template: an included one does not see the page's blocks.
        """
        plain = sections_of(self.model, self.environment, page.name or "")
        return {section.id: self._body(page, plain, section) for section in self.sections}

    def _body(self, page: TemplateContext, plain: Sections, section: Part) -> Markup:
        rows, name = self.rows, f"section_{section.id}"
        if name in plain:
            drawn = "".join([rows[step.text] if step.is_field else step.text for step in plain[name]])
        elif page.blocks.get(name):
            drawn = "".join(page.blocks[name][0](page))
        else:
            drawn = "".join([rows[piece.id] for piece in section.pieces])
        return Markup(drawn.strip())  # noqa: S704 - what templates rendered, escaped there


_NOTHING = Markup()


class _Rows(dict[str, Markup]):
    def __missing__(self, field_id: str) -> Markup:
        return _NOTHING


def detail_of(
    request: Request,
    entity_id: str,
    values: Mapping[str, Any],
    unknown: Mapping[str, str],
    titles: Mapping[uuid.UUID | str, str],
    edit_url: str = "",
    around: Around = ALONE,
) -> Detail:
    """Return what the visitor's roles see of a record; ``around`` is what conditions of a case see beside it."""
    visit = visit_of(request)
    of = outline(visit.model, visit.actor, entity_id, visit.language)
    context = replace(visit.context, titles=titles)
    templates: Templates = request.app.state.templates
    sections = open_sections(visit, of, values, unknown, around)
    return Detail(visit.model, of, values, unknown, context, edit_url, templates.whole, sections)
