"""Letters and receipts as written. Owns their keys; the template's text is read elsewhere."""

from __future__ import annotations

from typing import Annotated

import pydantic
from pydantic import BeforeValidator

from generator.blueprint.part import Element, Label

ALL = "all"
NUMBER = "DOC-{prefix}-{year}-{number:05}"
"""The number of a document that says nothing else."""


def _as_list(written: object) -> object:
    return [written] if isinstance(written, str) else written


class Ask(Element):
    """A text that is asked for when the document is made, and stands nowhere but in it."""

    label: Label
    help: Label = {}


class Document(Element):
    """A document made from a case (``cases``, written ``for``) or from an action of one type."""

    label: Label = {}
    help: Label = {}
    cases: Annotated[tuple[str, ...], BeforeValidator(_as_list)] = pydantic.Field(default=(), alias="for")
    action: str | None = None
    template: str
    number: str = NUMBER
    languages: tuple[str, ...] = ()
    asks: dict[str, Ask] = {}
