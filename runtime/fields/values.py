"""Values of several parts. Owns how they read and compare; must not know forms or columns."""

from __future__ import annotations

import calendar
import datetime
import decimal
import re
import uuid
from dataclasses import dataclass
from typing import Annotated, Any

from annotated_types import Ge, Le, MaxLen
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from runtime.schema import Digits, OneLine

NAME_LENGTH = 120
OLDEST = 130
AMOUNT_DIGITS = 15
AMOUNT_PLACES = 2
POINT_DIGITS = 9
POINT_PLACES = 6
PARTIAL_DATE = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"

Name = Annotated[OneLine, MaxLen(NAME_LENGTH)]
Country = Annotated[OneLine, MaxLen(3)]


@dataclass(frozen=True)
class PersonName:
    """A person's name: given names, first and second surname, and how the person is known. Any part may be empty."""

    given: Name = ""
    first: Name = ""
    second: Name = ""
    as_known: Name = ""

    @property
    def full(self) -> str:
        """The name as it is said; how the person is known, when no other part is there."""
        return " ".join(part for part in (self.given, self.first, self.second) if part) or self.as_known

    @property
    def sorted(self) -> str:
        """The name as it stands in a list: surnames first."""
        surnames = " ".join(part for part in (self.first, self.second) if part)
        return ", ".join(part for part in (surnames, self.given) if part) or self.as_known


@dataclass(frozen=True)
class PartialDate:
    """A date of which only the year, or year and month, may be known. As JSON it is its ISO text."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs a month")
        datetime.date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @classmethod
    def from_text(cls, text: str) -> PartialDate:
        """Read ``1987``, ``1987-05`` or ``1987-05-03``.

        Raises:
            ValueError: the text is none of them.
        """
        if re.fullmatch(PARTIAL_DATE, text, re.ASCII) is None:
            raise ValueError("neither a year, a month nor a day")
        return cls(*(int(part) for part in text.split("-")))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Accept the value itself or its ISO text."""
        text = core_schema.no_info_after_validator_function(
            cls.from_text, core_schema.str_schema(pattern=f"^{PARTIAL_DATE}$")
        )
        return core_schema.json_or_python_schema(
            text,
            core_schema.union_schema([core_schema.is_instance_schema(cls), text]),
            serialization=core_schema.to_string_ser_schema(),
        )

    def __gt__(self, other: PartialDate) -> bool:
        """Whether it is surely after the other: 1987-05 is not after 1987."""
        return self.first > other.last

    def __str__(self) -> str:
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)

    @property
    def first(self) -> datetime.date:
        """The earliest day it can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> datetime.date:
        """The latest day it can mean."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


@dataclass(frozen=True)
class AgeOrBirth:
    """When a person was born, or the age they gave and the day they gave it."""

    birth: PartialDate | None = None
    age: Annotated[int, Ge(0), Le(OLDEST)] | None = None
    told: datetime.date | None = None

    def __post_init__(self) -> None:
        if (self.birth is None) == (self.age is None) or (self.age is None) != (self.told is None):
            raise ValueError("either a birth date, or an age with the day it was told")

    @property
    def born_first(self) -> datetime.date:
        """The earliest day of birth."""
        if self.birth is not None:
            return self.birth.first
        return _years_before(self._told, self._age + 1) + datetime.timedelta(days=1)

    @property
    def born_last(self) -> datetime.date:
        """The latest day of birth."""
        return self.birth.last if self.birth is not None else _years_before(self._told, self._age)

    def age_on(self, day: datetime.date) -> int:
        """The age in years on that day, the lowest it can be: who may be a minor counts as one."""
        born = self.born_last
        return max(0, day.year - born.year - ((day.month, day.day) < (born.month, born.day)))

    @property
    def _age(self) -> int:
        assert self.age is not None
        return self.age

    @property
    def _told(self) -> datetime.date:
        assert self.told is not None
        return self.told


@dataclass(frozen=True)
class Money:
    """An amount in a currency (ISO 4217)."""

    amount: Annotated[decimal.Decimal, Digits(AMOUNT_DIGITS, AMOUNT_PLACES)]
    currency: Annotated[OneLine, MaxLen(3)]


@dataclass(frozen=True)
class GeoPoint:
    """A point on the earth in decimal degrees: north and east are positive. Six places tell a door from the next."""

    latitude: Annotated[decimal.Decimal, Digits(POINT_DIGITS, POINT_PLACES)]
    longitude: Annotated[decimal.Decimal, Digits(POINT_DIGITS, POINT_PLACES)]


@dataclass(frozen=True)
class DocumentId:
    """An identity document: what kind, its number, the country that issued it, and a note."""

    kind: Annotated[OneLine, MaxLen(63)]
    number: Annotated[OneLine, MaxLen(60)] = ""
    country: Country = ""
    note: Annotated[OneLine, MaxLen(200)] = ""


@dataclass(frozen=True)
class Address:
    """Where somebody lives or something stands; any part may be empty."""

    street: Annotated[OneLine, MaxLen(200)] = ""
    city: Annotated[OneLine, MaxLen(120)] = ""
    region: Annotated[OneLine, MaxLen(120)] = ""
    postcode: Annotated[OneLine, MaxLen(20)] = ""
    country: Country = ""


@dataclass(frozen=True)
class Attached:
    """A file kept with the case: the attachment's id and the name it came with."""

    id: uuid.UUID
    name: Annotated[OneLine, MaxLen(255)]


def _years_before(day: datetime.date, years: int) -> datetime.date:
    year = max(1, day.year - years)
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))
