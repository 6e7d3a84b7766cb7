"""What a blueprint's author is told: places, codes, findings and how they are printed."""

from generator.diagnostics.catalog import diagnose
from generator.diagnostics.diagnostic import Argument, Diagnostic, Inherited, Outcome, Related, Severity
from generator.diagnostics.span import Span
from generator.diagnostics.suggest import nearest

__all__ = [
    "Argument",
    "Diagnostic",
    "Inherited",
    "Outcome",
    "Related",
    "Severity",
    "Span",
    "diagnose",
    "nearest",
]
