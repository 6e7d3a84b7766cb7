"""Text for pages, escaped. Must not know templates or values."""

from __future__ import annotations

from markupsafe import Markup, escape
from markupsafe import _escape_inner as _escape  # type: ignore[attr-defined]  # what ``escape`` wraps as markup


def escaped(value: object) -> str:
    """Return a value as text that may stand in a page; markup as it is.

    What ``escape`` does, but the text is not wrapped as ``Markup``, which costs most of its time: it is for being
    joined into a page, not for being passed on.
    """
    if type(value) is str:
        text: str = _escape(value)
        return text
    return value if type(value) is Markup else escape(value)
