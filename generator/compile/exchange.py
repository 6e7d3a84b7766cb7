"""Lists and exports, with a list for everything the author gave none."""

from __future__ import annotations

from collections.abc import Iterator

from generator.blueprint.outline import Entity as Written
from generator.compile.words import Words
from generator.validate.context import Context
from generator.validate.exchange import SYSTEM_COLUMNS, subject
from generator.validate.layout import name_field
from runtime.ir.entity import Entity
from runtime.ir.exchange import Export, Listing

_CASE_COLUMNS = ("folio", "case_type", "state", "office", "responsible", "registered_at")
_CASE_FILTERS = ("office", "state", "case_type", "responsible", "registered_at")
_ACTION_COLUMNS = ("done_at", "action_type", "office")
_FEW = 4


def lists(context: Context, words: Words, entities: dict[str, Entity]) -> tuple[Listing, ...]:
    """The lists as written, then one for each kind of record that has none."""
    written = tuple(
        Listing(
            id=key,
            label=words.label(listing.label, id=key),
            of=_of(context, listing.of),
            columns=listing.columns,
            more_columns=listing.more_columns,
            filters=listing.filters,
            help=words.label(listing.help),
        )
        for key, listing in context.blueprint.lists.items()
    )
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
    return tuple(
        Export(
            id=key,
            label=words.label(export.label, id=key),
            of=_of(context, export.of),
            columns=export.columns,
            values=export.values,
            help=words.label(export.help),
        )
        for key, export in context.blueprint.exports.items()
    )


def _of(context: Context, name: str) -> str:
    entity = subject(context, name)
    assert entity is not None, "checked before"
    return entity.id


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
