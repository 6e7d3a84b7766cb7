"""A point on the earth by latitude and longitude. Owns how people write one; must not draw maps."""

from __future__ import annotations

import decimal
import re
from collections.abc import Mapping

from typing_extensions import override

from runtime.fields.base import Context, Problem
from runtime.fields.composite import Composite
from runtime.fields.sampling import Sampler
from runtime.fields.values import POINT_DIGITS, POINT_PLACES, GeoPoint
from runtime.ir.catalog import Catalog
from runtime.ir.field import Field
from runtime.sqltypes import Exact

_LIMITS = {"latitude": 90, "longitude": 180}
_MINUS = "\N{MINUS SIGN}"
_PRIMES = "'\N{PRIME}\N{RIGHT SINGLE QUOTATION MARK}"
_DOUBLE_PRIMES = '"\N{DOUBLE PRIME}\N{RIGHT DOUBLE QUOTATION MARK}'
_NUMBER = r"\d{1,3}(?:[.,]\d+)?"
_WRITTEN = re.compile(
    rf"(?P<sign>[+\-{_MINUS}])?\s*(?P<degrees>{_NUMBER})\s*[°º]?"
    rf"(?:\s*(?P<minutes>{_NUMBER})\s*[{_PRIMES}])?(?:\s*(?P<seconds>{_NUMBER})\s*(?:[{_DOUBLE_PRIMES}]|''))?"
    r"\s*(?P<side>[NSEWOnsewo])?"
)
_BETWEEN = re.compile(rf"\s*[,;]\s+|\s*[,;](?=[+\-{_MINUS}])|\s+(?=[+\-{_MINUS}\d])")
"""Between the two numbers of a pair. A comma alone may be that of a decimal."""
_NEGATIVE = {"latitude": "S", "longitude": "WO"}
_POSITIVE = {"latitude": "N", "longitude": "E"}
_SIXTY = decimal.Decimal(60)
_STEP = decimal.Decimal(1).scaleb(-POINT_PLACES)


class GeoPointType(Composite[GeoPoint]):
    """Degrees as a map gives them; both may be pasted into the first control."""

    name = "geo_point"
    widget = "geo_point"
    parts = ("latitude", "longitude")
    cel = dict.fromkeys(parts, "double")
    value = GeoPoint
    column_types = dict.fromkeys(parts, Exact(POINT_DIGITS, POINT_PLACES))

    @override
    def build(self, field: Field, texts: Mapping[str, str], context: Context) -> GeoPoint | None:
        first, second = texts["latitude"], texts["longitude"]
        if first and not second:
            first, second = _split(first)
        return GeoPoint(_read(first, "latitude"), _read(second, "longitude"))

    @override
    def dump(self, field: Field, value: GeoPoint) -> dict[str, object]:
        return {"latitude": value.latitude, "longitude": value.longitude}

    @override
    def write(self, field: Field, part: str, held: object, context: Context) -> str:
        assert isinstance(held, decimal.Decimal)
        return _plain(held)

    @override
    def show(self, field: Field, value: GeoPoint, context: Context) -> str:
        # As maps take it, in every language: with a point and a comma between.
        return f"{_plain(value.latitude)}, {_plain(value.longitude)}"

    @override
    def condition_value(self, field: Field, value: GeoPoint, today: object) -> object:
        return {"latitude": float(value.latitude), "longitude": float(value.longitude)}

    @override
    def sample(self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]) -> GeoPoint | None:
        # North America: what these registries look after.
        latitude, longitude = (
            sampler.random.randint(150_000, 470_000),
            sampler.random.randint(-1_200_000, -750_000),
        )
        return GeoPoint(
            (decimal.Decimal(latitude) / 10_000).quantize(_STEP),
            (decimal.Decimal(longitude) / 10_000).quantize(_STEP),
        )


def _split(text: str) -> tuple[str, str]:
    """Both numbers of a pair in one text: `19.4326, -99.1332`. One number stays as it is."""
    for gap in _BETWEEN.finditer(text):
        first, second = text[: gap.start()], text[gap.end() :]
        if _WRITTEN.fullmatch(first.strip()) and _WRITTEN.fullmatch(second.strip()):
            return first, second
    return text, ""


def _read(text: str, part: str) -> decimal.Decimal:
    """Read degrees, perhaps with minutes and seconds, a sign or a side of the world.

    Raises:
        Problem: there are none, or there is no such place.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise Problem("field.geo_point.not_read" if text else "field.geo_point.incomplete", part)
    side = (found["side"] or "").upper()
    if side and side not in _NEGATIVE[part] + _POSITIVE[part]:
        raise Problem("field.geo_point.other_part", part)
    degrees = (
        _number(found["degrees"]) + (_number(found["minutes"]) + _number(found["seconds"]) / _SIXTY) / _SIXTY
    )
    if degrees > _LIMITS[part]:
        raise Problem("field.geo_point.out_of_range", part, limit=_LIMITS[part])
    is_negative = found["sign"] in ("-", _MINUS) or (side != "" and side in _NEGATIVE[part])
    return (-degrees if is_negative else degrees).quantize(_STEP)


def _number(text: str | None) -> decimal.Decimal:
    return decimal.Decimal((text or "0").replace(",", "."))


def _plain(degrees: decimal.Decimal) -> str:
    text = f"{degrees:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
