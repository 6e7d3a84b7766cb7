"""What a blueprint tells the region: families, indicators and their parts are the region's. Must not count."""

from __future__ import annotations

from collections.abc import Iterator

from generator.blueprint.reports import Report
from generator.diagnostics import nearest
from generator.source import Address
from generator.validate.context import Context
from generator.validate.counted import counted
from generator.validate.finding import Finding, found
from generator.validate.reports import each, judge_codes, judge_name
from runtime.ir.families import COUNTED_BY_ALL, FAMILIES, INDICATORS, SPLITS


def families(context: Context) -> Iterator[Finding]:
    """The families of case types are those the region compares."""
    for key, kind in context.blueprint.case_types.items():
        if kind.family is not None and kind.family not in FAMILIES:
            suggestion = nearest(kind.family, FAMILIES)
            place = ("case_types", key, "family")
            yield found("Q201", place, suggestion=suggestion, name=kind.family, known=tuple(FAMILIES))


def indicators(context: Context) -> Iterator[Finding]:
    """Reports feed indicators there are, which every registry does not count by itself."""
    known = tuple(name for name in INDICATORS if name not in COUNTED_BY_ALL)
    for address, written in each(context):
        if written.indicator is not None and written.indicator not in known:
            suggestion = nearest(written.indicator, known)
            place = (*address, "indicator")
            yield found("Q202", place, suggestion=suggestion, name=written.indicator, known=known)
        elif written.split_by is not None or written.split:
            yield from _split(context, written, address)


def _split(context: Context, written: Report, address: Address) -> Iterator[Finding]:
    """Parts are those of the indicator, by values of a field."""
    parts, one = SPLITS.get(written.indicator or "", {}), counted(context, written)
    if not parts or written.split_by is None or not written.split:
        key = "split" if written.split else "split_by"
        yield found("Q203", (*address, key), on_key=True, known=tuple(SPLITS))
        return
    if one is not None:
        yield from judge_name(one, (*address, "split_by"), written.split_by)
    for part, codes in written.split.items():
        place = (*address, "split", part)
        if part not in parts:
            suggestion = nearest(part, parts)
            yield found(
                "Q204",
                place,
                on_key=True,
                suggestion=suggestion,
                name=part,
                indicator=written.indicator or "",
                known=tuple(parts),
            )
        if one is not None:
            yield from judge_codes(one, place, written.split_by, codes)
