"""Reading of submitted controls. Owns cleaning of typed text; must not know any one type."""

from __future__ import annotations

from runtime.fields.base import Form, Problem, control
from runtime.schema import clean_line, clean_lines


def line(form: Form, name: str, part: str = "", longest: int = 1000) -> str:
    """Return the text of one control as one clean line; empty if it was not sent.

    Raises:
        Problem: it holds control characters or is too long.
    """
    try:
        text = clean_line(_first(form, name, part))
    except ValueError as error:
        raise Problem("field.control_characters", part) from error
    if len(text) > longest:
        raise Problem("field.too_long", part, limit=longest)
    return text


def lines(form: Form, name: str) -> str:
    """Return the text of one control with its line breaks; empty if there is nothing but blanks.

    Raises:
        Problem: it holds control characters.
    """
    try:
        text = clean_lines(_first(form, name, ""))
    except ValueError as error:
        raise Problem("field.control_characters") from error
    return text if text.strip() else ""


def _first(form: Form, name: str, part: str) -> str:
    return next(iter(form.get(control(name, part), ())), "")
