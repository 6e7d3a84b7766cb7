"""A case's checklists on its page and on a page of their own, where they are ticked. Must not decide what is needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from runtime.access import mask, policy
from runtime.errors import Invalid, NotFound
from runtime.http.context import Visit, form_of, is_fragment, visit_of
from runtime.http.endpoint import route
from runtime.http.redirects import redirect
from runtime.i18n import format as write
from runtime.ir.checklist import Checklist, Item
from runtime.ir.entity import Entity
from runtime.ir.label import text
from runtime.ir.registry import Registry
from runtime.records import checklist, protocol
from runtime.records.checklist import Ticks
from runtime.records.protocol import Key, Mark
from runtime.search import case
from runtime.search.casefile import CaseFile
from runtime.search.directory import Directory, directory
from runtime.search.reading import Reading
from runtime.storage.conditions import Moment
from runtime.web.addresses import id_in
from runtime.web.fragments import page, refused
from runtime.web.noting import note_case

NOTE = "note."
"""Begins the name of the control with an item's remark."""


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route("/cases/{id}/checklists/{checklist}", show),
        route("/cases/{id}/checklists/{checklist}", tick, ["POST"]),
    ]


@dataclass(frozen=True)
class ItemLine:
    """One thing to do, in words; ``told`` says who did it and when, ``gate`` before which state it is asked for."""

    id: str
    label: str
    help: str
    is_ticked: bool
    told: str
    note: str
    gate: str
    is_fixed: bool
    """Whether its tick can no longer be taken back."""


@dataclass(frozen=True)
class ChecklistLine:
    """A checklist with how far it is."""

    id: str
    label: str
    help: str
    items: Sequence[ItemLine]

    @property
    def done(self) -> int:
        """How many items are ticked."""
        return sum(item.is_ticked for item in self.items)


def lines(reading: Reading, visit: Visit, file: CaseFile) -> Sequence[ChecklistLine]:
    """Return the checklists of a case in words; nothing is asked where its type has none."""
    model = visit.model
    if not model.registry.checklists_of(file.entity):
        return ()
    found = protocol.marks(model, reading.connection, file.entity, file.id)
    moment = Moment(visit.now, visit.context.today, file.row["state"])
    shown = protocol.shown(
        model,
        file.entity,
        frozenset(found),
        lambda: model.conditions.data(file.entity.id, file.values, file.unknown, moment, file.person),
    )
    words = _Words(visit, directory(reading), found, mask.sees_words(model, visit.actor), file.row["state"])
    return [words.checklist(one) for one in shown]


def ticked(found: Sequence[ChecklistLine]) -> frozenset[Key]:
    """Return what is ticked, as the gates ask for it."""
    return frozenset((line.id, item.id) for line in found for item in line.items if item.is_ticked)


def item_label(registry: Registry, entity: Entity, name: str, language: str) -> str:
    """Return what an event's ``checklist.<checklist>.<item>`` is called; as it is where nobody knows it any more."""
    _, _, key = name.partition(".")
    checklist_id, _, item_id = key.partition(".")
    for one in registry.checklists_of(entity):
        if one.id == checklist_id and item_id in one.by_id:
            return f"{text(one.label, language)}: {text(one.by_id[item_id].label, language)}"
    return name


def show(request: Request) -> Response:
    """Show one checklist with room for remarks."""
    return page(request, "case/checklist.html", **_names(request))


def tick(request: Request) -> Response:
    """Store what was ticked; from the case's page the way leads back to it."""
    visit, form = visit_of(request), form_of(request)
    case_id, checklist_id = id_in(request), request.path_params["checklist"]
    before, now = frozenset(form.get("was", ())), frozenset(form.get("item", ()))
    remarks = {
        name.removeprefix(NOTE): given[0] for name, given in form.items() if name.startswith(NOTE) and given
    }
    try:
        with visit.writing() as work:
            checklist.tick(work, case_id, checklist_id, Ticks(now - before, before - now, remarks))
    except Invalid as error:
        return refused(request, "case/checklist.html", **(_names(request) | {"faults": error.faults}))
    if is_fragment(request):
        # The page follows, of which the panel and the next steps are taken.
        return RedirectResponse(f"/cases/{case_id}", status_code=303)
    return redirect(request, f"/cases/{case_id}#checklist-{checklist_id}")


def _names(request: Request) -> dict[str, Any]:
    visit = visit_of(request)
    with visit.reading() as reading:
        file = case.load(reading, id_in(request))
        found = lines(reading, visit, file)
    note_case(visit, "page", file.entity, file.row)
    wanted = next((line for line in found if line.id == request.path_params["checklist"]), None)
    if wanted is None:
        raise NotFound
    return {
        "sees_notes": mask.sees_words(visit.model, visit.actor),
        "checklist": wanted,
        "url": f"/cases/{file.id}",
        "folio": file.row["folio"],
        "may_tick": may_tick(visit, file),
    }


def may_tick(visit: Visit, file: CaseFile) -> bool:
    """Whether the visitor may tick in this case."""
    is_open = visit.registry.lifecycle.by_id[file.row["state"]].kind != "closed"
    return is_open and policy.may(visit.model, visit.actor, "update", file.entity.id, file.row)


@dataclass(frozen=True)
class _Words:
    """Puts checklists into the page's language."""

    visit: Visit
    names: Directory
    marks: Mapping[Key, Mark]
    sees_notes: bool
    state: str

    def checklist(self, one: Checklist) -> ChecklistLine:
        language = self.visit.language
        items = [self.item(one, item) for item in one.items]
        return ChecklistLine(one.id, text(one.label, language), text(one.help, language), items)

    def item(self, one: Checklist, item: Item) -> ItemLine:
        language, mark = self.visit.language, self.marks.get((one.id, item.id))
        state = self.visit.registry.lifecycle.by_id.get(item.gate or "")
        return ItemLine(
            id=item.id,
            label=text(item.label, language),
            help=text(item.help, language),
            is_ticked=mark is not None,
            told=self.told(mark) if mark else "",
            note=mark.note if mark and self.sees_notes else "",
            gate=text(state.label, language) if state else "",
            is_fixed=mark is not None and protocol.is_fixed(self.visit.model, item, self.state),
        )

    def told(self, mark: Mark) -> str:
        when = write.moment(mark.at, self.visit.language, self.visit.zone)
        return self.visit.message("checklist.by", officer=self.names.officer_name(mark.account_id), when=when)
