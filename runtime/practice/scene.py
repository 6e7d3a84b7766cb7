"""Where a copy plays: the office, its officer, and how far it lies from the original. Owns nothing but the bundle."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from runtime.practice.places import Office
from runtime.practice.sheet import Sheet, Shift
from runtime.practice.story import Story


@dataclass(frozen=True)
class Scene:
    """An office, who works there on this, and the shift of a copy."""

    office: Office
    officer: uuid.UUID
    shift: Shift


@dataclass(frozen=True)
class Play:
    """A story made ready to be copied often."""

    story: Story
    person: Sheet
    case: Sheet
    acts: tuple[Sheet, ...]


@dataclass(frozen=True)
class Course:
    """What happened in a copy, in UTC: when it was registered, when the case entered which state, and what was done of which type."""

    registered_at: datetime.datetime
    entered: tuple[tuple[str, datetime.datetime], ...]
    done: tuple[tuple[str, datetime.datetime], ...]
    closed_at: datetime.datetime | None
