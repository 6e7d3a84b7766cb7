"""The chapter of documents: what each is made from, how it is numbered, what it asks."""

from __future__ import annotations

from collections.abc import Iterator

from generator.accompany.paper import Chapter, Table
from generator.accompany.registry import Spoken, shown
from runtime.ir.document import Document


def chapters(spoken: Spoken) -> Iterator[Chapter]:
    """Letters, receipts and certificates, where there are any."""
    say, documents = spoken.say, spoken.registry.documents
    if not documents:
        return
    rows = tuple(
        (
            spoken.text(one.label),
            made_from(spoken, one),
            one.number,
            ", ".join(one.languages),
            ", ".join(spoken.text(ask.label) for ask in one.asks),
            one.source,
            spoken.mark(assumed=one.assumed),
        )
        for one in documents
    )
    headings = (
        *("document.document", "document.from", "document.number", "dictionary.languages", "document.asks"),
        *("entity.source", "field.mark"),
    )
    title = say("part.documents")
    table = Table(title, tuple(map(say, headings)), rows, (5, 6, 4, 2, 5, 2, 2), title)
    yield Chapter("documents", title, (table,))


def made_from(spoken: Spoken, document: Document) -> str:
    """What a document is made from, in words."""
    registry = spoken.registry
    if document.action is not None:
        return spoken.text(registry.by_id[document.action].label)
    if len(document.case_types) == len(registry.case_types):
        return spoken.say("kind.case")
    return shown(tuple(spoken.text(registry.by_id[name].label) for name in document.case_types))
