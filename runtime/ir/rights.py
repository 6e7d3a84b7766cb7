"""Rights and time as the blueprint sets them: requests about data, privacy notices, retention, breaches. Must not reckon."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from runtime.ir.label import Label, Part

RightKind = Literal["access", "rectification", "erasure", "objection", "portability", "limitation"]
"""What a request leads to, whatever a country calls it."""
Act = Literal["block", "anonymise", "archive", "delete"]
"""What happens to a closed case when its term is over."""


class Right(Part):
    """A kind of request people may make about their data, answered ``within`` a term (``20wd``), once longer by ``extension``."""

    id: str
    label: Label
    help: Label = {}
    kind: RightKind
    within: str
    extension: str | None = None
    legal_basis: str = ""
    source: str = ""
    assumed: bool = False


class Purpose(Part):
    """What data is used for. One that is ``needed`` is told, not asked; ``withdrawal`` says what follows when consent ends."""

    id: str
    label: Label
    needed: bool = False
    withdrawal: Label = {}


class Notice(Part):
    """A privacy notice with its version, its short and its full text."""

    id: str
    label: Label
    version: str
    since: str
    short: Label
    full: Label
    purposes: tuple[Purpose, ...] = ()
    source: str = ""
    assumed: bool = False

    @cached_property
    def asked(self) -> tuple[Purpose, ...]:
        """The purposes that need consent."""
        return tuple(purpose for purpose in self.purposes if not purpose.needed)


class Retention(Part):
    """How long closed cases are kept (``5y``, ``18m``; no term: for ever), and what is done ``then``."""

    term: str | None = None
    then: Act = "block"
    legal_basis: str = ""
    source: str = ""
    assumed: bool = False


class Recipient(Part):
    """Somebody who is told of a breach."""

    id: str
    label: Label


class Breaches(Part):
    """The clock of breaches: who must have been told ``within`` which term from when one is known."""

    within: str = "72h"
    recipients: tuple[Recipient, ...] = ()
    source: str = ""
    assumed: bool = False
