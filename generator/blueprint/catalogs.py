"""Code lists and offices as written. Owns their keys; must not read the files they name."""

from __future__ import annotations

from typing import Annotated

import pydantic
from pydantic import BeforeValidator, ConfigDict

from generator.blueprint.part import Element, Label, Part


class Value(Element):
    """One value of a catalog; keys that are not listed here are attributes, kept as text."""

    model_config = ConfigDict(extra="allow")

    __pydantic_extra__: dict[str, str] = pydantic.Field(init=False)

    label: Label = {}
    parent: str | None = None
    since: str | None = pydantic.Field(default=None, alias="from")
    until: str | None = None
    replaced_by: str | None = None
    when: str | None = None

    @property
    def attributes(self) -> dict[str, str]:
        """The further columns, as text."""
        return dict(self.__pydantic_extra__ or {})


def _as_value(written: object) -> object:
    return {"label": written} if isinstance(written, str) else written


class Catalog(Element):
    """A code list: the rows of ``file``, then ``values``, which may change single keys of a row."""

    label: Label = {}
    file: str | None = None
    values: dict[str, Annotated[Value, BeforeValidator(_as_value)]] = {}


class Office(Element):
    """An office the registry starts with. Every key may stand in the row of a file instead, so none is required."""

    kind: str | None = None
    name: str | None = None
    country: str | None = None
    city: str | None = None
    time_zone: str | None = None
    prefix: str | None = None
    parent: str | None = None
    opened: str | None = None
    closed: str | None = None
    successor: str | None = None


class Offices(Part):
    """The offices: the rows of ``file``, then those written by id, which may change single keys of a row."""

    model_config = ConfigDict(extra="allow")

    __pydantic_extra__: dict[str, Office] = pydantic.Field(init=False)

    file: str | None = None

    @property
    def by_id(self) -> dict[str, Office]:
        """The offices written in the document."""
        return dict(self.__pydantic_extra__ or {})
