"""Field types by name. Owns the list; nothing else may name a type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runtime.fields.attachment import FileType, ImageType, SignatureType
from runtime.fields.base import FieldType
from runtime.fields.birth import AgeOrBirthType
from runtime.fields.boolean import BooleanType
from runtime.fields.choice import ChoicesType, ChoiceType
from runtime.fields.clock import DurationType, TimeType
from runtime.fields.computed import ComputedType
from runtime.fields.contact import EmailType, PhoneType, UrlType
from runtime.fields.date import DateType
from runtime.fields.geo_point import GeoPointType
from runtime.fields.identifier import DocumentIdType, NationalIdType
from runtime.fields.moment import DatetimeType
from runtime.fields.money import MoneyType
from runtime.fields.number import DecimalType, IntegerType
from runtime.fields.partial_date import PartialDateType
from runtime.fields.person_name import PersonNameType
from runtime.fields.place import AddressType, CountryType, LanguageType, PlaceType
from runtime.fields.reference import ReferenceType
from runtime.fields.repeat import RepeatType
from runtime.fields.text import LongTextType, TextType

_SINGLE: Mapping[str, FieldType[Any]] = {
    kind.name: kind
    for kind in (
        TextType(),
        LongTextType(),
        IntegerType(),
        DecimalType(),
        MoneyType(),
        BooleanType(),
        DateType(),
        PartialDateType(),
        AgeOrBirthType(),
        DatetimeType(),
        TimeType(),
        DurationType(),
        ChoiceType(),
        ChoicesType(),
        ReferenceType(),
        PersonNameType(),
        NationalIdType(),
        DocumentIdType(),
        PhoneType(),
        EmailType(),
        UrlType(),
        CountryType(),
        PlaceType(),
        AddressType(),
        GeoPointType(),
        LanguageType(),
        FileType(),
        ImageType(),
        SignatureType(),
        ComputedType(),
    )
}
TYPES: Mapping[str, FieldType[Any]] = {**_SINGLE, RepeatType.name: RepeatType(_SINGLE)}
"""Every field type by its name in the blueprint."""


def field_type(name: str) -> FieldType[Any]:
    """Return the type of that name.

    Raises:
        KeyError: there is none.
    """
    return TYPES[name]
