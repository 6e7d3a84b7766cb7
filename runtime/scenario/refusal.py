"""Why a command refused, as scenarios name it. Owns the names; must not run commands."""

from __future__ import annotations

from dataclasses import dataclass

from runtime.errors import Fault, Forbidden, Invalid, NotFound, Refused, RegistryError

_WHOLE = {
    "case.is_closed": "closed",
    "lifecycle.not_from_here": "state",
    "action.is_annulled": "annulled",
}
_REQUIRED = ("submission.required", "submission.not_emptied", "lifecycle.field_needed")
_LIMITS = ("field.too_", "field.pattern")
_GUARD, _CHECK, _ITEM = "guard.", "check.", "checklist."


@dataclass(frozen=True)
class Reason:
    """One reason of a refusal: what it is about, why, and the fault as officers read it.

    ``name`` is a field, a guard, an item (``<checklist>.<item>``), or ``access``, ``state``, ``closed``, ``annulled``, ``reason``, ``words``. ``why``
    is a check of the field, or ``required``, ``limit`` or ``value``. ``fault`` is missing where access was refused.
    """

    name: str
    why: str
    fault: Fault | None = None
    is_guard: bool = False


def reasons(error: RegistryError) -> tuple[Reason, ...]:
    """Return every reason of a refusal."""
    if isinstance(error, Invalid):
        return tuple(_of_control(control, fault) for control, fault in error.faults.items())
    if isinstance(error, Refused):
        return (Reason(_WHOLE.get(error.fault.key, error.fault.key), "", error.fault),)
    if isinstance(error, Forbidden | NotFound):
        return (Reason("access", ""),)
    raise error


def _of_control(control: str, fault: Fault) -> Reason:
    if control.startswith(_GUARD):
        return Reason(control.removeprefix(_GUARD), "", fault, is_guard=True)
    if control.startswith(_ITEM):
        return Reason(control.removeprefix(_ITEM), "required", fault)
    return Reason(control.partition(".")[0], _why(fault), fault)


def _why(fault: Fault) -> str:
    if fault.key.startswith(_CHECK):
        return fault.key.removeprefix(_CHECK)
    if fault.key in _REQUIRED:
        return "required"
    return "limit" if fault.key.startswith(_LIMITS) else "value"
