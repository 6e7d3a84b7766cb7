"""What a scenario types into a field, as the controls of its form. Owns the ways to write it; must not judge."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Mapping, Sequence

from generator.blueprint import Raw
from generator.validate.context import Context
from generator.validate.options import Typed
from runtime.fields.base import Context as Page
from runtime.fields.base import Problem, control
from runtime.ir.catalog import Catalog, Value

Controls = dict[str, tuple[str, ...]]

ASIDE = ("unknown", "confirm")
"""Parts any field has beside its type's: why there is no value, and that a doubtful one is right."""

_LIMITS = ("field.too_", "field.pattern")
"""A value beyond the limits is read well: whether it is refused is for the scenario to say."""


def controls(known: Typed, raw: Raw, page: Page) -> Controls:
    """Return what stands in the controls of a field.

    Args:
        known: the field.
        raw: a text, a list of codes, or texts by part.
        page: when and where it is typed.
    """
    name = known.field.id
    if isinstance(raw, Mapping):
        return {control(name, part): _texts(held) for part, held in raw.items()}
    whole: Controls = {name: _texts(raw)}
    parts = known.kind.parts
    if not isinstance(raw, str) or not raw or "" in parts or not parts:
        return whole
    # A type of several parts may read one text; where it reads nothing, the text is its first part.
    try:
        is_read = known.kind.parse(known.field, name, whole, page) is not None
    except Problem:
        is_read = True
    return whole if is_read else {control(name, parts[0]): (raw,)}


def is_readable(known: Typed, answered: Controls, page: Page) -> bool:
    """Whether the type takes what stands in a field's controls, its limits aside."""
    parts = {control(known.field.id, part) for part in (*known.kind.parts, *ASIDE, "")}
    if not answered.keys() <= parts:
        return False
    try:
        known.kind.parse(known.field, known.field.id, answered, page)
    except Problem as problem:
        return problem.key.startswith(_LIMITS)
    return True


def page_of(context: Context, catalogs: Mapping[str, Catalog], zone: str, now: datetime.datetime) -> Page:
    """Return the page on which answers are typed."""
    return Page(
        language=next(iter(context.blueprint.languages), "es"),
        zone=zoneinfo.ZoneInfo(zone),
        now=now,
        catalogs=catalogs,
        message=_silent,
        region=context.blueprint.country,
    )


def plain_catalogs(context: Context) -> dict[str, Catalog]:
    """Return every catalog as far as reading a value needs it."""
    return {
        name: Catalog(
            id=name,
            label={},
            values=tuple(
                Value(code=code, label={}, parent=value.parent, attributes=value.attributes)
                for code, value in values.items()
            ),
        )
        for name, values in context.tables.values.items()
    }


def _texts(raw: Raw) -> tuple[str, ...]:
    if isinstance(raw, Sequence) and not isinstance(raw, str):
        return tuple(str(item) for item in raw)
    return (str(raw),)


def _silent(key: str, /, **_: object) -> str:
    return key
