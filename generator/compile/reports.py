"""Reports, with full names; one of activity where the author wrote none."""

from __future__ import annotations

from collections.abc import Iterator

from generator.blueprint.reports import Report as Written
from generator.compile.words import ACTIVITY, Words
from generator.validate.context import Context
from generator.validate.counted import ALL_DEADLINES, Counted, counted
from generator.validate.reports import holds
from runtime.ir.report import DEFAULT_AGES, PERIOD, Report


def reports(context: Context, words: Words) -> tuple[Report, ...]:
    """The reports as written; cases, people and actions by office where there are none."""
    written = tuple(_each(context, words))
    if written or context.blueprint.reports:
        return written
    activity = Report(
        id="actividad",
        label=words.label({}, ACTIVITY),
        counts=("cases", "people", "actions"),
        by=("office",),
        more_by=("scope", "case_type"),
    )
    return (activity,)


def _each(context: Context, words: Words) -> Iterator[Report]:
    for key, written in context.blueprint.reports.items():
        one = counted(context, written)
        # A layer may have taken away what an inherited report stands on.
        if one is not None and holds(context, written):
            yield _report(one, words, key, written)


def _report(one: Counted, words: Words, key: str, written: Written) -> Report:
    def present(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one.full(name) for name in names if one.full(name) in (*one.names, PERIOD))

    period = written.period
    usual = one.moments[0] if one.moments else ""
    return Report(
        id=key,
        label=words.label(written.label, id=key),
        help=words.label(written.help),
        counts=written.counts,
        of=None if one.is_several else (one.of or one.base).id,
        by=present(written.by),
        more_by=present(written.more_by),
        period=usual if period is None else period if period in one.moments else one.full(period),
        every=written.every,
        clock=written.clock,
        where={one.full(name): codes for name, codes in written.where.items()},
        filters=present(written.filters),
        ages=tuple(int(age) for age in written.ages) or DEFAULT_AGES,
        sum=one.full(written.sum) if written.sum else None,
        median=written.median,
        delay=(one.full(written.delay.start), one.full(written.delay.end)) if written.delay else None,
        filled=tuple(one.full(name) for name in written.filled if one.full(name) in one.fields),
        deadlines=_deadlines(one, written),
        suppress=int(written.suppress or 0),
        roles=written.roles,
        indicator=written.indicator,
        split_by=one.full(written.split_by) if written.split_by else None,
        split=written.split,
        source=written.source,
        assumed=written.assumed,
    )


def _deadlines(one: Counted, written: Written) -> tuple[str, ...]:
    if ALL_DEADLINES in written.deadlines:
        return one.deadlines
    return tuple(name for name in written.deadlines if name in one.deadlines)
