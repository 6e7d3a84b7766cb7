"""What a template is told beside the fields of its records: the one list that checking and printing share."""

from __future__ import annotations

from collections.abc import Mapping

FACTS: Mapping[str, tuple[str, ...]] = {
    "person": ("title",),
    "case": ("folio", "type", "scope", "state", "office", "responsible", "registered", "closed"),
    "action": ("type", "done", "officer"),
    "office": ("name", "city", "country", "prefix"),
    "officer": ("name",),
    "registry": ("title", "organisation"),
    "doc": ("number", "date", "title", "language", "mark"),
}
"""Names by owner. All are texts, in the document's language; ``doc.mark`` is filled on records that are not real."""
