"""Documents with the text of their templates."""

from __future__ import annotations

from generator.blueprint.documents import ALL
from generator.compile.words import Words
from generator.validate.context import Context
from runtime.ir.document import Ask, Document


def documents(context: Context, words: Words) -> tuple[Document, ...]:
    """Every document, in the order written."""
    blueprint = context.blueprint
    found = []
    for key, written in blueprint.documents.items():
        letter = context.letters.by_id[key]
        types = tuple(blueprint.case_types) if ALL in written.cases else written.cases
        found.append(
            Document(
                id=key,
                label=words.label(written.label, id=key),
                help=words.label(written.help),
                case_types=tuple(f"case_{name}" for name in types),
                action=f"action_{written.action}" if written.action else None,
                template=letter.text,
                number=written.number,
                languages=written.languages or blueprint.languages,
                fields=tuple(dict.fromkeys(f"{use.owner}.{use.name}" for use in letter.uses)),
                asks=tuple(
                    Ask(id=name, label=words.label(ask.label, id=name), help=words.label(ask.help))
                    for name, ask in written.asks.items()
                ),
                source=written.source,
                assumed=written.assumed,
                layer=context.places.tree.layer_of(("documents", key)).name,
            )
        )
    return tuple(found)
