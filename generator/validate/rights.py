"""Rights, notices, retention and breaches: terms, legal bases and dates that hold, and who may answer."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from generator.blueprint import Retention
from generator.diagnostics import nearest
from generator.source import Address
from generator.validate.context import Context
from generator.validate.finding import Finding, found

_TERM = re.compile(r"[1-9]\d{0,3}(?:h|d|wd)")
_YEARS = re.compile(r"[1-9]\d{0,2}[ym]")
_ID = re.compile(r"[a-z][a-z0-9_]*")
_SUBJECT = "rights"


def terms(context: Context) -> Iterator[Finding]:
    """A term of an answer is in the grammar of deadlines, one of retention in years or months."""
    blueprint = context.blueprint
    for key, right in blueprint.rights.items():
        for name, text in (("within", right.within), ("extension", right.extension)):
            if text is not None and not _TERM.fullmatch(text):
                yield found("V101", ("rights", key, name), text=text)
    if not _TERM.fullmatch(blueprint.breaches.within):
        yield found("V101", ("breaches", "within"), text=blueprint.breaches.within)
    for address, written in _retentions(context):
        if written.term is not None and not _YEARS.fullmatch(written.term):
            yield found("V102", (*address, "term"), text=written.term)


def bases(context: Context) -> Iterator[Finding]:
    """A legal basis given by id is one of the blueprint's."""
    known = context.blueprint.legal_bases
    written: list[tuple[Address, str]] = [
        *((("rights", key), right.legal_basis) for key, right in context.blueprint.rights.items()),
        *((address, retention.legal_basis) for address, retention in _retentions(context)),
    ]
    for address, basis in written:
        if _ID.fullmatch(basis) and basis not in known:
            place = (*address, "legal_basis")
            yield found("F109", place, suggestion=nearest(basis, known), name=basis, known=tuple(known))


def dates(context: Context) -> Iterator[Finding]:
    """A notice says since when it holds."""
    for key, notice in context.blueprint.notices.items():
        try:
            is_date = bool(datetime.date.fromisoformat(notice.since)) and len(notice.since) == len(
                "2026-01-31"
            )
        except ValueError:
            is_date = False
        if not is_date:
            yield found("V103", ("notices", key, "since"), text=notice.since)


def answerers(context: Context) -> Iterator[Finding]:
    """Where people may ask, somebody may answer."""
    if not context.blueprint.rights or not context.is_whole("roles"):
        return
    if not any("update" in role.may.get(_SUBJECT, {}) for role in context.blueprint.roles.values()):
        yield found("V104", ("rights",), on_key=True)


def kept(context: Context) -> Iterator[Finding]:
    """Every case type has a term after which its closed cases are no longer in use.

    No law was found that gives a number of years: the country has to. One reminder says how many types wait for it.
    """
    blueprint = context.blueprint
    every = blueprint.case.retention
    if every is not None and every.term is not None:
        return
    without = [
        key
        for key, one in blueprint.case_types.items()
        if one.retention is None or one.retention.term is None
    ]
    if without and every is not None:
        yield found("V105", ("case", "retention"), on_key=True, count=len(without))
    elif without:
        yield found("V105", ("case_types",), on_key=True, count=len(without))


def _retentions(context: Context) -> Iterator[tuple[Address, Retention]]:
    blueprint = context.blueprint
    if blueprint.case.retention is not None:
        yield ("case", "retention"), blueprint.case.retention
    for key, case_type in blueprint.case_types.items():
        if case_type.retention is not None:
            yield ("case_types", key, "retention"), case_type.retention
