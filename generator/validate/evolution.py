"""What versions changed: that old and new names belong to entities, and new ones to fields. The planner uses it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.blueprint.outline import Entity
from generator.diagnostics import nearest
from generator.source import Address
from generator.validate.context import Context
from generator.validate.finding import Finding, found

_VERSION = re.compile(r"\d+\.\d+\.\d+")


def changes(context: Context) -> Iterator[Finding]:
    """Every rename, retirement and drop speaks of a field of an entity."""
    for version, written in context.blueprint.evolution.items():
        address: Address = ("evolution", version)
        if not _VERSION.fullmatch(version):
            yield found("N205", address, on_key=True, text=version, proposal="1.1.0")
        for old, new in written.rename.items():
            yield from _rename(context, (*address, "rename", old), old, new)
        for key in ("retire", "drop"):
            for position, old in enumerate(getattr(written, key)):
                if locate(context, old) is None:
                    yield _nowhere(context, (*address, key, position), old, on_key=False)
        for position, old in enumerate(written.drop):
            entity = locate(context, old)
            name = old.rpartition(".")[2]
            if entity is not None and name in entity.by_id:
                yield found("R403", (*address, "drop", position), name=name)


def locate(context: Context, text: str) -> Entity | None:
    """The entity of `person.field` or `case_types.x.field`."""
    above = tuple(text.split(".")[:-1])
    return next((entity for entity in context.outline.entities if entity.address == above), None)


def _rename(context: Context, address: Address, old: str, new: str) -> Iterator[Finding]:
    entity = locate(context, old)
    name = old.rpartition(".")[2]
    if entity is None:
        yield _nowhere(context, address, old, on_key=True)
    elif new not in entity.by_id:
        yield found("R402", address, suggestion=nearest(new, entity.by_id), name=new, owner=entity.key)
    elif name in entity.by_id:
        yield found("R403", address, on_key=True, name=name)


def _nowhere(context: Context, address: Address, text: str, *, on_key: bool) -> Finding:
    owners = {".".join(entity.address) for entity in context.outline.entities}
    above, _, name = text.rpartition(".")
    meant = nearest(above, owners)
    suggestion = f"{meant}.{name}" if meant else None
    return found("R401", address, on_key=on_key, suggestion=suggestion, text=text)
