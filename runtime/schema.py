"""The base of generated schemas and the constraints they print. Owns cleaning of text; must not know fields."""

from __future__ import annotations

import decimal
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, GetCoreSchemaHandler, model_validator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


class Schema(BaseModel):
    """Values of one entity as they are saved: unknown keys are refused, text is in Unicode's composed form.

    Its validator is built when a first record is checked: of all those a registry has, a start needs none.
    """

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _compose(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        return {
            key: unicodedata.normalize("NFC", value) if isinstance(value, str) else value
            for key, value in data.items()
        }


_REFUSED = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters (Cc), halves of a pair (Cs), and what is no character at all to Unicode, nor to a spreadsheet."""


def refused_characters(text: str, *, allowed: str = "") -> str:
    """Return the control characters and broken code points in a text that are not ``allowed``."""
    return "".join(found for found in _REFUSED.findall(text) if found not in allowed)


def clean_line(text: str) -> str:
    """Return one line of text as it is stored: composed, outer blanks gone.

    Raises:
        ValueError: it holds control characters, a line break among them.
    """
    composed = unicodedata.normalize("NFC", text).strip()
    if refused_characters(composed):
        raise ValueError("control characters")
    return composed


def clean_lines(text: str) -> str:
    """Return text of several lines as it is stored: composed, every line break a line feed.

    Raises:
        ValueError: it holds control characters other than tabs and line breaks.
    """
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    if refused_characters(composed, allowed="\n\t"):
        raise ValueError("control characters")
    return composed


def _cleaned(clean: Callable[[str], str], handler: GetCoreSchemaHandler, source: Any) -> CoreSchema:
    def run(value: object) -> object:
        return clean(value) if isinstance(value, str) else value

    return core_schema.no_info_before_validator_function(run, handler(source))


@dataclass(frozen=True)
class Line:
    """Constraint: one line of text, cleaned."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Clean before any other constraint."""
        return _cleaned(clean_line, handler, source)


@dataclass(frozen=True)
class Lines:
    """Constraint: text of several lines, cleaned."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Clean before any other constraint."""
        return _cleaned(clean_lines, handler, source)


@dataclass(frozen=True)
class Pattern:
    """Constraint: the whole text matches a regular expression."""

    pattern: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Match after the text is cleaned."""
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def _check(self, value: str) -> str:
        if re.fullmatch(self.pattern, value) is None:
            raise PydanticCustomError(
                "pattern", "the text does not match {pattern}", {"pattern": self.pattern}
            )
        return value


@dataclass(frozen=True)
class Digits:
    """Constraint: a decimal of at most ``total`` digits, ``places`` of them after the point."""

    total: int
    places: int

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Count digits after the value is a decimal."""
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def _check(self, value: decimal.Decimal) -> decimal.Decimal:
        exact = decimal.Decimal(1).scaleb(-self.places)
        if (
            not value.is_finite()
            or value != value.quantize(exact)
            or value.adjusted() >= self.total - self.places
        ):
            raise PydanticCustomError(
                "digits",
                "at most {total} digits, {places} of them after the point",
                {"total": self.total, "places": self.places},
            )
        return value


def _as_line(value: object) -> object:
    return clean_line(value) if isinstance(value, str) else value


OneLine = Annotated[str, BeforeValidator(_as_line)]
"""A part of a value that is one line of text."""
