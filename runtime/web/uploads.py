"""Files chosen in a form's fields: kept with the case before the form is read. Must not serve them."""

from __future__ import annotations

import uuid
from dataclasses import replace

from runtime.errors import Invalid
from runtime.fields.attachment import FileType
from runtime.http.context import upload_of, visit_of
from runtime.ir.registry import Registry
from runtime.records import attachment
from runtime.records.attachment import Upload
from runtime.records.work import Work
from runtime.web.forms import Form


def keep_uploads(work: Work, form: Form, case_id: uuid.UUID, sent_as: uuid.UUID) -> Form:
    """Attach the chosen files to the case and return the form with their ids in its controls.

    Args:
        work: the transaction.
        form: the form; what it is shown with again, should something be wrong, is the form as it was.
        case_id: the case.
        sent_as: the same for a form that is sent twice, so that its files are kept once.

    Raises:
        Invalid: a file is too large or of a kind that is not taken.
    """
    controls = dict(form.controls)
    for piece in form.pieces:
        upload = upload_of(form.request, f"{piece.id}.upload")
        if upload is None or not isinstance(piece.type, FileType):
            continue
        name = upload.filename or ""
        limit = visit_of(form.request).service.settings.upload_limit
        try:
            file_id = attachment.add(
                work,
                case_id,
                Upload(name, upload.file, limit),
                uuid.uuid5(sent_as, piece.id),
                field=_name_of(form, work.model.registry, piece.id),
            )
        except Invalid as error:
            raise Invalid(dict.fromkeys([piece.id], next(iter(error.faults.values())))) from error
        controls |= {f"{piece.id}.id": [str(file_id)], f"{piece.id}.name": [name]}
    return replace(form, controls=controls)


def _name_of(form: Form, registry: Registry, field_id: str) -> str:
    """A field with the entity that has it: the form's, or what that extends."""
    entity = form.outline.entity
    base = registry.by_id.get(entity.base or "")
    owner = base if base is not None and field_id in base.fields_by_id else entity
    return f"{owner.id}.{field_id}"
