"""Checklists of what every case has and of case types."""

from __future__ import annotations

from generator.blueprint import Case, CaseType
from generator.blueprint import Checklist as Written
from generator.blueprint.outline import Entity
from generator.compile.fields import opening
from generator.compile.words import Words
from generator.validate.context import Context
from generator.validate.scope import scope
from runtime.ir.checklist import Checklist, Item


def checklists(context: Context, words: Words, entity: Entity) -> tuple[Checklist, ...]:
    """The checklists of an entity, in the order written."""
    written = entity.written
    if not isinstance(written, Case | CaseType) or not written.checklists:
        return ()
    names = scope(context, entity)
    return tuple(
        Checklist(
            id=key,
            label=words.label(one.label, id=key),
            help=words.label(one.help),
            visible=opening(names, _conditions(context, written, key, one)),
            items=tuple(
                Item(
                    id=name,
                    label=words.label(item.label, id=name),
                    help=words.label(item.help),
                    gate=item.required.at if item.required else None,
                    source=item.source,
                    assumed=item.assumed,
                )
                for name, item in one.items.items()
            ),
            source=one.source,
            assumed=one.assumed,
        )
        for key, one in written.checklists.items()
    )


def _conditions(context: Context, written: Case | CaseType, key: str, checklist: Written) -> list[str]:
    """What opens a checklist: the uses of the blocks it comes from, then its own condition."""
    blocks = context.blueprint.blocks
    uses = [
        use.visible
        for block, use in written.blocks.items()
        if block in blocks and key in blocks[block].checklists
    ]
    return [text for text in (*uses, checklist.visible) if text is not None]
