"""The JSON Schema of the language, for editors. Any scalar is good where text is read, and nothing is required."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel, BeforeValidator

from generator.blueprint.document import Blueprint
from generator.blueprint.documentation import OPTION, Language, sentence
from generator.blueprint.field import Field
from generator.blueprint.keys import bare, extra_of, keys_of
from generator.blueprint.part import Listed, Part

Schema = dict[str, Any]

_SCALAR: Schema = {"type": ["string", "number", "boolean", "null"]}
_TRUTH: Schema = {"enum": [True, False, "true", "false", None]}


def schema(types: Mapping[str, type[BaseModel]], language: Language) -> Schema:
    """Build the schema.

    Args:
        types: The options of every field type, by its name.
        language: The language of the descriptions.
    """
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Acompaña",
        "$ref": "#/$defs/Blueprint",
        "$defs": _Definitions(types, language).build(),
    }


class _Definitions:
    """The models reached from the root, each once."""

    def __init__(self, types: Mapping[str, type[BaseModel]], language: Language) -> None:
        self._types = types
        self._language = language
        self._done: dict[str, Schema] = {}

    def build(self) -> dict[str, Schema]:
        """Every definition, sorted by name."""
        self._model(Blueprint)
        return dict(sorted(self._done.items()))

    def _model(self, model: type[Part]) -> Schema:
        name = model.__name__
        if name not in self._done:
            self._done[name] = {}
            self._done[name] = self._field() if model is Field else self._object(model)
        return {"$ref": f"#/$defs/{name}"}

    def _object(self, model: type[Part]) -> Schema:
        extra = extra_of(model)
        return {
            "type": ["object", "null"],
            "properties": self._properties(model),
            "additionalProperties": self._any(extra) if extra is not None else False,
        }

    def _properties(self, model: type[Part]) -> dict[str, Schema]:
        hints = typing.get_type_hints(model, include_extras=True)
        names = {info.alias or name: name for name, info in model.model_fields.items()}
        return {
            key: self._described(model.__name__, key, self._any(hints[name])) for key, name in names.items()
        }

    def _field(self) -> Schema:
        """A field: the keys of every field, and by its type those of the type."""
        common = self._properties(Field)
        common["type"] = self._described("Field", "type", {"enum": [*self._types, None]})
        options = {name: self._options(model) for name, model in self._types.items()}
        every = sorted({key for known in options.values() for key in known})
        # A layer that changes a field's type takes away what only the old type knows.
        gone: dict[str, Schema] = {key: {"type": "null"} for key in every if key not in common}
        return {
            "type": ["object", "null"],
            "properties": common,
            "propertyNames": {"enum": [*common, *every]},
            "allOf": [
                {
                    "if": {"properties": {"type": {"const": name}}, "required": ["type"]},
                    "then": {"properties": gone | known},
                }
                for name, known in options.items()
            ],
        }

    def _options(self, model: type[BaseModel]) -> dict[str, Schema]:
        hints = typing.get_type_hints(model, include_extras=True)
        return {
            info.alias or name: self._described(OPTION, info.alias or name, self._any(hints[name]))
            for name, info in model.model_fields.items()
            if name not in Field.model_fields
        }

    def _any(self, annotation: Any) -> Schema:
        if get_origin(annotation) is typing.Annotated:
            inner, *extras = get_args(annotation)
            if any(isinstance(extra, Listed) for extra in extras):
                return {"anyOf": [{"type": "array", "items": _SCALAR}, self._any(inner)]}
            has_short_form = any(isinstance(extra, BeforeValidator) for extra in extras)
            return {"anyOf": [_SCALAR, self._any(inner)]} if has_short_form else self._any(inner)
        wanted = bare(annotation)
        return self._union(wanted) if _is_union(wanted) else self._one(wanted)

    def _union(self, annotation: Any) -> Schema:
        branches = [self._any(part) for part in get_args(annotation) if part is not type(None)]
        distinct = [branch for position, branch in enumerate(branches) if branch not in branches[:position]]
        return distinct[0] if len(distinct) == 1 else {"anyOf": distinct}

    def _one(self, wanted: Any) -> Schema:
        origin = get_origin(wanted)
        if origin is typing.Literal:
            return {"enum": [*get_args(wanted), None]}
        if origin is dict:
            return {"type": ["object", "null"], "additionalProperties": self._any(get_args(wanted)[1])}
        if origin in (tuple, list):
            return {"type": ["array", "null"], "items": self._any(get_args(wanted)[0])}
        if isinstance(wanted, type) and issubclass(wanted, Part):
            return self._model(wanted)
        if isinstance(wanted, type) and issubclass(wanted, BaseModel):
            return {"type": "object", "properties": self._options(wanted), "additionalProperties": False}
        if wanted is bool:
            return _TRUTH
        return {} if _is_open(wanted) else _SCALAR

    def _described(self, owner: str, key: str, found: Schema) -> Schema:
        described: Schema = {"description": sentence(owner, key, self._language)}
        # What stands beside a reference is ignored, so the reference goes one level down.
        return described | ({"allOf": [found]} if "$ref" in found else found)


def keys(types: Mapping[str, type[BaseModel]]) -> Iterator[tuple[str, str]]:
    """Every key of the language with the model it belongs to: what has to be explained."""
    seen: set[str] = set()
    waiting: list[type[Part]] = [Blueprint]
    while waiting:
        model = waiting.pop()
        if model.__name__ in seen:
            continue
        seen.add(model.__name__)
        yield from ((model.__name__, key) for key in keys_of(model))
        waiting.extend(_models(typing.get_type_hints(model, include_extras=True).values()))
    for options in types.values():
        yield from (
            (OPTION, info.alias or name)
            for name, info in options.model_fields.items()
            if name not in Field.model_fields
        )


def _models(annotations: typing.Iterable[Any]) -> Iterator[type[Part]]:
    for annotation in annotations:
        if isinstance(annotation, type) and issubclass(annotation, Part):
            yield annotation
        yield from _models(get_args(annotation))


def _is_union(annotation: Any) -> bool:
    return get_origin(annotation) in (types.UnionType, typing.Union)


def _is_open(annotation: Any) -> bool:
    """Whether anything may stand there: raw values whose type is known elsewhere."""
    return annotation not in (str, int, float) and not isinstance(annotation, type)
