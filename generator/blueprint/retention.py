"""How long closed cases are kept, as written. Owns its keys; its grammar is checked elsewhere."""

from __future__ import annotations

from typing import Literal

import pydantic

from generator.blueprint.part import Element
from runtime.ir.rights import Act


class Retention(Element):
    """A term that runs from the closing of a case (``start``, written ``from``), and what is done ``then``.

    Without ``term`` the term is still to be given: cases are kept, and ``check`` reminds of it.
    """

    term: str | None = None
    start: Literal["closed"] = pydantic.Field(default="closed", alias="from")
    then: Act = "block"
    legal_basis: str = ""
