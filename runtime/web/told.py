"""Entries of the log in words: what was done, by which way, of what, why. Must not load them."""

from __future__ import annotations

from runtime.http.context import Visit
from runtime.i18n.messages import catalogue
from runtime.ir.label import text

CHANNELS = ("page", "print", "history", "attachment", "document", "export", "report", "api", "search")


def what_of(visit: Visit, verb: str) -> str:
    """Return what was done, in words; the verb itself when nobody has words for it."""
    known = catalogue()
    key = next((key for key in (f"trail.verb.{verb}", f"history.{verb}") if key in known), None)
    return visit.message(key) if key else verb


def channel_of(visit: Visit, channel: str | None) -> str:
    """Return by which way something was read, in words."""
    return visit.message(f"trail.channel.{channel}") if channel in CHANNELS else ""


def why_of(visit: Visit, reason: str) -> str:
    """Return a reason in words: some are codes, an emergency's begins with one."""
    key = f"trail.why.{reason}"
    if key in catalogue():
        return visit.message(key)
    code, _, words = reason.partition(": ")
    registry = visit.registry
    catalogs = {role.emergency.reasons for role in registry.roles if role.emergency is not None}
    for name in sorted(catalogs):
        known = registry.catalog_by_id[name].by_code.get(code) if name in registry.catalog_by_id else None
        if known is not None:
            return (
                f"{text(known.label, visit.language)}: {words}"
                if words
                else text(known.label, visit.language)
            )
    return reason


def kind_of(visit: Visit, entity_id: str) -> str:
    """Return what an entry is of, in words."""
    known = next(
        (one for one in visit.registry.entities if entity_id == one.id or entity_id in one.former), None
    )
    if known is not None:
        return text(known.label, visit.language)
    key = f"trail.kind.{entity_id}"
    return visit.message(key) if key in catalogue() else entity_id
