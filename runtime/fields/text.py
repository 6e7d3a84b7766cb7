"""Text of one line and of several. Owns length and pattern; cleaning is ``runtime.schema``'s."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from annotated_types import MaxLen, MinLen
from pydantic import Field as Option
from pydantic import field_validator, model_validator
from pydantic_core import PydanticCustomError
from sqlalchemy import String, Text
from sqlalchemy.types import TypeEngine
from typing_extensions import override

from runtime.fields.base import Annotation, Context, Form, Options, Problem
from runtime.fields.sampling import Sampler
from runtime.fields.single import Coded
from runtime.fields.submitted import lines
from runtime.ir.catalog import Catalog
from runtime.ir.field import Field
from runtime.schema import Line, Lines, Pattern


class TextOptions(Options):
    """How long a line may be and what it must look like."""

    max_length: int = Option(default=200, ge=1, le=4000)
    min_length: int | None = Option(default=None, ge=1)
    pattern: str | None = None

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str | None) -> str | None:
        try:
            re.compile(pattern or "")
        except re.error as error:
            raise PydanticCustomError(
                "bad_pattern", "the pattern is not a regular expression: {why}", {"why": str(error)}
            ) from error
        return pattern

    @model_validator(mode="after")
    def _ordered(self) -> TextOptions:
        if self.min_length is not None and self.min_length > self.max_length:
            raise PydanticCustomError(
                "bounds_crossed",
                "min_length {low} is greater than max_length {high}",
                {"low": self.min_length, "high": self.max_length},
            )
        return self


class TextType(Coded):
    """One line of text."""

    name = "text"
    options = TextOptions
    widget = "text"
    filter = "text"

    @override
    def options_of(self, field: Field) -> TextOptions:
        return TextOptions.of(field)

    @override
    def column_type(self, field: Field) -> TypeEngine[Any]:
        return String(self.options_of(field).max_length)

    @override
    def annotation(self, field: Field) -> Annotation:
        options = self.options_of(field)
        constraints: list[object] = [Line()]
        if options.min_length is not None:
            constraints.append(MinLen(options.min_length))
        constraints.append(MaxLen(options.max_length))
        if options.pattern is not None:
            constraints.append(Pattern(options.pattern))
        return str, tuple(constraints)

    @override
    def read(self, field: Field, text: str, context: Context) -> str:
        options = self.options_of(field)
        check_length(text, options.min_length, options.max_length)
        if options.pattern is not None and re.fullmatch(options.pattern, text) is None:
            raise Problem("field.pattern")
        return text

    @override
    def search_text(self, field: Field, value: str) -> str:
        return value

    @override
    def sample(self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]) -> str | None:
        options = self.options_of(field)
        if options.pattern is not None:
            return None
        text = sampler.sentence()[: options.max_length].strip()
        return text if len(text) >= (options.min_length or 1) else None


class LongTextOptions(Options):
    """How long a text may be."""

    max_length: int = Option(default=10_000, ge=1, le=1_000_000)


class LongTextType(Coded):
    """Text of several lines."""

    name = "long_text"
    options = LongTextOptions
    widget = "long_text"
    filter = "text"

    @override
    def options_of(self, field: Field) -> LongTextOptions:
        return LongTextOptions.of(field)

    @override
    def column_type(self, field: Field) -> TypeEngine[Any]:
        return Text()

    @override
    def annotation(self, field: Field) -> Annotation:
        return str, (Lines(), MaxLen(self.options_of(field).max_length))

    @override
    def parse(self, field: Field, name: str, form: Form, context: Context) -> str | None:
        text = lines(form, name)
        return self.read(field, text, context) if text else None

    @override
    def read(self, field: Field, text: str, context: Context) -> str:
        check_length(text, None, self.options_of(field).max_length)
        return text

    @override
    def search_text(self, field: Field, value: str) -> str:
        return value

    @override
    def sample(self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]) -> str | None:
        sentences = [sampler.sentence() for _ in range(sampler.random.randint(1, 4))]
        return "\n".join(sentences)[: self.options_of(field).max_length].strip() or None


def check_length(text: str, shortest: int | None, longest: int) -> None:
    """Refuse a text that is too short or too long.

    Raises:
        Problem: it is.
    """
    if len(text) > longest:
        raise Problem("field.too_long", limit=longest, length=len(text))
    if shortest is not None and len(text) < shortest:
        raise Problem("field.too_short", limit=shortest)
