"""National numbers and identity documents. Owns asking; the schemes are in ``schemes.py``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotated_types import MaxLen
from pydantic import field_validator
from pydantic_core import PydanticCustomError
from sqlalchemy import String
from sqlalchemy.types import TypeEngine
from typing_extensions import override

from runtime.fields.base import Annotation, Context, Offer, Options, Problem
from runtime.fields.choice import CODE_LENGTH, label_of, offers, sample_code
from runtime.fields.composite import Composite
from runtime.fields.place import offer_countries, read_country
from runtime.fields.sampling import Sampler
from runtime.fields.schemes import SCHEMES, Scheme
from runtime.fields.single import Coded
from runtime.fields.values import DocumentId
from runtime.i18n.countries import country_name
from runtime.ir.catalog import Catalog
from runtime.ir.field import Field
from runtime.schema import Line

_NUMBER_LENGTH = 40


class NationalIdOptions(Options):
    """Which scheme; ``strict`` refuses a number with a wrong check digit instead of asking."""

    scheme: str
    strict: bool = False

    @field_validator("scheme")
    @classmethod
    def _exists(cls, scheme: str) -> str:
        if scheme not in SCHEMES:
            raise PydanticCustomError(
                "unknown_scheme",
                "there is no scheme {scheme}; there are {schemes}",
                {"scheme": scheme, "schemes": ", ".join(SCHEMES)},
            )
        return scheme


class NationalIdType(Coded):
    """A national number, kept without blanks and dashes."""

    name = "national_id"
    options = NationalIdOptions
    widget = "national_id"
    filter = "text"

    @override
    def options_of(self, field: Field) -> NationalIdOptions:
        return NationalIdOptions.of(field)

    @override
    def column_type(self, field: Field) -> TypeEngine[Any]:
        return String(_NUMBER_LENGTH)

    @override
    def annotation(self, field: Field) -> Annotation:
        return str, (Line(), MaxLen(_NUMBER_LENGTH))

    @override
    def read(self, field: Field, text: str, context: Context) -> str:
        scheme = self._scheme(field)
        number = scheme.normalise(text)
        if not scheme.has_shape(number):
            raise Problem(f"field.national_id.{scheme.name}")
        if self.options_of(field).strict:
            for doubt in _doubts(scheme, number):
                raise doubt
        return number

    @override
    def doubts(self, field: Field, value: str) -> tuple[Problem, ...]:
        return _doubts(self._scheme(field), value)

    @override
    def show(self, field: Field, value: str, context: Context) -> str:
        scheme = self._scheme(field)
        return scheme.write(value) if scheme.has_shape(value) else value

    @override
    def search_text(self, field: Field, value: str) -> str:
        return value

    @override
    def sample(self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]) -> str | None:
        return self._scheme(field).draw(sampler.random)

    def _scheme(self, field: Field) -> Scheme:
        return SCHEMES[self.options_of(field).scheme]


def _doubts(scheme: Scheme, number: str) -> tuple[Problem, ...]:
    if not scheme.has_shape(number):
        return (Problem(f"field.national_id.{scheme.name}"),)
    if not scheme.is_sound(number):
        return (Problem("field.national_id.part"),)
    return () if scheme.has_right_digit(number) else (Problem("field.national_id.digit"),)


class DocumentIdOptions(Options):
    """The catalog of kinds of documents."""

    catalog: str


class DocumentIdType(Composite[DocumentId]):
    """An identity document: kind, number, country that issued it, and a note."""

    name = "document_id"
    options = DocumentIdOptions
    widget = "document_id"
    parts = ("kind", "number", "country", "note")
    filter = "text"
    cel = {"kind": "string", "number": "string", "country": "string"}
    value = DocumentId
    column_types = {
        "kind": String(CODE_LENGTH),
        "number": String(60),
        "country": String(3),
        "note": String(200),
    }

    @override
    def options_of(self, field: Field) -> DocumentIdOptions:
        return DocumentIdOptions.of(field)

    @override
    def catalogs(self, field: Field) -> Mapping[str, str]:
        return {"kind": self.options_of(field).catalog}

    @override
    def offers(
        self, field: Field, value: DocumentId | None, context: Context, part: str = ""
    ) -> tuple[Offer, ...]:
        if part == "country":
            return offer_countries(context)
        if part != "kind":
            return ()
        return offers(self._kinds(field, context), {}, [value.kind] if value else [], context)

    @override
    def build(self, field: Field, texts: Mapping[str, str], context: Context) -> DocumentId | None:
        if not (texts["kind"] or texts["number"]):
            # A form shows a country chosen beforehand: alone it says nothing.
            return None
        if texts["kind"] not in self._kinds(field, context).by_code:
            raise Problem("field.document_id.kind", "kind")
        for part, limit in (("number", 60), ("note", 200)):
            if len(texts[part]) > limit:
                raise Problem("field.too_long", part, limit=limit, length=len(texts[part]))
        country = read_country(texts["country"], context, "country") if texts["country"] else ""
        return DocumentId(texts["kind"], texts["number"], country, texts["note"])

    @override
    def show(self, field: Field, value: DocumentId, context: Context) -> str:
        kind = label_of(self._kinds(field, context), value.kind, context.language)
        country = f"({country_name(value.country, context.language)})" if value.country else ""
        shown = " ".join(part for part in (kind, value.number, country) if part)
        return f"{shown}. {value.note}" if value.note else shown

    @override
    def search_text(self, field: Field, value: DocumentId) -> str:
        # Found however its groups are written: "A-204 998 321" and "A204998321".
        whole = "".join(character for character in value.number if character.isalnum())
        return value.number if whole == value.number else f"{value.number} {whole}"

    @override
    def sample(self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]) -> DocumentId | None:
        kind = sample_code(catalogs[self.options_of(field).catalog], {}, sampler)
        if kind is None:
            return None
        return DocumentId(
            kind, f"{sampler.random.choice('GNX')}{sampler.random.randint(10**7, 10**8 - 1)}", sampler.country
        )

    def _kinds(self, field: Field, context: Context) -> Catalog:
        return context.catalogs[self.options_of(field).catalog]
