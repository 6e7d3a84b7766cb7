"""Field types by name. Owns the list; nothing else may name a type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runtime.fields.base import FieldType
from runtime.fields.choice import ChoicesType, ChoiceType
from runtime.fields.date import DateType
from runtime.fields.partial_date import PartialDateType
from runtime.fields.person_name import PersonNameType
from runtime.fields.reference import ReferenceType
from runtime.fields.text import LongTextType, TextType

TYPES: Mapping[str, FieldType[Any]] = {
    kind.name: kind
    for kind in (
        TextType(),
        LongTextType(),
        DateType(),
        PartialDateType(),
        ChoiceType(),
        ChoicesType(),
        ReferenceType(),
        PersonNameType(),
    )
}
"""Every field type by its name in the blueprint."""


def field_type(name: str) -> FieldType[Any]:
    """Return the type of that name.

    Raises:
        KeyError: there is none.
    """
    return TYPES[name]
