"""Forms made of the blueprint's fields: what stands in each control and what is wrong with it.

Owns redisplay; values are read by ``runtime.records.submission``.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context as TemplateContext
from markupsafe import Markup
from starlette.requests import Request
from uuid_utils.compat import uuid7

from runtime.errors import Fault
from runtime.fields.attachment import FileType
from runtime.fields.base import Context
from runtime.http.context import visit_of
from runtime.records.offering import Offerings, offerings
from runtime.web import conditions
from runtime.web.entries import group_widget, label_of, turned
from runtime.web.outline import Outline, Part, Piece, outline
from runtime.web.templating import Templates
from runtime.web.widgets import Chosen, Controls, Widget, reasons_of

RECORD = "record"
"""The control with the id the new record will have: a form sent twice is one record."""
VERSION = "version"
"""The control with the version of the record the form was filled with."""


@dataclass(frozen=True)
class Form:
    """A form of an entity, or of one section, as it is shown.

    ``values``, ``unknown`` and ``person`` are the stored ones, for conditions on what is not in the form.
    ``titles`` name the records that references point to, ``matches`` those that a search found.
    """

    request: Request
    outline: Outline
    controls: Controls
    only: str | None = None
    faults: Mapping[str, Fault] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    unknown: Mapping[str, str] = field(default_factory=dict)
    person: Mapping[str, Any] = field(default_factory=dict)
    titles: Mapping[uuid.UUID | str, str] = field(default_factory=dict)
    matches: Mapping[str, Sequence[Chosen]] = field(default_factory=dict)
    keeps_files: bool = False
    """Whether there is a case to keep a chosen file with; without one no file is asked for."""
    beside: Mapping[str, Piece] = field(default_factory=dict)
    """Fields the system asks for beside the blueprint's, as when an action was done."""

    @property
    def context(self) -> Context:
        """What showing values needs, with the titles of what is referred to."""
        return replace(visit_of(self.request).context, titles=self.titles)

    @property
    def sections(self) -> Sequence[Part]:
        """The sections the form shows."""
        return [part for part in self.outline.asking if self.only in (None, part.id)]

    @property
    def pieces(self) -> Sequence[Piece]:
        """The fields the form asks for."""
        return [piece for part in self.sections for piece in part.asked]

    @property
    def shown_faults(self) -> dict[str, Fault]:
        """The faults in the order of the page, each under the name of a control that is there."""
        asked = {**self.beside, **{piece.id: piece for piece in self.pieces}}
        order = {name: number for number, name in enumerate(asked)}
        found: dict[str, Fault] = {}
        for name, fault in sorted(self.faults.items(), key=lambda one: order.get(one[0].split(".")[0], -1)):
            part = asked[name].type.parts[0] if name in asked else ""
            found[f"{name}.{part}" if part else name] = fault
        return found

    @property
    def fault_labels(self) -> dict[str, str]:
        """What the faults are about, by control: "Answer this question" alone would not say which."""
        asked = {**self.beside, **{piece.id: piece for piece in self.pieces}}
        language = visit_of(self.request).language
        return {
            name: label_of(asked[field_id], name, language)
            for name in self.shown_faults
            if (field_id := name.split(".")[0]) in asked
        }

    @property
    def has_conditions(self) -> bool:
        """Whether fields come and go with others."""
        return any(
            piece.field.visible or piece.field.required.when or conditions.options_of(self.offerings, piece)
            for piece in self.pieces
        )

    @property
    def offerings(self) -> Offerings:
        """What fields offer, where that is less than their catalogs hold."""
        return offerings(visit_of(self.request).model, self.outline.entity)

    @property
    def plan(self) -> Markup:
        """The conditions, for the browser."""
        visit = visit_of(self.request)
        return conditions.plan(visit, self.outline, self.pieces, self.values, self.unknown, self.person)

    @property
    def asked_again(self) -> Form | None:
        """The form to show once more, when a button in it was pressed that does not save; else none."""
        controls = turned(self.controls, self.pieces)
        return None if controls is None else replace(self, controls=controls)

    def can_wait(self, section: Part) -> bool:
        """Whether nothing in a section is asked for now, filled in or wrong: it may stand folded."""
        asked = {piece.id for piece in section.asked}
        filled = any(name.split(".")[0] in asked and any(typed) for name, typed in self.controls.items())
        wrong = any(name.split(".")[0] in asked for name in self.faults)
        # What is asked for under a condition is unfolded by the browser when the condition holds.
        needed = any(
            piece.field.required.kind == "always" and not piece.field.visible for piece in section.asked
        )
        return not (filled or wrong or needed)

    @property
    def takes_files(self) -> bool:
        """Whether a file may be chosen in it."""
        return self.keeps_files and any(isinstance(piece.type, FileType) for piece in self.pieces)

    @property
    def currencies(self) -> Sequence[tuple[str, str]]:
        """Every currency with its name, when a field in the form offers them all."""
        for piece in self.pieces:
            if self.widget(piece).shares_list("currency"):
                offers = piece.type.offers(piece.field, None, self.context, "currency")
                return [(offer.code, offer.label.removeprefix(f"{offer.code} · ")) for offer in offers]
        return ()

    def widget(self, piece: Piece) -> Widget:
        """Return one field as its template sees it."""
        visit = visit_of(self.request)
        reasons = reasons_of(piece, self.controls, visit.registry.unknown, visit.language)
        return Widget(
            piece,
            self.controls,
            self.faults,
            self.context,
            reasons,
            self.matches.get(piece.id, ()),
            self.offerings.get(piece.id, {}),
        )

    @pass_context
    def field(self, page: TemplateContext, field_id: str) -> Markup:
        """Return the markup of one field; nothing for one the visitor does not see."""
        piece = self.beside.get(field_id) or self.outline.pieces.get(field_id)
        if piece is None or not piece.is_asked:
            return Markup()
        if isinstance(piece.type, FileType) and not self.keeps_files:
            return Markup()
        return self._draw(page, piece)

    def _draw(self, page: TemplateContext, piece: Piece) -> Markup:
        template = page.environment.get_template(f"fields/form/{piece.type.widget}.html")
        names = {name: page[name] for name in ("message", "say")}
        item = self.widget(piece)
        if piece.type.is_group:
            language = visit_of(self.request).language
            action = str(page.get("action", ""))
            item = group_widget(item, language, lambda one: self._draw(page, one), action)
        html = template.render(names, item=item, entity_id=self.outline.entity.id)
        return Markup(html)  # noqa: S704 - what a template rendered, escaped there

    @pass_context
    def body(self, page: TemplateContext, section: Part) -> Markup:
        """Return the fields of a section: as the generated template orders them, else as the blueprint does."""
        block = page.blocks.get(f"section_{section.id}")
        if block:
            return Markup("".join(block[0](page)))  # noqa: S704 - what a template rendered, escaped there
        return Markup().join(self.field(page, piece.id) for piece in section.asked)

    def names(self) -> dict[str, Any]:
        """Return what a form's template needs."""
        return {"form": self, "field": self.field, "body": self.body, "faults": self.shown_faults}


def form_of_entity(request: Request, entity_id: str, controls: Controls, only: str | None = None) -> Form:
    """Return the form of an entity as the visitor's roles see it."""
    visit = visit_of(request)
    return Form(request, outline(visit.model, visit.actor, entity_id, visit.language), controls, only)


def fill(
    pieces: Sequence[Piece], values: Mapping[str, Any], unknown: Mapping[str, str], context: Context
) -> dict[str, Sequence[str]]:
    """Return what the controls of some fields hold for stored values."""
    found: dict[str, Sequence[str]] = {}
    for piece in pieces:
        found.update(piece.type.controls(piece.field, piece.id, values.get(piece.id), context))
        if piece.id in unknown:
            found[f"{piece.id}.unknown"] = [unknown[piece.id]]
    return found


def record_id_of(controls: Controls) -> uuid.UUID:
    """Return the id in a form's control, or a new one when there is none."""
    given = next(iter(controls.get(RECORD, ())), "")
    try:
        return uuid.UUID(given)
    except ValueError:
        return uuid7()


def version_of(controls: Controls) -> int:
    """Return the version a form was filled with; 0 when there is none, which no record has."""
    given = next(iter(controls.get(VERSION, ())), "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0


def template_of(request: Request, entity_id: str, name: str) -> str:
    """Return the generated template of an entity, or the runtime's own where none was generated."""
    templates: Templates = request.app.state.templates
    found = templates.whole.select_template([f"{entity_id}/{name}.html", f"record/{name}.html"])
    assert found.name is not None
    return found.name
