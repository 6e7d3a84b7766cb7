"""Identifiers: their letters, reserved words, collisions and the lengths a database allows."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from generator.blueprint.outline import Entity, PlacedField
from generator.source import Address
from generator.validate import checklists
from generator.validate.context import Context
from generator.validate.finding import Finding, found
from runtime.ir.entity import ACTIVITY, CLOSING, Kind

LONGEST = 63
"""The longest name PostgreSQL keeps whole."""

_ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_CEL_WORDS = frozenset(
    [
        "in",
        "true",
        "false",
        "null",
        "as",
        "break",
        "const",
        "continue",
        "else",
        "for",
        "function",
        "if",
        "import",
        "let",
        "loop",
        "package",
        "namespace",
        "return",
        "var",
        "void",
        "while",
        "int",
        "uint",
        "double",
        "bool",
        "string",
        "bytes",
        "list",
        "map",
        "type",
        "dyn",
        "null_type",
        "timestamp",
        "duration",
        "size",
    ]
)
_OUR_WORDS = frozenset(
    [
        "filled",
        "now",
        "today",
        "unknown",
        "person",
        "case",
        "action",
        "actor",
        "id",
        "version",
        "metadata",
        "registry",
        "state",
        ACTIVITY,
        CLOSING,
    ]
)
_PRINTED_WORDS = frozenset(["datetime", "decimal", "dict", "mapped_column", "str", "tuple", "uuid"])
"""What the printed classes are made of: an attribute of that name would hide it."""
_RESERVED = frozenset(keyword.kwlist) | _CEL_WORDS | _OUR_WORDS | _PRINTED_WORDS

_RECORD = frozenset(
    [
        "id",
        "version",
        "created_at",
        "created_by",
        "updated_at",
        "updated_by",
        "blueprint_version",
        "synthetic",
        "unknown",
        "office_id",
        "office",
    ]
)
_CASE = _RECORD | frozenset(
    [
        "folio",
        "case_type",
        "state",
        "responsible_id",
        "responsible",
        "person_id",
        "person",
        "registered_at",
        "closed_at",
        "closing_reason",
        "closing_words",
        "scope",
        "ticked",
    ]
)
_ACTION = _RECORD | frozenset(
    [
        "action_type",
        "case_id",
        "case",
        "officer_id",
        "officer",
        "done_at",
        "annulled_at",
        "annulled_by",
        "annulled_reason",
    ]
)
SYSTEM: Mapping[Kind, frozenset[str]] = {
    "person": _RECORD,
    "case": _CASE,
    "case_type": _CASE,
    "action": _ACTION,
    "action_type": _ACTION,
    "register": _RECORD,
}
"""What every record of a kind has, as columns and as columns of lists."""

SYSTEM_TABLES = frozenset({"case_link", "case_member", "case_retention"})
"""Tables of every registry whose names an entity could otherwise take."""

_COLLECTIONS = (
    "blocks",
    "case_types",
    "action_types",
    "registers",
    "catalogs",
    "parties",
    "roles",
    "lists",
    "exports",
    "reports",
    "scenarios",
)


def letters(context: Context) -> Iterator[Finding]:
    """Every id is made of small letters of the English alphabet, digits and underscores."""
    for address in _ids(context):
        name = str(address[-1])
        if not _ID.fullmatch(name):
            code = "N101" if name.isascii() else "N102"
            proposal = propose(name)
            yield found(code, address, on_key=True, suggestion=proposal, name=name)
        elif len(name) > LONGEST:
            yield found("N107", address, on_key=True, name=name, length=len(name), limit=LONGEST)
    if not _ID.fullmatch(context.blueprint.id):
        name = context.blueprint.id
        yield found("N101", ("blueprint",), suggestion=propose(name), name=name)


def reserved(context: Context) -> Iterator[Finding]:
    """No field takes a word that conditions, Python or the registry itself use."""
    for entity in context.outline.entities:
        for field in entity.fields:
            if field.id in SYSTEM[entity.kind] and field.id not in _RESERVED:
                yield found("N104", field.address, on_key=True, name=field.id)
            elif field.id in _RESERVED or field.id.startswith("model_") or hasattr(BaseModel, field.id):
                yield found("N103", field.address, on_key=True, name=field.id)


def repeated(context: Context) -> Iterator[Finding]:
    """A field id stands once in an entity, in all its sections and in what it extends."""
    for entity in context.outline.entities:
        seen: dict[str, PlacedField] = {}
        for member in context.outline.family(entity):
            for field in member.fields:
                first = seen.setdefault(field.id, field)
                if first is not field and member is entity:
                    related = ((first.address, "first"),)
                    yield found("N105", field.address, on_key=True, related=related, name=field.id)


def columns(context: Context) -> Iterator[Finding]:
    """The columns of a field meet no other column, and no name is longer than a database keeps."""
    for entity in context.outline.entities:
        taken: dict[str, PlacedField] = {}
        for field in entity.fields:
            for column in _columns(context, field):
                other = taken.setdefault(column, field)
                if other.id != field.id:
                    related = ((other.address, "first"),)
                    yield found(
                        "N106",
                        field.address,
                        on_key=True,
                        related=related,
                        name=_of_parts(field, other, column),
                        column=column,
                    )
                elif column != field.id and column in SYSTEM[entity.kind]:
                    yield found("N104", field.address, on_key=True, name=column)
            yield from _length(context, entity, field)


def tables(context: Context) -> Iterator[Finding]:
    """Every table has a name of its own, short enough for a database."""
    taken: dict[str, Address] = {}
    for entity in context.outline.entities:
        names = {entity.table: entity.address, _class_name(entity.table): entity.address}
        if len(entity.table) > LONGEST:
            yield found(
                "N107",
                entity.address,
                on_key=True,
                name=entity.table,
                length=len(entity.table),
                limit=LONGEST,
            )
        if entity.table in SYSTEM_TABLES:
            yield found("N103", entity.address, on_key=True, name=entity.key)
        for name, address in names.items():
            other = taken.setdefault(name, address)
            if other != address:
                yield found("N108", address, on_key=True, related=((other, "first"),), name=entity.key)


def propose(name: str) -> str | None:
    """A right id for a wrong one: `Año de ingreso` becomes `anio_de_ingreso`."""
    spelled = name.casefold().replace("ñ", "ni").replace("ç", "c")
    plain = unicodedata.normalize("NFD", spelled).encode("ascii", "ignore").decode()
    proposal = re.sub(r"[^a-z0-9]+", "_", plain).strip("_").lstrip("0123456789_")
    return proposal if _ID.fullmatch(proposal) else None


def _ids(context: Context) -> Iterator[Address]:
    blueprint = context.blueprint
    for collection in _COLLECTIONS:
        yield from ((collection, key) for key in getattr(blueprint, collection))
    yield from (("offices", key) for key in context.tables.offices)
    yield from (("lifecycle", "states", key) for key in blueprint.lifecycle.states)
    yield from (("lifecycle", "transitions", key) for key in blueprint.lifecycle.transitions)
    for entity in context.outline.entities:
        for section, written in entity.sections.items():
            yield (*entity.address, "sections", section)
            yield from ((*entity.address, "sections", section, "fields", key) for key in written.fields)
        yield from (inner.address for field in entity.fields for inner in field.inner)
    yield from (("case", "deadlines", deadline) for deadline in blueprint.case.deadlines)
    for key, case_type in blueprint.case_types.items():
        yield from (("case_types", key, "deadlines", deadline) for deadline in case_type.deadlines)
    yield from checklists.ids(context)


def _columns(context: Context, field: PlacedField) -> tuple[str, ...]:
    known = context.typed.get(field.address)
    if known is None or known.field.is_encrypted:
        return (field.id,)
    columns = known.kind.columns(known.field)
    return tuple(f"{field.id}_{column.suffix}" if column.suffix else field.id for column in columns)


def _of_parts(field: PlacedField, other: PlacedField, column: str) -> str:
    """Which of two fields has the column as one of its parts."""
    return other.id if column == field.id else field.id


def _length(context: Context, entity: Entity, field: PlacedField) -> Iterator[Finding]:
    known = context.typed.get(field.address)
    names = list(_columns(context, field))
    if known is not None and known.kind.is_multiple:
        names.append(f"{entity.table}__{field.id}")
    longest = max(names, key=len, default=field.id)
    if len(longest) > LONGEST:
        yield found("N107", field.address, on_key=True, name=longest, length=len(longest), limit=LONGEST)


def _class_name(table: str) -> str:
    return "".join(part.capitalize() for part in table.split("_"))
