"""Catalogs and offices as the IR has them."""

from __future__ import annotations

from collections.abc import Sequence

from generator import blueprint as surface
from generator.compile.words import REASONS, Words
from generator.validate.catalogs import date
from generator.validate.context import REASONS as REASONS_CATALOG
from generator.validate.context import Context
from generator.validate.offering import choosers
from generator.validate.scope import Scope, scope
from runtime.ir.catalog import Catalog, Office, Value
from runtime.ir.expression import Expression
from runtime.ir.label import Label


def catalogs(context: Context, words: Words) -> tuple[Catalog, ...]:
    """Every catalog with its values, in the order written."""
    return tuple(
        Catalog(
            id=key,
            label=words.label(catalog.label, id=key),
            values=_values(context, words, key),
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


def _values(context: Context, words: Words, catalog: str) -> tuple[Value, ...]:
    values = context.tables.values[catalog]
    asks = any(value.when is not None for value in values.values())
    scopes = [scope(context, entity) for entity in choosers(context, catalog)] if asks else []
    return tuple(_value(words, scopes, code, value) for code, value in values.items())


def _when(scopes: Sequence[Scope], text: str) -> Expression:
    """A condition with the names it reads, wherever its catalog is chosen from."""
    return Expression(
        text=text, names=tuple(dict.fromkeys(name for one in scopes for name in one.read(text)))
    )


def _value(words: Words, scopes: Sequence[Scope], code: str, value: surface.Value) -> Value:
    return Value(
        code=code,
        label=words.label(value.label, id=code),
        parent=value.parent,
        since=date(value.since),
        until=date(value.until),
        replaced_by=value.replaced_by,
        when=_when(scopes, value.when) if value.when is not None else None,
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
