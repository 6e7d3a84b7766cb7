"""When somebody was born, or how old they say they are. Owns the two ways to answer; the value is in ``values.py``."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from pydantic import JsonValue, TypeAdapter
from sqlalchemy import Date, Integer, String
from typing_extensions import override

from runtime.fields import dateparts
from runtime.fields.base import Annotation, Column, Context, FieldType, Form, Problem, control
from runtime.fields.date import midnight
from runtime.fields.partial_date import show as show_date
from runtime.fields.sampling import Sampler
from runtime.fields.submitted import line
from runtime.fields.values import OLDEST, AgeOrBirth, PartialDate
from runtime.ir.catalog import Catalog
from runtime.ir.field import Field

_ADAPTER = TypeAdapter(AgeOrBirth)


class AgeOrBirthType(FieldType[AgeOrBirth]):
    """A date of birth as far as it is known, or an age with the day it was told.

    Conditions see ``age`` (today, the lowest it can be), ``first`` and ``last`` (possible days of birth). The
    control ``told`` is hidden: it keeps the day of an age that is saved again unchanged.
    """

    name = "age_or_birth"
    widget = "age_or_birth"
    parts = (*dateparts.PARTS, "age", "told")
    cel = {"age": "int", "first": "timestamp", "last": "timestamp"}

    @override
    def columns(self, field: Field) -> tuple[Column, ...]:
        return Column("birth", String(10)), Column("age", Integer()), Column("told", Date())

    @override
    def annotation(self, field: Field) -> Annotation:
        return AgeOrBirth, ()

    @override
    def parse(self, field: Field, name: str, form: Form, context: Context) -> AgeOrBirth | None:
        birth = dateparts.read_partial(form, name, context)
        text = line(form, name, "age", longest=30)
        if birth is not None and text:
            raise Problem("field.age_or_birth.both", "age")
        if birth is not None:
            return self._of_birth(birth, context)
        if not text:
            return None
        if not (text.isdecimal() and int(text) <= OLDEST):
            raise Problem("field.age_or_birth.age", "age", limit=OLDEST)
        return AgeOrBirth(age=int(text), told=self._told(int(text), line(form, name, "told"), context))

    @override
    def controls(
        self, field: Field, name: str, value: AgeOrBirth | None, context: Context
    ) -> dict[str, list[str]]:
        age = told = ""
        if value is not None and value.age is not None:
            age, told = str(value.age), f"{value.age} {value.told}"
        return dateparts.fill(name, value.birth if value else None) | {
            control(name, "age"): [age],
            control(name, "told"): [told],
        }

    @override
    def dump(self, field: Field, value: AgeOrBirth) -> dict[str, object]:
        birth = None if value.birth is None else str(value.birth)
        return {"birth": birth, "age": value.age, "told": value.told}

    @override
    def load(self, field: Field, columns: Mapping[str, object]) -> AgeOrBirth | None:
        birth, age, told = columns["birth"], columns["age"], columns["told"]
        if birth is not None:
            return AgeOrBirth(birth=PartialDate.from_text(str(birth)))
        if isinstance(age, int) and isinstance(told, datetime.date):
            return AgeOrBirth(age=age, told=told)
        return None

    @override
    def to_json(self, field: Field, value: AgeOrBirth) -> JsonValue:
        found: JsonValue = _ADAPTER.dump_python(value, mode="json", exclude_none=True)
        return found

    @override
    def from_json(self, field: Field, data: JsonValue) -> AgeOrBirth:
        return _ADAPTER.validate_python(data)

    @override
    def show(self, field: Field, value: AgeOrBirth, context: Context) -> str:
        age = value.age_on(context.today)
        if value.birth is not None:
            date = show_date(value.birth, context)
            return context.message("field.age_or_birth.born", count=age, date=date)
        return context.message("field.age_or_birth.about", count=age)

    @override
    def condition_value(self, field: Field, value: AgeOrBirth, today: datetime.date) -> object:
        return {
            "age": value.age_on(today),
            "first": midnight(value.born_first),
            "last": midnight(value.born_last),
        }

    @override
    def blur(self, field: Field, value: AgeOrBirth, day: datetime.date) -> AgeOrBirth | None:
        """Keep the age of that day: a birthday names people."""
        return AgeOrBirth(age=min(value.age_on(day), OLDEST), told=day)

    @override
    def sample(self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]) -> AgeOrBirth | None:
        today = sampler.now.astimezone(sampler.zone).date()
        age = min(80, max(1, round(sampler.random.gauss(32, 13))))
        if sampler.random.random() < 0.2:
            return AgeOrBirth(age=age, told=today)
        day = today - datetime.timedelta(days=age * 365 + sampler.random.randint(0, 364))
        return AgeOrBirth(birth=PartialDate(day.year, day.month, day.day))

    def _of_birth(self, birth: PartialDate, context: Context) -> AgeOrBirth:
        if birth.first > context.today:
            raise Problem("field.age_or_birth.future", "year")
        if birth.year < context.today.year - OLDEST:
            raise Problem("field.age_or_birth.too_old", "year", limit=OLDEST)
        return AgeOrBirth(birth=birth)

    def _told(self, age: int, text: str, context: Context) -> datetime.date:
        """The day the age was told: an age typed anew is told today."""
        said, _, day = text.partition(" ")
        if said != str(age):
            return context.today
        try:
            return min(datetime.date.fromisoformat(day), context.today)
        except ValueError:
            return context.today
