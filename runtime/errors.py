"""What a visitor can cause. Owns the error tree; status codes live in ``runtime.http.problems``."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fault:
    """What is wrong with one control: a message key of ``runtime.i18n``, or ready text from the blueprint."""

    key: str
    arguments: Mapping[str, object] = field(default_factory=dict)
    text: Mapping[str, str] | None = None
    is_warning: bool = False
    """A warning may be confirmed and saved (a wrong check digit), an error may not."""


class RegistryError(Exception):
    """Base of everything a visitor can cause."""


class Invalid(RegistryError):
    """Values that cannot be saved, by control name (``""`` for the whole form)."""

    def __init__(self, faults: Mapping[str, Fault]) -> None:
        super().__init__(", ".join(faults))
        self.faults = dict(faults)


class NotFound(RegistryError):
    """There is no such record, or the visitor may not know of it."""


class Forbidden(RegistryError):
    """An act the visitor may not do on a record they see."""


class ReasonNeeded(RegistryError):
    """A restricted case is read by somebody it is not assigned to: they say why first, once in a sitting."""

    def __init__(self, case_id: uuid.UUID) -> None:
        super().__init__(str(case_id))
        self.case_id = case_id


class Conflict(RegistryError):
    """Somebody saved before.

    ``theirs`` maps field id to its value now; of records, to [value when the form was opened, value now] as JSON.
    """

    def __init__(self, theirs: Mapping[str, object], version: int) -> None:
        super().__init__("conflict")
        self.theirs = dict(theirs)
        self.version = version


class Refused(RegistryError):
    """The lifecycle or a hook said no; the key and arguments say why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.key)
        self.fault = fault


class Busy(RegistryError):
    """The database is down or locked; trying again may help."""
