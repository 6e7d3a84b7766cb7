"""Files of several countries side by side. Owns what may not be put together, and the table; must not read or write files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from runtime.i18n.countries import country_name
from runtime.i18n.locales import format_number
from runtime.i18n.messages import Message
from runtime.ir.families import FAMILIES, INDICATORS, SPLITS
from runtime.ir.label import text as label_text
from runtime.ir.report import DAYS_OPEN
from runtime.reports.aggregate import FORMAT, VERSION, Aggregate, Row
from runtime.reports.grid import HIDDEN

_Key = tuple[str, str, str, str, str, str, str]


class UnfitError(ValueError):
    """A file that cannot stand beside the others: a message key with its arguments."""

    def __init__(self, key: str, **arguments: object) -> None:
        super().__init__(key)
        self.key = key
        self.arguments = arguments


@dataclass(frozen=True)
class SideBySide:
    """The table: headings, rows of text, and what a reader has to know."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str | float, ...], ...]
    notes: tuple[str, ...]


def read(name: str, content: str | bytes) -> Aggregate:
    """Read a country's file.

    Raises:
        UnfitError: it is none, of another version, or speaks of families or indicators the region does not have.
    """
    try:
        found = Aggregate.model_validate_json(content)
    except ValidationError as error:
        raise UnfitError("regional.no_file", name=name, format=FORMAT) from error
    if found.version != VERSION:
        raise UnfitError("regional.version", name=name, version=found.version, known=VERSION)
    families = sorted({row.family for row in found.rows if row.family is not None} - FAMILIES.keys())
    if families:
        raise UnfitError(
            "regional.unknown_family", name=name, families=", ".join(families), known=", ".join(FAMILIES)
        )
    indicators = sorted({row.indicator for row in found.rows} - INDICATORS.keys())
    if indicators:
        raise UnfitError("regional.unknown_indicator", name=name, indicators=", ".join(indicators))
    parts = sorted(
        {row.part for row in found.rows if row.part and row.part not in SPLITS.get(row.indicator, {})}
    )
    if parts:
        raise UnfitError("regional.unknown_part", name=name, parts=", ".join(parts))
    outside = [row.month for row in found.rows if row.month and not _is_within(row.month, found)]
    if outside or found.first > found.last:
        raise UnfitError("regional.outside", name=name)
    return found


def check_together(files: Sequence[tuple[str, Aggregate]]) -> None:
    """Make sure that files can stand side by side.

    Raises:
        UnfitError: two tell the same time of one country, or made-up data stands beside real data.
    """
    if len({file.is_practice for _, file in files}) > 1:
        practice = next(name for name, file in files if file.is_practice)
        raise UnfitError("regional.practice", name=practice)
    seen: list[tuple[str, Aggregate]] = []
    for name, file in files:
        for other, before in seen:
            if before.country == file.country and before.first <= file.last and file.first <= before.last:
                raise UnfitError("regional.overlap", country=file.country, name=name, other=other)
        seen.append((name, file))


def side_by_side(files: Sequence[Aggregate], language: str, message: Message) -> SideBySide:
    """Put the numbers of every country in a column of its own; what is hidden stays a star."""
    countries = sorted({file.country for file in files})
    cells: dict[_Key, dict[str, str | float]] = {}
    for file in files:
        for row in file.rows:
            cells.setdefault(_key(row, file), {})[file.country] = _value(row)
    rows = [
        (*_named(key, language, message), *(held.get(country, "") for country in countries))
        for key, held in sorted(cells.items(), key=lambda pair: _order(pair[0]))
    ]
    headings = tuple(
        message(f"regional.{name}")
        for name in ("indicator", "part", "measure", "family", "office_country", "time", "band")
    )
    least = max(file.least for file in files)
    notes = [message("regional.note_hidden", least=least), message("regional.note_empty")]
    if files[0].is_practice:
        notes.insert(0, message("regional.note_practice"))
    notes += [
        message(
            "regional.note_file",
            country=country_name(file.country, language),
            blueprint=file.blueprint,
            version=file.blueprint_version,
            first=file.first,
            last=file.last,
            least=file.least,
        )
        for file in files
    ]
    names = tuple(country_name(country, language) for country in countries)
    return SideBySide(message("regional.title"), (*headings, *names), tuple(rows), tuple(notes))


def _is_within(month: str, file: Aggregate) -> bool:
    return f"{file.first:%Y-%m}" <= month <= f"{file.last:%Y-%m}"


def _key(row: Row, file: Aggregate) -> _Key:
    whole = f"{file.first:%Y-%m}/{file.last:%Y-%m}"
    place = row.family or "", row.country or "", row.month or whole, row.band or ""
    return row.indicator, row.part or "", row.measure, *place


def _order(key: _Key) -> tuple[int, int, str, int, str, str, int]:
    indicator, part, measure, family, country, time, band = key
    parts = ["", *SPLITS.get(indicator, {})]
    families = list(FAMILIES)
    place = families.index(family) if family else len(families)
    first = list(INDICATORS).index(indicator), parts.index(part)
    return *first, measure, place, country, time, int(band or 0)


def _named(key: _Key, language: str, message: Message) -> tuple[str, ...]:
    indicator, part, measure, family, country, time, band = key
    last = next((last for first, last in DAYS_OPEN if str(first) == band), None)
    days = (
        ""
        if not band
        else message("reports.days_from", count=int(band) - 1)
        if last is None
        else message("reports.days_between", first=band, last=last)
    )
    return (
        label_text(INDICATORS[indicator], language),
        label_text(SPLITS[indicator][part], language) if part else "",
        _measure(measure, message),
        label_text(FAMILIES[family], language) if family else message("regional.no_family"),
        country_name(country, language) if country else message("regional.all_countries"),
        time,
        days,
    )


def _measure(name: str, message: Message) -> str:
    head, _, tail = name.partition(".")
    if head == "sum":
        return message("regional.sum_of", currency=tail) if tail else message("regional.sum")
    if head == "filled":
        return message("regional.filled", field=tail)
    if head == "delay":
        return message("regional.delay")
    return message("reports.median_days_open") if head == "median" else message(f"reports.count_{head}")


def shown(value: str | float, language: str) -> str:
    """Write a cell as a person reads it."""
    return value if isinstance(value, str) else format_number(value, language)


def _value(row: Row) -> str | float:
    if row.value is None:
        return HIDDEN
    return int(row.value) if row.value == int(row.value) else row.value
