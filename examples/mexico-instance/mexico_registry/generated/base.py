"""The metadata of this registry's tables. Written from the blueprint mexico."""

from __future__ import annotations

from sqlalchemy.orm import DeclarativeBase

from runtime.storage import system_tables


class Base(DeclarativeBase):
    """What every table of this registry belongs to."""


system_tables(Base.metadata)
