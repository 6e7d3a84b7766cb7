"""What practice data is drawn from. Owns the protocol; names and places come from whoever draws."""

from __future__ import annotations

import datetime
import random
import uuid
from typing import Protocol


class Sampler(Protocol):
    """A source of believable pieces, the same for the same seed."""

    random: random.Random
    now: datetime.datetime
    zone: datetime.tzinfo
    country: str
    """ISO 3166-1 alpha-3 of the registry."""

    def given_name(self) -> str:
        """A given name."""
        ...

    def surname(self) -> str:
        """A surname."""
        ...

    def sentence(self) -> str:
        """A short sentence of harmless words."""
        ...

    def town(self) -> str:
        """A town's name."""
        ...

    def record(self, target: str) -> uuid.UUID | str | None:
        """The id of some existing record of that target (see ``Column.target``), if there is one."""
        ...
