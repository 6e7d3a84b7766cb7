"""Data on its way out: the permission, the event that says so, and the stream. Must not know pages."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Literal

from pydantic import JsonValue

from runtime.access import policy
from runtime.access.actor import Actor
from runtime.errors import Forbidden
from runtime.exchange import delimited, workbook
from runtime.exchange.rows import Values, batches, sheet_of
from runtime.fields.base import Context
from runtime.search.query import Query
from runtime.search.reading import Reading
from runtime.search.views import View
from runtime.storage import history
from runtime.storage.model import Model
from runtime.storage.session import Store

Format = Literal["csv", "xlsx"]
MEDIA_TYPES: dict[Format, str] = {"csv": delimited.MEDIA_TYPE, "xlsx": workbook.MEDIA_TYPE}


@dataclass(frozen=True)
class Request:
    """Who wants what of the registry as a file. ``of`` names the list or export in the event."""

    model: Model
    actor: Actor
    context: Context
    view: View
    query: Query
    values: Values
    format: Format
    of: str
    request_id: str | None = None


@dataclass(frozen=True)
class Outgoing:
    """A file about to be sent. Closing ``chunks`` ends the query behind it."""

    name: str
    media_type: str
    count: int
    chunks: Generator[bytes, None, None]


def send_out(store: Store, request: Request) -> Outgoing:
    """Begin a file: what leaves is counted and written to the trail before the first byte.

    Raises:
        Forbidden: the actor may not export what the view is of.
        Busy: the database does not answer.
    """
    model, actor, view = request.model, request.actor, request.view
    if not policy.may(model, actor, "export", view.entity.id):
        raise Forbidden
    counted: list[int] = []
    flow = _flow(store, request, counted)
    # Up to the first chunk: the query has begun and its rows are counted, on one moment of the data.
    opening = next(flow)
    with store.writing() as connection:
        history.record(connection, model.metadata, _entry(request, counted[0]))
    day = request.context.now.astimezone(request.context.zone).date()
    name = f"{view.id}-{day}.{request.format}"
    return Outgoing(name, MEDIA_TYPES[request.format], counted[0], led(opening, flow))


def _flow(store: Store, request: Request, counted: list[int]) -> Generator[bytes, None, None]:
    with store.snapshot() as connection:
        context = request.context
        reading = Reading(request.model, connection, request.actor, context.now, context)
        is_csv = request.format == "csv"
        sheet = sheet_of(reading, request.view, request.query, request.values, is_guarded=is_csv)
        counted.append(connection.scalar(sheet.counted) or 0)
        if is_csv:
            yield from delimited.chunks(connection, sheet)
        else:
            yield from workbook.chunks(sheet.headings, batches(connection, sheet), sheet.title)


def led(opening: bytes, flow: Generator[bytes, None, None]) -> Generator[bytes, None, None]:
    """Give a file whose first chunk was taken already; closing it closes the flow."""
    try:
        yield opening
        yield from flow
    finally:
        flow.close()


def _entry(request: Request, count: int) -> history.Entry:
    view, query, actor = request.view, request.query, request.actor
    told: dict[str, list[JsonValue]] = {
        "columns": [None, list(query.columns)],
        "filters": [None, query.filters()],
        "format": [None, request.format],
        "count": [None, count],
    }
    return history.Entry(
        verb="export",
        entity=view.entity.id,
        record_id=request.of,
        at=request.context.now,
        account_id=actor.account_id,
        office_id=actor.office_id,
        difference=told,
        request_id=request.request_id,
        channel="export",
    )
