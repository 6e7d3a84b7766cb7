"""The names no field may take are the columns that records really have."""

from __future__ import annotations

import pytest

from generator.validate.exchange import SYSTEM_COLUMNS
from generator.validate.names import LONGEST, SYSTEM, SYSTEM_TABLES, propose
from runtime.ir.entity import Entity
from runtime.storage.columns import LONGEST_NAME, build_metadata, columns
from tests.sample import REGISTRY


@pytest.mark.parametrize("entity", [each for each in REGISTRY.entities if each.base is None])
def test_every_system_column_is_reserved(entity: Entity) -> None:
    empty = entity.model_copy(update={"fields": ()})
    names = {column.name for column in columns(REGISTRY, empty)}

    assert names <= SYSTEM[entity.kind]


@pytest.mark.parametrize("kind", SYSTEM_COLUMNS)
def test_every_system_column_of_a_list_is_reserved(kind: str) -> None:
    assert {column for name, known in SYSTEM_COLUMNS.items() if name == kind for column in known} <= set(
        SYSTEM[next(name for name in SYSTEM if name == kind)]
    )


def test_no_entity_takes_the_table_of_the_system() -> None:
    entities = {entity.table for entity in REGISTRY.entities}
    system = {name for name in build_metadata(REGISTRY).tables if name.partition("__")[0] not in entities}

    assert {name for name in system if name.startswith(("case_", "action_", "register_"))} == SYSTEM_TABLES


def test_the_longest_name_is_the_storages() -> None:
    assert LONGEST == LONGEST_NAME


@pytest.mark.parametrize(
    ("written", "proposal"),
    [
        ("año", "anio"),
        ("Fecha de Ingreso", "fecha_de_ingreso"),
        ("país-origen", "pais_origen"),
        ("__x__y", "x_y"),
        ("2ª visita", "visita"),
        ("¿?", None),
    ],
)
def test_a_wrong_id_gets_a_right_one(written: str, proposal: str | None) -> None:
    assert propose(written) == proposal
