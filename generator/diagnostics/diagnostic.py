"""A finding as a value, and the result every stage returns; holds no texts and prints nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

from generator.diagnostics.span import Span

Argument: TypeAlias = str | int | tuple[str, ...]
Related: TypeAlias = tuple[Span, str]
"""Another place that explains a finding, and the key of its sentence in the code's `notes`."""

T = TypeVar("T")


class Severity(StrEnum):
    """How much a finding matters: an error stops the build."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Inherited:
    """Where a finding comes from when its author cannot change the place: whose it is, and what to write instead.

    Attributes:
        layer: The blueprint it is inherited from.
        address: What the author's own layer has to write to change it.
    """

    layer: str
    address: str


@dataclass(frozen=True)
class Diagnostic:
    """One finding. Its sentence is in the catalogue under `code` and is filled with `arguments`."""

    code: str
    severity: Severity
    span: Span | None
    arguments: Mapping[str, Argument] = field(default_factory=dict)
    related: tuple[Related, ...] = ()
    suggestion: str | None = None
    inherited: Inherited | None = None

    @property
    def is_error(self) -> bool:
        """Whether the blueprint cannot be built because of this."""
        return self.severity is Severity.ERROR


@dataclass(frozen=True)
class Outcome(Generic[T]):
    """What a stage produced. There is a value exactly when nothing it found is an error."""

    value: T | None
    diagnostics: tuple[Diagnostic, ...] = ()

    @classmethod
    def of(cls, value: T, diagnostics: tuple[Diagnostic, ...] = ()) -> Outcome[T]:
        """Keep the value only if no diagnostic is an error."""
        failed = any(diagnostic.is_error for diagnostic in diagnostics)
        return cls(None if failed else value, in_order(diagnostics))


def in_order(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Sort findings by file, line and column, those without a place first."""
    return tuple(sorted(diagnostics, key=_place))


def _place(diagnostic: Diagnostic) -> tuple[str, int, int, str]:
    span = diagnostic.span
    return (span.file, span.line, span.column, diagnostic.code) if span else ("", 0, 0, diagnostic.code)
