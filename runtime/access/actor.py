"""Who acts. Owns the facts a decision needs; must not decide."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

NONE: frozenset[uuid.UUID] = frozenset()


@dataclass(frozen=True)
class Actor:
    """A signed-in account.

    ``offices_below`` is the jurisdiction: the actor's own office and every office beneath it in the tree;
    ``offices_of_country`` are those of the same country.
    """

    account_id: uuid.UUID
    login: str
    name: str
    roles: tuple[str, ...]
    office_id: str
    offices_below: frozenset[str]
    language: str
    zone: str
    offices_of_country: frozenset[str] = frozenset()
    assigned: frozenset[uuid.UUID] = NONE
    """The cases of whose group they are now."""
    visiting: frozenset[uuid.UUID] = NONE
    """Those of them that belong to another office than theirs."""
    standing_for: frozenset[uuid.UUID] = NONE
    """The accounts of their office that are away now and have them as substitute."""
    opened: frozenset[uuid.UUID] = NONE
    """The cases that emergency access opens to them now."""
    explained: frozenset[uuid.UUID] = NONE
    """The restricted cases for whose reading they gave a reason in this sitting. It decides no access."""
    has_notices: bool = False
    """Whether they are to be told of somebody's emergency access."""
    counts_all: bool = False
    """Counts for the whole country and is shown no record: restricted cases are counted too."""
    is_system: bool = False
    """Another system, by its token: no restricted case is there for it, whoever its account is."""

    @property
    def answers_for(self) -> frozenset[uuid.UUID]:
        """The accounts whose cases are as their own: theirs, and those they stand in for."""
        return self.standing_for | {self.account_id}

    @property
    def power(self) -> tuple[object, ...]:
        """Everything that decides what the actor may do: a key for what is remembered of decisions."""
        return (
            self.account_id,
            self.roles,
            self.office_id,
            self.offices_below,
            self.offices_of_country,
            self.assigned,
            self.visiting,
            self.standing_for,
            self.opened,
            self.counts_all,
            self.is_system,
        )
