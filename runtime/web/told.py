"""Entries of the log in words: what was done, by which way, of what, why. Must not load them."""

from __future__ import annotations

from runtime.http.context import Visit
from runtime.i18n.messages import catalogue
from runtime.ir.label import text
from runtime.records.emergency import FINDINGS
from runtime.storage.history import READS

CHANNELS = ("page", "print", "history", "attachment", "document", "export", "report", "api", "search")


def what_of(visit: Visit, verb: str) -> str:
    """Return what was done, in words; the verb itself when nobody has words for it."""
    known = catalogue()
    key = next((key for key in (f"trail.verb.{verb}", f"history.{verb}") if key in known), None)
    return visit.message(key) if key else verb


def channel_of(visit: Visit, channel: str | None) -> str:
    """Return by which way something was read, in words."""
    return visit.message(f"trail.channel.{channel}") if channel in CHANNELS else ""


def why_of(visit: Visit, verb: str, reason: str) -> str:
    """Return why something was done, in words: some reasons are codes, an emergency's and its review's begin with one."""
    key = f"trail.why.{reason}"
    if verb in READS and key in catalogue():
        return visit.message(key)
    code, _, words = reason.partition(": ")
    said = _code_of(visit, verb, code)
    if not said:
        return reason
    return f"{said}: {words}" if words else said


def _code_of(visit: Visit, verb: str, code: str) -> str:
    """The words of the code a reason begins with; nothing when it is all words."""
    if verb == "review_emergency":
        key = f"emergency.{code}"
        return visit.message(key) if code in FINDINGS else ""
    if verb != "open_emergency" and verb not in READS:
        return ""
    registry = visit.registry
    catalogs = {role.emergency.reasons for role in registry.roles if role.emergency is not None}
    for name in sorted(catalogs):
        known = registry.catalog_by_id[name].by_code.get(code) if name in registry.catalog_by_id else None
        if known is not None:
            return text(known.label, visit.language)
    return ""


def term_of(visit: Visit, term: str) -> str:
    """Return a term of retention in words: ``5y``, ``18m``."""
    if not term[:-1].isdecimal():
        return term
    key = "retention.years" if term.endswith("y") else "retention.months"
    return visit.message(key, count=int(term[:-1]))


def of_many(visit: Visit, record_id: str) -> str:
    """Return which list, report or file of many records was read, in words; nothing for a record."""
    kind, _, name = record_id.partition(" ")
    key = f"trail.{kind}.{name or 'all'}"
    if key in catalogue():
        return visit.message(key)
    registry = visit.registry
    labels = {
        "list": {one.id: one.label for one in registry.lists},
        "export": {one.id: one.label for one in registry.exports},
        "report": {one.id: one.label for one in registry.reports},
    }.get(kind)
    if labels is None:
        return ""
    label = labels.get(name)
    return visit.message(f"trail.of_{kind}", name=text(label, visit.language) if label else name)


def kind_of(visit: Visit, entity_id: str) -> str:
    """Return what an entry is of, in words."""
    known = next(
        (one for one in visit.registry.entities if entity_id == one.id or entity_id in one.former), None
    )
    if known is not None:
        return text(known.label, visit.language)
    key = f"trail.kind.{entity_id}"
    return visit.message(key) if key in catalogue() else entity_id
