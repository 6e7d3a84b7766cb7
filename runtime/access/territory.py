"""Which offices stand under one, and which are of its country: worked out of the whole tree. Must not query."""

from __future__ import annotations

from collections.abc import Mapping


def neighbours(countries: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Return for each office the set of itself and all of its country, given each one's country."""
    together: dict[str, set[str]] = {}
    for office, country in countries.items():
        together.setdefault(country, set()).add(office)
    return {office: frozenset(together[country]) for office, country in countries.items()}


def jurisdictions(parents: Mapping[str, str | None]) -> dict[str, frozenset[str]]:
    """Return for each office the set of itself and all below, given each one's parent."""
    below: dict[str, set[str]] = {office: {office} for office in parents}
    for office in parents:
        above, climbed = parents[office], {office}
        while above is not None and above not in climbed:
            below.setdefault(above, {above}).add(office)
            climbed.add(above)
            above = parents.get(above)
    return {office: frozenset(members) for office, members in below.items()}
