"""Roles as the blueprint grants them. Owns the grant table; the gate is ``runtime.access``."""

from __future__ import annotations

from typing import Literal

from runtime.ir.label import Label, Part

Reach = Literal["own", "office", "jurisdiction", "everything"]
Verb = Literal[
    "read", "create", "update", "transition", "reassign", "annul", "export", "report", "administer"
]
Sight = Literal["none", "personal", "sensitive", "restricted"]


class Grant(Part):
    """Permission for ``verb`` on ``subject`` within ``reach``.

    ``subject`` is an entity kind or id (``case``, ``case_detencion_migratoria``, ``person``, ``action``,
    ``register_counterpart``, ``register`` for all registers), or one of ``reports``, ``accounts``, ``offices``.
    """

    subject: str
    verb: Verb
    reach: Reach


class Role(Part):
    """What and where.

    ``sees`` is the highest privacy of a field it may read; ``hidden`` are further fields (``case.resumen``) it
    may not.
    """

    id: str
    label: Label
    help: Label = {}
    grants: tuple[Grant, ...] = ()
    sees: Sight = "personal"
    hidden: tuple[str, ...] = ()
