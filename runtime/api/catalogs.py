"""What records are made of: catalogs, offices, and who calls. Must not know records."""

from __future__ import annotations

from pydantic import JsonValue

from runtime.api.call import Answer, Call
from runtime.errors import NotFound
from runtime.ir.catalog import Value
from runtime.ir.label import text
from runtime.search.directory import directory


def show_caller(call: Call) -> Answer:
    """Show as whom the token acts, and for what it was made."""
    actor = call.actor
    return Answer(
        {
            "token": call.caller.name,
            "account": actor.login,
            "office": actor.office_id,
            "roles": [*actor.roles],
            "scope": [*sorted(call.caller.scope)],
            "registry": call.registry.id,
            "version": call.registry.version,
        }
    )


def list_catalogs(call: Call) -> Answer:
    """List the catalogs."""
    data: list[JsonValue] = [
        {"id": one.id, "label": text(one.label, call.language), "values": len(one.values)}
        for one in call.registry.catalogs
    ]
    return Answer({"data": data})


def show_catalog(call: Call) -> Answer:
    """Show a catalog with its values, retired ones too: old records keep them."""
    catalog = call.registry.catalog_by_id.get(call.request.path_params["id"])
    if catalog is None:
        raise NotFound
    return Answer(
        {
            "id": catalog.id,
            "label": text(catalog.label, call.language),
            "values": [_value(call, one) for one in catalog.values],
        }
    )


def list_offices(call: Call) -> Answer:
    """List the offices."""
    with call.reading() as reading:
        offices = directory(reading).offices.values()
    data: list[JsonValue] = [
        {"id": one.id, "name": one.name, "prefix": one.prefix, "open": one.is_open} for one in offices
    ]
    return Answer({"data": data})


def _value(call: Call, value: Value) -> JsonValue:
    return {
        "code": value.code,
        "label": text(value.label, call.language),
        "parent": value.parent,
        "current": value.is_current(call.context.today),
        "replaced_by": value.replaced_by,
    }
