"""Blocks of sections and their uses as written. Owns their keys; the copies are made when layers are resolved."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import BeforeValidator

from generator.blueprint.checklist import Checklist
from generator.blueprint.deadline import Deadline
from generator.blueprint.field import Section
from generator.blueprint.part import Element, Label, Part


class Use(Part):
    """A block in something that uses it; ``visible`` opens and closes every section of the block."""

    visible: str | None = None


def _as_use(written: object) -> object:
    return {} if isinstance(written, str) and written.strip().lower() == "true" else written


Uses: TypeAlias = dict[str, Annotated[Use, BeforeValidator(_as_use)]]
"""The blocks something uses, by id; ``true`` is short for one without conditions."""


class Block(Element):
    """Sections written once, with the clocks and checklists that belong to them."""

    label: Label = {}
    help: Label = {}
    sections: dict[str, Section] = {}
    deadlines: dict[str, Deadline] = {}
    checklists: dict[str, Checklist] = {}
