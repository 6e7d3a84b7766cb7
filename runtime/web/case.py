"""A case's page and the correction of its sections. Owns what stands on the page; must not move the case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.access import policy
from runtime.access.mask import sees_files, sees_words
from runtime.access.retained import RETAINED
from runtime.fields.base import Context
from runtime.http.context import Visit, visit_of
from runtime.http.endpoint import route
from runtime.i18n import format as write
from runtime.ir.entity import Entity
from runtime.ir.label import text
from runtime.records import gates
from runtime.records.assignment import may_assign
from runtime.records.gates import Need
from runtime.records.protocol import Key
from runtime.records.stored import Stored
from runtime.search import case
from runtime.search.casefile import Attachment, CaseFile, Party
from runtime.search.casequery import HELD
from runtime.search.people import title_of
from runtime.search.reading import Reading
from runtime.web import checklist, correction
from runtime.web.addresses import id_in
from runtime.web.alerts import alerts_of
from runtime.web.checklist import ChecklistLine
from runtime.web.clocks import clock_line
from runtime.web.correction import Subject
from runtime.web.detail import detail_of
from runtime.web.forms import template_of
from runtime.web.fragments import page
from runtime.web.noting import note_case
from runtime.web.opening import Around
from runtime.web.outline import outline
from runtime.web.timeline import entries

TAGS = {"initial": "blue", "open": "green", "waiting": "yellow", "closed": "grey"}
"""The colour of a state's tag, by its kind; the words say the same."""


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route("/cases/{id}", show),
        route("/cases/{id}/edit/{section}", show_edit),
        route("/cases/{id}/edit/{section}", edit, ["POST"], takes_files=True),
    ]


@dataclass(frozen=True)
class NeedLine:
    """What a transition still needs, and where to give it; no address for what is not a field one may edit."""

    label: str
    url: str


@dataclass(frozen=True)
class Step:
    """A transition that may be taken, with what it still needs."""

    id: str
    label: str
    needs: Sequence[NeedLine]


@dataclass(frozen=True)
class PartyLine:
    """A person with their part."""

    id: str
    title: str
    part: str
    label: str
    is_main: bool


@dataclass(frozen=True)
class FileLine:
    """A file with its size and origin in words."""

    id: str
    name: str
    words: str
    withdrawn: str | None


def show(request: Request) -> Response:
    """Show a case with all that hangs on it."""
    visit = visit_of(request)
    with visit.reading() as reading:
        file = case.load(reading, id_in(request))
        checklists = checklist.lines(reading, visit, file)
    note_case(visit, "page", file.entity, file.row)
    names = names_of(request, visit, file, checklists)
    return page(request, template_of(request, file.entity.id, "detail"), None, **names)


def names_of(
    request: Request, visit: Visit, file: CaseFile, checklists: Sequence[ChecklistLine] = ()
) -> dict[str, Any]:
    """Return what the templates of a case show."""
    model, actor, url = visit.model, visit.actor, f"/cases/{file.id}"
    state = visit.registry.lifecycle.by_id[file.row["state"]]
    is_open = state.kind != "closed"
    may_attach = policy.may(model, actor, "update", file.entity.id, file.row)
    may_edit = is_open and may_attach
    detail = detail_of(
        request,
        file.entity.id,
        file.values,
        file.unknown,
        file.titles,
        f"{url}/edit/" if may_edit else "",
        Around(file.person, state.id),
    )
    return {
        "layout": "case/page.html",
        "url": url,
        "folio": file.row["folio"],
        "person": _party(visit, file.main) if file.main else None,
        "state": text(state.label, visit.language),
        "tag": TAGS[state.kind],
        "alerts": [
            *alerts_of(visit, file.entity.id, file.values),
            *alerts_of(visit, "person", file.person),
        ],
        "is_restricted": file.entity.privacy == "restricted",
        "is_emergency": file.id in actor.opened,
        "is_held": file.row.get(HELD),
        "is_retained": file.row.get(RETAINED),
        "keeps": policy.reach(model, actor, "read", policy.RETENTION) is not None,
        "facts": _facts(visit, file, detail.context),
        "clocks": [clock_line(visit, file.entity, clock) for clock in file.clocks],
        "steps": steps_of(visit, file, may_edit, checklist.ticked(checklists)),
        "checklists": checklists,
        "parties": [_party(visit, party) for party in file.parties],
        "entries": entries(request, file.actions, detail.context, file.office),
        "links": file.links,
        "files": [_file(visit, one) for one in file.attachments],
        "action_types": action_types(visit) if is_open and policy.may_work_on(model, actor, file.row) else [],
        "may_edit": may_edit,
        "may_attach": may_attach,
        "makes_documents": may_edit and bool(visit.registry.documents) and sees_files(model, actor),
        "transfer": _transfer(visit, file),
        "is_open": is_open,
        "group": [member.name for member in file.group],
        "may_assign": may_assign(model, actor, file.entity, file.row),
        "may_reassign": policy.may(model, actor, "reassign", file.entity.id, file.row),
        **detail.names(),
    }


def show_edit(request: Request) -> Response:
    """Show the form of a section."""
    return correction.show(request, _subject(request))


def edit(request: Request) -> Response:
    """Store a section."""
    return correction.save(request, _subject(request))


def action_types(visit: Visit) -> Sequence[Entity]:
    """Return the types of action the visitor may record."""
    actor, model = visit.actor, visit.model
    return model.memory.recall(
        ("action types", actor.roles),
        lambda: [
            entity
            for entity in model.registry.action_types
            if not entity.retired and policy.reach(model, actor, "create", entity.id) is not None
        ],
    )


def steps_of(visit: Visit, file: CaseFile, may_edit: bool, ticked: frozenset[Key]) -> list[Step]:
    """Return the transitions the visitor may take, with what each still needs."""
    stored = Stored(
        file.entity, file.row, file.values, file.unknown, file.person, file.person_unknown, ticked
    )
    return [
        Step(
            transition.id,
            text(transition.label, visit.language),
            need_lines(
                visit, gates.needs(visit.model, visit.actor, visit.now, stored, transition), stored, may_edit
            ),
        )
        for transition in visit.registry.lifecycle.transitions
        if stored.state in transition.sources
        and gates.is_allowed(visit.model, visit.actor, stored, transition)
    ]


def need_lines(visit: Visit, needs: Sequence[Need], stored: Stored, may_edit: bool) -> list[NeedLine]:
    """Return what a transition needs, each with the way to the section where it is given."""
    found = []
    for need in needs:
        of = outline(visit.model, visit.actor, need.entity_id, visit.language)
        home = f"/people/{stored.row['person_id']}" if need.entity_id == "person" else f"/cases/{stored.id}"
        section = of.section_of(need.id) if need.kind == "field" else ""
        url = f"{home}/edit/{section}#{need.id}" if section and may_edit else ""
        if need.kind == "item" and may_edit:
            url = f"{home}#checklist-{need.id.partition('.')[0]}"
        found.append(NeedLine(text(need.label, visit.language), url))
    return found


def _facts(visit: Visit, file: CaseFile, context: Context) -> list[tuple[str, str]]:
    """Where the case is and whose, and when it began beside when it was registered."""
    message = visit.message
    facts = [(message("case.office"), file.office), (message("case.responsible"), file.responsible)]
    base = outline(visit.model, visit.actor, "case", visit.language)
    # The first moment that every case has is when the office first learned of it.
    first = next((piece for piece in base.pieces.values() if piece.type.cel == "timestamp"), None)
    if first is not None and first.id in file.values:
        facts.append((first.label, first.type.show(first.field, file.values[first.id], context)))
    facts.append(
        (message("case.registered"), write.moment(file.row["registered_at"], visit.language, visit.zone))
    )
    if file.row["closed_at"] is not None:
        facts.append(
            (message("case.closed"), write.moment(file.row["closed_at"], visit.language, visit.zone))
        )
    return facts + _closing(visit, file.row)


def _closing(visit: Visit, row: Mapping[str, Any]) -> list[tuple[str, str]]:
    code, facts = row["closing_reason"], []
    if code is not None:
        transitions, catalogs = visit.registry.lifecycle.transitions, visit.registry.catalog_by_id
        values = [catalogs[one.reasons].by_code.get(code) for one in transitions if one.reasons is not None]
        label = next((text(value.label, visit.language) for value in values if value is not None), code)
        facts.append((visit.message("case.closing_reason"), label))
    if row["closing_words"] and sees_words(visit.model, visit.actor):
        facts.append((visit.message("case.closing_words"), row["closing_words"]))
    return facts


def _transfer(visit: Visit, file: CaseFile) -> tuple[str, str] | None:
    """Which office the case waits for, and since when, in words."""
    waiting = file.transfer
    if waiting is None:
        return None
    moment = write.moment(waiting.asked_at, visit.language, visit.zone)
    return (
        visit.message("transfer.waiting", office=waiting.office),
        visit.message("transfer.waiting_since", officer=waiting.asked_by, moment=moment),
    )


def _party(visit: Visit, party: Party) -> PartyLine:
    kind = next((kind for kind in visit.registry.parties if kind.id == party.part), None)
    label = text(kind.label, visit.language) if kind else party.part
    title = party.title or visit.message("record.no_name")
    return PartyLine(str(party.id), title, party.part, label, kind is not None and kind.is_main)


def _file(visit: Visit, file: Attachment) -> FileLine:
    words = visit.message(
        "attachment.about",
        size=size_words(visit, file.size),
        officer=file.added_by,
        when=write.moment(file.added_at, visit.language, visit.zone),
    )
    return FileLine(str(file.id), file.name, words, file.withdrawn_reason if file.withdrawn_at else None)


def size_words(visit: Visit, size: int) -> str:
    """Return a file's size in kB or MB."""
    if size < 1_000_000:
        return f"{write.number(max(1, round(size / 1000)), visit.language)} kB"
    return f"{write.number(round(size / 1_000_000, 1), visit.language)} MB"


def _subject(request: Request) -> Subject:
    record_id = id_in(request)
    return Subject("case", record_id, f"/cases/{record_id}", _name)


def _name(reading: Reading, stored: Stored) -> str:
    person = title_of(reading, reading.model.registry.by_id["person"], stored.person)
    return f"{stored.row['folio']} · {person}" if person else str(stored.row["folio"])
