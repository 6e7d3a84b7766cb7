"""Names of persons with two surnames. Owns what is asked; the value is in ``values.py``."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import String
from typing_extensions import override

from runtime.fields.base import Context, Problem
from runtime.fields.composite import Composite, text_parts
from runtime.fields.sampling import Sampler
from runtime.fields.values import NAME_LENGTH, PersonName
from runtime.ir.catalog import Catalog
from runtime.ir.field import Field

PARTS = ("given", "first", "second", "as_known")


class PersonNameType(Composite[PersonName]):
    """Given names, first and second surname, and how the person is known; any one of them is enough."""

    name = "person_name"
    widget = "person_name"
    parts = PARTS
    filter = "text"
    cel = dict.fromkeys(PARTS, "string")
    value = PersonName
    column_types = {part: String(NAME_LENGTH) for part in PARTS}

    @override
    def build(self, field: Field, texts: Mapping[str, str], context: Context) -> PersonName:
        for part, text in texts.items():
            if len(text) > NAME_LENGTH:
                raise Problem("field.too_long", part, limit=NAME_LENGTH, length=len(text))
        return PersonName(**texts)

    @override
    def show(self, field: Field, value: PersonName, context: Context) -> str:
        return value.full

    @override
    def search_text(self, field: Field, value: PersonName) -> str:
        return " ".join(text_parts(value))

    @override
    def sample(self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]) -> PersonName | None:
        second = sampler.surname() if sampler.random.random() < 0.9 else ""
        return PersonName(sampler.given_name(), sampler.surname(), second)
