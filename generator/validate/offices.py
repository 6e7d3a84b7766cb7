"""Offices and the parts people play in a case: what each needs, and what they are to each other."""

from __future__ import annotations

from collections.abc import Iterator

import pycountry

from generator.diagnostics import nearest
from generator.validate.catalogs import circles, dates_of
from generator.validate.context import Context
from generator.validate.country import is_zone, zone_finding
from generator.validate.finding import Finding, found

_NEEDED = ("kind", "name", "country", "city", "time_zone", "prefix")
_LONGEST = {"kind": 40, "name": 120, "city": 120, "prefix": 10}
"""The longest texts the table of offices keeps."""

_LONGEST_ID = 40


def each(context: Context) -> Iterator[Finding]:
    """Every office has what a folio and a clock need, in a country and zone that exist."""
    for key, office in context.tables.offices.items():
        address = ("offices", key)
        for name in _NEEDED:
            if not getattr(office, name):
                yield found("S102", address, on_key=True, key=name, owner=key)
        if office.country and pycountry.countries.get(alpha_3=office.country) is None:
            yield found("N201", (*address, "country"), text=office.country)
        if office.time_zone and not is_zone(office.time_zone):
            yield zone_finding((*address, "time_zone"), office.time_zone)
        for name, limit in _LONGEST.items():
            text = getattr(office, name) or ""
            if len(text) > limit:
                yield found("N107", (*address, name), name=text, length=len(text), limit=limit)
        if len(key) > _LONGEST_ID:
            yield found("N107", address, on_key=True, name=key, length=len(key), limit=_LONGEST_ID)
        yield from dates_of(address, office.opened, office.closed)


def together(context: Context) -> Iterator[Finding]:
    """There are offices, no two share a prefix, and the tree of jurisdictions has no circle."""
    offices = context.tables.offices
    if not context.is_whole("offices"):
        return
    if not offices:
        yield found("R301", ("offices",), on_key=True)
    prefixes: dict[str, str] = {}
    for key, office in offices.items():
        address = ("offices", key)
        first = prefixes.setdefault(office.prefix, key) if office.prefix else key
        if first != key:
            related = ((("offices", first), "first"),)
            yield found("R302", (*address, "prefix"), related=related, prefix=str(office.prefix))
        for name, target in (("parent", office.parent), ("successor", office.successor)):
            if target is not None and target not in offices:
                yield found("R303", (*address, name), suggestion=nearest(target, offices), name=target)
    for circle in circles({key: office.parent for key, office in offices.items()}):
        yield found("R109", ("offices", circle[0], "parent"), circle=" → ".join((*circle, circle[0])))


def parties(context: Context) -> Iterator[Finding]:
    """Exactly one party is that of the person the case is about."""
    if not context.is_whole("parties"):
        return
    main = [key for key, party in context.blueprint.parties.items() if party.main]
    if not main:
        yield found("R304", ("parties",), on_key=True)
    for key in main[1:]:
        related = ((("parties", main[0], "main"), "first"),)
        yield found("R305", ("parties", key, "main"), related=related, first=main[0], name=key)
