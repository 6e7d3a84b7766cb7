"""Lists and exports, with a list for everything the author gave none."""

from __future__ import annotations

from collections.abc import Iterator

from generator import blueprint as surface
from generator.blueprint.outline import Entity as Written
from generator.compile.words import Words
from generator.validate.context import Context
from generator.validate.exchange import SYSTEM_COLUMNS, present, subject
from generator.validate.layout import name_field
from runtime.ir.entity import Entity
from runtime.ir.exchange import Export, Listing

_CASE_COLUMNS = ("folio", "case_type", "state", "office", "responsible", "registered_at")
_CASE_FILTERS = ("office", "state", "case_type", "responsible", "registered_at")
_ACTION_COLUMNS = ("done_at", "action_type", "office")
_FEW = 4


def lists(context: Context, words: Words, entities: dict[str, Entity]) -> tuple[Listing, ...]:
    """The lists as written, then one for each kind of record that has none."""
    written = tuple(_listing(context, words, key, one) for key, one in context.blueprint.lists.items())
    listed = {listing.of for listing in written}
    missing = (
        entity
        for entity in context.outline.entities
        if entity.kind in SYSTEM_COLUMNS and entity.id not in listed
    )
    taken = {listing.id for listing in written}
    return (*written, *(_default(context, entity, entities[entity.id], taken) for entity in missing))


def exports(context: Context, words: Words) -> tuple[Export, ...]:
    """The export profiles."""
    return tuple(_export(context, words, key, one) for key, one in context.blueprint.exports.items())


def _listing(context: Context, words: Words, key: str, written: surface.Listing) -> Listing:
    entity = _entity(context, written.of)
    return Listing(
        id=key,
        label=words.label(written.label, id=key),
        of=entity.id,
        columns=present(context, entity, written.columns),
        more_columns=present(context, entity, written.more_columns),
        filters=present(context, entity, written.filters),
        help=words.label(written.help),
    )


def _export(context: Context, words: Words, key: str, written: surface.Export) -> Export:
    entity = _entity(context, written.of)
    return Export(
        id=key,
        label=words.label(written.label, id=key),
        of=entity.id,
        columns=present(context, entity, written.columns),
        values=written.values,
        help=words.label(written.help),
    )


def _entity(context: Context, name: str) -> Written:
    entity = subject(context, name)
    assert entity is not None, "checked before"
    return entity


def _default(context: Context, entity: Written, compiled: Entity, taken: set[str]) -> Listing:
    plain = tuple(_plain(context, entity))
    filters: tuple[str, ...] = tuple(name for name in plain if _can_filter(context, entity, name))[:_FEW]
    if entity.kind == "case":
        name = name_field(context)
        person = (f"person.{name}",) if name else ()
        columns: tuple[str, ...] = (_CASE_COLUMNS[0], *person, *_CASE_COLUMNS[1:])
        filters = _CASE_FILTERS
    elif entity.kind == "action":
        columns, filters = (*_ACTION_COLUMNS, *plain[:2]), ("office", "action_type", "done_at")
    else:
        first = (compiled.title,) if compiled.title else ()
        columns = (*first, *(name for name in plain if name not in first))[:_FEW]
    key = entity.key if entity.key not in taken else entity.id
    return Listing(id=key, label=compiled.plural, of=entity.id, columns=columns, filters=filters)


def _plain(context: Context, entity: Written) -> Iterator[str]:
    """The fields a list can show and sort."""
    for field in entity.fields:
        if not context.typed[field.address].field.is_encrypted:
            yield field.id


def _can_filter(context: Context, entity: Written, name: str) -> bool:
    return context.typed[entity.by_id[name].address].kind.filter in ("choice", "range")
