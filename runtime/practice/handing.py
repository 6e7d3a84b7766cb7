"""Made-up transfers of cases between offices: rows and events as the commands leave them. Must not move cases."""

from __future__ import annotations

import datetime
import json
import uuid
from dataclasses import dataclass
from typing import Literal

from runtime.ir.entity import Entity
from runtime.practice.bulk import Bulk
from runtime.practice.journal import Journal
from runtime.practice.places import Office
from runtime.practice.scene import Scene
from runtime.practice.source import Source

Answer = Literal["accepted", "refused"]


@dataclass(frozen=True)
class Handing:
    """Where a case was to go, who answers there and how; without an answer it waits."""

    office: Office
    officer: uuid.UUID
    answer: Answer | None
    reason: str
    words: str


class Handings:
    """Lets rows of transfers wait in a bulk."""

    def __init__(self, bulk: Bulk, source: Source, journal: Journal) -> None:
        self.bulk, self.source, self._journal = bulk, source, journal
        layout = bulk.layouts["transfer"]
        self._empty = layout.empty()
        self._asking = layout.places(
            "id", "case_id", "from_office_id", "to_office_id", "reason", "asked_at", "asked_by"
        )
        self._answering = layout.places("answer", "answer_reason", "answered_at", "answered_by")

    def hand(
        self,
        handing: Handing,
        entity: Entity,
        case_id: uuid.UUID,
        moments: tuple[datetime.datetime, datetime.datetime],
        scene: Scene,
    ) -> None:
        """Ask an office to take a case over, at the first moment, and have it answer at the second."""
        asked_at, answered_at = moments
        row = self._empty.copy()
        office, other = scene.office.id, handing.office.id
        transfer_id = self.source.key(asked_at)
        self._asking.put(row, transfer_id, case_id, office, other, handing.reason, asked_at, scene.officer)
        told = json.dumps({"transfer": [None, other]})
        self._journal.told("transfer", entity, case_id, asked_at, scene, (told, handing.reason))
        there = Scene(handing.office, handing.officer, scene.shift)
        if handing.answer == "accepted":
            self._answering.put(row, "accepted", None, answered_at, handing.officer)
            told = json.dumps(
                {
                    "office_id": [office, other],
                    "responsible_id": [str(scene.officer), str(handing.officer)],
                }
            )
            self._journal.told("accept_transfer", entity, case_id, answered_at, there, (told, None))
        elif handing.answer == "refused":
            self._answering.put(row, "refused", handing.words, answered_at, handing.officer)
            told = json.dumps({"transfer": [other, None]})
            self._journal.told("refuse_transfer", entity, case_id, answered_at, there, (told, handing.words))
        self.bulk.add("transfer", row)
