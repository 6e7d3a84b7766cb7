"""How values of each type can be counted: as groups, as a sum, as the date of a period. Owns that one table of types."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import Date

from runtime.fields.birth import AgeOrBirthType
from runtime.fields.clock import DurationType
from runtime.fields.columns import has_child_table, stored_columns
from runtime.fields.money import MoneyType
from runtime.fields.number import DecimalType, IntegerType
from runtime.fields.registry import field_type
from runtime.ir.field import Field
from runtime.sqltypes import Instant

Group = Literal["code", "codes", "reference", "age"]
Sum = Literal["number", "money"]


def group_of(field: Field) -> Group | None:
    """Return how the values of a field fall into groups; ``None`` when they do not, or are encrypted."""
    kind = field_type(field.type)
    if field.is_encrypted:
        return None
    if isinstance(kind, AgeOrBirthType):
        return "age"
    if kind.filter != "choice":
        return None
    if has_child_table(field):
        return "codes"
    columns = stored_columns(field)
    if len(columns) != 1 or columns[0].target == "person":
        # A group for each person would be a list of people.
        return None
    return "reference" if columns[0].target is not None else "code"


def sum_of(field: Field) -> Sum | None:
    """Return how the values of a field add up: as one number, or as one for each currency."""
    kind = field_type(field.type)
    if field.is_encrypted:
        return None
    if isinstance(kind, MoneyType):
        return "money"
    return "number" if isinstance(kind, IntegerType | DecimalType | DurationType) else None


def is_moment(field: Field) -> bool:
    """Whether a date says the hour too."""
    return is_date(field) and isinstance(stored_columns(field)[0].type, Instant)


def is_date(field: Field) -> bool:
    """Whether the field says a whole day or a moment, so that a period can go by it."""
    if field.is_encrypted or has_child_table(field):
        return False
    columns = stored_columns(field)
    return len(columns) == 1 and isinstance(columns[0].type, Date | Instant)
