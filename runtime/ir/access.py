"""Roles as the blueprint grants them. Owns the grant table; the gate is ``runtime.access``."""

from __future__ import annotations

from typing import Literal

from runtime.ir.label import Label, Part

Reach = Literal["own", "assigned", "office", "jurisdiction", "country", "everything"]
"""From the narrowest. ``assigned``: one's own, and the cases of one's groups, which all the wider ones hold too."""
Verb = Literal[
    "read", "create", "update", "transition", "reassign", "annul", "export", "report", "administer", "review"
]
Sight = Literal["none", "personal", "sensitive", "restricted"]
SecondFactor = Literal["optional", "required"]


class Grant(Part):
    """Permission for ``verb`` on ``subject`` within ``reach``.

    ``subject`` is an entity kind or id (``case``, ``case_detencion_migratoria``, ``person``, ``action``,
    ``register_counterpart``, ``register`` for all registers), or one of ``reports``, ``accounts``, ``offices``,
    ``emergency``. ``states`` are those of the case in which it holds, ``transitions`` those it allows; empty for all.
    """

    subject: str
    verb: Verb
    reach: Reach
    states: tuple[str, ...] = ()
    transitions: tuple[str, ...] = ()


class Emergency(Part):
    """Sight of a case that is out of reach, for a reason told and for a time.

    ``reach`` says of which offices; ``opens`` what may be done, ``reasons`` is the catalog to choose from.
    """

    reach: Reach
    minutes: int
    reasons: str
    opens: tuple[Verb, ...] = ("read",)


class Role(Part):
    """What and where.

    ``sees`` is the highest privacy of a field it may read; ``hidden`` are further fields (``case.resumen``) it
    may not, ``fixed`` those it may read and not write. ``restricted`` narrows every grant on restricted cases.
    ``hint``: it is told that another office knows somebody.
    """

    id: str
    label: Label
    help: Label = {}
    grants: tuple[Grant, ...] = ()
    sees: Sight = "personal"
    second_factor: SecondFactor = "optional"
    hidden: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    restricted: Reach = "assigned"
    hint: bool = False
    emergency: Emergency | None = None
