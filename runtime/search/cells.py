"""How cells of lists are written: short, on few lines. Owns the shapes several columns share; must not know columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from runtime.fields.base import Context
from runtime.i18n import format as write
from runtime.ir.catalog import Catalog
from runtime.ir.label import text as label_text

LONGEST = 200
"""A list shows no more of a text; the record and the files have all of it."""

Writer = Callable[[Sequence[Any]], str]
"""Turns what the database gave for one cell into its text."""


def short_days(context: Context) -> Writer:
    """Write days as lists do: short, and on one line."""
    language = context.language

    def put(values: Sequence[Any]) -> str:
        day = values[0]
        return "" if day is None else write.date(day, language, length="medium").replace(" ", "\u00a0")

    return put


def short_moments(context: Context) -> Writer:
    """Write moments as lists do: a short day, and the clock of the page's zone."""
    put_day, zone = short_days(context), context.zone

    def put(values: Sequence[Any]) -> str:
        if values[0] is None:
            return ""
        local = values[0].astimezone(zone)
        return f"{put_day([local.date()])}, {local:%H:%M}"

    return put


def labels_of(catalog: Catalog, language: str) -> dict[str, str]:
    """Return the labels of a catalog's codes, in its order."""
    return {value.code: label_text(value.label, language) for value in catalog.values}


def one_label(catalog: Catalog, context: Context) -> Writer:
    """Write a code as its label."""
    texts = labels_of(catalog, context.language)
    return lambda values: texts.get(values[0], values[0] or "")


def several_labels(catalog: Catalog, context: Context) -> Writer:
    """Write codes, parted by blanks, as their labels in the catalog's order."""
    texts = labels_of(catalog, context.language)
    places = {code: place for place, code in enumerate(texts)}

    def put(values: Sequence[Any]) -> str:
        codes = sorted((values[0] or "").split(), key=lambda code: places.get(code, len(places)))
        return write.join([texts.get(code, code) for code in codes], context.language) if codes else ""

    return put


def cut(text: str) -> str:
    """Return a text as far as a list shows it."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
