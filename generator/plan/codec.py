"""Plans as JSON. Owns the bytes; must not decide anything."""

from __future__ import annotations

import json

from pydantic import ValidationError

from generator.plan.changes import Plan


def encode(plan: Plan) -> str:
    """Return a plan as canonical JSON."""
    data = plan.model_dump(mode="json", exclude_defaults=True) | {
        "registry": plan.registry,
        "base": plan.base,
    }
    data["changes"] = [
        {"verb": change.verb, **change.model_dump(mode="json", exclude_defaults=True)}
        for change in plan.changes
    ]
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def decode(text: str) -> Plan | None:
    """Read what ``encode`` wrote; None where the text is no plan."""
    try:
        return Plan.model_validate_json(text)
    except ValidationError:
        return None
