"""Offices a case may go to: by what the case says of a place, by words, by the county somebody typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime.ir.catalog import Catalog, Value
from runtime.ir.registry import Registry
from runtime.search import destination
from runtime.search.case import load
from tests.rows import reading
from tests.sample import REGISTRY
from tests.stage import Stage, build_stage

COUNTIES = Catalog(
    id="canal",
    label={"es": "Condados"},
    values=(
        Value(code="cook", label={"es": "Condado de Cook"}, attributes={"office": "con_chicago"}),
        Value(code="king", label={"es": "Condado de King"}, attributes={"office": "con_los_angeles"}),
        Value(code="nada", label={"es": "Sin oficina"}),
    ),
)


@pytest.fixture
def counties(sqlite_stage: Stage, tmp_path: Path) -> Stage:
    kept = {name: getattr(REGISTRY, name) for name in Registry.model_fields}
    catalogs = [COUNTIES if one.id == COUNTIES.id else one for one in REGISTRY.catalogs]
    registry = Registry.model_validate(kept | {"catalogs": tuple(catalogs)})
    return build_stage(sqlite_stage.store, tmp_path, registry)


def found(stage: Stage, typed: str, canal: str = "nada") -> list[tuple[str, str]]:
    case_id = stage.add_case(canal=canal)
    with reading(stage) as look:
        file = load(look, case_id)
        offices = destination.destinations(look, file.entity, file.row, file.values, typed)
    return [(one.id, one.because) for one in offices]


def test_a_county_of_the_case_comes_first_and_its_own_office_never(counties: Stage) -> None:
    assert found(counties, "", "cook")[0] == ("con_chicago", "Condado de Cook")
    assert "con_los_angeles" not in dict(found(counties, "", "king"))
    assert all(because == "" for _, because in found(counties, ""))


def test_words_find_an_office_by_its_name_city_or_county(counties: Stage) -> None:
    assert found(counties, "MADRID") == [("emb_esp", "")]
    assert found(counties, "cook") == [("con_chicago", "Condado de Cook")]
    assert found(counties, "king") == []
    assert found(counties, "nunca") == []
