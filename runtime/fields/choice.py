"""One or several values of a catalog. Owns what may be chosen; the catalog's content is the IR's."""

from __future__ import annotations

import datetime
import types
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from annotated_types import MaxLen
from pydantic import JsonValue
from sqlalchemy import String
from sqlalchemy.types import TypeEngine
from typing_extensions import override

from runtime.fields.base import Annotation, Column, Context, FieldType, Form, Offer, Options, Problem
from runtime.fields.sampling import Sampler
from runtime.fields.single import Coded
from runtime.i18n.format import join
from runtime.ir.catalog import Catalog, Value
from runtime.ir.field import Field
from runtime.ir.label import text as label_text

CODE_LENGTH = 63
FEW = 6
"""So many values are shown as radios, more as a list to choose from."""


class ChoicesOptions(Options):
    """Which catalog, and which of its values: those whose attributes are as in ``where``."""

    catalog: str
    where: dict[str, str] = {}


class ChoiceOptions(ChoicesOptions):
    """A single choice may also say how it is drawn."""

    widget: Literal["auto", "radios", "select"] = "auto"


def fitting(catalog: Catalog, where: Mapping[str, str]) -> tuple[Value, ...]:
    """Return the values of a catalog whose attributes are as asked, retired ones too."""
    return tuple(value for value in catalog.values if _fits(value, where)) if where else catalog.values


def _fits(value: Value, where: Mapping[str, str]) -> bool:
    return all(value.attributes.get(key) == wanted for key, wanted in where.items())


def offers(
    catalog: Catalog, where: Mapping[str, str], chosen: Sequence[str], context: Context
) -> tuple[Offer, ...]:
    """Return what a catalog offers today; what is already chosen stays even when it is retired."""
    return tuple(
        Offer(value.code, label_text(value.label, context.language), value.parent)
        for value in fitting(catalog, where)
        if value.is_current(context.today) or value.code in chosen
    )


def label_of(catalog: Catalog, code: str, language: str) -> str:
    """Return the label of a code; the code itself if the catalog does not know it."""
    value = catalog.by_code.get(code)
    return code if value is None else label_text(value.label, language)


def sample_code(catalog: Catalog, where: Mapping[str, str], sampler: Sampler) -> str | None:
    """Draw a value that may be chosen today."""
    today = sampler.now.date()
    codes = [value.code for value in fitting(catalog, where) if value.is_current(today)]
    return sampler.random.choice(codes) if codes else None


class ChoiceType(Coded):
    """One value of a catalog, kept as its code."""

    name = "choice"
    options = ChoiceOptions
    widget = "choice"
    filter = "choice"

    @override
    def options_of(self, field: Field) -> ChoiceOptions:
        return ChoiceOptions.of(field)

    def is_short(self, field: Field, catalogs: Mapping[str, Catalog]) -> bool:
        """Whether the choice is drawn as radios."""
        options = self.options_of(field)
        if options.widget != "auto":
            return options.widget == "radios"
        return len(fitting(catalogs[options.catalog], options.where)) <= FEW

    @override
    def column_type(self, field: Field) -> TypeEngine[Any]:
        return String(CODE_LENGTH)

    @override
    def annotation(self, field: Field) -> Annotation:
        return str, (MaxLen(CODE_LENGTH),)

    @override
    def catalogs(self, field: Field) -> Mapping[str, str]:
        return {"": self.options_of(field).catalog}

    @override
    def offers(self, field: Field, value: str | None, context: Context, part: str = "") -> tuple[Offer, ...]:
        options = self.options_of(field)
        return offers(context.catalogs[options.catalog], options.where, [value] if value else [], context)

    @override
    def read(self, field: Field, text: str, context: Context) -> str:
        options = self.options_of(field)
        value = context.catalogs[options.catalog].by_code.get(text)
        if value is None or not _fits(value, options.where):
            raise Problem("field.choice.not_offered")
        return text

    @override
    def show(self, field: Field, value: str, context: Context) -> str:
        return label_of(context.catalogs[self.options_of(field).catalog], value, context.language)

    @override
    def sample(self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]) -> str | None:
        options = self.options_of(field)
        return sample_code(catalogs[options.catalog], options.where, sampler)


class ChoicesType(FieldType[tuple[str, ...]]):
    """Several values of a catalog, in the catalog's order."""

    name = "choices"
    options = ChoicesOptions
    widget = "choices"
    filter = "choice"
    cel = "list(string)"
    is_multiple = True

    @override
    def options_of(self, field: Field) -> ChoicesOptions:
        return ChoicesOptions.of(field)

    @override
    def columns(self, field: Field) -> tuple[Column, ...]:
        return ()

    @override
    def annotation(self, field: Field) -> Annotation:
        return types.GenericAlias(tuple, (str, ...)), ()

    @override
    def catalogs(self, field: Field) -> Mapping[str, str]:
        return {"": self.options_of(field).catalog}

    @override
    def offers(
        self, field: Field, value: tuple[str, ...] | None, context: Context, part: str = ""
    ) -> tuple[Offer, ...]:
        options = self.options_of(field)
        return offers(context.catalogs[options.catalog], options.where, value or (), context)

    @override
    def parse(self, field: Field, name: str, form: Form, context: Context) -> tuple[str, ...] | None:
        options = self.options_of(field)
        chosen = {text.strip() for text in form.get(name, ())} - {""}
        known = [value.code for value in fitting(context.catalogs[options.catalog], options.where)]
        if chosen - set(known):
            raise Problem("field.choice.not_offered")
        return tuple(code for code in known if code in chosen) or None

    @override
    def controls(
        self, field: Field, name: str, value: tuple[str, ...] | None, context: Context
    ) -> dict[str, list[str]]:
        return {name: list(value or ())}

    @override
    def dump(self, field: Field, value: tuple[str, ...]) -> dict[str, object]:
        return {"": value}

    @override
    def load(self, field: Field, columns: Mapping[str, object]) -> tuple[str, ...] | None:
        codes = columns[""]
        assert isinstance(codes, Sequence)
        return tuple(codes) or None

    @override
    def to_json(self, field: Field, value: tuple[str, ...]) -> JsonValue:
        return list(value)

    @override
    def from_json(self, field: Field, data: JsonValue) -> tuple[str, ...]:
        assert isinstance(data, list)
        return tuple(str(code) for code in data)

    @override
    def show(self, field: Field, value: tuple[str, ...], context: Context) -> str:
        catalog = context.catalogs[self.options_of(field).catalog]
        return join([label_of(catalog, code, context.language) for code in value], context.language)

    @override
    def export(self, field: Field, value: tuple[str, ...]) -> dict[str, str]:
        return {"": "; ".join(value)}

    @override
    def condition_value(self, field: Field, value: tuple[str, ...], today: datetime.date) -> object:
        return list(value)

    @override
    def sample(
        self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]
    ) -> tuple[str, ...] | None:
        options = self.options_of(field)
        catalog = catalogs[options.catalog]
        drawn = {sample_code(catalog, options.where, sampler) for _ in range(sampler.random.randint(1, 3))}
        return tuple(value.code for value in catalog.values if value.code in drawn) or None
