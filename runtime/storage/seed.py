"""What the IR gives the database: offices once, labels every time. Must not know revisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, MetaData, delete, insert, select, update

from runtime.ir.catalog import Office
from runtime.ir.label import Label
from runtime.ir.registry import Registry


def seed_offices(connection: Connection, metadata: MetaData, registry: Registry) -> None:
    """Insert the offices the database does not have. One that is there is data of the instance and stays as it is."""
    office = metadata.tables["office"]
    known = set(connection.scalars(select(office.c.id)))
    missing = [found for found in registry.offices if found.id not in known]
    for found in _parents_first(missing):
        connection.execute(
            insert(office).values(
                id=found.id,
                kind=found.kind,
                name=found.name,
                country=found.country,
                city=found.city,
                time_zone=found.time_zone,
                prefix=found.prefix,
                parent_id=found.parent,
                opened=found.opened,
                closed=found.closed,
                version=1,
            )
        )
    for found in missing:
        if found.successor is not None:
            connection.execute(
                update(office).where(office.c.id == found.id).values(successor_id=found.successor)
            )


def replace_labels(connection: Connection, metadata: MetaData, registry: Registry) -> None:
    """Write the labels of all coded values, for queries that export them.

    Beside the catalogs stand ``@unknown``, ``@state``, ``@case_type``, ``@action_type`` and ``@part``.
    """
    table = metadata.tables["catalog_label"]
    connection.execute(delete(table))
    rows = [
        {"catalog": catalog, "code": code, "language": language, "label": text}
        for catalog, code, label in _labels(registry)
        for language, text in label.items()
    ]
    if rows:
        connection.execute(insert(table), rows)


def _labels(registry: Registry) -> Iterator[tuple[str, str, Label]]:
    for catalog in registry.catalogs:
        for value in catalog.values:
            yield catalog.id, value.code, value.label
    for code, label in registry.unknown.items():
        yield "@unknown", code, label
    for state in registry.lifecycle.states:
        yield "@state", state.id, state.label
    for part in registry.parties:
        yield "@part", part.id, part.label
    for entity in registry.case_types:
        yield "@case_type", entity.key, entity.label
    for entity in registry.action_types:
        yield "@action_type", entity.key, entity.label


def _parents_first(offices: Sequence[Office]) -> Iterator[Office]:
    waiting = {office.id: office for office in offices}
    while waiting:
        ready = [office for office in waiting.values() if office.parent not in waiting]
        if not ready:
            raise ValueError(f"offices above each other in a circle: {', '.join(waiting)}")
        for office in ready:
            yield waiting.pop(office.id)
