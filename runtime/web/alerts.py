"""What must be read before all else of a record: how to reach a person without harm, for one. Must not load records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from runtime.http.context import Visit
from runtime.ir.registry import Registry
from runtime.web.outline import outline


@dataclass(frozen=True)
class AlertLine:
    """One warning: a label that says it all, or what it is about with its words.

    ``where`` names the case it stands in, when that is not the page it is shown on.
    """

    label: str
    words: str
    where: str = ""
    url: str = ""


def alerts_of(
    visit: Visit, entity_id: str, values: Mapping[str, Any], where: str = "", url: str = ""
) -> list[AlertLine]:
    """Return the warnings of a record among what the visitor sees of it; an answer "no" warns of nothing."""
    of, found = outline(visit.model, visit.actor, entity_id, visit.language), []
    for piece in of.alerting:
        value = values.get(piece.id)
        if value not in (None, False):
            words = "" if value is True else piece.type.show(piece.field, value, visit.context)
            found.append(AlertLine(piece.label, words, where, url))
    return found


def can_warn(registry: Registry, entity_id: str) -> bool:
    """Whether an entity has fields that warn."""
    entity = registry.by_id[entity_id]
    return any(field.alert for field in registry.fields_of(entity))


def once(lines: Sequence[AlertLine]) -> list[AlertLine]:
    """Return the lines without those that say the same again."""
    return list({(line.label, line.words): line for line in reversed(lines)}.values())[::-1]
