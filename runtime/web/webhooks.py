"""Subscriptions of other systems: listed, made, stopped, what could not be sent sent again. Owns those pages."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.auth import accounts
from runtime.errors import Fault, Invalid, NotFound
from runtime.http.context import Visit, form_of, value_of, visit_of
from runtime.http.endpoint import route
from runtime.http.notices import Notice
from runtime.http.redirects import redirect
from runtime.i18n import format as write
from runtime.ir.label import text
from runtime.records import subscription
from runtime.records.announcement import SUBJECTS
from runtime.records.subscription import Wish
from runtime.web.confirming import unconfirmed
from runtime.web.fragments import page

URL = "/admin/webhooks"
_MOST = 50


@dataclass(frozen=True)
class MessageLine:
    """A message that did not arrive, in words; ``next`` is empty when it was given up."""

    id: str
    type: str
    created: str
    tries: int
    answer: str
    next: str


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [
        route(URL, show_webhooks),
        route(URL, subscribe, ["POST"]),
        route(f"{URL}/{{id:uuid}}", show_webhook),
        route(f"{URL}/{{id:uuid}}/stop", stop, ["POST"]),
        route(f"{URL}/{{id:uuid}}/start", start, ["POST"]),
        route(f"{URL}/{{id:uuid}}/again", send_again, ["POST"]),
    ]


def show_webhooks(request: Request) -> Response:
    """List the subscriptions, with the form to make one."""
    return _show(request, {})


def subscribe(request: Request) -> Response:
    """Make a subscription and show its secret, once."""
    visit = visit_of(request)
    subscription.demand(visit.model, visit.actor)
    if (again := unconfirmed(request, URL)) is not None:
        return again
    form = form_of(request)
    wish = Wish(value_of(request, "url"), tuple(form.get("subjects", ())), tuple(form.get("case_types", ())))
    is_local_allowed = visit.service.settings.environment != "production"
    try:
        with visit.writing() as work:
            row = accounts.find(work.connection, visit.model.metadata, value_of(request, "account"))
            account_id = row.id if row is not None else uuid.UUID(int=0)
            webhook_id, secret = subscription.subscribe(
                work, account_id, wish, is_local_allowed=is_local_allowed
            )
    except Invalid as error:
        return _show(request, error.faults)
    return page(
        request,
        "admin/webhook_once.html",
        secret=secret,
        url=wish.url,
        back_url=f"{URL}/{webhook_id}",
        crumbs=((visit.message("webhook.title"), URL),),
    )


def show_webhook(request: Request) -> Response:
    """Show a subscription with what could not be sent."""
    visit = visit_of(request)
    webhook_id: uuid.UUID = request.path_params["id"]
    with visit.reading() as reading:
        rows = subscription.listed(reading.model, reading.connection, reading.actor)
        row = next((one for one in rows if one.id == webhook_id), None)
        if row is None:
            raise NotFound
        found = subscription.troubles(reading.model, reading.connection, webhook_id, _MOST)
    return page(
        request,
        "admin/webhook.html",
        row=row,
        subjects=_subjects(visit, row.subjects),
        messages=[_message(visit, one) for one in found],
        crumbs=((visit.message("webhook.title"), URL),),
    )


def stop(request: Request) -> Response:
    """Stop a subscription; what waits stays."""
    return _set_stopped(request, is_stopped=True)


def start(request: Request) -> Response:
    """Take a subscription up again."""
    return _set_stopped(request, is_stopped=False)


def send_again(request: Request) -> Response:
    """Let what was given up be sent again."""
    webhook_id: uuid.UUID = request.path_params["id"]
    with visit_of(request).writing() as work:
        count = subscription.send_again(work, webhook_id)
    return redirect(request, f"{URL}/{webhook_id}", Notice("webhook.waits_again", {"count": count}))


def _set_stopped(request: Request, *, is_stopped: bool) -> Response:
    webhook_id: uuid.UUID = request.path_params["id"]
    with visit_of(request).writing() as work:
        subscription.set_stopped(work, webhook_id, is_stopped=is_stopped)
    return redirect(
        request, f"{URL}/{webhook_id}", Notice("webhook.stopped" if is_stopped else "webhook.started")
    )


def _show(request: Request, faults: Mapping[str, Fault]) -> Response:
    visit = visit_of(request)
    with visit.reading() as reading:
        rows = subscription.listed(reading.model, reading.connection, reading.actor)
    kinds = [one for one in visit.registry.case_types if one.privacy != "restricted" and not one.retired]
    return page(
        request,
        "admin/webhooks.html",
        None,
        422 if faults else 200,
        rows=[(row, _subjects(visit, row.subjects)) for row in rows],
        subjects=[(one, visit.message(f"webhook.subject.{one}"), "") for one in SUBJECTS],
        case_types=[(one.key, text(one.label, visit.language), "") for one in kinds],
        typed={name: value_of(request, name) for name in ("url", "account")},
        chosen={name: form_of(request).get(name, ()) for name in ("subjects", "case_types")},
        faults=faults,
    )


def _subjects(visit: Visit, names: Any) -> str:
    return write.join([visit.message(f"webhook.subject.{one}") for one in names], visit.language)


def _message(visit: Visit, row: Row[Any]) -> MessageLine:
    def moment(value: Any) -> str:
        return write.moment(value, visit.language, visit.zone) if value else ""

    kind = json.loads(row.body)["type"]
    return MessageLine(
        str(row.id), kind, moment(row.created_at), row.tries, row.answer or "", moment(row.next_at)
    )
