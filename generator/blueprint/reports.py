"""Reports as written. Owns their keys; what they may name is checked elsewhere."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field

from generator.blueprint.part import Element, Label, Part
from runtime.ir.report import Clock, Count, Every, Median


def _as_list(written: object) -> object:
    return [written] if isinstance(written, str) else written


Codes: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(_as_list)]
"""One word, or several."""


class Delay(Part):
    """Two dates of a record, between which time passed."""

    start: str = Field(alias="from")
    end: str = Field(alias="to")


class Report(Element):
    """A table of statistics. Numbers stay texts until they are checked."""

    label: Label = {}
    help: Label = {}
    counts: Annotated[tuple[Count, ...], BeforeValidator(_as_list)]
    of: str | None = None
    by: tuple[str, ...] = ()
    more_by: tuple[str, ...] = ()
    period: str | None = None
    every: Every = "month"
    clock: Clock = "office"
    where: dict[str, Codes] = {}
    filters: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    sum: str | None = None
    median: Median | None = None
    delay: Delay | None = None
    filled: tuple[str, ...] = ()
    deadlines: Codes = ()
    suppress: str | None = None
    roles: tuple[str, ...] = ()
    indicator: str | None = None
    split_by: str | None = None
    split: dict[str, Codes] = {}
