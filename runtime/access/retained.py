"""Cases whose term of retention is over: out of everybody's sight but that of who keeps them. Must not know roles.

Only counting goes on: what reports said of earlier periods stays true.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, MetaData, exists, not_

from runtime.access.clause import Clause, OfNoneOfItsCases, OfOneOfItsCases, some

RETAINED = "retained"
"""What a case's record says of it where it is known: the act that ended its use."""


@dataclass(frozen=True)
class Retained:
    """A case is retained, or (``is_outside``) is in use. A record that says nothing was found through the gate in SQL."""

    is_outside: bool = True

    def holds(self, record: Mapping[str, Any]) -> bool:
        """Look at the record."""
        return (record.get(RETAINED) is None) is self.is_outside

    def sql(self, metadata: MetaData, table: FromClause) -> ColumnElement[bool]:
        """Look for the case among those retained."""
        retention = metadata.tables["case_retention"]
        found = exists().where(retention.c.case_id == table.c.id).correlate(table)
        return not_(found) if self.is_outside else found


IN_USE: Clause = Retained()


def not_only_retained() -> Clause:
    """Return the condition that a person has no case that is retained, or one in use beside it."""
    return some(OfNoneOfItsCases(Retained(is_outside=False)), OfOneOfItsCases(IN_USE))
