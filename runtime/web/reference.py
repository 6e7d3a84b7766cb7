"""The API's document as a page: what the visitor's own systems may do, in words. Owns its drawing; the document is ``runtime.api``'s."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from runtime.errors import NotFound
from runtime.http.context import Visit, visit_of
from runtime.http.endpoint import route
from runtime.web.fragments import page

Document = Mapping[str, Any]
Describe = Callable[[Visit], Document]
"""Gives the document of what a visitor's systems may do; in ``app.state.describe_api``."""

URL = "/account/api"
_DEEPEST = 6


@dataclass(frozen=True)
class Field:
    """One property of a body in words; ``depth`` is how far inside others it stands."""

    name: str
    label: str
    kind: str
    told: str
    is_needed: bool
    depth: int


@dataclass(frozen=True)
class Act:
    """One operation in words. ``sends`` names the components its body may be, ``gives`` those of its answer."""

    id: str
    method: str
    path: str
    summary: str
    scope: str
    parameters: Sequence[Field]
    sends: Sequence[str]
    gives: Sequence[str]


def routes() -> list[BaseRoute]:
    """Return the routes."""
    return [route(URL, show_reference), route(f"{URL}/{{schema}}", show_schema)]


def show_reference(request: Request) -> Response:
    """Show every operation the visitor's systems may do."""
    visit = visit_of(request)
    document = _document(request)
    acts = [
        _act(document, path, method, made)
        for path, methods in document["paths"].items()
        for method, made in methods.items()
    ]
    groups = [
        (tag["description"], [act for act, tags in acts if tag["name"] in tags]) for tag in document["tags"]
    ]
    return page(
        request,
        "account/reference.html",
        about=document["info"]["description"],
        base=document["servers"][0]["url"],
        groups=[(label, found) for label, found in groups if found],
        crumbs=_crumbs(visit),
    )


def show_schema(request: Request) -> Response:
    """Show the properties of one kind of body."""
    visit, name = visit_of(request), request.path_params["schema"]
    document = _document(request)
    schema = _component(document, name)
    return page(
        request,
        "account/schema.html",
        name=name,
        label=schema.get("title", name),
        fields=list(_fields(document, schema, 0)),
        crumbs=(*_crumbs(visit), (visit.message("reference.title"), URL)),
    )


def _document(request: Request) -> Document:
    describe: Describe = request.app.state.describe_api
    return describe(visit_of(request))


def _crumbs(visit: Visit) -> tuple[tuple[str, str], ...]:
    return ((visit.message("account.title"), "/account"),)


def _component(document: Document, name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] | None = document["components"]["schemas"].get(name)
    if found is None:
        raise NotFound
    return found


def _act(document: Document, path: str, method: str, made: Mapping[str, Any]) -> tuple[Act, Sequence[str]]:
    body = made.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    told = made["responses"]["200"].get("content", {}).get("application/json", {}).get("schema")
    parameters = [
        Field(
            one["name"],
            one["in"],
            _kind(one["schema"]),
            one.get("description", ""),
            one.get("required", False),
            0,
        )
        for one in made.get("parameters", ())
    ]
    act = Act(
        made["operationId"],
        method.upper(),
        path,
        made["summary"],
        made.get("x-scope", ""),
        parameters,
        _named(document, body),
        _named(document, told),
    )
    return act, made["tags"]


def _named(document: Document, schema: Mapping[str, Any] | None) -> list[str]:
    """The components a body may be: those it chooses among, and those a list holds."""
    if schema is None:
        return []
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        inner = _component(document, name)
        return _named(document, inner) if "oneOf" in inner else [name]
    for key in ("oneOf", "anyOf"):
        if key in schema:
            return [name for one in schema[key] for name in _named(document, one)]
    data = schema.get("properties", {}).get("data", {})
    return _named(document, data.get("items"))


def _fields(document: Document, schema: Mapping[str, Any], depth: int) -> Sequence[Field]:
    found: list[Field] = []
    needed = schema.get("required", ())
    for name, given in schema.get("properties", {}).items():
        made = _resolved(document, given)
        told = made.get("description", "").replace("`", "")
        found.append(Field(name, made.get("title", ""), _kind(made), told, name in needed, depth))
        inner = made.get("items", made) if isinstance(made.get("items", made), dict) else made
        if depth < _DEEPEST:
            found += _fields(document, _resolved(document, inner), depth + 1)
    return found


def _resolved(document: Document, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """A schema with what it refers to, and without the ``null`` it may be too."""
    if "$ref" in schema:
        return _resolved(document, _component(document, schema["$ref"].rpartition("/")[2]))
    for key in ("anyOf", "allOf"):
        if key in schema:
            rest = {name: value for name, value in schema.items() if name != key}
            real = [one for one in schema[key] if one != {"type": "null"}]
            return {**_resolved(document, real[0]), **rest} if len(real) == 1 else schema
    return schema


def _kind(schema: Mapping[str, Any]) -> str:
    """Say in a word or two what a value is."""
    if "const" in schema:
        return f'"{schema["const"]}"'
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(_kind(one) for one in schema["anyOf"]))
    parts = [str(schema.get("type", "")), str(schema.get("format", ""))]
    if "maxLength" in schema and "x-catalog" not in schema:
        parts.append(f"≤ {schema['maxLength']}")
    return " ".join(part for part in parts if part)
