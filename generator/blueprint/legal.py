"""Legal bases as written: what allows data to be kept, named once so that another country replaces it once."""

from __future__ import annotations

from generator.blueprint.part import Element


class LegalBasis(Element):
    """What allows data to be kept; fields name it by id in `legal_basis`."""

    text: str
