"""Coded values of made-up records, as their fields offer them: a case type's typologies, options under conditions."""

from __future__ import annotations

from typing import Any

from runtime.ir.entity import Entity
from runtime.ir.field import Field
from runtime.practice.source import Source
from runtime.records.offering import Holds, Offering, offerings
from runtime.storage.model import Model


def fitting(model: Model, source: Source, entity: Entity, item: Field, value: Any, holds: Holds) -> Any:
    """Return a value if it is offered as things stand, else one like it that is; ``None`` where nothing is."""
    parts = offerings(model, entity).get(item.id)
    offering = parts.get("") if parts else None
    if offering is None:
        return value
    if isinstance(value, tuple):
        return tuple(code for code in value if offering.fits(code, holds)) or None
    if not isinstance(value, str) or offering.fits(value, holds):
        return value
    codes = _codes(model, source, offering, holds)
    return source.pick(codes) if codes else None


def _codes(model: Model, source: Source, offering: Offering, holds: Holds) -> list[str]:
    today = source.now.date()
    return [
        value.code
        for value in model.registry.catalog_by_id[offering.catalog].values
        if value.is_current(today) and offering.fits(value.code, holds)
    ]
