"""Who acts. Owns the facts a decision needs; must not decide."""

from __future__ import annotations

import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """A signed-in account.

    ``offices_below`` is the jurisdiction: the actor's own office and every office beneath it in the tree.
    """

    account_id: uuid.UUID
    login: str
    name: str
    roles: tuple[str, ...]
    office_id: str
    offices_below: frozenset[str]
    language: str
    zone: str

    @property
    def power(self) -> tuple[object, ...]:
        """Everything that decides what the actor may do: a key for what is remembered of decisions."""
        return self.account_id, self.roles, self.office_id, self.offices_below
