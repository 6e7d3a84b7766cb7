"""Correcting one section of any record, and choosing field by field when somebody saved before. Must not create."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import JsonValue
from starlette.requests import Request
from starlette.responses import Response

from runtime.errors import Conflict, Fault, Forbidden, Invalid, NotFound, Refused
from runtime.fields.base import Context
from runtime.http.context import form_of, visit_of
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.ir.label import text
from runtime.records import correction, draft
from runtime.records.settled import refuse_settled
from runtime.records.stored import Stored, look
from runtime.records.submission import Submission
from runtime.search import record
from runtime.search.reading import Reading
from runtime.web import draft as drafts
from runtime.web.answers import faults_of, read_answers
from runtime.web.draft import Offered
from runtime.web.formpage import FormPage, show_form
from runtime.web.forms import VERSION, Form, fill, form_of_entity, version_of
from runtime.web.fragments import page
from runtime.web.noting import note_record
from runtime.web.outline import Piece
from runtime.web.references import with_references
from runtime.web.uploads import keep_uploads

KEEP = "keep."
"""Leads the controls in which the second to save says whose value stands."""
THEIRS = "theirs"
_HOLLOW = "unknown."


@dataclass(frozen=True)
class Subject:
    """The record whose section is corrected: its entity, its id, its page, and what it is called there."""

    entity_id: str
    record_id: uuid.UUID
    url: str
    name: Callable[[Reading, Stored], str]


@dataclass(frozen=True)
class Difference:
    """One field that somebody else changed since the form was opened; ``mine`` is ``None`` where I did not touch it."""

    field_id: str
    label: str
    opened: str
    theirs: str
    mine: str | None


def show(request: Request, subject: Subject) -> Response:
    """Show the form of a section, filled with what is stored or with what was typed before."""
    visit = visit_of(request)
    with visit.reading() as reading:
        stored = _look(reading, subject)
        refuse_settled(visit.model, stored)
        form = _form(request, stored, {})
        controls, offered = drafts.look_up(visit, reading, request)
        if controls is None:
            controls = fill(form.pieces, stored.values, stored.unknown, visit.context) | {
                VERSION: [str(stored.version)]
            }
        form = with_references(reading, replace(form, controls=controls))
        caption = subject.name(reading, stored)
    note_record(visit, "page", stored.entity, stored.row)
    return _show(request, subject, form, caption, offered)


def save(request: Request, subject: Subject) -> Response:
    """Store a section; show what is wrong with it, or what somebody else changed in the meantime."""
    visit = visit_of(request)
    with visit.reading() as reading:
        stored = _look(reading, subject)
        caption = subject.name(reading, stored)
    form = _form(request, stored, _kept(request, stored))
    if (again := form.asked_again) is not None:
        return _show_again(request, subject, again, caption, {})
    try:
        _store(request, form, stored)
    except (Invalid, Refused) as error:
        return _show_again(request, subject, form, caption, faults_of(error))
    except Conflict as conflict:
        return _merge(request, subject, form, caption, conflict)
    return _saved(request, subject, form)


def _store(request: Request, form: Form, stored: Stored) -> None:
    with visit_of(request).writing() as work:
        case_id = _case_of(stored)
        if case_id is not None:
            form = keep_uploads(work, form, case_id, uuid.uuid5(stored.id, str(version_of(form.controls))))
        answers = read_answers(form, stored.current)
        correction.correct(work, stored.entity.id, stored.id, answers, version_of(form.controls))
        draft.discard(work, drafts.key_of(request))


def _case_of(stored: Stored) -> uuid.UUID | None:
    """The case that files of a record are kept with, if there is one."""
    found: uuid.UUID | None = stored.id if stored.entity.kind == "case_type" else stored.row.get("case_id")
    return found


def _saved(request: Request, subject: Subject, form: Form) -> Response:
    return redirect(request, f"{subject.url}#section-{form.only}", Notice("record.saved"))


def _merge(request: Request, subject: Subject, form: Form, caption: str, conflict: Conflict) -> Response:
    """Let theirs stand where I changed nothing; ask where both did."""
    with visit_of(request).reading() as reading:
        stored = _look(reading, subject)
    try:
        answers = read_answers(form, stored.current)
    except Invalid as error:
        return _show_again(request, subject, form, caption, error.faults)
    untouched = [piece for piece in form.pieces if _is_untouched(piece, answers, conflict.theirs)]
    controls = _with_stored(form.controls, untouched, stored, form.context)
    merged = replace(form, controls=controls | {VERSION: [str(conflict.version)]})
    disputed = {name.removeprefix(_HOLLOW) for name in conflict.theirs} - {piece.id for piece in untouched}
    if disputed & {piece.id for piece in form.pieces}:
        return _show_conflict(request, subject, merged, answers, conflict, {piece.id for piece in untouched})
    try:
        _store(request, merged, stored)
    except (Invalid, Refused) as error:
        return _show_again(request, subject, merged, caption, faults_of(error))
    except Conflict as again:
        return _merge(request, subject, merged, caption, again)
    return _saved(request, subject, merged)


def _is_untouched(piece: Piece, answers: Submission, theirs: Mapping[str, Any]) -> bool:
    """Whether somebody else changed a field which I left as it was."""
    if piece.id not in theirs and f"{_HOLLOW}{piece.id}" not in theirs:
        return False
    value = answers.values.get(piece.id)
    mine = None if value is None else piece.type.to_json(piece.field, value)
    pair = theirs.get(piece.id) or [mine, None]
    reasons = theirs.get(f"{_HOLLOW}{piece.id}") or [answers.unknown.get(piece.id), None]
    return bool(mine == pair[0] and answers.unknown.get(piece.id) == reasons[0])


def _with_stored(
    controls: Mapping[str, Sequence[str]], pieces: Sequence[Piece], stored: Stored, context: Context
) -> dict[str, Sequence[str]]:
    """Return the controls with the stored value of some fields in place of what was sent."""
    names = {piece.id for piece in pieces}
    kept = {name: held for name, held in controls.items() if name.split(".")[0] not in names}
    return kept | fill(pieces, stored.values, stored.unknown, context)


def _look(reading: Reading, subject: Subject) -> Stored:
    stored = look(reading.model, reading.connection, reading.actor, subject.entity_id, subject.record_id)
    if not record.allows(reading, "update", stored.entity.id, stored.id):
        raise Forbidden
    return stored


def _form(request: Request, stored: Stored, controls: Mapping[str, Sequence[str]]) -> Form:
    form = form_of_entity(request, stored.entity.id, controls, request.path_params["section"])
    if not form.sections:
        raise NotFound
    return replace(
        form,
        values=stored.values,
        unknown=stored.unknown,
        person=stored.person,
        keeps_files=_case_of(stored) is not None,
    )


def _show(
    request: Request, subject: Subject, form: Form, caption: str, offered: Offered | None = None
) -> Response:
    visit = visit_of(request)
    around = FormPage(
        heading=form.sections[0].label,
        caption=caption,
        back=f"{subject.url}#section-{form.only}",
        save_words=visit.message("form.save"),
        hidden={VERSION: version_of(form.controls)},
    )
    return show_form(request, form, around, offered)


def _show_again(
    request: Request, subject: Subject, form: Form, caption: str, faults: Mapping[str, Fault]
) -> Response:
    with visit_of(request).reading() as reading:
        form = with_references(reading, replace(form, faults=faults))
    return _show(request, subject, form, caption)


def _kept(request: Request, stored: Stored) -> Mapping[str, Sequence[str]]:
    """What was sent, with the stored value in place of mine wherever theirs was chosen to stand."""
    sent = form_of(request)
    form = _form(request, stored, sent)
    theirs = [piece for piece in form.pieces if sent.get(f"{KEEP}{piece.id}") == [THEIRS]]
    return _with_stored(sent, theirs, stored, form.context)


def _show_conflict(
    request: Request,
    subject: Subject,
    form: Form,
    answers: Submission,
    conflict: Conflict,
    settled: Collection[str],
) -> Response:
    with visit_of(request).reading() as reading:
        form = with_references(reading, form)
    sent = [
        (name, value)
        for name, values in form.controls.items()
        if name != "csrf_token" and not name.startswith(KEEP)
        for value in values
    ]
    return page(
        request,
        "record/conflict.html",
        "conflict",
        409,
        heading=form.sections[0].label,
        differences=_differences(form, answers, conflict, settled),
        sent=sent,
        action=drafts.key_of(request),
        cancel_url=subject.url,
    )


def _differences(
    form: Form, answers: Submission, conflict: Conflict, settled: Collection[str]
) -> list[Difference]:
    names = dict.fromkeys(name.removeprefix(_HOLLOW) for name in conflict.theirs)
    asked = {piece.id for piece in form.pieces} - set(settled)
    pieces = form.outline.pieces
    return [
        _difference(form, pieces[name], answers if name in asked else None, conflict.theirs)
        for name in names
        if name in pieces
    ]


def _difference(
    form: Form, piece: Piece, answers: Submission | None, theirs: Mapping[str, Any]
) -> Difference:
    pair = theirs.get(piece.id) or [None, None]
    reasons = theirs.get(f"{_HOLLOW}{piece.id}") or [None, None]
    mine = None
    if answers is not None:
        value = answers.values.get(piece.id)
        data = None if value is None else piece.type.to_json(piece.field, value)
        mine = _words(form, piece, data, answers.unknown.get(piece.id))
    opened, now = (_words(form, piece, pair[side], reasons[side]) for side in (0, 1))
    return Difference(piece.id, piece.label, opened, now, mine)


def _words(form: Form, piece: Piece, data: JsonValue, reason: str | None) -> str:
    visit = visit_of(form.request)
    if data is not None:
        return piece.type.show(piece.field, piece.type.from_json(piece.field, data), form.context)
    if reason is not None:
        return text(visit.registry.unknown.get(reason, {}), visit.language) or reason
    return visit.message("record.empty")
