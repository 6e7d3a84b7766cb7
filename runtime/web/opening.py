"""Which sections of a stored record stay closed on its page. Must not hide a value that is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from runtime.http.context import Visit
from runtime.storage.conditions import Moment
from runtime.web.outline import Outline, Part


@dataclass(frozen=True)
class Around:
    """What the conditions of a case see beside its own values."""

    person: Mapping[str, Any] = field(default_factory=dict)
    state: str | None = None


ALONE = Around()


def open_sections(
    visit: Visit, of: Outline, values: Mapping[str, Any], unknown: Mapping[str, str], around: Around
) -> tuple[Part, ...]:
    """Return the sections a page shows: all but those whose condition does not hold and that hold nothing."""
    if not of.has_conditional_sections:
        return of.sections
    moment = Moment(visit.now, visit.context.today, around.state)
    data = visit.model.conditions.data(of.entity.id, values, unknown, moment, around.person)

    def is_open(part: Part) -> bool:
        if part.visible is None or any(piece.id in values or piece.id in unknown for piece in part.pieces):
            return True
        return visit.model.conditions.evaluate(of.entity.id, part.visible.text, data) is True

    return tuple(part for part in of.sections if is_open(part))
