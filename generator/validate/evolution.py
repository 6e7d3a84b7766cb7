"""What versions say they changed: that versions and addresses can be read. What they do to data is the plan's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import nearest
from generator.source import Address
from generator.validate.context import Context
from generator.validate.finding import Finding, found

_VERSION = re.compile(r"\d+\.\d+\.\d+")
_SINGLE = ("person", "case", "action")
_GROUPS = ("case_types", "action_types", "registers")
_STATES = ("lifecycle", "states")


def changes(context: Context) -> Iterator[Finding]:
    """Every step is of a version, and its addresses are ones the plan understands."""
    for version, step in context.blueprint.evolution.items():
        address: Address = ("evolution", version)
        if not _VERSION.fullmatch(version):
            yield found("N205", address, on_key=True, text=version, proposal="1.1.0")
        for old in step.rename:
            if not _is_address(old):
                yield _not_understood((*address, "rename", old), old, on_key=True)
        for key, listed in (("retire", step.retire), ("drop", step.drop)):
            for position, old in enumerate(listed):
                if not _is_address(old):
                    yield _not_understood((*address, key, position), old, on_key=False)


def _is_address(text: str) -> bool:
    words = tuple(text.split("."))
    if words[0] in _SINGLE:
        return len(words) == 2
    if words[0] in _GROUPS:
        return len(words) in (2, 3)
    return words[:2] == _STATES and len(words) == 3


def _not_understood(address: Address, text: str, *, on_key: bool) -> Finding:
    head, dot, rest = text.partition(".")
    meant = nearest(head, (*_SINGLE, *_GROUPS))
    suggestion = f"{meant}{dot}{rest}" if meant and _is_address(f"{meant}{dot}{rest}") else None
    return found("R401", address, on_key=on_key, suggestion=suggestion, text=text)
