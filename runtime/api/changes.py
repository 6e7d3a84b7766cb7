"""Corrections of any record by another system. Owns holding them to the version they start from."""

from __future__ import annotations

import uuid

from runtime.api.call import Call
from runtime.api.values import content_of, read
from runtime.http.problems import Outdated
from runtime.records import correction
from runtime.records.stored import find


def correct(call: Call, entity_id: str, record_id: uuid.UUID) -> None:
    """Store what a body says of a record.

    Raises:
        Unconditional: the call does not say which version it starts from.
        Outdated: the record is at another one.
        NotFound: there is no such record, or the caller may not see it.
        Forbidden: the caller may not correct it.
        Invalid: something in the body cannot be stored.
        Refused: the record no longer changes, or a hook said no.
    """
    version = call.version()
    content = content_of(call, ())
    with call.writing() as work:
        stored = find(work, entity_id, record_id, "update")
        if version is not None and version != stored.version:
            raise Outdated
        answers = read(call, stored.entity, content, stored.current)
        correction.correct(work, stored.entity.id, record_id, answers, stored.version)
