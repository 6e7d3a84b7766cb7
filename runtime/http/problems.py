"""The one table from an error to a status and its words. Owns status codes; must not render."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from runtime.errors import Busy, Conflict, Fault, Forbidden, Invalid, NotFound, Refused, RegistryError


class BodyTooLarge(RegistryError):
    """The request is bigger than this page takes; ``limit`` in bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class Malformed(RegistryError):
    """The request's body is not a form."""


class StaleForm(RegistryError):
    """The form's token does not belong to this session."""


@dataclass(frozen=True)
class Problem:
    """What a problem page says: message keys ``errors.<kind>.title`` and ``.text``, and the faults, if any.

    ``may_retry``: the same request may succeed later, so the page offers to send it again.
    """

    status: int
    kind: str
    arguments: Mapping[str, object] = field(default_factory=dict)
    faults: Mapping[str, Fault] = field(default_factory=dict)
    may_retry: bool = False


_KINDS: Mapping[type[RegistryError], tuple[int, str]] = {
    NotFound: (404, "not_found"),
    Forbidden: (403, "forbidden"),
    Conflict: (409, "conflict"),
    Invalid: (422, "invalid"),
    Refused: (422, "refused"),
    Busy: (503, "busy"),
    Malformed: (400, "malformed"),
    StaleForm: (403, "stale"),
}
_STATUSES = {400: "malformed", 404: "not_found", 405: "not_found", 403: "forbidden"}

FAILURE = Problem(500, "failure")


def describe(error: RegistryError) -> Problem:
    """Return what to tell the visitor about an error."""
    if isinstance(error, BodyTooLarge):
        return Problem(413, "too_large", {"megabytes": max(1, error.limit // 1_000_000)})
    status, kind = next(found for of, found in _KINDS.items() if isinstance(error, of))
    if isinstance(error, Invalid):
        return Problem(status, kind, faults=error.faults)
    if isinstance(error, Refused):
        return Problem(status, kind, faults={"": error.fault})
    return Problem(status, kind, may_retry=isinstance(error, Busy | StaleForm))


def describe_status(status: int) -> Problem:
    """Return what to tell the visitor about a status the router chose."""
    return Problem(status, _STATUSES.get(status, "malformed"))
