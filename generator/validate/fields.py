"""Fields one by one: type, options, default, reasons, and what sensitive data needs. Must not know a type's meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from generator.blueprint import Field
from generator.blueprint.keys import keys_of
from generator.blueprint.outline import PlacedField
from generator.diagnostics import nearest
from generator.source import Address
from generator.validate.context import BUILT_IN_REASONS, Context
from generator.validate.finding import Finding, found
from generator.validate.options import Typed, typed
from runtime.fields.attachment import FileType
from runtime.fields.choice import fitting
from runtime.ir.catalog import Catalog, Value

_WANTED = {
    "int": "120",
    "greater": "120",
    "less": "120",
    "decimal": "10.5",
    "float": "10.5",
    "bool": "true",
    "date": "2026-01-31",
    "list": "[uno, dos]",
    "tuple": "[uno, dos]",
    "dict": "{clave: valor}",
    "string": "texto",
}
"""A value that would do, by how the name of pydantic's complaint begins."""

_ID = re.compile("[a-z][a-z0-9_]*")


def types(context: Context) -> Iterator[Finding]:
    """Every field has a type that exists, and only options that type knows."""
    for field in _fields(context):
        name = field.written.type
        kind = context.types.get(name)
        if kind is None:
            suggestion = nearest(name, context.types)
            known = tuple(sorted(context.types))
            yield found("F101", (*field.address, "type"), suggestion=suggestion, name=name, known=known)
        else:
            result = typed(kind, field, context.types)
            if not isinstance(result, Typed):
                known = tuple(kind.options.model_fields)
                yield from (_option(field, problem, known) for problem in result)


def defaults(context: Context) -> Iterator[Finding]:
    """A literal default is a value of its type, and of its catalog."""
    for field, known in _typed(context):
        default = field.written.default
        address = (*field.address, "default")
        if default is None or is_computed(default):
            continue
        catalogs = known.kind.catalogs(known.field)
        if "" in catalogs:
            codes = context.codes(catalogs[""])
            for code in default if isinstance(default, list) else [default]:
                if codes is not None and str(code) not in codes:
                    suggestion = nearest(str(code), codes)
                    yield found("R204", address, suggestion=suggestion, value=str(code), catalog=catalogs[""])
        elif read_default(known, default) is None:
            yield found("F106", address, type=known.field.type)


def combinations(context: Context) -> Iterator[Finding]:
    """A calculated field asks nothing of the officer; a sensitive one says what for."""
    for field in _fields(context):
        written = field.written
        if written.computed is not None and (written.required.always or written.default is not None):
            key = "required" if written.required.always else "default"
            yield found("F107", (*field.address, key), on_key=True, key=key)
        if written.privacy in ("sensitive", "restricted") and not written.purpose.strip():
            yield found("A108", field.address, on_key=True, name=field.id, privacy=str(written.privacy))


def legal_bases(context: Context) -> Iterator[Finding]:
    """A legal basis given by id is one of the blueprint's."""
    known = context.blueprint.legal_bases
    for field in _fields(context):
        basis = field.written.legal_basis
        if _ID.fullmatch(basis) and basis not in known:
            place = (*field.address, "legal_basis")
            yield found("F109", place, suggestion=nearest(basis, known), name=basis, known=tuple(known))


def kept_files(context: Context) -> Iterator[Finding]:
    """A file is kept with a case: only what belongs to one has files, and none is asked before the case is there."""
    for entity in context.outline.entities:
        for placed in entity.fields:
            known = context.typed.get(placed.address)
            if known is None or not isinstance(known.kind, FileType):
                continue
            if entity.kind in ("person", "register"):
                yield found("F110", placed.address, on_key=True, name=placed.id)
            elif entity.kind in ("case", "case_type") and placed.written.required.always:
                yield found("F111", (*placed.address, "required"), name=placed.id)


def reasons(context: Context) -> Iterator[Finding]:
    """The reasons for an unknown value are built in or in the catalog of reasons."""
    if not context.is_whole("catalogs", "unknown"):
        return
    for field in _fields(context):
        for position, reason in enumerate(field.written.unknown):
            if reason not in context.reasons:
                suggestion = nearest(reason, context.reasons)
                place: Address = (*field.address, "unknown", position)
                yield found("R205", place, suggestion=suggestion, reason=reason, known=BUILT_IN_REASONS)


def catalogs(context: Context) -> Iterator[Finding]:
    """The catalogs a type looks in exist, and what it picks from them leaves something to choose."""
    for field, known in _typed(context):
        for catalog in dict.fromkeys(known.kind.catalogs(known.field).values()):
            option = _option_with(field.written, catalog)
            if option is None:
                continue
            address: Address = (*field.address, option)
            if catalog not in context.blueprint.catalogs:
                names = tuple(context.blueprint.catalogs)
                place: Address = ("catalogs", catalog)
                # Once a layer took it away, what is left of its uses is what to mend, not its name.
                was_removed = bool(context.places.tree.origins(place))
                yield found(
                    "R101",
                    address,
                    suggestion=None if was_removed else nearest(catalog, names),
                    related=((place, "removed"),) if was_removed else (),
                    catalog=catalog,
                )
            else:
                yield from _nothing_left(context, field, known, catalog)


def targets(context: Context) -> Iterator[Finding]:
    """A reference points to something that exists."""
    entities = {entity.id: entity.key for entity in context.outline.entities if entity.kind == "register"}
    for field, known in _typed(context):
        for column in known.kind.columns(known.field):
            target = column.target
            if target is None or target in entities or target in ("person", "office", "account"):
                continue
            names = (*entities.values(), "person", "office", "account")
            written = str(field.written.options.get("to", target))
            suggestion = nearest(written, names)
            yield found("R201", (*field.address, "to"), suggestion=suggestion, name=written, known=names)


def is_computed(value: object) -> bool:
    """Whether a literal's place holds a condition instead: `{cel: …}`."""
    return isinstance(value, dict) and set(value) == {"cel"}


def read_default(known: Typed, default: object) -> object | None:
    """The default as a value of its type; None where it is none."""
    kind, constraints = known.kind.annotation(known.field)
    annotated: Any = Annotated[kind, *constraints] if constraints else kind
    adapter: TypeAdapter[Any] = TypeAdapter(annotated)
    try:
        value: object = adapter.validate_python(default)
    except ValidationError:
        return _from_json(known, default)
    return value


def _from_json(known: Typed, default: Any) -> object | None:
    try:
        value: object = known.kind.from_json(known.field, default)
    except (ValueError, TypeError, KeyError, ArithmeticError):
        return None
    return value


def _fields(context: Context) -> Iterator[PlacedField]:
    for entity in context.outline.entities:
        for field in entity.fields:
            yield from (field, *field.inner)


def _typed(context: Context) -> Iterator[tuple[PlacedField, Typed]]:
    for field in _fields(context):
        known = context.typed.get(field.address)
        if known is not None:
            yield field, known


def _option(field: PlacedField, problem: ErrorDetails, known: tuple[str, ...]) -> Finding:
    kind, loc = problem["type"], problem["loc"]
    # A value that may be computed is a union; what pydantic adds to name its branches is not in the document.
    address: Address = (*field.address, *loc[:1])
    name = str(loc[0]) if loc else ""
    if kind == "extra_forbidden" and len(loc) == 1:
        common = tuple(keys_of(Field))
        suggestion = nearest(name, (*known, *common))
        return found(
            "F103",
            address,
            on_key=True,
            suggestion=suggestion,
            name=name,
            type=field.written.type,
            known=known or ("–",),
        )
    if kind == "missing":
        return found("F104", field.address, on_key=True, name=name, type=field.written.type)
    if kind == "bounds_crossed":
        context = problem.get("ctx", {})
        place = (*field.address, "max") if "max" in field.written.options else field.address
        return found("F108", place, low=str(context.get("low", "")), high=str(context.get("high", "")))
    if kind == "unknown_scheme":
        schemes = tuple(str(problem.get("ctx", {}).get("schemes", "")).split(", "))
        scheme = str(problem["input"])
        return found("R202", address, suggestion=nearest(scheme, schemes), name=scheme, known=schemes)
    if kind == "literal_error":
        allowed = str(problem.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")
        choices = tuple(part.strip() for part in allowed.split(","))
        written = str(problem["input"])
        return found("S103", address, suggestion=nearest(written, choices), text=written, allowed=choices)
    wanted = next((text for start, text in _WANTED.items() if kind.startswith(start)), "…")
    return found(
        "F105", address, name=name, type=field.written.type, problem=str(problem["input"]), wanted=wanted
    )


def _option_with(written: Field, value: str) -> str | None:
    return next((name for name, option in written.options.items() if option == value), None)


def _nothing_left(context: Context, field: PlacedField, known: Typed, catalog: str) -> Iterator[Finding]:
    where = known.field.options.get("where")
    if not isinstance(where, dict) or not where or context.codes(catalog) is None:
        return
    wanted = {str(name): str(value) for name, value in where.items()}
    values = context.tables.values[catalog]
    attributes = {name for value in values.values() for name in value.attributes}
    for name in wanted:
        if name not in attributes:
            address = (*field.address, "where", name)
            suggestion = nearest(name, attributes)
            yield found("R206", address, on_key=True, suggestion=suggestion, name=name, catalog=catalog)
            return
    if not fitting(_plain(catalog, {code: value.attributes for code, value in values.items()}), wanted):
        yield found("R207", (*field.address, "where"), catalog=catalog)


def _plain(catalog: str, attributes: Mapping[str, dict[str, str]]) -> Catalog:
    values = tuple(Value(code=code, label={}, attributes=found) for code, found in attributes.items())
    return Catalog(id=catalog, label={}, values=values)
