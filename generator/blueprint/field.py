"""Fields, their sections and conditions as written. Options of a type stay raw; their types own them."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, model_validator

from generator.blueprint.part import Element, Label, Part, Raw
from runtime.ir.field import Privacy


class Required(Part):
    """When a value is asked for: always, as a gate of the state ``at``, or when ``cel`` holds."""

    always: bool = False
    at: str | None = None
    cel: str | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Required:
        if self.at is not None and self.cel is not None:
            raise ValueError("one_of:at,cel")
        return self


def _as_required(written: object) -> object:
    if not isinstance(written, str):
        return written
    plain = written.strip().lower()
    return {"always": plain == "true"} if plain in ("true", "false") else {"cel": written}


class Check(Element):
    """A rule the record must meet, with the words shown when it does not."""

    that: str
    message: Label


class Field(Element):
    """One field. Keys that are not listed here are options of its type and stay in ``options``."""

    model_config = ConfigDict(extra="allow")

    type: str
    label: Label = {}
    help: Label = {}
    required: Annotated[Required, BeforeValidator(_as_required)] = Required()
    visible: str | None = None
    check: dict[str, Check] = {}
    default: Raw = None
    computed: str | None = None
    unknown: tuple[str, ...] = ()
    privacy: Privacy | None = None
    purpose: str = ""
    legal_basis: str = ""
    alert: bool = False
    section: str | None = None
    override: bool = False
    fields: dict[str, Field] = {}

    @property
    def options(self) -> dict[str, Raw]:
        """The raw options of the type, as written."""
        return dict(self.model_extra or {})


class Section(Element):
    """A group of fields on screen; ``visible`` opens and closes it with all its fields.

    One of every case that is ``last`` stands after those of the case's type.
    """

    label: Label = {}
    help: Label = {}
    visible: str | None = None
    last: bool = False
    fields: dict[str, Field] = {}
