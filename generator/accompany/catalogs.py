"""The chapters of catalogs, and the same as sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterator

from generator.accompany.paper import Chapter, Code, Table, Text
from generator.accompany.registry import Spoken, shown, values
from runtime.ir.catalog import Catalog, Value


def chapters(spoken: Spoken) -> Iterator[Chapter]:
    """The index of catalogs, then the values of each."""
    say = spoken.say
    yield Chapter("catalogs", say("catalogs.chapter"), (Text(say("catalogs.help")), index(spoken)))
    for catalog in spoken.registry.catalogs:
        yield Chapter(f"catalog-{catalog.id}", spoken.text(catalog.label), (_short(spoken, catalog),), 2)


def index(spoken: Spoken) -> Table:
    """Every catalog with how many values it has and who uses it."""
    say = spoken.say
    rows = tuple(
        (
            spoken.text(catalog.label),
            Code(catalog.id),
            str(len(values(catalog))),
            shown(spoken.uses(catalog)),
            catalog.source,
            spoken.mark(assumed=catalog.assumed),
        )
        for catalog in spoken.registry.catalogs
    )
    headings = (
        *("catalogs.catalog", "entity.id", "catalogs.count", "catalogs.used"),
        *("entity.source", "field.mark"),
    )
    return Table(say("catalogs.index"), tuple(map(say, headings)), rows, (5, 4, 2, 8, 3, 2))


def sheets(spoken: Spoken) -> tuple[Table, ...]:
    """The workbook of catalogs: an index, then every catalog on a sheet with all there is to it."""
    first = index(spoken)
    listed = Table(first.caption, first.headings, first.rows, (), spoken.say("catalogs.chapter"))
    return (listed, *(_whole(spoken, catalog) for catalog in spoken.registry.catalogs))


def _short(spoken: Spoken, catalog: Catalog) -> Table:
    """What a reader of the dictionary needs of a catalog."""
    say = spoken.say
    rows = tuple(
        (
            Code(value.code),
            spoken.text(value.label),
            spoken.value(catalog.id, value.parent),
            _validity(value),
            value.source,
            spoken.mark(assumed=value.assumed),
        )
        for value in values(catalog)
    )
    headings = (
        *("catalogs.code", "field.label", "catalogs.parent", "catalogs.until"),
        *("entity.source", "field.mark"),
    )
    caption = f"{say('catalogs.values')}: {spoken.text(catalog.label)}"
    return Table(caption, tuple(map(say, headings)), rows, (3, 7, 4, 3, 3, 2))


def _whole(spoken: Spoken, catalog: Catalog) -> Table:
    """Everything of a catalog, all languages and attributes: what is edited and sent back."""
    say, languages = spoken.say, spoken.registry.languages
    attributes = tuple(dict.fromkeys(key for value in catalog.values for key in value.attributes))
    headings = (
        say("catalogs.code"),
        *(say("catalogs.label", tongue=language) for language in languages),
        *(say(f"catalogs.{key}") for key in ("parent", "since", "until", "replaced_by")),
        *attributes,
        say("entity.source"),
        say("field.mark"),
    )
    rows = tuple(
        (
            value.code,
            *(value.label.get(language, "") for language in languages),
            value.parent or "",
            value.since.isoformat() if value.since else "",
            value.until.isoformat() if value.until else "",
            value.replaced_by or "",
            *(value.attributes.get(key, "") for key in attributes),
            value.source,
            str(spoken.mark(assumed=value.assumed)),
        )
        for value in values(catalog)
    )
    return Table(spoken.text(catalog.label), headings, rows, (), catalog.id)


def _validity(value: Value) -> str:
    ends = value.until.isoformat() if value.until else ""
    return f"{ends} → {value.replaced_by}" if value.replaced_by else ends
