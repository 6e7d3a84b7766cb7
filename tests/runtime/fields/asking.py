"""Fields and contexts for tests of field types."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import JsonValue

from runtime.fields.base import Context, Problem
from runtime.fields.registry import TYPES
from runtime.i18n.messages import message
from runtime.ir.catalog import Catalog
from runtime.ir.field import Field
from runtime.testing import sample_catalog

NOW = datetime.datetime(2026, 11, 25, 2, 0, tzinfo=datetime.UTC)
"""Still the evening of the 24th in Mexico City."""


def context(
    language: str = "es",
    zone: str = "America/Mexico_City",
    region: str = "MEX",
    catalogs: Iterable[Catalog] = (),
) -> Context:
    known = {catalog.id: catalog for catalog in (sample_catalog(), *catalogs)}
    return Context(language, ZoneInfo(zone), NOW, known, message(language), region=region)


def field(name: str, **options: JsonValue) -> Field:
    return Field(id="x", type=name, section="s", label={"es": "X"}, options=options)


def read(name: str, text: str | dict[str, str], asked: Context | None = None, **options: JsonValue) -> Any:
    """Parse one text, or texts by part."""
    typed = {"": text} if isinstance(text, str) else text
    form = {f"x.{part}" if part else "x": [held] for part, held in typed.items()}
    return TYPES[name].parse(field(name, **options), "x", form, asked or context())


def problem(
    name: str, text: str | dict[str, str], asked: Context | None = None, **options: JsonValue
) -> Problem:
    """Return what is wrong with a text, having checked that it can be said in both languages."""
    with pytest.raises(Problem) as caught:
        read(name, text, asked, **options)
    for language in ("es", "en"):
        assert message(language)(caught.value.key, **caught.value.arguments)
    return caught.value


def show(name: str, value: Any, asked: Context | None = None, **options: JsonValue) -> str:
    return TYPES[name].show(field(name, **options), value, asked or context())
