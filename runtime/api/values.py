"""Values as JSON, in and out. What comes in is read as a form is, by the same rules; must not store anything.

A value is first held to its type's schema, strictly: ``"5"`` is no number. Then it becomes what the form's controls
would hold, so that whatever refuses a form refuses it too.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

from pydantic import JsonValue, TypeAdapter, ValidationError

from runtime.access.mask import hidden_fields, visible_fields
from runtime.api.call import Call
from runtime.errors import Fault, Invalid
from runtime.fields.once import once
from runtime.fields.registry import field_type
from runtime.fields.repeat import REASONS
from runtime.ir.entity import Entity
from runtime.ir.field import Field
from runtime.records import submission
from runtime.records.submission import NEW, Current, Submission

Controls = dict[str, list[str]]


@dataclass(frozen=True)
class Content:
    """The part of a body that answers the blueprint's fields."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    unknown: Mapping[str, Any] = field(default_factory=dict)
    confirm: Collection[str] = ()


def content_of(call: Call, known: Iterable[str]) -> Content:
    """Return what a body answers, after refusing what it says beside.

    Args:
        call: the request.
        known: the properties the operation takes beside those of the content.

    Raises:
        Invalid: a property is not known, or one of the content's has the wrong shape.
    """
    body = call.body
    faults = {name: Fault("api.not_known") for name in body.keys() - {"fields", "unknown", "confirm", *known}}
    for name, kind in (("fields", dict), ("unknown", dict), ("confirm", list)):
        if name in body and not isinstance(body[name], kind):
            faults[name] = Fault("api.no_value")
    confirm = body.get("confirm", [])
    if isinstance(confirm, list) and not all(isinstance(name, str) for name in confirm):
        faults["confirm"] = Fault("api.no_value")
    if faults:
        raise Invalid(faults)
    return Content(body.get("fields", {}), body.get("unknown", {}), confirm)


def read(call: Call, entity: Entity, content: Content, current: Current = NEW) -> Submission:
    """Read a body's fields as a form of the entity: what is not named is left as it is.

    Raises:
        Invalid: with every fault, by field.
    """
    hidden = hidden_fields(call.model, call.actor, entity)
    asked = {one.id: one for one in call.registry.fields_of(entity) if one.id not in hidden}
    controls = _standing(call, entity, asked.values(), current)
    faults: dict[str, Fault] = {}
    for name in {*content.fields, *content.unknown, *content.confirm}:
        if name not in asked or asked[name].computed is not None:
            faults[name] = Fault("api.no_field")
    for name, data in content.fields.items():
        if name not in faults:
            faults |= _put(call, controls, asked[name], data)
    for name, reason in content.unknown.items():
        if name in faults:
            continue
        if reason is not None and not isinstance(reason, str):
            faults[f"{name}.unknown"] = Fault("api.no_value")
            continue
        if reason is not None and content.fields.get(name) is None:
            _clear(controls, name)
        controls[f"{name}.unknown"] = [reason or ""]
    if faults:
        raise Invalid(faults)
    controls |= {f"{name}.confirm": ["1"] for name in content.confirm}
    found = submission.read(call.model, entity.id, controls, call.context, current=current, hidden=hidden)
    return found if current.is_new else _narrowed(found, asked, {*content.fields, *content.unknown})


def shown(
    call: Call, entity: Entity, values: Mapping[str, Any], fields: Iterable[Field] | None = None
) -> dict[str, JsonValue]:
    """Return the values the caller may see; an empty field is left out."""
    seen = visible_fields(call.model, call.actor, entity) if fields is None else fields
    return {
        one.id: field_type(one.type).to_json(one, values[one.id])
        for one in seen
        if values.get(one.id) is not None
    }


def shown_reasons(call: Call, entity: Entity, unknown: Mapping[str, str]) -> dict[str, JsonValue]:
    """Return why values are unknown, of the fields the caller may see."""
    seen = {one.id for one in visible_fields(call.model, call.actor, entity)}
    return {name: reason for name, reason in unknown.items() if name in seen}


def _standing(call: Call, entity: Entity, asked: Iterable[Field], current: Current) -> Controls:
    """What the controls hold before the body is read: the stored values, or what a new form is filled with."""
    values = current.values
    if current.is_new:
        values = submission.defaults(call.model, entity.id, call.context, current=current)
    controls: Controls = {}
    for one in asked:
        controls |= field_type(one.type).controls(one, one.id, values.get(one.id), call.context)
        if one.id in current.unknown:
            controls[f"{one.id}.unknown"] = [current.unknown[one.id]]
    return controls


def _clear(controls: Controls, name: str) -> None:
    for key in [key for key in controls if key == name or key.startswith(f"{name}.")]:
        del controls[key]


def _put(call: Call, controls: Controls, one: Field, data: JsonValue) -> dict[str, Fault]:
    """Put a value into its controls; return what is wrong with it."""
    _clear(controls, one.id)
    if data is None:
        return {}
    try:
        value = from_json(one, data)
    except ValueError:
        return {one.id: Fault("api.no_value")}
    controls |= field_type(one.type).controls(one, one.id, value, call.context)
    return {}


def from_json(one: Field, data: JsonValue) -> Any:
    """Read a value as its type's schema says it is written.

    Raises:
        ValueError: it is not.
    """
    kind = field_type(one.type)
    if kind.is_group:
        if not isinstance(data, list):
            raise ValueError("no rows")
        return tuple(_row(kind.inner(one), row) for row in data)
    adapter, known = once("api", one, _adapter)
    if isinstance(data, dict) and data.keys() - known:
        raise ValueError("a part that is not known")
    try:
        return adapter.validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        raise ValueError("not as the schema says") from error


def _row(inner: Iterable[Field], data: JsonValue) -> dict[str, Any]:
    fields = {one.id: one for one in inner}
    if not isinstance(data, dict) or data.keys() - {*fields, REASONS}:
        raise ValueError("no row")
    reasons = data.get(REASONS, {})
    if not isinstance(reasons, dict) or not all(isinstance(code, str) for code in reasons.values()):
        raise ValueError("no reasons")
    if reasons.keys() - fields.keys():
        raise ValueError("a reason for no field")
    row = {name: from_json(fields[name], data[name]) for name in data if name != REASONS}
    return row | ({REASONS: reasons} if reasons else {})


def _adapter(one: Field) -> tuple[TypeAdapter[Any], frozenset[str]]:
    kind = field_type(one.type)
    python, constraints = kind.annotation(one)
    annotated: Any = Annotated[python, *constraints] if constraints else python
    return TypeAdapter(annotated), frozenset(kind.json_schema(one).get("properties", ()))


def _narrowed(found: Submission, asked: Mapping[str, Field], named: Collection[str]) -> Submission:
    """Leave of a correction what was named and what follows from it.

    Stored values went through the form's controls, which say less than some hold (a moment's seconds).
    """

    def stays(name: str, value: object) -> bool:
        is_computed = name in asked and asked[name].computed is not None
        return name in named or name in found.consequences or value is None or is_computed

    values = {name: value for name, value in found.values.items() if stays(name, value)}
    reasons = {name: reason for name, reason in found.unknown.items() if name in values or name in named}
    return replace(found, values=values, unknown=reasons)
