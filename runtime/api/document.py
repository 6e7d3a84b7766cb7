"""The OpenAPI 3.1 document of what one account's systems may do. Owns its form; schemas are those of ``shapes``.

It is built when somebody asks for it, and kept: nothing of it is made when a process starts.
"""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from runtime.access.actor import Actor
from runtime.access.mask import sees_files
from runtime.access.policy import reach
from runtime.api import fixed, lists
from runtime.api.call import LONGEST_KEY
from runtime.api.door import Operation
from runtime.api.shapes import ID, MOMENT, Schema, Shapes, closed, nullable, ref
from runtime.fields.base import Context
from runtime.i18n.messages import message
from runtime.ir.access import Verb
from runtime.ir.entity import Entity
from runtime.ir.label import text
from runtime.search.query import FROM, TO
from runtime.storage.model import Model

BASE = "/api/v1"
PROBLEM = "application/problem+json"
_ALWAYS = (401, 403, 429, 503)
_CHANGES = (400, 404, 413, 415, 422)


@dataclass(frozen=True)
class Reader:
    """For whom a document is written."""

    model: Model
    actor: Actor
    scope: Collection[str]
    language: str


def build(operations: Sequence[Operation], reader: Reader) -> Schema:
    """Return the document of what somebody may do, made once for those who may do the same."""
    key = (
        "openapi",
        reader.actor.roles,
        reader.actor.is_system,
        tuple(sorted(reader.scope)),
        reader.language,
    )
    return reader.model.memory.recall(key, lambda: _Document(operations, reader).whole())


class _Document:
    """A document while it is made."""

    def __init__(self, operations: Sequence[Operation], reader: Reader) -> None:
        self.operations = operations
        self.reader = reader
        self.model, self.actor = reader.model, reader.actor
        self.registry = reader.model.registry
        self.say = message(reader.language)
        self.context = Context(
            language=reader.language,
            zone=zoneinfo.ZoneInfo(self.registry.time_zone),
            now=datetime.datetime.now(datetime.UTC),
            catalogs=self.registry.catalog_by_id,
            message=self.say,
        )
        self.shapes = Shapes(reader.model, reader.actor, reader.language)

    def whole(self) -> Schema:
        paths: dict[str, Schema] = {}
        for one in self.operations:
            for path, made in self._addresses(one).items():
                paths.setdefault(path, {})[one.method.lower()] = made
        self.shapes.components["problem"] = fixed.problem()
        title = text(self.registry.title, self.reader.language)
        return {
            "openapi": "3.1.0",
            "info": {
                "title": title,
                "version": self.registry.version,
                "description": self.say("api.about"),
            },
            "servers": [{"url": BASE}],
            "security": [{"token": []}],
            "tags": [
                {"name": name, "description": self.say(f"api.tag.{name}")}
                for name in ("registry", "person", "case", "action", "register")
            ],
            "paths": paths,
            "webhooks": {"event": {"post": self._event()}},
            "components": {
                "schemas": dict(sorted(self.shapes.components.items())),
                "responses": {
                    "problem": {
                        "description": self.say("api.problem"),
                        "content": {PROBLEM: {"schema": ref("problem")}},
                    }
                },
                "securitySchemes": {
                    "token": {"type": "http", "scheme": "bearer", "bearerFormat": "aco_…"},
                },
            },
        }

    def _addresses(self, one: Operation) -> dict[str, Schema]:
        """The addresses of an operation: of registers one for each, since each has its own fields."""
        if one.scope is not None and one.scope not in self.reader.scope:
            return {}
        if one.scope == "read:file" and not sees_files(self.model, self.actor):
            return {}
        if one.of != "register":
            may = not one.of or bool(self._kinds(one.of, one.verb))
            return {one.path: self._operation(one, self.registry.by_id.get(one.of))} if may else {}
        return {
            one.path.replace("{register}", entity.key): self._operation(one, entity)
            for entity in self.registry.registers
            if self._reaches(entity, one.verb)
        }

    def _reaches(self, entity: Entity, verb: Verb) -> bool:
        is_there = not (
            self.actor.is_system and entity.kind == "case_type" and entity.privacy == "restricted"
        )
        is_open = verb == "read" or not entity.retired
        return is_there and is_open and reach(self.model, self.actor, verb, entity.id) is not None

    def _kinds(self, of: str, verb: Verb) -> list[Entity]:
        """The entity, or the types of it, to which the reader may do something."""
        types = {"case": self.registry.case_types, "action": self.registry.action_types}
        return [one for one in types.get(of, (self.registry.by_id[of],)) if self._reaches(one, verb)]

    def _operation(self, one: Operation, entity: Entity | None) -> Schema:
        name = one.name if one.of != "register" or entity is None else f"{one.name}_{entity.key}"
        summary = self.say(f"api.operation.{one.name}")
        if one.of == "register" and entity is not None:
            summary = f"{summary}: {text(entity.plural, self.reader.language)}"
        made: Schema = {"operationId": name, "summary": summary, "tags": [one.of or "registry"]}
        parameters = self._parameters(one, entity)
        if parameters:
            made["parameters"] = parameters
        if one.method != "GET":
            content = {"application/json": {"schema": self._body(one, entity)}}
            made["requestBody"] = {"required": True, "content": content}
        made["responses"] = self._responses(one, entity)
        if one.scope is not None:
            made["x-scope"] = one.scope
        return made

    def _parameters(self, one: Operation, entity: Entity | None) -> list[Schema]:
        found: list[Schema] = []
        if "{id}" in one.path:
            schema = {"type": "string"} if one.name == "show_catalog" else dict(ID)
            found.append({"name": "id", "in": "path", "required": True, "schema": schema})
        if one.takes is None and entity is not None:
            found += self._filters(entity)
        if one.verb in ("update", "transition"):
            found.append(
                {
                    "name": "If-Match",
                    "in": "header",
                    "required": True,
                    "description": self.say("api.if_match"),
                    "schema": {"type": "string", "pattern": r'^("[1-9][0-9]{0,8}"|\*)$'},
                }
            )
        if one.verb == "create":
            found.append(
                {
                    "name": "Idempotency-Key",
                    "in": "header",
                    "description": self.say("api.idempotency"),
                    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY},
                }
            )
        return found

    def _filters(self, entity: Entity) -> list[Schema]:
        view = lists.filters_of(self.model, self.actor, entity)
        found = [
            _query("limit", {"type": "integer", "minimum": 1, "maximum": lists.MOST, "default": lists.SIZE}),
            _query("after", {"type": "string"}, self.say("api.after")),
            _query(
                "fields",
                {"type": "array", "items": {"type": "string"}},
                self.say("api.fields"),
                explode=False,
            ),
        ]
        beside = {"person": ("case",), "case": ("person",), "action": ("case",)}.get(entity.kind, ())
        found += [_query(name, dict(ID)) for name in beside]
        if entity.kind == "person":
            found.append(_query("q", {"type": "string", "maxLength": 200}, self.say("api.question")))
        for name, column in view.filters.items():
            told = column.heading(self.context)
            if column.filter == "range":
                found += [
                    _query(name + end, {"type": "string", "format": "date"}, told) for end in (FROM, TO)
                ]
            elif column.filter == "choice":
                found.append(_query(name, {"type": "array", "items": {"type": "string"}}, told))
            else:
                found.append(_query(name, {"type": "string", "maxLength": 100}, told))
        return found

    def _body(self, one: Operation, entity: Entity | None) -> Schema:
        if one.name == "move_case":
            moves = [step.id for step in self.registry.lifecycle.transitions]
            words = nullable({"type": "string", "maxLength": 4000})
            properties = {"transition": {"type": "string", "enum": moves}, "reason": words, "words": words}
            return closed(properties, ["transition"])
        is_new = one.verb == "create"
        kinds = self._kinds(one.of, one.verb) if one.of != "register" else [entity] if entity else []
        beside: dict[str, Callable[[Entity], Schema]] = {
            "person": lambda _: {"distinct": {"type": "boolean"}},
            "case": lambda kind: {"type": {"const": kind.key}, "person": dict(ID)},
            "action": lambda kind: {
                "type": {"const": kind.key},
                "case": nullable(ID),
                "done_at": dict(MOMENT),
            },
            "register": lambda _: {},
        }
        needed = {"case": ["type", "person"], "action": ["type", "done_at"]}.get(one.of, []) if is_new else []
        schemas = {}
        for kind in kinds:
            own = {"id": dict(ID), **beside[one.of](kind)} if is_new else {}
            schemas[kind.key] = self.shapes.sent(kind, is_new=is_new, beside=own, required=needed)
        if is_new:
            return self.shapes.one_of(f"{one.of}.new", schemas)
        # A change does not say which type it is of: the record does.
        return next(iter(schemas.values())) if len(schemas) == 1 else {"anyOf": list(schemas.values())}

    def _responses(self, one: Operation, entity: Entity | None) -> Schema:
        found: Schema = {"200": self._success(one, entity)}
        if one.verb == "create":
            found["201"] = found["200"]
        statuses = [*_ALWAYS]
        if one.method != "GET":
            statuses += [*_CHANGES, 409]
        elif "{id}" in one.path:
            statuses.append(404)
        if one.takes is not None or one.method == "GET":
            statuses.append(422)
        if one.verb in ("update", "transition"):
            statuses += [412, 428]
        problem = {"$ref": "#/components/responses/problem"}
        return found | {str(status): problem for status in sorted(set(statuses))}

    def _success(self, one: Operation, entity: Entity | None) -> Schema:
        told = self.say(f"api.operation.{one.name}")
        if one.name == "send_file":
            return {"description": told, "content": {"application/octet-stream": {"schema": {}}}}
        schema = fixed.FIXED[one.name] if one.name in fixed.FIXED else self._told(one, entity)
        made: Schema = {"description": told, "content": {"application/json": {"schema": schema}}}
        if "{id}" in one.path and one.of and one.verb != "read":
            made["headers"] = {"ETag": {"schema": {"type": "string"}}}
        return made

    def _told(self, one: Operation, entity: Entity | None) -> Schema:
        is_list = one.takes is None
        if f"read:{one.of}" not in self.reader.scope:
            return closed({"id": ID, "version": {"type": "integer"}}, ["id", "version"])
        kinds = self._kinds(one.of, "read") if one.of != "register" else [entity] if entity else []
        if not kinds:
            return closed({"id": ID, "version": {"type": "integer"}}, ["id", "version"])
        schemas = {kind.key: self.shapes.record(kind, is_whole=not is_list) for kind in kinds}
        record = self.shapes.one_of(f"{one.of}.{'line' if is_list else 'whole'}", schemas)
        if not is_list:
            return record
        return closed(
            {"data": {"type": "array", "items": record}, "next": nullable({"type": "string"})},
            ["data", "next"],
        )

    def _event(self) -> Schema:
        content = {"application/json": {"schema": fixed.EVENT}}
        return {
            "summary": self.say("api.event"),
            "description": self.say("api.event_signed"),
            "tags": ["registry"],
            "requestBody": {"required": True, "content": content},
            "parameters": [
                {"name": name, "in": "header", "required": True, "schema": {"type": "string"}}
                for name in ("webhook-id", "webhook-timestamp", "webhook-signature")
            ],
            "responses": {"2XX": {"description": self.say("api.event_taken")}},
        }


def _query(name: str, schema: Mapping[str, Any], told: str = "", **more: Any) -> Schema:
    made: Schema = {"name": name, "in": "query", "schema": dict(schema)}
    return made | ({"description": told} if told else {}) | more
