"""Actuaciones. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated

from annotated_types import MaxLen

from runtime.schema import Line, Lines, Schema


class ActionCreate(Schema):
    """Actuación."""

    nota: Annotated[str, Lines(), MaxLen(max_length=6000)]
    resultado: Annotated[str, MaxLen(max_length=63)]
    contraparte: uuid.UUID | None = None
    siguiente_paso: Annotated[str, Line(), MaxLen(max_length=200)] | None = None
    siguiente_el: datetime.date | None = None


class ActionUpdate(Schema):
    """Actuación."""

    nota: Annotated[str, Lines(), MaxLen(max_length=6000)] | None = None
    resultado: Annotated[str, MaxLen(max_length=63)] | None = None
    contraparte: uuid.UUID | None = None
    siguiente_paso: Annotated[str, Line(), MaxLen(max_length=200)] | None = None
    siguiente_el: datetime.date | None = None
