"""Rights of the people in the registry, privacy notices and breaches as written. Owns their keys; checked elsewhere."""

from __future__ import annotations

from generator.blueprint.part import Element, Label, Part
from runtime.ir.rights import RightKind


class Right(Element):
    """A kind of request about one's data, with the term of its answer."""

    label: Label = {}
    help: Label = {}
    kind: RightKind
    within: str
    extension: str | None = None
    legal_basis: str = ""


class Purpose(Element):
    """What data is used for; asked for consent unless it is ``needed``."""

    label: Label = {}
    needed: bool = False
    withdrawal: Label = {}


class Notice(Element):
    """A privacy notice: what is shown before data is asked for."""

    label: Label = {}
    version: str
    since: str
    short: Label
    full: Label
    purposes: dict[str, Purpose] = {}


class Recipient(Element):
    """Somebody who is told of a breach."""

    label: Label = {}


class Breaches(Part):
    """The clock of breaches and who is told."""

    within: str = "72h"
    recipients: dict[str, Recipient] = {}
    source: str = ""
    assumed: bool = False
