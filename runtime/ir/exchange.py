"""Lists and export profiles. Owns which columns; must not know how they are drawn or written."""

from __future__ import annotations

from typing import Literal

from runtime.ir.label import Label, Part


class Listing(Part):
    """A list page: of ``case``, ``person``, ``action`` or a register.

    A column or filter is a field id of the entity (``resumen``), a system column (``folio``, ``state``,
    ``office``, ``responsible``, ``case_type``, ``scope``, ``registered_at``, ``done_at``), ``person.<field>``
    for the main person, or ``<case type>.<field>``.
    """

    id: str
    label: Label
    of: str
    columns: tuple[str, ...]
    more_columns: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    help: Label = {}


class Export(Part):
    """An export profile: the columns (as in a list) and whether coded values leave as codes or labels."""

    id: str
    label: Label
    of: str
    columns: tuple[str, ...]
    values: Literal["labels", "codes"] = "labels"
    help: Label = {}
