"""What stands in an address: ids and entities. Owns refusing what cannot be one; must not look records up."""

from __future__ import annotations

import uuid

from starlette.requests import Request

from runtime.errors import NotFound
from runtime.http.context import visit_of
from runtime.ir.entity import Entity


def id_in(request: Request, name: str = "id") -> uuid.UUID:
    """Return the id in the address.

    Raises:
        NotFound: it is none.
    """
    return as_id(request.path_params[name])


def as_id(text: str) -> uuid.UUID:
    """Read an id.

    Raises:
        NotFound: the text is none.
    """
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise NotFound from error


def entity_in(request: Request, name: str, base: str) -> Entity:
    """Return the case type, action type or register whose key is in the address.

    Raises:
        NotFound: there is none.
    """
    entity = visit_of(request).registry.by_id.get(f"{base}_{request.path_params[name]}")
    if entity is None:
        raise NotFound
    return entity
