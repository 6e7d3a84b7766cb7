"""Practice data keeps the blueprint's rules, on both databases, and stays away from real records."""

from __future__ import annotations

import itertools
import shutil
import zoneinfo
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from runtime.auth.passwords import verify
from runtime.ir.entity import Entity
from runtime.practice import lexicon, plan, staff, telling
from runtime.practice.filling import PracticeError, fill
from runtime.practice.places import read_offices
from runtime.practice.source import Source
from runtime.records import reckoning
from runtime.records.situation import Situation
from runtime.search import people
from runtime.search.reading import Reading
from runtime.storage import index
from runtime.storage.session import open_store
from tests.runtime.records.test_checklist import CHILDREN, protocols
from tests.runtime.storage.test_trail import assert_whole
from tests.stage import NOON, Stage, build_stage

CASES = 60


def _rows(stage: Stage, table: str) -> list[Mapping[str, Any]]:
    with stage.store.reading() as connection:
        return [dict(row) for row in connection.execute(select(stage.model.table(table))).mappings()]


def _values(stage: Stage, entity: Entity) -> list[tuple[Mapping[str, Any], dict[str, Any]]]:
    """Read every record of an entity: its base's row with its own, and its values."""
    model = stage.model
    own = model.table(entity.table)
    base = own if entity.base is None else model.table(model.registry.by_id[entity.base].table)
    columns = model.codec.read_columns(model.metadata, entity.id)
    system = [column for column in base.c if column.name not in {read.name for read in columns}]
    source = own if own is base else base.join(own, own.c.id == base.c.id)
    with stage.store.reading() as connection:
        rows = connection.execute(select(*system, *columns).select_from(source)).mappings().all()
        codes = model.codec.read_codes(connection, model.metadata, entity.id, [row["id"] for row in rows])
    return [(dict(row), model.codec.load(entity.id, row, codes.get(row["id"]))) for row in rows]


def test_every_record_keeps_the_rules_of_its_state(stage: Stage) -> None:
    fill(stage.model, stage.store, CASES, now=NOON)
    registry = stage.model.registry
    order = [state.id for state in registry.lifecycle.states]
    persons = {row["id"]: values for row, values in _values(stage, registry.by_id["person"])}
    seen = 0
    for entity in (*registry.case_types, *registry.action_types):
        for row, values in _values(stage, entity):
            seen += 1
            state = row.get("state")
            person = persons[row["person_id"]] if state else {}
            situation = Situation(stage.model, entity, stage.context(), state, person)
            data = situation.data(values, row["unknown"])
            fields = registry.fields_of(entity)
            shown = situation.shown(fields, data)
            assert values.keys() <= shown
            for field in fields:
                if field.id not in shown:
                    continue
                is_gate = field.required.kind == "at" and order.index(
                    field.required.state or ""
                ) <= order.index(state or order[0])
                if situation.is_required(field, data) or is_gate:
                    assert field.id in values or field.id in row["unknown"], (row["id"], field.id)
                assert not any(situation.is_violated(check.that, data) for check in field.checks)
    assert seen > CASES


def test_folios_follow_each_other_in_every_office_and_year(stage: Stage) -> None:
    fill(stage.model, stage.store, CASES, now=NOON)
    offices = {office.prefix: office for office in stage.model.registry.offices}
    zones = {office.id: zoneinfo.ZoneInfo(office.time_zone) for office in offices.values()}
    # A case that was handed over keeps the folio of the office it came from.
    registered = [
        {**row, "office_id": offices[row["folio"].partition("-")[0]].id} for row in _rows(stage, "cases")
    ]
    cases = sorted(registered, key=lambda row: (row["office_id"], row["folio"]))
    numbers: Counter[tuple[str, int]] = Counter()
    for row in cases:
        year = row["registered_at"].astimezone(zones[row["office_id"]]).year
        numbers[row["office_id"], year] += 1
        assert row["folio"].endswith(f"-{year}-{numbers[row['office_id'], year]:06}")
    for before, after in itertools.pairwise(cases):
        if before["office_id"] == after["office_id"]:
            assert before["registered_at"] <= after["registered_at"]
    assert {(row["office_id"], row["year"]): row["last"] for row in _rows(stage, "folio_counter")} == dict(
        numbers
    )


def test_everything_is_marked_dated_in_the_past_and_has_its_event(stage: Stage) -> None:
    filled = fill(stage.model, stage.store, CASES, now=NOON)
    made = [
        row for table in ("person", "cases", "actions", "register_contraparte") for row in _rows(stage, table)
    ]
    assert all(row["synthetic"] and row["created_at"] <= row["updated_at"] <= NOON for row in made)
    assert (filled.cases, filled.people) == (len(_rows(stage, "cases")), len(_rows(stage, "person")))
    created = {event["record_id"] for event in _rows(stage, "event") if event["verb"] == "create"}
    assert {str(row["id"]) for row in made} <= created
    for row in _rows(stage, "cases"):
        assert (row["state"] in {"cerrado", "anulado"}) == (row["closed_at"] is not None)


def test_people_are_found_by_their_names(stage: Stage) -> None:
    fill(stage.model, stage.store, CASES, now=NOON)
    # Who has a restricted case alone is not found by whoever does not see it.
    about = {row["person_id"] for row in _rows(stage, "cases") if row["case_type"] == "detencion"}
    people_entered = _values(stage, stage.model.registry.by_id["person"])
    person = next(found for found in reversed(people_entered) if found[0]["id"] in about)
    with stage.store.reading() as connection:
        actor = stage.actors["elena_analista"]
        reading = Reading(stage.model, connection, actor, NOON, stage.context("elena_analista"))
        found = people.find(reading, person[1]["nombre"].full)
    assert person[0]["id"] in {one.id for one in found.people}


def test_the_same_seed_gives_the_same_data_and_a_second_run_adds_to_it(sqlite_stage: Stage) -> None:
    def told() -> list[tuple[Any, ...]]:
        return sorted(
            (row["folio"], row["registered_at"], row["resumen"], row["person_id"].hex)
            for row in _rows(sqlite_stage, "cases")
        )

    fill(sqlite_stage.model, sqlite_stage.store, 20, now=NOON, seed=3)
    first = told()
    fill(sqlite_stage.model, sqlite_stage.store, 20, now=NOON, seed=3)
    assert set(first) < set(told())
    assert len(told()) == 40


def test_the_number_of_processes_changes_nothing(
    sqlite_stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "_CASES", 8)
    path = tmp_path / "other.sqlite3"
    shutil.copy(tmp_path / "registry.sqlite3", path)
    other = build_stage(open_store(f"sqlite:///{path}"), tmp_path)
    told = []
    for stage, processes in ((sqlite_stage, 1), (other, 2)):
        fill(stage.model, stage.store, 40, now=NOON, processes=processes)
        told.append(
            [
                sorted(_plain(row) for row in _rows(stage, table) if row.get("entity") != "account")
                for table in ("cases", "person", "actions", "party", "deadline", "case_link", "event")
            ]
        )
    assert told[0] == told[1]
    assert len(told[0][0]) == 40


def _plain(row: Mapping[str, Any]) -> str:
    """A row without what is sealed anew each time."""
    kept = {
        name: value
        for name, value in row.items()
        if not isinstance(value, bytes) and name not in {"difference", "unknown"}
    }
    return repr(sorted(kept.items()))


def test_what_is_set_aside_for_speed_is_there_again(stage: Stage) -> None:
    def made() -> list[tuple[Any, ...]]:
        with stage.store.reading() as connection:
            asked = (
                "SELECT name, sql FROM sqlite_master ORDER BY name"
                if stage.store.is_sqlite
                else "SELECT conname AS name, pg_get_constraintdef(oid) FROM pg_constraint"
                " UNION SELECT indexname, indexdef FROM pg_indexes ORDER BY name"
            )
            return [tuple(row) for row in connection.execute(text(asked))]

    before = made()
    fill(stage.model, stage.store, 20, now=NOON)
    assert made() == before


def test_a_filling_that_breaks_off_leaves_whole_cases_or_none(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "_CASES", 8)

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill(stage.model, stage.store, 40, now=NOON, advance=stop)
    stored = len(_rows(stage, "cases"))
    assert (8 <= stored < 40) if stage.store.is_sqlite else stored == 0
    fill(stage.model, stage.store, 10, now=NOON)
    assert len(_rows(stage, "cases")) == stored + 10


def test_an_index_that_was_not_kept_is_made_of_all_documents(sqlite_stage: Stage) -> None:
    with sqlite_stage.store.writing() as connection:
        index.suspend(connection)
    fill(sqlite_stage.model, sqlite_stage.store, 20, now=NOON)
    with sqlite_stage.store.reading() as connection:
        missing = connection.scalar(
            text(
                "SELECT count(*) FROM search_document d WHERE d.number NOT IN"
                " (SELECT rowid FROM search_text WHERE search_text MATCH"
                " '\"' || substr(d.words, 1, instr(d.words || ' ', ' ') - 1) || '\"')"
            )
        )
    assert missing == 0


def test_annulled_actions_and_linked_cases_have_their_events(stage: Stage) -> None:
    fill(stage.model, stage.store, 200, now=NOON)
    events = _rows(stage, "event")
    annulled = [row for row in _rows(stage, "actions") if row["annulled_at"] is not None]
    assert annulled
    assert all(row["annulled_reason"] and row["done_at"] <= row["annulled_at"] <= NOON for row in annulled)
    assert {event["record_id"] for event in events if event["verb"] == "annul"} == {
        str(row["id"]) for row in annulled
    }
    linked = _rows(stage, "case_link")
    folios = {row["id"]: row["folio"] for row in _rows(stage, "cases")}
    told = {
        (event["case_id"], event["difference"]["linked"][1]) for event in events if event["verb"] == "link"
    }
    assert linked
    for row in linked:
        assert row["case_id"] < row["linked_id"]
        assert (row["case_id"], folios[row["linked_id"]]) in told
        assert (row["linked_id"], folios[row["case_id"]]) in told


def test_clocks_of_open_cases_are_late_by_weeks_at_most(sqlite_stage: Stage) -> None:
    fill(sqlite_stage.model, sqlite_stage.store, 300, now=NOON)
    running = [row["due_at"] for row in _rows(sqlite_stage, "deadline") if row["stopped_at"] is None]
    assert running
    late = sorted((NOON - due).days for due in running)
    assert late[len(late) // 2] < 30


def test_real_records_are_never_mixed_with_practice(stage: Stage) -> None:
    stage.add_person()
    with pytest.raises(PracticeError):
        fill(stage.model, stage.store, 1, now=NOON)
    assert not _rows(stage, "cases")


def test_only_made_up_accounts_get_a_password(stage: Stage) -> None:
    fill(stage.model, stage.store, 5, now=NOON)
    with stage.store.writing() as connection:
        offices = read_offices(connection, stage.model, lexicon.read("MEX"))
        given = staff.give_passwords(connection, stage.model, offices, "una frase de práctica")
    by_login = {row["login"]: row for row in _rows(stage, "account")}
    assert {one.login for one in given} >= {"oficial.losangeles", "oficial.chicago", "administrador"}
    roles = {role for one in given for role in by_login[one.login]["roles"]}
    assert roles == {role.id for role in stage.model.registry.roles}
    for one in given:
        assert by_login[one.login]["synthetic"]
        assert verify(by_login[one.login]["password"], "una frase de práctica")
    assert all(
        row["password"] is None
        for login, row in by_login.items()
        if login not in {one.login for one in given}
    )


def test_surnames_are_as_uneven_as_people_have_them() -> None:
    source = Source(lexicon.read("MEX"), "1", "MEX", NOON)
    drawn = Counter(source.surname() for _ in range(20_000))
    (usual, often), *_ = drawn.most_common(1)
    assert usual == "Hernández"
    assert often > 20 * drawn["Casillas"] > 0
    assert sum(1 for count in drawn.values() if count == 1) > 300


def test_every_country_of_the_region_has_names_of_its_own() -> None:
    for country in ("MEX", "GTM", "HND", "SLV"):
        source = Source(lexicon.read(country), "1", country, NOON)
        assert len({source.surname() for _ in range(500)}) > 60
        assert source.town()


def test_what_the_states_of_a_case_ask_for_is_ticked_beforehand(sqlite_stage: Stage, tmp_path: Path) -> None:
    stage = protocols(sqlite_stage, tmp_path)
    fill(stage.model, stage.store, 200, now=NOON)
    order = [state.id for state in stage.model.registry.lifecycle.states]
    cases = {row["id"]: row for row in _rows(stage, "cases")}
    events = _rows(stage, "event")
    ticked = {
        (row["case_id"], row["checklist"], row["item"]): row["ticked_at"]
        for row in _rows(stage, "checklist_mark")
    }
    assert all(cases[key[0]]["registered_at"] <= at <= NOON for key, at in ticked.items())
    assert {item for _, _, item in ticked} == {"saludar", "informar", "avisar"}
    told = {
        (event["case_id"], *name.split(".")[1:])
        for event in events
        if event["verb"] == "tick"
        for name in event["difference"]
    }
    assert told == set(ticked)
    seen = 0
    for event in events:
        case = cases.get(event["case_id"])
        if event["verb"] != "transition" or case is None or case["case_type"] != "detencion":
            continue
        for item in CHILDREN.items:
            reached = order.index(event["difference"]["state"][1]) >= order.index(item.gate or "")
            if reached and case["canal"] == "telefono":
                seen += 1
                assert ticked[case["id"], CHILDREN.id, item.id] <= event["at"]
    assert seen
    begun = {case_id for case_id, checklist, _ in ticked if checklist == CHILDREN.id}
    assert {cases[case_id]["canal"] for case_id in begun} == {"telefono"}


def test_some_cases_are_handed_over_and_found_where_they_are(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "_HANDED", 0.5)
    fill(stage.model, stage.store, 150, now=NOON)
    transfers = _rows(stage, "transfer")
    cases = {row["id"]: row for row in _rows(stage, "cases")}
    assert {row["answer"] for row in transfers} == {None, "accepted", "refused"}
    for row in transfers:
        case = cases[row["case_id"]]
        assert case["closed_at"] is None
        assert case["registered_at"] <= row["asked_at"] <= (row["answered_at"] or NOON) <= NOON
        kept = row["to_office_id"] if row["answer"] == "accepted" else row["from_office_id"]
        assert case["office_id"] == kept
        clocks = [clock for clock in _rows(stage, "deadline") if clock["case_id"] == case["id"]]
        assert {clock["office_id"] for clock in clocks} <= {kept}


def test_clocks_are_those_that_officers_work_would_have_left(stage: Stage) -> None:
    fill(stage.model, stage.store, 300, now=NOON)
    assert reckoning.keep_all(stage.store, stage.model, NOON) == 0


def test_made_up_events_are_chained_as_real_ones(stage: Stage) -> None:
    fill(stage.model, stage.store, CASES, now=NOON)
    event, head = stage.model.table("event"), stage.model.table("chain_head")
    with stage.store.reading() as connection:
        chains = [*connection.scalars(select(head.c.chain))]
        loose = connection.scalars(select(event.c.id).where(event.c.seq.is_(None))).all()

    assert not loose
    lengths = [assert_whole(stage, chain) for chain in chains]
    assert sum(lengths) == len(_rows(stage, "event"))
    assert max(lengths) > 3
