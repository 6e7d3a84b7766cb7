"""Countries, places of a catalog, addresses and languages. Owns how they are chosen; names are ``runtime.i18n``'s."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotated_types import MaxLen
from sqlalchemy import String
from sqlalchemy.types import TypeEngine
from typing_extensions import override

from runtime.fields.base import Annotation, Context, Offer, Options, Problem
from runtime.fields.choice import CODE_LENGTH, label_of, offers, sample_code
from runtime.fields.composite import Composite
from runtime.fields.sampling import Sampler
from runtime.fields.single import Coded
from runtime.fields.values import Address
from runtime.i18n.countries import countries, country_name, find_country
from runtime.i18n.languages import find_language, language_name, languages
from runtime.ir.catalog import Catalog
from runtime.ir.field import Field


class CountryType(Coded):
    """A country by its ISO 3166-1 alpha-3 code."""

    name = "country"
    widget = "country"
    filter = "choice"

    @override
    def column_type(self, field: Field) -> TypeEngine[Any]:
        return String(3)

    @override
    def annotation(self, field: Field) -> Annotation:
        return str, (MaxLen(3),)

    @override
    def offers(self, field: Field, value: str | None, context: Context, part: str = "") -> tuple[Offer, ...]:
        return offer_countries(context)

    @override
    def read(self, field: Field, text: str, context: Context) -> str:
        return read_country(text, context)

    @override
    def show(self, field: Field, value: str, context: Context) -> str:
        return country_name(value, context.language)

    @override
    def sample(self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]) -> str | None:
        return sampler.country if sampler.random.random() < 0.8 else "USA"


class LanguageType(Coded):
    """A language by its ISO 639-3 code."""

    name = "language"
    widget = "language"
    filter = "choice"

    @override
    def column_type(self, field: Field) -> TypeEngine[Any]:
        return String(3)

    @override
    def annotation(self, field: Field) -> Annotation:
        return str, (MaxLen(3),)

    @override
    def offers(self, field: Field, value: str | None, context: Context, part: str = "") -> tuple[Offer, ...]:
        offered = tuple(Offer(code, name) for code, name in languages(context.language))
        if value is None or any(offer.code == value for offer in offered):
            return offered
        return (*offered, Offer(value, language_name(value, context.language)))

    @override
    def read(self, field: Field, text: str, context: Context) -> str:
        code = find_language(text, context.language)
        if code is None:
            raise Problem("field.language.unknown")
        return code

    @override
    def show(self, field: Field, value: str, context: Context) -> str:
        return language_name(value, context.language)

    @override
    def sample(self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]) -> str | None:
        return sampler.random.choice(("spa", "spa", "spa", "spa", "spa", "eng", "nah", "yua", "mam", "quc"))


class PlaceOptions(Options):
    """Which hierarchical catalog of places."""

    catalog: str


class PlaceType(Coded):
    """A value of a hierarchical catalog of places, shown with what it lies in."""

    name = "place"
    options = PlaceOptions
    widget = "place"
    filter = "choice"

    @override
    def options_of(self, field: Field) -> PlaceOptions:
        return PlaceOptions.of(field)

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
        return offers(self._catalog(field, context), {}, [value] if value else [], context)

    @override
    def read(self, field: Field, text: str, context: Context) -> str:
        if text not in self._catalog(field, context).by_code:
            raise Problem("field.choice.not_offered")
        return text

    @override
    def show(self, field: Field, value: str, context: Context) -> str:
        catalog = self._catalog(field, context)
        return ", ".join(label_of(catalog, code, context.language) for code in _upwards(catalog, value))

    @override
    def sample(self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]) -> str | None:
        return sample_code(catalogs[self.options_of(field).catalog], {}, sampler)

    def _catalog(self, field: Field, context: Context) -> Catalog:
        return context.catalogs[self.options_of(field).catalog]


class AddressType(Composite[Address]):
    """An address as people write it on an envelope; any part may be empty."""

    name = "address"
    widget = "address"
    parts = ("street", "city", "region", "postcode", "country")
    cel = dict.fromkeys(parts, "string")
    value = Address
    column_types = {
        "street": String(200),
        "city": String(120),
        "region": String(120),
        "postcode": String(20),
        "country": String(3),
    }

    @override
    def offers(
        self, field: Field, value: Address | None, context: Context, part: str = ""
    ) -> tuple[Offer, ...]:
        return offer_countries(context) if part == "country" else ()

    @override
    def build(self, field: Field, texts: Mapping[str, str], context: Context) -> Address | None:
        country = read_country(texts["country"], context, "country") if texts["country"] else ""
        for part, kind in self.column_types.items():
            limit = getattr(kind, "length", None)
            if part != "country" and limit is not None and len(texts[part]) > limit:
                raise Problem("field.too_long", part, limit=limit, length=len(texts[part]))
        return Address(**{**texts, "country": country})

    @override
    def show(self, field: Field, value: Address, context: Context) -> str:
        town = " ".join(part for part in (value.postcode, value.city) if part)
        country = country_name(value.country, context.language) if value.country else ""
        return ", ".join(part for part in (value.street, town, value.region, country) if part)

    @override
    def search_text(self, field: Field, value: Address) -> str:
        return " ".join(part for part in (value.street, value.city, value.region) if part)

    @override
    def sample(self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]) -> Address | None:
        return Address(city=sampler.town(), country=sampler.country)


def offer_countries(context: Context) -> tuple[Offer, ...]:
    """Return every country."""
    return tuple(Offer(code, name) for code, name in countries(context.language))


def read_country(text: str, context: Context, part: str = "") -> str:
    """Read a country by code or name.

    Raises:
        Problem: there is no such country.
    """
    code = find_country(text, context.language)
    if code is None:
        raise Problem("field.country.unknown", part)
    return code


def _upwards(catalog: Catalog, code: str) -> list[str]:
    """Return the code and those it lies in, nearest first."""
    found = [code]
    value = catalog.by_code.get(code)
    while value is not None and value.parent is not None and value.parent not in found:
        found.append(value.parent)
        value = catalog.by_code.get(value.parent)
    return found
