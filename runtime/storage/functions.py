"""SQL functions that both databases must answer alike. Owns their two spellings."""

from __future__ import annotations

import datetime
import statistics
import zoneinfo
from functools import lru_cache
from typing import Any

from sqlalchemy import Float, String, func
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

_MINUTES = len("2026-11-24 09:30")


class local_text(GenericFunction[str]):  # noqa: N801 - written as a function in statements
    """An instant as ``2026-11-24 09:30`` in a time zone: ``local_text(cases.c.registered_at, office.c.time_zone)``."""

    type = String()
    inherit_cache = True
    name = "local_text"


@compiles(local_text, "postgresql")
def _on_postgresql(element: local_text, compiler: SQLCompiler, **arguments: Any) -> str:
    instant, zone = element.clauses
    local = func.to_char(func.timezone(zone, instant), "YYYY-MM-DD HH24:MI")
    return compiler.process(local, **arguments)


class median(GenericFunction[float]):  # noqa: N801 - written as a function in statements
    """The middle of numbers, between two middle ones their mean; null where there is none."""

    type = Float()
    inherit_cache = True
    name = "median"


@compiles(median, "postgresql")
def _median_on_postgresql(element: median, compiler: SQLCompiler, **arguments: Any) -> str:
    (number,) = element.clauses
    return compiler.process(func.percentile_cont(0.5).within_group(number), **arguments)


def register_functions(connection: DBAPIConnection) -> None:
    """Teach a SQLite connection our functions."""
    connection.create_function("local_text", 2, _local_text, deterministic=True)
    connection.create_aggregate("median", 1, _Median)


def _local_text(instant: str | None, zone: str | None) -> str | None:
    if instant is None or zone is None:
        return None
    moment = datetime.datetime.fromisoformat(instant)
    ahead = _ahead(moment.date(), zone)
    local = _on_clock(moment, zone) if ahead is None else moment + ahead
    return local.isoformat(" ", "minutes")[:_MINUTES]


def _on_clock(moment: datetime.datetime, zone: str) -> datetime.datetime:
    return moment.replace(tzinfo=datetime.UTC).astimezone(zoneinfo.ZoneInfo(zone))


@lru_cache(maxsize=65_536)
def _ahead(day: datetime.date, zone: str) -> datetime.timedelta | None:
    """How far a zone's clock is ahead on a day of UTC; nothing on a day when it is put forward or back."""
    first = datetime.datetime.combine(day, datetime.time.min)
    begins, ends = (_on_clock(at, zone).utcoffset() for at in (first, first + datetime.timedelta(days=1)))
    return begins if begins == ends else None


class _Median:
    """The aggregate SQLite lacks: gathers the numbers of one group."""

    def __init__(self) -> None:
        self._numbers: list[float] = []

    def step(self, number: float | None) -> None:
        if number is not None:
            self._numbers.append(number)

    def finalize(self) -> float | None:
        return statistics.median(self._numbers) if self._numbers else None
