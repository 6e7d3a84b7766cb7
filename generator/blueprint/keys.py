"""Which keys may stand where: the models walked by address. Owns the walk; must not know positions."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from typing import Any, get_args, get_origin

from generator.blueprint.document import Blueprint
from generator.blueprint.part import Part


def keys_of(model: type[Part]) -> dict[str, Any]:
    """The keys a model knows, as written, with the annotation of each."""
    return {info.alias or name: info.annotation for name, info in model.model_fields.items()}


def required_keys(model: type[Part]) -> frozenset[str]:
    """The keys a model cannot do without, as written."""
    return frozenset(info.alias or name for name, info in model.model_fields.items() if info.is_required())


def annotation_at(address: tuple[str | int, ...]) -> Any:
    """What may stand at an address of the document; None where the language has nothing."""
    found: Any = Blueprint
    for step in address:
        found = _step(found, str(step))
    return found


def model_at(address: tuple[str | int, ...]) -> type[Part] | None:
    """The model whose keys stand at an address, if the language has one there."""
    found = annotation_at(address)
    return found if _is_model(found) else None


def _step(annotation: Any, key: str) -> Any:
    if _is_model(annotation):
        known = keys_of(annotation)
        return bare(known[key]) if key in known else bare(extra_of(annotation))
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is dict:
        return bare(arguments[1])
    return bare(arguments[0]) if origin is tuple else None


def extra_of(model: type[Part]) -> Any:
    """What keys a model does not list may hold, where they have a type of their own."""
    hints = typing.get_type_hints(model, include_extras=True)
    extra = hints.get("__pydantic_extra__")
    return get_args(extra)[1] if get_origin(extra) is dict else None


def bare(annotation: Any) -> Any:
    """An annotation without ``Annotated`` and without ``None``."""
    origin = get_origin(annotation)
    if origin is typing.Annotated:
        return bare(get_args(annotation)[0])
    if origin in (types.UnionType, typing.Union):
        rest = [part for part in get_args(annotation) if part is not type(None)]
        return bare(rest[0]) if len(rest) == 1 else annotation
    return annotation


def placeholder(annotation: Any) -> object:
    """A value of the right shape, to go on checking after one that is missing or wrong."""
    wanted = bare(annotation)
    origin = get_origin(wanted)
    if origin is tuple:
        return []
    if origin is dict or _is_model(wanted):
        return _filled(wanted) if _is_model(wanted) else {}
    if origin is typing.Literal:
        return get_args(wanted)[0]
    return "false" if wanted is bool else ""


def _filled(model: type[Part]) -> Mapping[str, object]:
    known = keys_of(model)
    return {key: placeholder(known[key]) for key in required_keys(model)}


def _is_model(annotation: Any) -> typing.TypeGuard[type[Part]]:
    return isinstance(annotation, type) and issubclass(annotation, Part)
