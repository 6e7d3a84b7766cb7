"""The mark of a system column that holds sealed values, so that none is forgotten when keys change. Owns no table.

Columns of the blueprint's fields need no mark: their field says whether it is encrypted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column

_SEALED = "sealed"
_PLAIN = "not sealed"


def sealed(bound_to: str) -> dict[str, Any]:
    """Return the ``info`` of a column of ``Cipher.encrypt``'s bytes.

    Args:
        bound_to: what the values are bound to, with columns of the same row in braces: ``draft:{account_id}:{form}``.
    """
    return {_SEALED: bound_to}


def not_sealed(why: str) -> dict[str, Any]:
    """Return the ``info`` of a column of bytes that are no secret, or one-way: ``why`` says which."""
    return {_PLAIN: why}


def binding(column: Column[Any]) -> str | None:
    """Return what a marked column's values are bound to, ``None`` when it holds no sealed values."""
    found: str | None = column.info.get(_SEALED)
    return found


def is_declared(column: Column[Any]) -> bool:
    """Whether a column of bytes says what they are."""
    return bool(column.info.keys() & {_SEALED, _PLAIN})


def bound_to(template: str, row: Mapping[str, object]) -> str:
    """Return what the value of one row is bound to."""
    return template.format_map({name: str(value) for name, value in row.items()})
