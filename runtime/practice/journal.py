"""The events of made-up records, as the commands would have left them. Must not know how copies are made."""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Mapping
from functools import lru_cache

from runtime.ir.entity import Entity
from runtime.practice.bulk import Bulk
from runtime.practice.route import Step
from runtime.practice.scene import Scene
from runtime.practice.source import Source

Concerned = tuple[uuid.UUID | None, uuid.UUID | None]
"""The case and the person, as far as there are some."""
NOBODY: Concerned = (None, None)
_COLUMNS = (
    "id",
    "at",
    "account_id",
    "office_id",
    "verb",
    "entity",
    "record_id",
    "case_id",
    "person_id",
    "difference",
    "reason",
)


class Journal:
    """Lets events wait in a bulk."""

    def __init__(self, bulk: Bulk, source: Source) -> None:
        self.bulk, self.source = bulk, source
        layout = bulk.layouts["event"]
        self._empty = layout.empty()
        self._places = layout.places(*(name for name in _COLUMNS if name != "difference"))
        self._difference = layout.position["difference"]

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
        case_id, _ = concerned
        assert case_id is not None
        self._add("transition", entity, case_id, at, scene, (_moving(step), step.words), concerned)

    def annulled(
        self,
        entity: Entity,
        action_id: uuid.UUID,
        at: datetime.datetime,
        scene: Scene,
        reason: str,
        concerned: Concerned,
    ) -> None:
        """Note that an action was annulled."""
        told = json.dumps({"annulled_at": [None, at.isoformat()]})
        self._add("annul", entity, action_id, at, scene, (told, reason), (concerned[0], None))

    def linked(
        self, entity: Entity, case_id: uuid.UUID, at: datetime.datetime, scene: Scene, folio: str
    ) -> None:
        """Note at one end of a link what stands at the other."""
        self.told("link", entity, case_id, at, scene, (json.dumps({"linked": [None, folio]}), None))

    def told(
        self,
        verb: str,
        entity: Entity,
        case_id: uuid.UUID,
        at: datetime.datetime,
        scene: Scene,
        told: tuple[str, str | None],
    ) -> None:
        """Note something else that was done to a case; ``told`` is the JSON of its difference, and a reason."""
        self._add(verb, entity, case_id, at, scene, told, (case_id, None))

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
        row = self._empty.copy()
        self._places.put(
            row,
            self.source.key(at),
            at,
            scene.officer,
            scene.office.id,
            verb,
            entity.id,
            str(record_id),
            *concerned,
            reason,
        )
        row[self._difference] = difference
        self.bulk.add("event", row)


@lru_cache(1000)
def _moving(step: Step) -> str:
    told = {"state": [step.source, step.target]}
    return json.dumps(told | ({"closing_reason": [None, step.code]} if step.code else {}))


def inside(system: Mapping[str, object]) -> str:
    """Return the inside of the JSON that tells of a new record's system columns, none of which needs escaping."""
    return ", ".join([f'"{name}": [null, "{value}"]' for name, value in system.items()])
