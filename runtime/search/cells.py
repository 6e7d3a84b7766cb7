"""How cells of lists are written: short, on few lines. Owns the shapes several columns share; must not know columns."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from runtime.fields.base import Context
from runtime.i18n import format as write
from runtime.ir.catalog import Catalog
from runtime.ir.label import text as label_text

LONGEST = 200
"""A list shows no more of a text; the record and the files have all of it."""

Writer = Callable[[Sequence[Sequence[Any]]], list[str]]
"""Turns what the database gave for a column of cells, part by part, into their texts."""


def short_day(day: datetime.date, language: str) -> str:
    """Write a day as lists do: short, and on one line."""
    return write.date(day, language, length="medium").replace(" ", "\u00a0")


def short_days(context: Context) -> Writer:
    """Write days as lists do."""
    language = context.language
    return lambda parts: ["" if day is None else short_day(day, language) for day in parts[0]]


def short_moments(context: Context) -> Writer:
    """Write moments as lists do: a short day, and the clock of the page's zone."""
    language, zone = context.language, context.zone

    def put(moment: datetime.datetime) -> str:
        local = moment.astimezone(zone)
        return f"{short_day(local.date(), language)}, {local:%H:%M}"

    return lambda parts: ["" if moment is None else put(moment) for moment in parts[0]]


def days_of_moments(context: Context) -> Writer:
    """Write the days of moments, as the page's zone counts them."""
    language, zone = context.language, context.zone
    return lambda parts: [
        "" if moment is None else short_day(moment.astimezone(zone).date(), language) for moment in parts[0]
    ]


def labels_of(catalog: Catalog, language: str) -> dict[str, str]:
    """Return the labels of a catalog's codes, in its order."""
    return {value.code: label_text(value.label, language) for value in catalog.values}


def one_of_texts(texts: Mapping[str, str]) -> Writer:
    """Write a code as its text, itself when it has none."""
    return lambda parts: [texts.get(code, code or "") for code in parts[0]]


def one_label(catalog: Catalog, context: Context) -> Writer:
    """Write a code as its label."""
    return one_of_texts(labels_of(catalog, context.language))


def several_labels(catalog: Catalog, context: Context) -> Writer:
    """Write codes, parted by blanks, as their labels in the catalog's order."""
    texts = labels_of(catalog, context.language)
    places = {code: place for place, code in enumerate(texts)}

    def put(told: str | None) -> str:
        codes = sorted((told or "").split(), key=lambda code: places.get(code, len(places)))
        return write.join([texts.get(code, code) for code in codes], context.language) if codes else ""

    return lambda parts: [put(told) for told in parts[0]]


def cut(text: str) -> str:
    """Return a text as far as a list shows it."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
