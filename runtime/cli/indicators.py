"""``indicators``: a country's regional indicators as a file to share. Must not count or decide what is hidden."""

from __future__ import annotations

import datetime
import zoneinfo
from pathlib import Path
from typing import Annotated

import typer

from runtime.cli.faults import CommandRefused
from runtime.cli.options import CONSOLE, Folder, open_instance, words
from runtime.fields.base import Context
from runtime.i18n.messages import message
from runtime.instance import Instance
from runtime.ir.families import FAMILIES
from runtime.reports.aggregate import Aggregate
from runtime.reports.indicators import aggregate, offices_of, operator, unknown_families
from runtime.reports.period import FIRST_YEAR, LAST_YEAR, Period
from runtime.search.reading import Reading
from runtime.storage import history
from runtime.storage.session import Store

LEAST = 5
"""The smallest number shown unless somebody asks for another."""


def indicators(
    folder: Folder,
    year: Annotated[int, typer.Option(help="Año / year", min=FIRST_YEAR, max=LAST_YEAR)],
    target: Annotated[Path, typer.Option("--out", help="Archivo nuevo .json / new .json file")],
    quarter: Annotated[
        int | None, typer.Option(help="Trimestre; todo el año si falta / quarter", min=1, max=4)
    ] = None,
    least: Annotated[
        int, typer.Option(help="El número más pequeño que se muestra / smallest number shown", min=2, max=100)
    ] = LEAST,
) -> None:
    """Escribe los indicadores regionales, sin datos personales / write the regional indicators, without personal data."""
    say = words()
    if target.suffix != ".json" or target.exists() or not target.resolve().parent.is_dir():
        raise CommandRefused(say("regional.out", path=target))
    period = Period("quarter", year, quarter) if quarter else Period("year", year)
    with open_instance(folder) as (instance, store):
        found = _count(instance, store, period, least)
        _tell(instance, store, period, found)
    target.write_text(found.model_dump_json(indent=1) + "\n", encoding="utf-8")
    CONSOLE.print(say("regional.written", path=target, count=len(found.rows)), markup=False)


def _count(instance: Instance, store: Store, period: Period, least: int) -> Aggregate:
    registry, now = instance.registry, datetime.datetime.now(datetime.UTC)
    context = Context(
        language=registry.languages[0],
        zone=zoneinfo.ZoneInfo(registry.time_zone),
        now=now,
        catalogs=registry.catalog_by_id,
        message=message(registry.languages[0]),
        region=registry.country,
    )
    with store.snapshot() as connection:
        somebody = operator(instance.model, [office.id for office in registry.offices])
        reading = Reading(instance.model, connection, somebody, now, context)
        reading = Reading(
            instance.model, connection, operator(instance.model, offices_of(reading)), now, context
        )
        types = unknown_families(reading, FAMILIES)
        if types:
            raise CommandRefused(words()("regional.types", types=", ".join(types)))
        is_practice = instance.settings.environment == "practice"
        return aggregate(reading, period, least, is_practice=is_practice)


def _tell(instance: Instance, store: Store, period: Period, found: Aggregate) -> None:
    """Write to the trail what leaves, before it does."""
    with store.writing() as connection:
        entry = history.Entry(
            verb="export",
            entity="case",
            record_id="indicators",
            at=datetime.datetime.now(datetime.UTC),
            account_id=None,
            office_id=None,
            channel="report",
            difference={
                "filters": [None, period.key],
                "format": [None, "json"],
                "count": [None, len(found.rows)],
            },
        )
        history.record(connection, instance.model.metadata, entry)
