"""The tabs over what protects people's data: requests, retention, breaches. Owns who sees which."""

from __future__ import annotations

from dataclasses import dataclass

from runtime.access import policy
from runtime.access.actor import Actor
from runtime.http.context import Visit
from runtime.storage.model import Model

_TABS = (
    ("rights", "protection.rights"),
    ("retention", "protection.retention"),
    ("breaches", "protection.breaches"),
    ("trail", "protection.trail"),
)


@dataclass(frozen=True)
class Tab:
    """A page to go to, and the message with its name."""

    href: str
    key: str


def tabs_of(visit: Visit) -> tuple[Tab, ...]:
    """Return the pages the visitor may open."""
    return tabs(visit.model, visit.actor)


def tabs(model: Model, actor: Actor) -> tuple[Tab, ...]:
    """Return the pages an actor may open."""
    return tuple(
        Tab(f"/protection/{subject}", key)
        for subject, key in _TABS
        if policy.reach(model, actor, "read", subject) is not None
        and (subject != "rights" or model.registry.rights)
    )
