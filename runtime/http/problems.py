"""The one table from an error to a status and its words. Owns status codes; must not render."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from runtime.errors import (
    Busy,
    Conflict,
    Fault,
    Forbidden,
    Invalid,
    NotFound,
    ReasonNeeded,
    Refused,
    RegistryError,
)


class BodyTooLarge(RegistryError):
    """The request is bigger than this page takes; ``limit`` in bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class Malformed(RegistryError):
    """The request's body is not a form."""


class TooSlow(RegistryError):
    """The request's body came too slowly to wait for its end."""


class StaleForm(RegistryError):
    """The form's token does not belong to this session."""


class Unauthorised(RegistryError):
    """No token, or one that opens nothing: forged, expired, revoked or unknown are told alike."""


class NoScope(RegistryError):
    """The token is good, and was not made for this."""


class WrongMedia(RegistryError):
    """The request's body is in a format that is not taken here."""


class Unconditional(RegistryError):
    """A change that does not say which version of the record it was made from."""


class Outdated(RegistryError):
    """The record is no longer at the version a change was made from."""


class Alike(RegistryError):
    """Somebody who is there already may be the person about to be entered; ``ids`` are theirs."""

    def __init__(self, ids: Sequence[uuid.UUID]) -> None:
        super().__init__(len(ids))
        self.ids = tuple(ids)


class TooMany(RegistryError):
    """Too many requests; ``seconds`` until the next one is answered."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


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
    wait: int = 5
    """Seconds after which it may be tried again."""


_KINDS: Mapping[type[RegistryError], tuple[int, str]] = {
    NotFound: (404, "not_found"),
    Forbidden: (403, "forbidden"),
    ReasonNeeded: (403, "reason_needed"),
    Conflict: (409, "conflict"),
    Invalid: (422, "invalid"),
    Refused: (422, "refused"),
    Busy: (503, "busy"),
    Malformed: (400, "malformed"),
    TooSlow: (408, "too_slow"),
    StaleForm: (403, "stale"),
    Unauthorised: (401, "unauthorised"),
    NoScope: (403, "no_scope"),
    WrongMedia: (415, "wrong_media"),
    Unconditional: (428, "unconditional"),
    Outdated: (412, "outdated"),
    Alike: (409, "alike"),
    TooMany: (429, "too_many"),
}
_STATUSES = {400: "malformed", 404: "not_found", 405: "no_method", 403: "forbidden"}

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
    if isinstance(error, TooMany):
        return Problem(status, kind, {"seconds": error.seconds}, may_retry=True, wait=error.seconds)
    return Problem(status, kind, may_retry=isinstance(error, Busy | StaleForm))


def describe_status(status: int) -> Problem:
    """Return what to tell the visitor about a status the router chose."""
    return Problem(status, _STATUSES.get(status, "malformed"))
