"""Entities: what has its own table and form. Owns look-ups by field; must not know columns."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from runtime.ir.checklist import Checklist
from runtime.ir.expression import Expression
from runtime.ir.field import Field, Privacy
from runtime.ir.label import Label, Part
from runtime.ir.rights import Retention

ACTIVITY = "activity"
"""Starts a clock: the last action of the case that was not annulled, or its registration when that is later."""
CLOSING = "closed"
"""Stops a clock: the case is closed."""

Kind = Literal["person", "case", "case_type", "action", "action_type", "register"]


class Section(Part):
    """A group of fields on screen; the generated form template owns the order inside it.

    ``visible`` opens and closes it; the fields' own conditions have it in them. One of a base that is ``last``
    stands after those of its types.
    """

    id: str
    label: Label
    help: Label = {}
    visible: Expression | None = None
    last: bool = False


class Deadline(Part):
    """A clock of a case type, or of every case: starts when ``start`` is filled, stops at ``until``.

    ``start`` is a field id of the case or its type, or ``ACTIVITY``. ``within`` and ``warn`` are in the deadline
    grammar (``48h``, ``3d``, ``5wd``). ``until`` is ``action.<action type>``, ``state.<state>``, a field id or
    ``CLOSING``.
    """

    id: str
    label: Label
    start: str
    within: str
    until: str
    warn: str | None = None
    source: str = ""
    assumed: bool = False


class Entity(Part):
    """One table with its form.

    ``id`` is unique in the registry (``person``, ``case``, ``case_<type>``, ``action``, ``action_<type>``,
    ``register_<id>``); ``key`` is the id in the blueprint. A case type and an action type extend ``base``
    (``case``, ``action``) one to one. ``title`` names the field that stands for a record in lists.
    ``closing_needs`` are fields without which a case is not closed for a reason, by its code.
    A ``retired`` entity keeps its table and shows its records; no new ones are made. ``former`` are the ids
    it had before declared renames, oldest first: history speaks of it under those too.
    """

    id: str
    kind: Kind
    key: str
    table: str
    label: Label
    plural: Label
    help: Label = {}
    base: str | None = None
    title: str | None = None
    scope: str | None = None
    family: str | None = None
    privacy: Privacy = "personal"
    sections: tuple[Section, ...] = ()
    fields: tuple[Field, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    closing_reasons: tuple[str, ...] = ()
    closing_needs: dict[str, tuple[str, ...]] = {}
    retention: Retention | None = None
    source: str = ""
    assumed: bool = False
    layer: str = ""
    retired: bool = False
    former: tuple[str, ...] = ()

    @cached_property
    def fields_by_id(self) -> dict[str, Field]:
        """Every field, retired ones too, by id."""
        return {field.id: field for field in self.fields}

    @cached_property
    def active_fields(self) -> tuple[Field, ...]:
        """The fields that forms, lists and exports show, in blueprint order."""
        return tuple(field for field in self.fields if not field.retired)
