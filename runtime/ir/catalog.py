"""Code lists and offices of the blueprint. Owns what a value is; must not know where it is shown."""

from __future__ import annotations

import datetime
from functools import cached_property

from runtime.ir.expression import Expression
from runtime.ir.label import Label, Part


class Value(Part):
    """One value of a catalog. Never deleted: ``until`` retires it, ``replaced_by`` says what it became.

    ``retired`` marks a value whose line left the blueprint without a word: never offered, still shown.
    ``when`` says where it is offered, of the record whose field is chosen.
    ``attributes`` are the further columns of a CSV catalog (``scope``, ``inegi``), as text.
    """

    code: str
    label: Label
    parent: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    replaced_by: str | None = None
    when: Expression | None = None
    attributes: dict[str, str] = {}
    source: str = ""
    assumed: bool = False
    retired: bool = False

    def is_current(self, on: datetime.date) -> bool:
        """Whether the value may be chosen on that day."""
        return (
            not self.retired
            and (self.since is None or self.since <= on)
            and (self.until is None or on <= self.until)
        )


class Catalog(Part):
    """A code list in its own order."""

    id: str
    label: Label
    values: tuple[Value, ...]
    source: str = ""
    assumed: bool = False
    layer: str = ""

    @cached_property
    def by_code(self) -> dict[str, Value]:
        """Every value, retired ones too, by code."""
        return {value.code: value for value in self.values}

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of every value in the list, by code."""
        return {value.code: place for place, value in enumerate(self.values)}


class Office(Part):
    """An office as the blueprint seeds it; afterwards it is data of the instance.

    ``parent`` makes the tree of jurisdictions; ``prefix`` begins the folios; ``country`` is ISO 3166-1 alpha-3.
    """

    id: str
    kind: str
    name: str
    country: str
    city: str
    time_zone: str
    prefix: str
    parent: str | None = None
    opened: datetime.date | None = None
    closed: datetime.date | None = None
    successor: str | None = None
    source: str = ""
    assumed: bool = False
