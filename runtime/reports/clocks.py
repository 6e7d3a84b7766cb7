"""Which deadlines of which cases a report counts. Must not count them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, FromClause, and_, not_, or_

from runtime.search.case import masked_clocks
from runtime.search.reading import Reading


def countable(
    reading: Reading, clock: FromClause, cases: FromClause, keys: Sequence[str]
) -> ColumnElement[bool]:
    """Return the condition for deadlines of these ids, less those that would tell of a field the actor does not see."""
    masked = [
        and_(cases.c.case_type == kind.key, clock.c.key.in_(sorted(hidden)))
        for kind in reading.model.registry.case_types
        if (hidden := masked_clocks(reading, kind))
    ]
    wanted = clock.c.key.in_(keys)
    return and_(wanted, not_(or_(*masked))) if masked else wanted
