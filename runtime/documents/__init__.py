"""Documents as PDF: a template and data in, bytes out. Must not know records, blueprints or files of a country."""

from runtime.documents.guard import Refusal, refused
from runtime.documents.press import TemplateError, UnprintableError, render

__all__ = ["Refusal", "TemplateError", "UnprintableError", "refused", "render"]
