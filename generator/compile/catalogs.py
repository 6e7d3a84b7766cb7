"""Catalogs and offices as the IR has them."""

from __future__ import annotations

from generator import blueprint as surface
from generator.compile.words import REASONS, Words
from generator.validate.catalogs import date
from generator.validate.context import REASONS as REASONS_CATALOG
from generator.validate.context import Context
from runtime.ir.catalog import Catalog, Office, Value
from runtime.ir.label import Label


def catalogs(context: Context, words: Words) -> tuple[Catalog, ...]:
    """Every catalog with its values, in the order written."""
    return tuple(
        Catalog(
            id=key,
            label=words.label(catalog.label, id=key),
            values=tuple(_value(words, code, value) for code, value in context.tables.values[key].items()),
            source=catalog.source,
            assumed=catalog.assumed,
            layer=context.places.tree.layer_of(("catalogs", key)).name,
        )
        for key, catalog in context.blueprint.catalogs.items()
    )


def reasons(context: Context, words: Words) -> dict[str, Label]:
    """Why a value may be unknown: the built-in reasons, then those of the catalog."""
    added = context.tables.values.get(REASONS_CATALOG, {})
    built_in = {code: words.label(label) for code, label in REASONS.items()}
    return built_in | {code: words.label(value.label, id=code) for code, value in added.items()}


def offices(context: Context) -> tuple[Office, ...]:
    """Every office the registry starts with."""
    return tuple(_office(key, office) for key, office in context.tables.offices.items())


def _value(words: Words, code: str, value: surface.Value) -> Value:
    return Value(
        code=code,
        label=words.label(value.label, id=code),
        parent=value.parent,
        since=date(value.since),
        until=date(value.until),
        replaced_by=value.replaced_by,
        attributes=value.attributes,
        source=value.source,
        assumed=value.assumed,
    )


def _office(key: str, office: surface.Office) -> Office:
    return Office(
        id=key,
        kind=office.kind or "",
        name=office.name or "",
        country=office.country or "",
        city=office.city or "",
        time_zone=office.time_zone or "",
        prefix=office.prefix or "",
        parent=office.parent,
        opened=date(office.opened),
        closed=date(office.closed),
        successor=office.successor,
        source=office.source,
        assumed=office.assumed,
    )
