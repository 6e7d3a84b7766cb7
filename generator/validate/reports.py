"""Reports: that what they count, split, filter and add up exists and fits. Must not know the region."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.blueprint.reports import Report
from generator.diagnostics import nearest
from generator.source import Address
from generator.validate.context import Context
from generator.validate.counted import (
    ALL_DEADLINES,
    Counted,
    counted,
    fitting,
    subject,
    subjects,
)
from generator.validate.finding import Finding, found
from runtime.fields.grouping import group_of, is_date, sum_of
from runtime.ir.families import FAMILIES
from runtime.ir.report import OPEN, PERIOD

_MOST = 2
_OLDEST = 130


def subjects_of(context: Context) -> Iterator[Finding]:
    """What each report is of exists, and its counts can be taken there."""
    for address, written in each(context):
        if written.of is not None and subject(context, written.of) is None:
            known = subjects(context)
            suggestion = nearest(written.of, known)
            yield found("Q101", (*address, "of"), suggestion=suggestion, name=written.of, known=known)
            continue
        one = counted(context, written)
        if one is None:
            # Records of a register, but of which?
            yield found("Q102", (*address, "counts"), name="records", known=("of",))
            continue
        for name in written.counts:
            known = fitting(one.base) if not one.is_several else ("cases", "people", "actions")
            if name not in known:
                yield found("Q102", (*address, "counts"), name=name, known=known)


def names(context: Context) -> Iterator[Finding]:
    """Dimensions and filters exist and fall into groups."""
    for address, written in each(context):
        one = counted(context, written)
        if one is None:
            continue
        if len(written.by) > _MOST:
            yield found("Q109", (*address, "by", _MOST), count=str(len(written.by)))
        lists: Mapping[str, Sequence[str]] = {
            "by": written.by,
            "more_by": written.more_by,
            "filters": written.filters,
        }
        for part, all_names in lists.items():
            for position, name in enumerate(all_names):
                if name == PERIOD and part != "filters" and written.period != OPEN:
                    continue
                yield from judge_name(one, (*address, part, position), name)
        for name in written.where:
            yield from judge_name(one, (*address, "where", name), name, on_key=True)


def values(context: Context) -> Iterator[Finding]:
    """What a report keeps are values there are."""
    for address, written in each(context):
        one = counted(context, written)
        if one is None:
            continue
        for name, codes in written.where.items():
            yield from judge_codes(one, (*address, "where", name), name, codes)


def measures(context: Context) -> Iterator[Finding]:
    """Periods go by dates, sums are of numbers, and clocks are those of cases."""
    for address, written in each(context):
        one = counted(context, written)
        if one is None:
            continue
        yield from _period(one, address)
        yield from _sum(one, address)
        yield from _delay(one, address)
        for position, name in enumerate(written.filled):
            if one.full(name) not in one.fields:
                yield from _unknown(one, (*address, "filled", position), name, tuple(one.fields))
        yield from _of_cases(one, address)
        yield from _side_by_side(one, address)


def numbers(context: Context) -> Iterator[Finding]:
    """Ages ascend, and the smallest number shown is a number."""
    for address, written in each(context):
        ages = [int(age) for age in written.ages if age.isdecimal() and int(age) < _OLDEST]
        if len(ages) < len(written.ages) or ages != sorted(set(ages)):
            yield found("Q110", (*address, "ages"))
        if written.suppress is not None and not _is_small(written.suppress):
            yield found("Q111", (*address, "suppress"), text=written.suppress)
        if written.suppress is not None and written.filters:
            # What one choice hides, all and the others tell.
            yield found("Q116", (*address, "filters"), on_key=True, name=str(address[-1]))


def words(context: Context) -> Iterator[Finding]:
    """Roles exist."""
    roles = context.blueprint.roles
    for address, written in each(context):
        for position, role in enumerate(written.roles):
            if role not in roles:
                place, suggestion = (*address, "roles", position), nearest(role, roles)
                yield found("A101", place, suggestion=suggestion, role=role, known=tuple(roles))


def judge_codes(one: Counted, place: Address, name: str, codes: Sequence[str]) -> Iterator[Finding]:
    """The values of a dimension that are written are values there are."""
    known = _codes(one, one.full(name))
    for code in codes:
        if known is not None and code not in known:
            yield found("Q108", place, suggestion=nearest(code, known), value=code, name=name)


def _delay(one: Counted, address: Address) -> Iterator[Finding]:
    """It is between two dates that are stored open, both with an hour or both without."""
    delay, types = one.written.delay, []
    if delay is None or one.is_several:
        return
    for key, name in (("from", delay.start), ("to", delay.end)):
        place, full = (*address, "delay", key), one.full(name)
        if full not in one.fields:
            dates = tuple(known for known, typed in one.fields.items() if is_date(typed.field))
            yield from _unknown(one, place, name, dates)
            continue
        field = one.fields[full].field
        if not is_date(field):
            yield found("Q106", place, name=name, type=field.type)
        elif field.is_encrypted:
            yield found("Q104", place, name=name)
        else:
            types.append(field.type)
    if len(set(types)) == len(("from", "to")):
        yield found("Q117", (*address, "delay"), on_key=True)


def each(context: Context) -> Iterator[tuple[Address, Report]]:
    """Every report with where it stands."""
    for key, written in context.blueprint.reports.items():
        yield ("reports", key), written


def judge_name(one: Counted, place: Address, name: str, *, on_key: bool = False) -> Iterator[Finding]:
    """A dimension exists and falls into groups."""
    full = one.full(name)
    if not one.is_known(name):
        yield from _unknown(one, place, name, one.names, on_key=on_key)
    elif full in one.fields and full not in one.system:
        field = one.fields[full].field
        if field.is_encrypted:
            yield found("Q104", place, on_key=on_key, name=name)
        elif group_of(field) is None:
            yield found("Q105", place, on_key=on_key, name=name, type=field.type)


def _unknown(
    one: Counted, place: Address, name: str, known: tuple[str, ...], *, on_key: bool = False
) -> Iterator[Finding]:
    tree = one.context.places.tree
    if tree.layer_of(place) is not tree.newest:
        # Its own author checked it, so a later layer took the field away.
        yield found("Q113", place, on_key=on_key, name=name, owner=str(place[1]))
        return
    longer = next((other for other in known if other.endswith(f".{name}")), None)
    yield found("Q103", place, on_key=on_key, suggestion=nearest(name, known) or longer, name=name)


def _codes(one: Counted, name: str) -> tuple[str, ...] | None:
    """The codes a dimension has, if they can be told beforehand."""
    blueprint = one.context.blueprint
    system: Mapping[str, tuple[str, ...] | None] = {
        "case_type": tuple(blueprint.case_types),
        "action_type": tuple(blueprint.action_types),
        "state": tuple(blueprint.lifecycle.states),
        "family": tuple(FAMILIES),
        "open": ("open", "closed"),
        "days_open": ("0", "31", "91", "366"),
        "scope": tuple(one.context.codes(blueprint.case.scopes or "") or ()) or None,
    }
    if name in system and name in one.system:
        return system[name]
    typed = one.fields.get(name)
    if typed is None:
        return None
    catalog = typed.kind.catalogs(typed.field).get("")
    codes = one.context.codes(catalog) if catalog is not None else None
    return tuple(codes) if codes is not None else None


def _period(one: Counted, address: Address) -> Iterator[Finding]:
    name, place = one.written.period, (*address, "period")
    if name is None or name in one.moments or one.is_several:
        return
    full = one.full(name)
    if full not in one.fields:
        dates = tuple(known for known, typed in one.fields.items() if is_date(typed.field))
        yield from _unknown(one, place, name, (*one.moments, *dates))
    elif not is_date(one.fields[full].field):
        yield found("Q106", place, name=name, type=one.fields[full].field.type)


def _sum(one: Counted, address: Address) -> Iterator[Finding]:
    name, place = one.written.sum, (*address, "sum")
    if name is None or one.is_several:
        return
    full = one.full(name)
    if full not in one.fields:
        known = tuple(known for known, typed in one.fields.items() if sum_of(typed.field) is not None)
        yield from _unknown(one, place, name, known)
    elif sum_of(one.fields[full].field) is None:
        yield found("Q107", place, name=name, type=one.fields[full].field.type)


def _of_cases(one: Counted, address: Address) -> Iterator[Finding]:
    written = one.written
    if one.is_several:
        return
    if one.base.kind != "case":
        for key in ("median", "deadlines"):
            if getattr(written, key):
                yield found("Q114", (*address, key), on_key=True, key=key)
        return
    known = one.deadlines
    for name in written.deadlines:
        if name != ALL_DEADLINES and name not in known:
            yield found("Q112", (*address, "deadlines"), suggestion=nearest(name, known), name=name)


def _side_by_side(one: Counted, address: Address) -> Iterator[Finding]:
    written = one.written
    if one.is_several:
        for key in ("period", "sum", "median", "delay", "filled", "deadlines"):
            if getattr(written, key):
                yield found("Q115", (*address, key), on_key=True, key=key)


def _is_small(text: str) -> bool:
    return text.isdecimal() and 2 <= int(text) <= 100


def holds(context: Context, written: Report) -> bool:
    """Whether an inherited report still has what it cannot do without: a filter left out would lie."""
    one = counted(context, written)
    if one is None:
        return False
    dated = written.period is None or written.period in one.moments or one.full(written.period) in one.fields
    asked = (
        written.sum,
        *((written.delay.start, written.delay.end) if written.delay else ()),
        written.split_by,
    )
    summed = all(name is None or one.full(name) in one.fields for name in asked)
    return dated and summed and all(one.full(name) in one.names for name in written.where)
