"""The offices scenarios are played in, the same in every country. Owns their ids and their tree; no instance has them."""

from __future__ import annotations

from runtime.ir.catalog import Office

HERE = "here"
"""Where a scenario happens that names no office."""

_ABOVE = {"top": None, "above": "top", HERE: "above", "another": "above"}

OFFICES = tuple(_ABOVE)
"""Headquarters, an office under it, and two under that one."""


def scratch_offices(country: str, time_zone: str) -> tuple[Office, ...]:
    """Return the offices, those above first, on one country's clock."""
    return tuple(
        Office(
            id=office,
            kind=office,
            name=office.title(),
            country=country,
            city=office.title(),
            time_zone=time_zone,
            prefix=f"+{office[:3].upper()}",
            parent=parent,
        )
        for office, parent in _ABOVE.items()
    )
