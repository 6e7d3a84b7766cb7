"""A record's sections as its page shows them: values in words, what is still missing, the way to correct them.

Owns redisplay of stored values; must not load them.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jinja2 import Environment, pass_context
from jinja2.runtime import Context as TemplateContext
from markupsafe import Markup
from starlette.requests import Request

from runtime.fields.base import Context
from runtime.http.context import visit_of
from runtime.ir.label import text
from runtime.storage.model import Model
from runtime.web.opening import ALONE, Around, open_sections
from runtime.web.outline import Outline, Part, Piece, outline

Macro = Callable[..., Markup]


@dataclass(frozen=True)
class Detail:
    """The visible part of a record. ``edit_url`` leads to its sections' forms, ``""`` where there is nothing to do."""

    model: Model
    outline: Outline
    values: Mapping[str, Any]
    unknown: Mapping[str, str]
    context: Context
    edit_url: str
    sections: Sequence[Part]
    """The sections the visitor sees: those that are open."""

    @property
    def is_masked(self) -> bool:
        """Whether the visitor's role does not see everything there is."""
        return self.outline.is_masked

    def names(self) -> dict[str, Any]:
        """Return what a detail template needs."""
        return {"detail": self, "show": self.show, "bodies": self.bodies}

    def text(self, piece: Piece) -> str:
        """Return a value, or the reason why there is none, in words; ``""`` for an empty field."""
        value = self.values.get(piece.id)
        if value is not None:
            return piece.type.show(piece.field, value, self.context)
        reason = self.unknown.get(piece.id)
        if reason is None:
            return ""
        return text(self.model.registry.unknown.get(reason, {}), self.context.language) or reason

    def missing(self, section: Part) -> str:
        """Return the labels of a section's empty fields that do not depend on others."""
        return ", ".join(
            piece.label
            for piece in section.asked
            if piece.field.visible is None and piece.id not in self.values and piece.id not in self.unknown
        )

    @pass_context
    def show(self, page: TemplateContext, field_id: str) -> Markup:
        """Return the row of one field; nothing for one that is empty or that the visitor does not see."""
        piece = self.outline.pieces.get(field_id)
        if piece is None:
            return Markup()
        value = self.values.get(field_id)
        if value is None and field_id not in self.unknown:
            return Markup()
        row = _macro(self.model, page.environment, piece.type.widget)
        return row(piece.label, self.text(piece), value)

    @pass_context
    def bodies(self, page: TemplateContext) -> dict[str, Markup]:
        """Return the rows of each section: as the generated template orders them, else as the blueprint does.

        To be called in a page's own template: an included one does not see the page's blocks.
        """
        return {section.id: self._body(page, section) for section in self.sections}

    def _body(self, page: TemplateContext, section: Part) -> Markup:
        block = page.blocks.get(f"section_{section.id}")
        if block:
            return Markup("".join(block[0](page)).strip())  # noqa: S704 - what a template rendered, escaped there
        return Markup().join(self.show(page, piece.id) for piece in section.pieces)


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
    sections = open_sections(visit, of, values, unknown, around)
    return Detail(visit.model, of, values, unknown, context, edit_url, sections)


def _macro(model: Model, environment: Environment, widget: str) -> Macro:
    """The macro that draws a row of this widget's values: its own, or that of plain text."""

    def find() -> Macro:
        names = [f"fields/show/{widget}.html", "fields/show/text.html"]
        macro: Macro = getattr(environment.select_template(names).module, "row")  # noqa: B009 - a name in a template
        return macro

    return model.memory.recall(("row", id(environment), widget), find)
