"""Lists and export profiles as written. Owns their keys; what a column may be is checked elsewhere."""

from __future__ import annotations

from typing import Literal

from generator.blueprint.part import Element, Label


class Listing(Element):
    """A list page."""

    label: Label = {}
    help: Label = {}
    of: str
    columns: tuple[str, ...]
    more_columns: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()


class Export(Element):
    """What leaves the registry in one file."""

    label: Label = {}
    help: Label = {}
    of: str
    columns: tuple[str, ...]
    values: Literal["labels", "codes"] = "labels"
