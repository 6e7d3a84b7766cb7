"""A plan counted on a real database: how many records each change would touch."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import insert, update

from generator.plan import plan
from generator.plan.counts import questions, with_counts
from generator.plan.render import render
from generator.plan.revise import revise
from runtime.ir.registry import Registry
from runtime.storage import migrate
from runtime.storage.columns import build_metadata
from runtime.storage.session import Store
from tests.chain import CASE, Chain, change_fields, declare, fill, remove, rename
from tests.sample import REGISTRY, catalog


def counts(store: Store, registry: Registry, *consent: str) -> dict[str, int]:
    planned = plan(REGISTRY, registry, consent)
    with store.reading() as connection:
        return {
            address: sum(connection.scalar(one) or 0 for one in asked)
            for address, asked in questions(planned, REGISTRY)
        }


def shorter(registry: Registry, length: int) -> Registry:
    return change_fields(
        registry,
        "case_detencion",
        lambda there: (
            revise(one, options=one.options | {"max_length": length}) if one.id == "resultado" else one
            for one in there
        ),
    )


def test_the_records_of_every_change_are_counted_under_the_old_names(store: Store, tmp_path: Path) -> None:
    chain = Chain(tmp_path / "versions")
    chain.build(REGISTRY)
    migrate.upgrade(store, chain.folder, REGISTRY)
    fill(store, REGISTRY)
    tables = build_metadata(REGISTRY).tables
    with store.writing() as connection:
        connection.execute(update(tables["person"]).values(telefono="+525512345678"))
        connection.execute(insert(tables["case_salarios"]), {"id": CASE})

    new = rename(REGISTRY, "person", "nota", "observaciones")
    new = remove(new, "person", "telefono", "idiomas", "curp")
    new = remove(shorter(new, 100), "case", "prioridad")
    new = revise(
        new,
        catalogs=tuple(
            catalog("canal", "presencial", "correo") if one.id == "canal" else one for one in new.catalogs
        ),
        entities=tuple(one for one in new.entities if one.id != "case_salarios"),
    )
    new = declare(
        new,
        "1.1.0",
        rename={"person.nota": "observaciones"},
        drop=("person.telefono", "person.idiomas", "person.curp"),
    )
    consent = ("person.telefono", "person.idiomas", "person.curp")
    found = counts(store, new, *consent)
    assert found == {
        "person.telefono": 1,
        "person.idiomas": 1,
        "person.curp": 0,
        "case.prioridad": 1,
        "case_types.detencion.resultado": 1,
        "case_types.salarios": 1,
        "catalogs.canal.telefono": 1,
    }
    text = render(with_counts(plan(REGISTRY, new, consent).plan, found), "en")
    assert "! person.curp" in text
    assert text.count("1 record\n") == 6
    assert text.count("0 records\n") == 1


def test_a_length_that_a_value_does_not_fit_changes_nothing(store: Store, tmp_path: Path) -> None:
    chain = Chain(tmp_path / "versions")
    chain.build(REGISTRY)
    migrate.upgrade(store, chain.folder, REGISTRY)
    fill(store, REGISTRY)
    before = migrate.current(store)
    chain.build(shorter(REGISTRY, 3))

    with pytest.raises(migrate.TooLongError) as refused:
        migrate.upgrade(store, chain.folder, shorter(REGISTRY, 3))

    assert refused.value.arguments == {
        "table": "case_detencion",
        "column": "resultado",
        "length": 3,
        "count": 1,
    }
    assert migrate.current(store) == before


def test_a_length_that_everything_fits_counts_nothing(store: Store, tmp_path: Path) -> None:
    chain = Chain(tmp_path / "versions")
    chain.build(REGISTRY)
    migrate.upgrade(store, chain.folder, REGISTRY)
    fill(store, REGISTRY)
    with store.writing() as connection:
        connection.execute(
            update(build_metadata(REGISTRY).tables["case_detencion"]).values(resultado="corto")
        )
    assert counts(store, shorter(REGISTRY, 100)) == {"case_types.detencion.resultado": 0}
