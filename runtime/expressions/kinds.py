"""The CEL types that fields have. Owns their names; must not import the engine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

CelType = Literal["string", "int", "double", "bool", "timestamp", "list(string)"]
CelTypes = CelType | Mapping[str, CelType]
"""The type of a value, or the types of its parts (``monto.amount``)."""
