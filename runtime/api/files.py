"""Files of cases for other systems: listed, added, sent. Must not know where bytes are."""

from __future__ import annotations

from pydantic import JsonValue
from starlette.responses import Response

from runtime.access.mask import sees_files
from runtime.api import records
from runtime.api.call import Answer, Call
from runtime.errors import NotFound
from runtime.http.download import file_response
from runtime.records import attachment
from runtime.search import case


def list_files(call: Call) -> Answer:
    """List the files of a case; those that were withdrawn can no longer be read."""
    if not sees_files(call.model, call.actor):
        raise NotFound
    with call.reading() as reading:
        file = case.load(reading, call.id())
    data: list[JsonValue] = [
        {
            "id": str(one.id),
            "name": one.name,
            "size": one.size,
            "added_at": records.plain(one.added_at),
            "added_by": one.added_by,
            "withdrawn_at": records.plain(one.withdrawn_at),
        }
        for one in file.attachments
    ]
    call.note_read("api", file.entity.id, file.id, case_id=file.id, count=len(data))
    return Answer({"data": data})


def send_file(call: Call) -> Response:
    """Send a file."""
    with call.reading() as reading:
        file = attachment.read(reading.model, reading.connection, reading.actor, call.id())
    call.note_read("api", "attachment", file.id, case_id=file.case_id)
    return file_response(file.name, file.content, file.media_type)
