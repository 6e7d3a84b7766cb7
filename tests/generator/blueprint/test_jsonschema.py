"""The schema editors use: every key explained, what we ship accepted, slips underlined."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml

from generator.blueprint.documentation import sentence
from generator.blueprint.jsonschema import keys, schema
from runtime.fields.registry import TYPES

BLUEPRINTS = Path(__file__).parents[3] / "blueprints"
OPTIONS = {name: kind.options for name, kind in TYPES.items()}
SCHEMA = schema(OPTIONS, "es")

Place = tuple[str | int, ...]


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_key_has_its_sentence(language: Literal["es", "en"]) -> None:
    missing = []
    for owner, key in keys(OPTIONS):
        try:
            assert sentence(owner, key, language).endswith((".", "…"))
        except KeyError:
            missing.append(f"{owner}.{key}")
    assert missing == []


@pytest.mark.parametrize("path", sorted(BLUEPRINTS.rglob("*.yaml")), ids=lambda path: path.name)
def test_what_we_ship_has_no_underlined_line(path: Path) -> None:
    assert list(faults(SCHEMA, yaml.safe_load(path.read_text("utf-8")), ())) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("countri: GTM", ("countri",)),
        ("roles: {a: {sees: todo}}", ("roles", "a", "sees")),
        (
            "person: {sections: {a: {fields: {b: {type: intger}}}}}",
            ("person", "sections", "a", "fields", "b", "type"),
        ),
        (
            "person: {sections: {a: {fields: {b: {type: text, catalog: x}}}}}",
            ("person", "sections", "a", "fields", "b", "catalog"),
        ),
        ("languages: es", ("languages",)),
        ("lists: {a: {of: [case]}}", ("lists", "a", "of")),
    ],
)
def test_a_slip_is_underlined(text: str, place: Place) -> None:
    assert place in set(faults(SCHEMA, yaml.safe_load(text), ()))


@pytest.mark.parametrize(
    "text",
    [
        "version: 1.0\nfolio: 3",
        "person: {sections: {a: {fields: {b: {label: {es: X}}}}}}",
        "person: {sections: {a: {fields: {b: {type: date, max: {cel: now}, required: {at: x}, default: 2020-01-01}}}}}",
        "catalogs: {a: {values: {si: Sí, no: {es: No, en: No}, x: {label: X, until: 2020-01-01, inegi: 3}}}}",
        "offices: {file: x.csv, central: {prefix: 3}}",
    ],
)
def test_a_layer_may_be_partial_and_scalars_of_any_kind(text: str) -> None:
    assert list(faults(SCHEMA, yaml.load(text, yaml.BaseLoader), ())) == []  # noqa: S506 - text only
    assert list(faults(SCHEMA, yaml.safe_load(text.replace("2020-01-01", '"2020-01-01"')), ())) == []


def test_what_is_inherited_may_be_removed() -> None:
    text = "person: {sections: {a: {fields: {b: null}}, c: null}}\ntheme: null\ncountry: null"
    assert list(faults(SCHEMA, yaml.safe_load(text), ())) == []
    text = "person: {sections: {a: {fields: {b: {type: place, override: true, widget: null}}}}}"
    assert list(faults(SCHEMA, yaml.safe_load(text), ())) == []


def faults(rule: dict[str, Any], value: Any, place: Place) -> Iterator[Place]:
    """The places of a document that break a schema: the part of JSON Schema that ours uses."""
    if "$ref" in rule:
        yield from faults(SCHEMA["$defs"][rule["$ref"].rpartition("/")[2]], value, place)
        return
    if not _is_of(rule.get("type"), value) or ("enum" in rule and value not in rule["enum"]):
        yield place
    if "anyOf" in rule and all(_breaks(each, value) for each in rule["anyOf"]):
        yield place
    for each in rule.get("allOf", ()):
        if "if" not in each:
            yield from faults(each, value, place)
        elif isinstance(value, dict) and value.get("type") == each["if"]["properties"]["type"]["const"]:
            yield from faults(each["then"], value, place)
    if isinstance(value, list) and "items" in rule:
        for position, item in enumerate(value):
            yield from faults(rule["items"], item, (*place, position))
    if isinstance(value, dict):
        yield from _members(rule, value, place)


def _breaks(rule: dict[str, Any], value: Any) -> bool:
    return next(faults(rule, value, ()), None) is not None


def _members(rule: dict[str, Any], value: dict[str, Any], place: Place) -> Iterator[Place]:
    known = rule.get("properties", {})
    for key, inner in value.items():
        here = (*place, str(key))
        if "propertyNames" in rule and key not in rule["propertyNames"]["enum"]:
            yield here
        more = rule.get("additionalProperties", True)
        if key in known:
            yield from faults(known[key], inner, here)
        elif more is False:
            yield here
        elif isinstance(more, dict):
            yield from faults(more, inner, here)


def _is_of(kinds: str | list[str] | None, value: Any) -> bool:
    if kinds is None:
        return True
    names = {str: "string", bool: "boolean", int: "number", float: "number", dict: "object", list: "array"}
    name = "null" if value is None else names[type(value)]
    return name in ([kinds] if isinstance(kinds, str) else kinds)
