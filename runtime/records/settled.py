"""What no longer changes: cases that are closed, actions that were annulled. The one place that asks; must not change records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runtime.errors import Fault, Refused
from runtime.records.stored import Stored
from runtime.storage.model import Model


def is_closed(model: Model, case: Mapping[str, Any]) -> bool:
    """Whether a case, by its system columns, is closed."""
    return model.registry.lifecycle.by_id[case["state"]].kind == "closed"


def refuse_closed(model: Model, case: Mapping[str, Any]) -> None:
    """Refuse to change what belongs to a closed case.

    Raises:
        Refused: the case is closed.
    """
    if is_closed(model, case):
        raise Refused(Fault("case.is_closed"))


def refuse_settled(model: Model, stored: Stored) -> None:
    """Refuse to correct what is settled.

    Raises:
        Refused: the case is closed, or the action annulled.
    """
    if stored.state is not None:
        refuse_closed(model, stored.row)
    if stored.row.get("annulled_at") is not None:
        raise Refused(Fault("action.is_annulled"))
