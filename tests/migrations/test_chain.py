"""Chains of versions with rows in them, up, down and up again, on both databases: no value is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import insert, select, update

from runtime.ir.field import Field
from runtime.ir.registry import Registry
from runtime.storage import migrate
from runtime.storage.chain import PURPOSE
from runtime.storage.codec import Codec
from runtime.storage.columns import build_metadata
from runtime.storage.history import Entry, difference, events, open_difference, record
from runtime.storage.session import Store
from runtime.storage.trail import Trail
from tests.chain import (
    CASE,
    CASE_VALUES,
    CIPHER,
    NOW,
    PERSON,
    PERSON_VALUES,
    Chain,
    add,
    change_fields,
    declare,
    fill,
    read,
    remove,
    tables_of,
    versions,
)
from tests.sample import REGISTRY, field


@pytest.fixture
def chain(tmp_path: Path) -> Chain:
    return Chain(tmp_path / "versions")


def up(store: Store, chain: Chain, registry: Registry) -> None:
    migrate.upgrade(store, chain.folder, registry)


def assert_tables_are_those_of(store: Store, registry: Registry) -> None:
    def is_ours(name: str | None, kind: str, _: object) -> bool:
        return kind != "table" or not (name or "").startswith(("search_", "alembic_version", "parked_"))

    def is_current(_: object, name: str | None, kind: str, *__: object) -> bool:
        return kind != "column" or not (name or "").startswith("parked_")

    with store.reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_name": is_ours,
                "include_object": is_current,
                "compare_type": not store.is_sqlite,
            },
        )
        assert compare_metadata(context, build_metadata(registry)) == []


def test_every_version_of_a_chain_keeps_every_value(store: Store, chain: Chain) -> None:
    first, second, third = versions()
    chain.build(first)
    up(store, chain, first)
    fill(store, first)
    lifted = chain.build(second).registry
    up(store, chain, lifted)
    assert_tables_are_those_of(store, lifted)
    last = chain.build(third).registry
    up(store, chain, last)
    assert_tables_are_those_of(store, last)

    person = read(store, last, "person", PERSON)
    assert person["nombre"] == PERSON_VALUES["nombre"]
    assert person["observaciones"] == PERSON_VALUES["nota"]
    assert person["lenguas"] == PERSON_VALUES["idiomas"]
    assert person["unknown"] == {"sexo_registral": "no_quiso_responder"}
    case = read(store, last, "case_detencion_migratoria", CASE)
    assert {name: case[name] for name in CASE_VALUES} == CASE_VALUES
    assert case["unknown"] == {"notificado": "se_desconoce"}


def test_down_and_up_again_parks_and_takes_back(store: Store, chain: Chain) -> None:
    first, second, third = versions()
    for version in (first, second, third):
        chain.build(version)
    assert chain.locked is not None
    last = chain.locked
    up(store, chain, last)
    migrate.downgrade(store, chain.folder, "registry@-2")
    fill(store, first)
    up(store, chain, last)
    tables = build_metadata(last).tables
    with store.writing() as connection:
        connection.execute(update(tables["person"]).values(apodo="La Güera"))
        connection.execute(insert(tables["person__oficios"]), {"record_id": PERSON, "code": "en"})
        connection.execute(update(tables["case_detencion_migratoria"]).values(resultado="y" * 300))

    migrate.downgrade(store, chain.folder, "registry@-2")
    assert_tables_are_those_of(store, without_enlargement(first, store))
    left = tables_of(store)
    assert [name for name in left["person"] if name.startswith("parked_apodo")]
    assert not [name for name in left["person"] if name.startswith("parked_alias")]
    assert [name for name in left if name.startswith("parked_person__oficios")]
    assert read(store, first, "person", PERSON)["nota"] == PERSON_VALUES["nota"]

    up(store, chain, last)
    assert_tables_are_those_of(store, last)
    person = read(store, last, "person", PERSON)
    assert person["apodo"] == "La Güera"
    assert person["oficios"] == ("en",)
    assert read(store, last, "case_detencion_migratoria", CASE)["resultado"] == "y" * 300
    assert not [name for names in tables_of(store).values() for name in names if name.startswith("parked_")]


def without_enlargement(first: Registry, store: Store) -> Registry:
    """On PostgreSQL a column stays large while a value needs the room."""
    if store.is_sqlite:
        return first
    _, second, _ = versions()
    large = second.by_id["case_detencion"].fields_by_id["resultado"]
    return add(remove(first, "case_detencion", "resultado"), "case_detencion", large)


def test_the_whole_history_undone_parks_the_records_themselves(store: Store, chain: Chain) -> None:
    chain.build(REGISTRY)
    up(store, chain, REGISTRY)
    fill(store, REGISTRY)
    migrate.downgrade(store, chain.folder, "registry@base")
    assert "person" not in tables_of(store)
    up(store, chain, REGISTRY)
    assert_tables_are_those_of(store, REGISTRY)
    assert read(store, REGISTRY, "person", PERSON)["nombre"] == PERSON_VALUES["nombre"]


def test_history_speaks_of_a_renamed_field_under_its_new_name(store: Store, chain: Chain) -> None:
    first, second, _ = versions()
    chain.build(first)
    up(store, chain, first)
    fill(store, first)
    codec, metadata = Codec(first, CIPHER), build_metadata(first)
    Trail(metadata, CIPHER.derive(PURPOSE))
    with store.writing() as connection:
        changed = difference(codec, "person", PERSON, {}, {"nota": "antes", "sexo": "mujer"})
        record(
            connection,
            metadata,
            Entry("update", "person", PERSON, NOW, None, None, difference=changed),
        )
    registry = chain.build(second).registry
    up(store, chain, registry)
    with store.reading() as connection:
        entry = events(connection, metadata, ["person"], PERSON)[0]
    told = open_difference(Codec(registry, CIPHER), "person", PERSON, entry.difference)
    assert told == {"observaciones": [None, "antes"], "sexo_registral": [None, "mujer"]}


def test_a_renamed_state_takes_its_cases_along(store: Store, chain: Chain) -> None:
    first = REGISTRY
    states = tuple(
        one.model_copy(update={"id": "en_curso"}) if one.id == "en_tramite" else one
        for one in first.lifecycle.states
    )
    lifecycle = first.lifecycle.model_validate({"states": states, "transitions": ()})
    second = declare(
        first.model_validate(dict(first.model_dump(), lifecycle=lifecycle)),
        "1.1.0",
        rename={"lifecycle.states.en_tramite": "en_curso"},
    )
    chain.build(first)
    up(store, chain, first)
    fill(store, first)
    chain.build(second)
    up(store, chain, second)
    cases = build_metadata(second).tables["cases"]
    with store.reading() as connection:
        assert connection.scalars(select(cases.c.state)).all() == ["en_curso"]
    migrate.downgrade(store, chain.folder, "registry@-1")
    with store.reading() as connection:
        assert connection.scalars(select(cases.c.state)).all() == ["en_tramite"]


def test_dropping_with_consent_drops(store: Store, chain: Chain) -> None:
    chain.build(REGISTRY)
    gone = declare(
        remove(REGISTRY, "person", "telefono", "idiomas"), "2.0.0", drop=("person.telefono", "person.idiomas")
    )
    chain.build(gone, "person.telefono", "person.idiomas")
    up(store, chain, gone)
    assert_tables_are_those_of(store, gone)
    migrate.downgrade(store, chain.folder, "registry@-1")
    assert_tables_are_those_of(store, REGISTRY)


def test_a_name_given_back_may_be_used_again(store: Store, chain: Chain) -> None:
    """Dropped and added anew, with an undo in between: the parked column of one revision is not the other's."""
    chain.build(REGISTRY)
    second = add(REGISTRY, "person", field("apodo", "text"))
    chain.build(second)
    up(store, chain, second)
    fill(store, second)
    with store.writing() as connection:
        connection.execute(update(build_metadata(second).tables["person"]).values(apodo="La Güera"))
    migrate.downgrade(store, chain.folder, "registry@-1")
    (newest := max(chain.folder.glob("0002_*.py"))).unlink()
    chain.locked, chain.revision = REGISTRY, max(chain.folder.glob("0001_*.py")).stem
    third = add(REGISTRY, "person", field("apodo", "long_text"))
    chain.build(third)
    assert not newest.exists()
    up(store, chain, third)
    assert "apodo" not in read(store, third, "person", PERSON)


def test_a_group_keeps_its_rows_through_new_names_and_fields(store: Store, chain: Chain) -> None:
    day, court = field("fecha", "date"), field("corte", "text", max_length=60)
    longer, room = field("corte", "text", max_length=90), field("sala", "money")

    def group(name: str, *inner: Field) -> Field:
        return field(name, "repeat", "main", fields=inner)

    first = add(REGISTRY, "person", group("audiencias", day, court))
    chain.build(first)
    up(store, chain, first)
    fill(store, first)
    held = {"record_id": PERSON, "position": 0, "fecha": NOW.date(), "corte": "Tribunal"}
    with store.writing() as connection:
        connection.execute(insert(build_metadata(first).tables["person__audiencias"]), held)
    second = declare(
        add(REGISTRY, "person", group("vistas", day, longer, room)),
        "1.1.0",
        rename={"person.audiencias": "vistas"},
    )
    lifted = chain.build(second).registry
    up(store, chain, lifted)
    assert_tables_are_those_of(store, lifted)
    assert read(store, lifted, "person", PERSON)["vistas"] == ({"fecha": NOW.date(), "corte": "Tribunal"},)
    rows = build_metadata(lifted).tables["person__vistas"]
    with store.writing() as connection:
        connection.execute(update(rows).values(sala_amount=7, sala_currency="USD"))

    migrate.downgrade(store, chain.folder, "registry@-1")
    assert read(store, first, "person", PERSON)["audiencias"] == ({"fecha": NOW.date(), "corte": "Tribunal"},)
    up(store, chain, lifted)
    (row,) = read(store, lifted, "person", PERSON)["vistas"]
    assert str(row["sala"].amount) == "7.00"

    third = declare(add(second, "person"), "1.2.0")
    third = change_fields(
        third, "person", lambda there: (group("vistas", day) if one.id == "vistas" else one for one in there)
    )
    last = chain.build(third).registry
    up(store, chain, last)
    assert_tables_are_those_of(store, last)
    assert read(store, last, "person", PERSON)["vistas"] == ({"fecha": NOW.date()},)
    with store.reading() as connection:
        assert connection.scalar(select(build_metadata(last).tables["person__vistas"].c.corte)) == "Tribunal"
