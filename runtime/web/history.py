"""The history of a record in words: who changed what, when, from what to what. Must not load records' values."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import JsonValue
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.access.mask import CHECKLIST
from runtime.fields.base import Context
from runtime.http.context import Visit, visit_of
from runtime.http.endpoint import route
from runtime.i18n import format as write
from runtime.ir.entity import Entity
from runtime.ir.label import text
from runtime.search import case, history, record, titles
from runtime.search.directory import Directory, directory
from runtime.search.history import Event
from runtime.search.reading import Reading
from runtime.storage.codec import Slot
from runtime.web.addresses import entity_in, id_in
from runtime.web.checklist import item_label
from runtime.web.facts import Facts
from runtime.web.fragments import page
from runtime.web.noting import note_record
from runtime.web.outline import Outline, outline
from runtime.web.told import why_of

_REASON = "unknown."
Changes = Mapping[str, Sequence[JsonValue]]
"""A difference as the visitor may see it."""
_VERBS = frozenset(
    {
        "create",
        "update",
        "transition",
        "reassign",
        "transfer",
        "withdraw_transfer",
        "accept_transfer",
        "refuse_transfer",
        "annul",
        "add_member",
        "remove_member",
        "open_emergency",
        "end_emergency",
        "review_emergency",
        "add_party",
        "remove_party",
        "link",
        "unlink",
        "attach",
        "attach_late",
        "withdraw",
        "document",
        "tick",
        "untick",
        "remark",
        "show_notice",
        "consent",
        "withdraw_consent",
        "hold",
        "lift_hold",
        "retention_block",
        "retention_anonymise",
        "retention_archive",
    }
)


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route("/cases/{id}/history", of_case),
        route("/people/{id}/history", of_person),
        route("/actions/{id}/history", of_action),
        route("/registers/{register}/{id}/history", of_register),
    ]


@dataclass(frozen=True)
class ChangeLine:
    """One field of an event: before and after in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class EventLine:
    """One event in words."""

    title: str
    by: str
    when: str
    reason: str
    changes: Sequence[ChangeLine]


def of_case(request: Request) -> Response:
    """Show the history of a case."""
    with visit_of(request).reading() as reading:
        found = case.head(reading, id_in(request))
        return _show(
            request, reading, found.entity, found.row, f"/cases/{id_in(request)}", str(found.row["folio"])
        )


def of_person(request: Request) -> Response:
    """Show the history of a person."""
    with visit_of(request).reading() as reading:
        found = record.load(reading, "person", id_in(request))
        return _show(request, reading, found.entity, found.row, f"/people/{found.id}", found.title(reading))


def of_action(request: Request) -> Response:
    """Show the history of an action."""
    visit = visit_of(request)
    with visit.reading() as reading:
        found = record.load(reading, "action", id_in(request))
        title = text(found.entity.label, visit.language)
        return _show(request, reading, found.entity, found.row, f"/actions/{found.id}", title)


def of_register(request: Request) -> Response:
    """Show the history of a record of a register."""
    entity = entity_in(request, "register", "register")
    with visit_of(request).reading() as reading:
        found = record.load(reading, entity.id, id_in(request))
        url = f"/registers/{entity.key}/{found.id}"
        return _show(request, reading, entity, found.row, url, found.title(reading))


def _show(
    request: Request, reading: Reading, entity: Entity, row: Mapping[str, Any], url: str, title: str
) -> Response:
    visit = visit_of(request)
    events = history.load(reading, entity, id_in(request))
    named = titles.load(reading, references(reading, entity, [event.changes for event in events]))
    note_record(visit, "history", entity, row)
    words = Words(
        visit,
        outline(visit.model, visit.actor, entity.id, visit.language),
        replace(visit.context, titles=named),
        directory(reading),
    )
    return page(
        request,
        "history/page.html",
        caption=title or visit.message("record.no_name"),
        url=url,
        events=[words.event(event) for event in events],
    )


def references(reading: Reading, entity: Entity, events: Iterable[Changes]) -> dict[str, set[titles.Key]]:
    """What the references among the changes point to."""
    slots = reading.model.codec.slots(entity.id)
    found: dict[str, set[titles.Key]] = {}
    for told in events:
        for name, pair in told.items():
            slot = slots.get(name)
            target = titles.target_of(slot) if slot else None
            if slot is not None and target is not None:
                found.setdefault(target, set()).update(_keys(slot, pair))
    return found


def _keys(slot: Slot, pair: Iterable[JsonValue]) -> list[titles.Key]:
    return [slot.type.from_json(slot.field, data) for data in pair if data is not None]


@dataclass(frozen=True)
class Words:
    """Puts events into the page's language."""

    visit: Visit
    outline: Outline
    context: Context
    names: Directory

    def event(self, event: Event) -> EventLine:
        """Put an event into words."""
        message = self.visit.message
        verb = event.verb if event.verb in _VERBS else "other"
        changes = self.changes(event.changes)
        return EventLine(
            message(f"history.{verb}"),
            message("action.by", officer=event.officer, office=event.office)
            if event.office
            else event.officer,
            write.moment(event.at, self.visit.language, self.visit.zone),
            why_of(self.visit, event.verb, event.reason),
            changes,
        )

    def changes(self, told: Changes) -> list[ChangeLine]:
        """Put a difference into words."""
        return [self._change(name, pair) for name, pair in told.items() if name not in _SILENT]

    def _change(self, name: str, pair: Sequence[JsonValue]) -> ChangeLine:
        before, after = (self._value(name, data) for data in pair)
        piece = self.outline.pieces.get(name)
        if piece is not None and piece.type.is_group:
            before, after = _only(before, after), _only(after, before)
        return ChangeLine(self.label(name), before, after)

    def label(self, name: str) -> str:
        """Return what a field or a system column is called."""
        bare = name.removeprefix(_REASON)
        piece = self.outline.pieces.get(bare)
        label = piece.label if piece else self._system_label(bare)
        return label if bare == name else self.visit.message("history.unknown", field=label)

    def _system_label(self, name: str) -> str:
        if name.startswith(CHECKLIST):
            return item_label(self.visit.registry, self.outline.entity, name, self.visit.language)
        known = _SYSTEM.get(name)
        return self.visit.message(known) if known else self._facts.label(name)

    @property
    def _facts(self) -> Facts:
        return Facts(self.visit, self.names, self.outline.entity.id)

    def _value(self, name: str, data: JsonValue) -> str:
        if data is None:
            return ""
        if name.startswith(CHECKLIST):
            return self.visit.message("checklist.done_so" if data else "checklist.done", note=data)
        if name.startswith(_REASON):
            return text(self.visit.registry.unknown.get(str(data), {}), self.visit.language) or str(data)
        piece = self.outline.pieces.get(name)
        if piece is not None:
            return piece.type.show(piece.field, piece.type.from_json(piece.field, data), self.context)
        return self._system_value(name, data)

    def _system_value(self, name: str, value: JsonValue) -> str:
        registry, language, data = self.visit.registry, self.visit.language, str(value)
        if name == "state" and data in registry.lifecycle.by_id:
            return text(registry.lifecycle.by_id[data].label, language)
        if name in ("office_id", "transfer"):
            return self.names.office_name(data)
        if name in ("responsible_id", "member"):
            return self.names.officer_name(uuid.UUID(data))
        if name == "part":
            return next((text(kind.label, language) for kind in registry.parties if kind.id == data), data)
        if name == "done_at":
            return write.moment(datetime.datetime.fromisoformat(data), language, self.visit.zone)
        if name == "closing_reason":
            found = [catalog.by_code[data] for catalog in registry.catalogs if data in catalog.by_code]
            return text(found[0].label, language) if found else data
        return self._facts.value(name, value)


def _only(text: str, other: str) -> str:
    """The rows of a group that the other side does not have."""
    return "\n".join(row for row in text.split("\n") if row not in other.split("\n"))


_SILENT = frozenset({"annulled_at", "person_id", "case_id"})
"""Told by the event itself, or by the page."""
_SYSTEM: Mapping[str, str] = {
    "state": "history.state",
    "office_id": "case.office",
    "responsible_id": "case.responsible",
    "folio": "history.folio",
    "part": "party.part",
    "transfer": "transfer.office",
    "linked": "case.links",
    "member": "group.member",
    "file": "history.file",
    "closing_reason": "case.closing_reason",
    "done_at": "action.done_at",
    "consent": "consent.purposes",
    "notice": "consent.notice",
    "hold": "hold.title",
    "retention": "protection.retention",
}
