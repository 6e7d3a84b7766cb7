"""The events of made-up records, as the commands would have left them. Must not know how copies are made."""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Mapping

from runtime.ir.entity import Entity
from runtime.practice.bulk import Bulk
from runtime.practice.route import Step
from runtime.practice.scene import Scene
from runtime.practice.source import Source

Concerned = Mapping[str, uuid.UUID]
"""``case_id`` and ``person_id``, as far as there are some."""


class Journal:
    """Lets events wait in a bulk."""

    def __init__(self, bulk: Bulk, source: Source) -> None:
        self.bulk, self.source = bulk, source
        self._layout = bulk.layouts["event"]
        self._difference = self._layout.position["difference"]

    def created(
        self,
        entity: Entity,
        record_id: uuid.UUID,
        at: datetime.datetime,
        scene: Scene,
        told: str,
        concerned: Concerned,
    ) -> None:
        """Note that a record was made; ``told`` is the inside of the JSON of its difference."""
        self._add("create", entity, record_id, at, scene, (f"{{{told}}}", None), concerned)

    def moved(
        self, entity: Entity, step: Step, at: datetime.datetime, scene: Scene, concerned: Concerned
    ) -> None:
        """Note that a case went through a transition."""
        told = {"state": [step.source, step.target]} | (
            {"closing_reason": [None, step.code]} if step.code else {}
        )
        self._add(
            "transition", entity, concerned["case_id"], at, scene, (json.dumps(told), step.words), concerned
        )

    def _add(
        self,
        verb: str,
        entity: Entity,
        record_id: uuid.UUID,
        at: datetime.datetime,
        scene: Scene,
        told: tuple[str, str | None],
        concerned: Concerned,
    ) -> None:
        difference, reason = told
        row = self._layout.row(
            id=self.source.key(at),
            at=at,
            account_id=scene.officer,
            office_id=scene.office.id,
            verb=verb,
            entity=entity.id,
            record_id=str(record_id),
            reason=reason,
            **concerned,
        )
        row[self._difference] = difference
        self.bulk.add("event", row)


def inside(system: Mapping[str, object]) -> str:
    """Return the inside of the JSON that tells of a new record's system columns."""
    return ", ".join(f'"{name}": [null, {json.dumps(str(value))}]' for name, value in system.items())
