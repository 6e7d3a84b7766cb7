"""What a scenario may claim. Owns the claims' shapes; whether they are true is found by ``runtime.scenario``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from runtime.ir.label import Part

Verdict = Literal["none", "running", "warning", "overdue", "kept", "late"]
"""How a deadline stands: not begun, open and in time, near its end, past it; stopped in time, or too late."""

Counted = Literal["cases", "people", "actions"]


class Spot(Part):
    """A field of a record: ``owner`` is ``case``, ``person``, a record's name, or the entity of the last action."""

    owner: str
    field: str


class DeadlineIs(Part):
    """How a deadline of the case stands, and when it ends."""

    kind: Literal["deadline"] = "deadline"
    deadline: str
    verdict: Verdict | None = None
    due: AwareDatetime | None = None


class RefusedFor(Part):
    """The last step was refused for each of these: fields, guards, or one of the words for the whole step."""

    kind: Literal["refused"] = "refused"
    names: tuple[str, ...]
    because: str | None = None


class StateIs(Part):
    """The state the case is in."""

    kind: Literal["state"] = "state"
    state: str


class Shown(Part):
    """Whether fields are shown, as the values stand."""

    kind: Literal["shown"] = "shown"
    spots: tuple[Spot, ...]
    is_shown: bool


class ValueIs(Part):
    """What a field says: the answers of its controls, none of them for an empty field."""

    kind: Literal["value"] = "value"
    spot: Spot
    answers: dict[str, tuple[str, ...]]


class Offered(Part):
    """Whether a field offers codes, or a transition does as its reason."""

    kind: Literal["offered"] = "offered"
    spot: Spot | None = None
    transition: str | None = None
    codes: tuple[str, ...]
    is_offered: bool


class Lacks(Part):
    """What the case still needs for a transition; nothing, if ``names`` is empty."""

    kind: Literal["lacks"] = "lacks"
    transition: str
    names: tuple[str, ...] = ()


class Denied(Part):
    """The actor may not carry out a transition."""

    kind: Literal["denied"] = "denied"
    transition: str


class Sees(Part):
    """Whether the actor sees records by name (``case``, ``person``) and fields."""

    kind: Literal["sees"] = "sees"
    records: tuple[str, ...] = ()
    spots: tuple[Spot, ...] = ()
    is_seen: bool


class CountIs(Part):
    """How many there are for the actor."""

    kind: Literal["count"] = "count"
    of: Counted
    number: int


class FolioIs(Part):
    """The folio of the case."""

    kind: Literal["folio"] = "folio"
    folio: str


class Ticked(Part):
    """Whether items of the case's checklists are ticked."""

    kind: Literal["ticked"] = "ticked"
    items: dict[str, tuple[str, ...]]
    is_ticked: bool


class TakesPart(Part):
    """The part a person, by the name of a given one, has in the case."""

    kind: Literal["party"] = "party"
    person: str
    part: str


class Printable(Part):
    """Whether the actor may make documents of the case, or of its last action."""

    kind: Literal["document"] = "document"
    documents: tuple[str, ...]
    is_printable: bool


class ReportIs(Part):
    """How many a report counts for the actor in the period of that day, before small numbers are hidden."""

    kind: Literal["report"] = "report"
    report: str
    number: int


Expectation = Annotated[
    DeadlineIs
    | RefusedFor
    | StateIs
    | Shown
    | ValueIs
    | Offered
    | Lacks
    | Denied
    | Sees
    | CountIs
    | FolioIs
    | Ticked
    | TakesPart
    | Printable
    | ReportIs,
    Field(discriminator="kind"),
]
