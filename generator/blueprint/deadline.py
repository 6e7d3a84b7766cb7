"""A clock as written. Owns its keys; its grammar is checked elsewhere."""

from __future__ import annotations

import pydantic

from generator.blueprint.part import Element, Label


class Deadline(Element):
    """A clock: starts when ``start`` (written ``from``) is filled, stops at ``until``."""

    label: Label = {}
    start: str = pydantic.Field(alias="from")
    within: str
    until: str
    warn: str | None = None
