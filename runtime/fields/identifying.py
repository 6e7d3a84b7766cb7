"""Which values are worth finding by equality alone though they are sealed. Owns that one list of types.

Numbers that somebody was given, long and different for everybody: a keyed hash of one tells nothing of it. A yes or
no, a date or a town would be told by how often its hash comes back, so no other type is ever hashed for searching.
"""

from __future__ import annotations

from runtime.fields.contact import PhoneType
from runtime.fields.identifier import DocumentIdType, NationalIdType
from runtime.fields.registry import field_type
from runtime.ir.field import Field


def is_found_sealed(field: Field) -> bool:
    """Whether people are found by the whole value of this field although it is encrypted."""
    kind = field_type(field.type)
    return (
        field.is_encrypted
        and not field.retired
        and isinstance(kind, NationalIdType | DocumentIdType | PhoneType)
    )
