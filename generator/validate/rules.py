"""The checks of a blueprint, in order, and their runner. Adding a check is adding its function here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from generator.diagnostics import Diagnostic
from generator.validate import (
    access,
    accompaniment,
    blocks,
    calendars,
    catalogs,
    checklists,
    closing,
    conditions,
    country,
    deadlines,
    documents,
    evolution,
    exchange,
    fields,
    groups,
    indicators,
    layout,
    names,
    offering,
    offices,
    reports,
    rights,
    scenarios,
    typologies,
    workflow,
)
from generator.validate.context import Context
from generator.validate.finding import Finding, to_diagnostics

Rule: TypeAlias = Callable[[Context], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    country.identity,
    country.folio,
    country.theme,
    country.words,
    country.stale,
    country.national,
    names.letters,
    names.reserved,
    names.repeated,
    names.columns,
    names.tables,
    catalogs.contents,
    catalogs.languages,
    catalogs.hierarchies,
    catalogs.dates,
    catalogs.scopes,
    calendars.days,
    offices.each,
    offices.together,
    offices.parties,
    fields.types,
    fields.catalogs,
    fields.targets,
    fields.defaults,
    fields.reasons,
    fields.combinations,
    fields.legal_bases,
    fields.kept_files,
    groups.contents,
    offering.conditions,
    typologies.catalog,
    typologies.values,
    typologies.unnamed,
    blocks.uses,
    blocks.clashes,
    blocks.idle,
    conditions.texts,
    conditions.circles,
    layout.sections,
    layout.names,
    layout.unreachable,
    layout.titles,
    workflow.kinds,
    workflow.ends,
    workflow.paths,
    workflow.movers,
    workflow.reasons,
    checklists.contents,
    checklists.gates,
    checklists.conditions,
    checklists.repeated,
    closing.reasons,
    closing.needs,
    workflow.gates,
    deadlines.clocks,
    access.grants,
    access.idle,
    access.unread,
    access.hidden,
    access.writers,
    access.emergencies,
    access.groups,
    access.unprotected,
    exchange.lists,
    exchange.exports,
    indicators.families,
    reports.subjects_of,
    reports.names,
    reports.values,
    reports.measures,
    reports.numbers,
    reports.words,
    indicators.indicators,
    evolution.changes,
    documents.subjects,
    documents.numbers,
    documents.names,
    documents.prints,
    accompaniment.phases,
    accompaniment.dates,
    accompaniment.addresses,
    accompaniment.people,
    rights.terms,
    rights.bases,
    rights.dates,
    rights.answerers,
    scenarios.scripts,
)


REMINDERS: tuple[Rule, ...] = (rights.kept,)
"""What is not wrong but still to be decided by the country."""


def check(context: Context, rules: Iterable[Rule] = RULES) -> tuple[Diagnostic, ...]:
    """Run every rule and return all findings, without those that only follow from a broken shape or file."""
    findings = (finding for rule in rules for finding in rule(context))
    return tuple(to_diagnostics(findings, context.places, context.broken))
