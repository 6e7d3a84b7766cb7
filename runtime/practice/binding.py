"""Places of made-up events in their chains, and the heads these leave. Must not know what was told."""

from __future__ import annotations

import json
import operator
from collections import defaultdict

from runtime.practice.bulk import Bulk, Row
from runtime.storage.chain import NOTHING, TOLD, Binder, canonical_difference

_CASE, _PERSON = "case", "person"
_DATE_END, _SECONDS_END = 19, 26
"""Where the seconds of a moment in writing end, without and with their parts."""


class Binding:
    """Binds the events that wait in a bulk. All events of a chain must wait in it at once."""

    def __init__(self, bulk: Bulk, binder: Binder) -> None:
        self._bulk, self._binder = bulk, binder
        event, head = bulk.layouts["event"], bulk.layouts["chain_head"]
        position = event.position
        self._told = operator.itemgetter(*(position[name] for name in TOLD))
        self._at, self._id = position["at"], position["id"]
        self._case, self._person, self._record, self._entity = (
            position[name] for name in ("case_id", "person_id", "record_id", "entity")
        )
        self._place = tuple(position[name] for name in ("chain", "seq", "digest"))
        self._head = head
        self._heads = head.places("kind", "record_id", "seq", "anchored")
        self._at_told, self._difference = TOLD.index("at"), TOLD.index("difference")

    def bind(self) -> None:
        """Give each waiting event its place; heads wait beside them."""
        chains: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self._bulk.waiting("event"):
            chains[self._chain(row)].append(row)
        by_time = operator.itemgetter(self._at, self._id)
        for chain, rows in chains.items():
            rows.sort(key=by_time)
            self._bind(chain, rows)

    def _bind(self, chain: str, rows: list[Row]) -> None:
        place, digest, previous = self._place, self._binder.digest, NOTHING
        for seq, row in enumerate(rows, 1):
            previous = digest(previous, chain, seq, self._telling(row))
            row[place[0]], row[place[1]], row[place[2]] = chain, seq, previous
        first = rows[0]
        kind = _CASE if first[self._case] else _PERSON if first[self._person] else first[self._entity]
        record_id = f"{chain[:8]}-{chain[8:12]}-{chain[12:16]}-{chain[16:20]}-{chain[20:]}"
        head, position = self._head.empty(), self._head.position
        self._heads.put(head, kind, record_id, len(rows), False)
        # Plain, unlike what the column's type makes of bytes: these travel between processes.
        head[position["chain"]], head[position["digest"]] = chain, previous
        head[position["seal"]] = self._binder.seal(chain, len(rows), previous)
        self._bulk.add("chain_head", head)

    def _chain(self, row: Row) -> str:
        chain: str = row[self._case] or row[self._person] or row[self._record].replace("-", "")
        return chain

    def _telling(self, row: Row) -> list[object]:
        told = list(self._told(row))
        told[self._at_told] = _moment(told[self._at_told])
        difference = told[self._difference]
        if difference is not None:
            told[self._difference] = canonical_difference(json.loads(difference))
        return told


def _moment(at: str) -> str:
    """Write a moment in UTC, as either driver takes it, as the proof covers it."""
    parts = at[_DATE_END:_SECONDS_END]
    return at[:_DATE_END] + (parts if parts.startswith(".") else ".000000")
