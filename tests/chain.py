"""Three versions of the sample registry, and what turns them into revisions and rows."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData, Table, func, insert, inspect, select

from generator.emit.emitter import emit
from generator.plan import Planned, plan
from generator.plan.revise import revise
from runtime.fields.values import PersonName
from runtime.ir.entity import Entity
from runtime.ir.evolution import Step
from runtime.ir.field import Field
from runtime.ir.registry import Registry
from runtime.storage.cipher import Cipher
from runtime.storage.codec import Codec
from runtime.storage.columns import build_metadata
from runtime.storage.session import Store
from tests.sample import REGISTRY, field

NOW = datetime.datetime(2026, 3, 11, 18, 0, tzinfo=datetime.UTC)
PERSON, CASE, ACCOUNT = uuid.UUID(int=1), uuid.UUID(int=2), uuid.UUID(int=3)
CIPHER = Cipher({1: bytes(range(32))})


def change(registry: Registry, entity_id: str, **changes: object) -> Registry:
    """Return the registry with one entity revised."""
    entities = (revise(one, **changes) if one.id == entity_id else one for one in registry.entities)
    return revise(registry, entities=tuple(entities))


def change_fields(
    registry: Registry, entity_id: str, edit: Callable[[tuple[Field, ...]], Iterable[Field]]
) -> Registry:
    """Return the registry with the fields of one entity edited."""
    return change(registry, entity_id, fields=tuple(edit(registry.by_id[entity_id].fields)))


def add(registry: Registry, entity_id: str, *fields: Field) -> Registry:
    """Return the registry with fields added."""
    return change_fields(registry, entity_id, lambda there: (*there, *fields))


def remove(registry: Registry, entity_id: str, *names: str) -> Registry:
    """Return the registry without some fields."""
    return change_fields(registry, entity_id, lambda there: (one for one in there if one.id not in names))


def rename(registry: Registry, entity_id: str, old: str, new: str) -> Registry:
    """Return the registry with a field written under another id."""
    return change_fields(
        registry, entity_id, lambda there: (revise(one, id=new) if one.id == old else one for one in there)
    )


def declare(registry: Registry, version: str, **declared: Any) -> Registry:
    """Return the registry as that version, with what it declares."""
    return revise(
        registry, version=version, evolution=(*registry.evolution, Step(version=version, **declared))
    )


def versions() -> tuple[Registry, Registry, Registry]:
    """Three versions of one blueprint: fields and a type renamed, added, enlarged, retired and brought back."""
    first = REGISTRY
    second = rename(first, "person", "nota", "observaciones")
    second = rename(second, "person", "idiomas", "lenguas")
    second = rename(second, "person", "sexo", "sexo_registral")
    second = add(second, "person", field("apodo", "text"), field("oficios", "choices", catalog="idiomas"))
    second = add(second, "case_salarios", field("adeudo", "money", section="salarios"))
    second = remove(second, "case", "prioridad")
    second = change_fields(
        second,
        "case_detencion",
        lambda there: (
            revise(one, options=one.options | {"max_length": 400}) if one.id == "resultado" else one
            for one in there
        ),
    )
    second = declare(
        second,
        "1.1.0",
        rename={
            "person.nota": "observaciones",
            "person.idiomas": "lenguas",
            "person.sexo": "sexo_registral",
        },
        retire=("case.prioridad",),
    )
    third = rename_type(second, "case_detencion", "detencion_migratoria")
    third = add(third, "case", REGISTRY.by_id["case"].fields_by_id["prioridad"])
    third = add(third, "person", field("alias", "text"))
    third = declare(third, "1.2.0", rename={"case_types.detencion": "detencion_migratoria"})
    return first, second, third


def rename_type(registry: Registry, entity_id: str, key: str) -> Registry:
    """Return the registry with a case type written under another key."""
    new = f"case_{key}"
    return change(registry, entity_id, id=new, key=key, table=new)


@dataclass
class Chain:
    """An instance's revisions as builds write them one after the other."""

    folder: Path
    locked: Registry | None = None
    revision: str | None = None

    def build(self, registry: Registry, *consent: str) -> Planned:
        """Plan and write what leads to the next version."""
        planned = plan(self.locked, registry, consent)
        assert [one.code for one in planned.findings if one.code not in {"P702", "P703"}] == []
        emission = emit(planned, self.revision)
        for file in emission.files:
            if file.ownership == "appended":
                path = self.folder / Path(file.path).name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(file.text, "utf-8")
        self.locked, self.revision = planned.registry, emission.revision
        return planned


def stamp() -> dict[str, object]:
    """The system columns of a record."""
    return {
        "version": 1,
        "created_at": NOW,
        "created_by": ACCOUNT,
        "updated_at": NOW,
        "updated_by": ACCOUNT,
        "blueprint_version": "1.0.0",
        "synthetic": True,
        "office_id": "con_los_angeles",
    }


PERSON_VALUES: dict[str, object] = {
    "nombre": PersonName(given="María", first="Núñez", second="O'Higgins"),
    "nota": "Solo para sus ojos: ñandú, 🙂",
    "idiomas": ("es", "maya"),
}
CASE_VALUES: dict[str, object] = {
    "canal": "telefono",
    "prioridad": "alta",
    "resumen": "Llamó su hermana",
    "detenido_el": NOW,
    "salud": "Diabetes",
    "resultado": "x" * 200,
    "idiomas_hablados": ("nah",),
}


def fill(store: Store, registry: Registry) -> None:
    """Put one person and one detention in a database of the first version."""
    metadata = build_metadata(registry)
    codec = Codec(registry, CIPHER)
    with store.writing() as connection:
        connection.execute(
            insert(metadata.tables["account"]),
            {
                "id": ACCOUNT,
                "login": "ana",
                "name": "Ana",
                "must_change": False,
                "office_id": "con_los_angeles",
                "roles": [],
                "language": "es",
                "created_at": NOW,
                "synthetic": True,
                "version": 1,
            },
        )
        unknown = {"sexo": "no_quiso_responder"}
        put(connection, metadata, codec, "person", PERSON, PERSON_VALUES, stamp() | {"unknown": unknown})
        more = stamp() | {
            "unknown": {"notificado": "se_desconoce"},
            "folio": "LAX-2026-000001",
            "case_type": "detencion",
            "state": "en_tramite",
            "responsible_id": ACCOUNT,
            "person_id": PERSON,
            "registered_at": NOW,
        }
        put(connection, metadata, codec, "case_detencion", CASE, CASE_VALUES, more)


def put(
    connection: Connection,
    metadata: MetaData,
    codec: Codec,
    entity_id: str,
    record_id: uuid.UUID,
    values: dict[str, object],
    more: dict[str, object],
) -> None:
    """Insert a record as the codec splits it; ``more`` goes to the first table."""
    for table, row in codec.dump(entity_id, record_id, values).items():
        first = more if table in {"cases", "person"} else {}
        connection.execute(insert(metadata.tables[table]), {"id": record_id, **row.columns, **first})
        for child, held in row.children.items():
            connection.execute(
                insert(metadata.tables[child]), [{"record_id": record_id, **one} for one in held]
            )


def read(store: Store, registry: Registry, entity_id: str, record_id: uuid.UUID) -> dict[str, Any]:
    """Read a record back through the codec of a version, retired fields too."""
    metadata, codec = build_metadata(registry), Codec(registry, CIPHER)
    entity = registry.by_id[entity_id]
    tables = [metadata.tables[one.table] for one in _with_base(registry, entity)]
    names = list(codec.slots(entity_id))
    with store.reading() as connection:
        row: dict[str, Any] = {}
        for table in tables:
            found = connection.execute(select(table).where(table.c.id == record_id)).mappings().one()
            row.update(found)
        codes = codec.read_codes(connection, metadata, entity_id, [record_id], names).get(record_id)
    return codec.load(entity_id, row, codes, fields=names) | {"unknown": row["unknown"]}


def _with_base(registry: Registry, entity: Entity) -> tuple[Entity, ...]:
    return (registry.by_id[entity.base], entity) if entity.base else (entity,)


def tables_of(store: Store) -> dict[str, set[str]]:
    """The columns of every table of a database."""
    with store.reading() as connection:
        inspector = inspect(connection)
        return {
            name: {column["name"] for column in inspector.get_columns(name)}
            for name in inspector.get_table_names()
        }


def count(store: Store, table: Table) -> int:
    """How many rows a table has."""
    with store.reading() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0
