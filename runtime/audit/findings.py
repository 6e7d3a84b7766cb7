"""What can be wrong with the log, as data. Must not look for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "changed",
    "missing",
    "newest_missing",
    "inserted",
    "swapped",
    "unplaced",
    "head",
    "chain_missing",
    "anchor_changed",
    "anchor_missing",
    "anchor_differs",
    "anchor_skipped",
]


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, and where.

    ``record`` says whose log it is (``case 0192…``); ``seq`` is the entry's place there, ``until`` the last place of
    several; ``event``, ``at`` and ``verb`` are the entry as it stands now; ``anchor`` is an anchor's number.
    """

    kind: Kind
    record: str = ""
    chain: str = ""
    seq: int | None = None
    until: int | None = None
    event: str = ""
    at: str = ""
    verb: str = ""
    anchor: int | None = None
