"""Scenarios as written: tests of a blueprint in its own words. Owns their keys; what they name is checked elsewhere."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import pydantic
from pydantic import BeforeValidator

from generator.blueprint.part import Element, Label, Part, Raw


def _as_list(written: object) -> object:
    return [written] if isinstance(written, str) else written


Names: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(_as_list)]
"""One name, or several in a list."""

Answers: TypeAlias = dict[str, Raw]
"""What is typed into a form, by field: a text, a list of codes, or texts by part."""


class Given(Part):
    """What was there before: a case with its person, a person alone, or a record of a register.

    ``who`` is written ``as`` and ``directory`` is written ``register``. ``person`` is the name of another given
    person, or the answers of a new one.
    """

    at: str | None = None
    who: str | None = pydantic.Field(default=None, alias="as")
    office: str | None = None
    case: str | None = None
    person: Raw = None
    directory: str | None = pydantic.Field(default=None, alias="register")
    values: Answers = {}


class Step(Part):
    """What happens: one act, or with ``at`` alone the passing of time."""

    at: str | None = None
    who: str | None = pydantic.Field(default=None, alias="as")
    office: str | None = None
    case: str | None = None
    open: str | None = None
    person: Raw = None
    action: str | None = None
    done: str | None = None
    values: Answers = {}
    fill: Answers = {}
    tick: dict[str, Names] = {}
    move: str | None = None
    reason: str | None = None
    words: str | None = None
    annul: str | None = None
    join: str | None = None
    part: str | None = None
    assign: str | None = None
    transfer: str | None = None
    accept: str | None = None


class Expectation(Part):
    """What must be true at the end: one claim; ``verdict`` is written ``is``."""

    who: str | None = pydantic.Field(default=None, alias="as")
    office: str | None = None
    case: str | None = None
    deadline: str | None = None
    due: str | None = None
    refused: Names = ()
    because: str | None = None
    state: str | None = None
    visible: Names = ()
    hidden: Names = ()
    value: Answers = {}
    offered: dict[str, Names] = {}
    not_offered: dict[str, Names] = {}
    needs: dict[str, Names] = {}
    ready: Names = ()
    denied: Names = ()
    sees: Names = ()
    does_not_see: Names = ()
    count: str | None = None
    folio: str | None = None
    ticked: dict[str, Names] = {}
    not_ticked: dict[str, Names] = {}
    party: dict[str, str] = {}
    document: Names = ()
    no_document: Names = ()
    report: str | None = None
    verdict: str | None = pydantic.Field(default=None, alias="is")


class Scenario(Element):
    """One test: as whom and where, what was there before, what happens, what must be true then."""

    label: Label = {}
    help: Label = {}
    who: str = pydantic.Field(alias="as")
    office: str | None = None
    given: dict[str, Given] = {}
    when: tuple[Step, ...] = ()
    expect: tuple[Expectation, ...] = ()
