"""Every operation of the API, in the order its document lists them, and the routes they make. Owns that one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.routing import BaseRoute

from runtime.api import actions, cases, catalogs, document, files, people, registers
from runtime.api.call import Answer, Call
from runtime.api.document import BASE, Reader
from runtime.api.door import Operation, route
from runtime.auth.tokens import SCOPES
from runtime.http.context import Visit


def show_document(call: Call) -> Answer:
    """Show what the token may do, as an OpenAPI document."""
    reader = Reader(call.model, call.actor, call.caller.scope, call.language)
    return Answer(document.build(OPERATIONS, reader), headers={"vary": "Accept-Language, Authorization"})


def describe(visit: Visit) -> Mapping[str, Any]:
    """Return the document of what tokens of a visitor's account may do, whatever their scope."""
    actor = replace(visit.actor, is_system=True)
    return document.build(OPERATIONS, Reader(visit.model, actor, SCOPES, visit.language))


OPERATIONS: tuple[Operation, ...] = (
    Operation("show_caller", "GET", "/me", catalogs.show_caller),
    Operation("show_document", "GET", "/openapi.json", show_document),
    Operation("list_people", "GET", "/persons", people.list_people, "read:person", "read", "person", None),
    Operation("add_person", "POST", "/persons", people.add_person, "write:person", "create", "person"),
    Operation("show_person", "GET", "/persons/{id}", people.show_person, "read:person", "read", "person"),
    Operation(
        "correct_person", "PATCH", "/persons/{id}", people.correct_person, "write:person", "update", "person"
    ),
    Operation("list_cases", "GET", "/cases", cases.list_cases, "read:case", "read", "case", None),
    Operation("open_case", "POST", "/cases", cases.open_case, "write:case", "create", "case"),
    Operation("show_case", "GET", "/cases/{id}", cases.show_case, "read:case", "read", "case"),
    Operation("correct_case", "PATCH", "/cases/{id}", cases.correct_case, "write:case", "update", "case"),
    Operation(
        "list_transitions",
        "GET",
        "/cases/{id}/transitions",
        cases.list_transitions,
        "read:case",
        "read",
        "case",
    ),
    Operation(
        "move_case", "POST", "/cases/{id}/transitions", cases.move_case, "write:case", "transition", "case"
    ),
    Operation("list_events", "GET", "/cases/{id}/events", cases.list_events, "read:history", "read", "case"),
    Operation("list_files", "GET", "/cases/{id}/files", files.list_files, "read:file", "read", "case"),
    Operation("send_file", "GET", "/files/{id}", files.send_file, "read:file", "read", "case"),
    Operation("list_actions", "GET", "/actions", actions.list_actions, "read:action", "read", "action", None),
    Operation("record_action", "POST", "/actions", actions.record_action, "write:action", "create", "action"),
    Operation("show_action", "GET", "/actions/{id}", actions.show_action, "read:action", "read", "action"),
    Operation(
        "correct_action", "PATCH", "/actions/{id}", actions.correct_action, "write:action", "update", "action"
    ),
    Operation(
        "list_entries",
        "GET",
        "/registers/{register}",
        registers.list_entries,
        "read:register",
        "read",
        "register",
        None,
    ),
    Operation(
        "add_entry",
        "POST",
        "/registers/{register}",
        registers.add_entry,
        "write:register",
        "create",
        "register",
    ),
    Operation(
        "show_entry",
        "GET",
        "/registers/{register}/{id}",
        registers.show_entry,
        "read:register",
        "read",
        "register",
    ),
    Operation(
        "correct_entry",
        "PATCH",
        "/registers/{register}/{id}",
        registers.correct_entry,
        "write:register",
        "update",
        "register",
    ),
    Operation("list_catalogs", "GET", "/catalogs", catalogs.list_catalogs),
    Operation("show_catalog", "GET", "/catalogs/{id}", catalogs.show_catalog),
    Operation("list_offices", "GET", "/offices", catalogs.list_offices),
)


def routes() -> list[BaseRoute]:
    """Return the routes: one for each address, with all its methods."""
    paths = dict.fromkeys(one.path for one in OPERATIONS)
    return [
        route(f"{BASE}{path}", {one.method: one for one in OPERATIONS if one.path == path}) for path in paths
    ]
