"""Addresses: how the author, the plan and the command line name a part of the registry. Owns their spelling only."""

from __future__ import annotations

from runtime.ir.entity import Entity, Kind

_GROUPS: dict[Kind, str] = {
    "case_type": "case_types",
    "action_type": "action_types",
    "register": "registers",
}
_PREFIXES = {"case_types": "case_", "action_types": "action_", "registers": "register_"}

SINGLE = ("person", "case", "action")
"""Entities of which there is exactly one; their address is their id."""


def of_entity(entity: Entity) -> str:
    """Return ``person``, ``case_types.<key>`` and so on."""
    group = _GROUPS.get(entity.kind)
    return f"{group}.{entity.key}" if group else entity.kind


def of_item(entity: Entity, item: str) -> str:
    """Return the address of a field of the entity."""
    return f"{of_entity(entity)}.{item}"


def split(address: str) -> tuple[str, str | None] | None:
    """Split an address into the id of an entity and, if it names one, a field.

    Returns:
        None where the address names no entity.
    """
    words = address.split(".")
    if words[0] in SINGLE and len(words) == 2:
        return words[0], words[1]
    if words[0] in _PREFIXES and len(words) in (2, 3):
        return _PREFIXES[words[0]] + words[1], words[2] if len(words) == 3 else None
    return None


def state_of(address: str) -> str | None:
    """Return the state a ``lifecycle.states.<state>`` names."""
    words = address.split(".")
    return words[2] if len(words) == 3 and words[:2] == ["lifecycle", "states"] else None
