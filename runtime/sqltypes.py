"""Portable column types of generated models and system tables. Owns their storage; must not know fields."""

from __future__ import annotations

import datetime
import decimal
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Numeric, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine


class Instant(TypeDecorator[datetime.datetime]):
    """A moment in UTC: aware going in and coming out, on SQLite too (which keeps no zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime.datetime | None, dialect: Dialect
    ) -> datetime.datetime | None:
        """Refuse a naive moment; hand SQLite a naive one in UTC.

        Raises:
            ValueError: the moment has no time zone.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        utc = value.astimezone(datetime.UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(
        self,
        value: datetime.datetime | None,
        dialect: Dialect,  # noqa: ARG002 - both give a moment
    ) -> datetime.datetime | None:
        """Give back an aware moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=datetime.UTC) if value.tzinfo is None else value.astimezone(datetime.UTC)

    def __repr__(self) -> str:
        """Print what rebuilds the object, for generated code."""
        return "Instant()"


class Document(TypeDecorator[object]):
    """A JSON value: ``JSONB`` on PostgreSQL, text on SQLite."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the database's own type."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(JSONB(none_as_null=True))
        return dialect.type_descriptor(JSON(none_as_null=True))

    def __repr__(self) -> str:
        """Print what rebuilds the object, for generated code."""
        return "Document()"


class Exact(TypeDecorator[decimal.Decimal]):
    """A decimal that comes back as it went in: ``NUMERIC`` on both databases.

    SQLite keeps it as a floating number, exact up to fifteen digits, and the scale restores it.
    """

    impl = Numeric
    cache_ok = True

    def __init__(self, precision: int, scale: int) -> None:
        if precision > 15:
            raise ValueError("SQLite keeps no more than fifteen digits")
        super().__init__(precision, scale)
        self.precision = precision
        self.scale = scale

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Take plain numbers on SQLite, whose driver knows no decimals."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(Numeric(self.precision, self.scale, asdecimal=False))
        return dialect.type_descriptor(Numeric(self.precision, self.scale))

    def process_bind_param(self, value: decimal.Decimal | None, dialect: Dialect) -> Any:
        """Hand SQLite a floating number."""
        return float(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> decimal.Decimal | None:  # noqa: ARG002 - both give a number
        """Give back a decimal with its places."""
        if value is None:
            return None
        return decimal.Decimal(value).quantize(decimal.Decimal(1).scaleb(-self.scale))

    def __repr__(self) -> str:
        """Print what rebuilds the object, for generated code."""
        return f"Exact(precision={self.precision}, scale={self.scale})"
