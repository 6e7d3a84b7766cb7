"""Typologies: that they lead to case types there are, and that every case type has one."""

from __future__ import annotations

from collections.abc import Iterator

from generator.blueprint import Value
from generator.diagnostics import nearest
from generator.source import Address
from generator.validate.context import Context
from generator.validate.finding import Finding, found

CASE_TYPE = "case_type"
"""The attribute that names the case types of a typology, separated by blanks."""
_SCOPE = "scope"


def catalog(context: Context) -> Iterator[Finding]:
    """The catalog of typologies exists."""
    name = context.blueprint.case.typologies
    catalogs = context.blueprint.catalogs
    if name is not None and name not in catalogs:
        yield found("R101", ("case", "typologies"), suggestion=nearest(name, catalogs), catalog=name)


def values(context: Context) -> Iterator[Finding]:
    """Every typology leads to case types there are, of its own scope."""
    name = context.blueprint.case.typologies
    found_values = context.codes(name) if name is not None else None
    if name is None or found_values is None:
        return
    parents = {value.parent for value in context.tables.values[name].values()}
    for code, value in context.tables.values[name].items():
        address: Address = ("catalogs", name, "values", code)
        keys = value.attributes.get(CASE_TYPE, "").split()
        # What only groups others is not chosen as a type of case.
        if not keys and code not in parents:
            yield found("B401", address, on_key=True, value=code)
        for key in keys:
            yield from _key(context, (*address, CASE_TYPE), code, key, value)


def unnamed(context: Context) -> Iterator[Finding]:
    """Every case type has a typology."""
    name = context.blueprint.case.typologies
    if name is None or context.codes(name) is None:
        return
    named = {
        key
        for value in context.tables.values[name].values()
        for key in value.attributes.get(CASE_TYPE, "").split()
    }
    for key in context.blueprint.case_types:
        if key not in named:
            yield found("B403", ("case_types", key), on_key=True, name=key, catalog=name)


def _key(context: Context, address: Address, code: str, key: str, value: Value) -> Iterator[Finding]:
    case_types = context.blueprint.case_types
    if key not in case_types:
        # Where a layer takes a case type away, its typologies are no longer offered, and that is all.
        if not context.places.tree.origins(("case_types", key)):
            yield found("B402", address, suggestion=nearest(key, case_types), value=code, name=key)
        return
    scope, of_type = value.attributes.get(_SCOPE), case_types[key].scope
    if scope and of_type and scope != of_type:
        yield found("B404", address, value=code, name=key, scope=scope, other=of_type)
