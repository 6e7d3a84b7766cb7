"""The file of a country's regional indicators: numbers by family, office country and month. Owns its form; no person is in it."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

FORMAT = "acompana/indicators"
VERSION = 1


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Row(_Part):
    """One number. ``value`` is null when it is hidden.

    ``family`` is a regional family, null for what belongs to none (a visit without a case); ``country`` that of the
    offices, null for all of them; ``month`` is ``2026-03``, null for the whole period; ``band`` the first day of a band of days open;
    ``part`` one of the parts the region tells an indicator in.
    """

    indicator: str
    measure: str
    family: str | None
    country: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    month: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}$")
    band: str | None = None
    part: str | None = None
    value: float | None


class Aggregate(_Part):
    """What a country shares: who, of which time, what is hidden, and the rows."""

    format: Literal["acompana/indicators"] = "acompana/indicators"
    version: int = VERSION
    country: str = Field(pattern=r"^[A-Z]{3}$")
    blueprint: str
    blueprint_version: str
    first: datetime.date
    last: datetime.date
    least: int
    is_practice: bool = False
    rows: tuple[Row, ...]
