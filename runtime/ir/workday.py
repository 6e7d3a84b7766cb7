"""Which days of a calendar an office works: the words a blueprint uses. Reckoning is ``runtime.records.workdays``'."""

from __future__ import annotations

from typing import Literal

Day = Literal["open", "closed"]

EVERYWHERE = "all"
"""Stands for every country."""
