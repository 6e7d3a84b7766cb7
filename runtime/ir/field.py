"""A field of an entity. Owns its description; what a type means lives in ``runtime.fields``."""

from __future__ import annotations

from typing import Literal

from pydantic import JsonValue

from runtime.ir.expression import Check, Expression
from runtime.ir.label import Label, Part

Privacy = Literal["none", "personal", "sensitive", "restricted"]


class Required(Part):
    """When a value is asked for: never, at registration, as a gate of a state, or under a condition."""

    kind: Literal["never", "always", "at", "when"] = "never"
    state: str | None = None
    when: Expression | None = None


class Field(Part):
    """One field, with every default filled in.

    ``options`` are the complete options of its type, as that type's options model dumps them;
    an option that may be computed is ``{"cel": "..."}``. ``alert``: when filled in, it is read before
    all else of the record. ``retired`` fields keep their columns and leave forms, lists and exports. ``former`` are the ids it had before it was renamed, the first one first:
    its encrypted values and its history still carry them.
    """

    id: str
    type: str
    section: str
    label: Label
    help: Label = {}
    options: dict[str, JsonValue] = {}
    required: Required = Required()
    visible: Expression | None = None
    checks: tuple[Check, ...] = ()
    default: JsonValue = None
    computed: Expression | None = None
    unknown: tuple[str, ...] = ()
    privacy: Privacy = "none"
    purpose: str = ""
    legal_basis: str = ""
    alert: bool = False
    source: str = ""
    assumed: bool = False
    national: bool = False
    layer: str = ""
    retired: bool = False
    former: tuple[str, ...] = ()

    @property
    def is_encrypted(self) -> bool:
        """Whether the value is stored encrypted (``privacy: sensitive`` or ``restricted``)."""
        return self.privacy in ("sensitive", "restricted")
