"""What a plan is made of: one typed change per thing that differs. Owns the data; must not compare or print."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

Subject: TypeAlias = Literal[
    "setting",
    "entity",
    "field",
    "section",
    "deadline",
    "checklist",
    "catalog",
    "value",
    "state",
    "transition",
    "party",
    "office",
    "role",
    "list",
    "export",
    "report",
    "document",
    "right",
    "notice",
]
Reason: TypeAlias = Literal["blueprint", "declared", "silence"]
"""Why: the blueprint says so, its ``evolution`` declares it, or it says nothing any more."""

Verb: TypeAlias = Literal["add", "alter", "rename", "retire", "revive", "drop", "remove"]
Safety: TypeAlias = Literal["safe", "needs_value", "may_fail", "loses_data"]


class Part(BaseModel):
    """Base of everything in a plan: frozen, strict about keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Aspect(Part):
    """One property that changed, before and after, as short text."""

    name: str
    before: str
    after: str


class Common(Part):
    """What every change tells.

    ``entity`` and ``item`` are ids of the new IR (of the old one where the thing goes); ``records`` is counted
    on a database when one is given.
    """

    subject: Subject
    address: str
    reason: Reason = "blueprint"
    safety: Safety = "safe"
    entity: str = ""
    item: str = ""
    records: int | None = None


class Add(Common):
    """Something new. ``kind`` is a field's type, ``parts`` how many fields or values came with it."""

    verb: Literal["add"] = "add"
    kind: str = ""
    parts: int = 0


class Alter(Common):
    """Something that stays and differs."""

    verb: Literal["alter"] = "alter"
    aspects: tuple[Aspect, ...]


class Rename(Common):
    """Something that keeps its data under a new id."""

    verb: Literal["rename"] = "rename"
    former: str
    former_entity: str = ""
    former_item: str = ""


class Retire(Common):
    """Something that leaves forms, lists and choices, and keeps its data."""

    verb: Literal["retire"] = "retire"


class Revive(Common):
    """Something retired that is back, with its data."""

    verb: Literal["revive"] = "revive"


class Drop(Common):
    """Something that goes with its data."""

    verb: Literal["drop"] = "drop"


class Remove(Common):
    """Something that goes and had no data of its own."""

    verb: Literal["remove"] = "remove"


Change: TypeAlias = Annotated[
    Add | Alter | Rename | Retire | Revive | Drop | Remove, Field(discriminator="verb")
]


class Plan(Part):
    """What building a blueprint would do to an instance; ``base`` is None where there is none yet.

    ``base`` and ``target`` are fingerprints of the locked IR and of the one to come: a saved plan holds for
    no other pair.
    """

    registry: str
    base: str | None
    target: str
    base_version: str | None
    target_version: str
    changes: tuple[Change, ...]
