"""Checklists of a case: ticked with who and when, taken back with history, gates of a step."""

from __future__ import annotations

import csv
import io
import uuid
from pathlib import Path

import pytest
from sqlalchemy import select

from runtime.errors import Forbidden, Invalid, NotFound, Refused
from runtime.exchange import outgoing
from runtime.ir.checklist import Checklist, Item
from runtime.ir.exchange import Listing
from runtime.records import checklist, gates, lifecycle, protocol
from runtime.records.checklist import Ticks
from runtime.search import listing, query
from runtime.search.views import view_of
from tests.rows import reading
from tests.sample import cel
from tests.stage import ACTORS, NOON, Stage
from tests.variant import vary

COMMON = Checklist(
    id="acogida", label={"es": "Acogida"}, items=(Item(id="saludar", label={"es": "Saludar"}),)
)
CHILDREN = Checklist(
    id="nna",
    label={"es": "Protocolo NNA"},
    visible=cel("canal == 'telefono'", "canal"),
    items=(
        Item(id="informar", label={"es": "Informar"}, gate="en_tramite"),
        Item(id="avisar", label={"es": "Avisar al DIF"}, gate="cerrado"),
    ),
)
ANA = "ana_los_angeles"


def protocols(stage: Stage, folder: Path) -> Stage:
    """The sample with a checklist of every case, and one of detentions heard of by telephone."""
    return vary(
        stage,
        folder,
        entities={
            "case": {"checklists": (COMMON.model_dump(),)},
            "case_detencion": {"checklists": (CHILDREN.model_dump(),)},
        },
    )


@pytest.fixture
def listed(stage: Stage, tmp_path: Path) -> Stage:
    return protocols(stage, tmp_path)


def _open(stage: Stage, canal: str = "telefono") -> uuid.UUID:
    return stage.add_case(controls={"canal": canal, "resultado": "libre"})


def _tick(stage: Stage, case_id: uuid.UUID, ticks: Ticks, which: str = "nna", login: str = ANA) -> None:
    with stage.work(login) as work:
        checklist.tick(work, case_id, which, ticks)


def _marks(stage: Stage, case_id: uuid.UUID) -> dict[protocol.Key, str]:
    entity = stage.model.registry.by_id["case_detencion"]
    with stage.store.reading() as connection:
        return {
            key: mark.note for key, mark in protocol.marks(stage.model, connection, entity, case_id).items()
        }


def _needs(stage: Stage, case_id: uuid.UUID) -> list[str]:
    stored = stage.stored("case", case_id)
    with stage.store.reading() as connection:
        stored = protocol.with_ticks(stage.model, connection, stored)
    [option] = [
        one
        for one in gates.options(stage.model, ACTORS[ANA], NOON, stored)
        if one.transition.id == "tramitar"
    ]
    return [f"{need.kind} {need.id}" for need in option.needs]


def test_a_tick_says_who_and_when_and_its_undoing_leaves_history(listed: Stage) -> None:
    case_id = _open(listed)
    _tick(listed, case_id, Ticks(frozenset({"informar"}), remarks={"informar": "Con intérprete"}))
    assert _marks(listed, case_id) == {("nna", "informar"): "Con intérprete"}
    # Ticked again by somebody else it stays the first one's.
    _tick(listed, case_id, Ticks(frozenset({"informar"})), login="beto_los_angeles")
    _tick(listed, case_id, Ticks(remarks={"informar": "En maya"}))
    _tick(listed, case_id, Ticks(cleared=frozenset({"informar"})))
    assert _marks(listed, case_id) == {}
    event = listed.model.table("event")
    with listed.store.reading() as connection:
        told = connection.execute(
            select(event.c.verb, event.c.difference).where(event.c.case_id == case_id).order_by(event.c.id)
        ).all()
    name = "checklist.nna.informar"
    assert [tuple(one) for one in told[1:]] == [
        ("tick", {name: [None, "Con intérprete"]}),
        ("remark", {name: ["Con intérprete", "En maya"]}),
        ("untick", {name: ["En maya", None]}),
    ]


def test_only_what_was_seen_ticked_is_taken_back(listed: Stage) -> None:
    case_id = _open(listed)
    _tick(listed, case_id, Ticks(frozenset({"informar"})))
    _tick(listed, case_id, Ticks(frozenset({"avisar"})), login="beto_los_angeles")
    assert set(_marks(listed, case_id)) == {("nna", "informar"), ("nna", "avisar")}


def test_an_item_is_a_gate_of_its_state(listed: Stage) -> None:
    case_id = _open(listed)
    assert _needs(listed, case_id) == ["item nna.informar"]
    with pytest.raises(Invalid) as caught, listed.work() as work:
        lifecycle.move(work, case_id, "tramitar", None, None, 1)
    assert set(caught.value.faults) == {"checklist.nna.informar"}
    _tick(listed, case_id, Ticks(frozenset({"informar"})))
    assert _needs(listed, case_id) == []
    with listed.work() as work:
        lifecycle.move(work, case_id, "tramitar", None, None, 1)
    assert listed.stored("case", case_id).state == "en_tramite"
    # What opened the gate stays while the case is behind it; anything else may be taken back.
    _tick(listed, case_id, Ticks(frozenset({"avisar"})))
    _tick(listed, case_id, Ticks(cleared=frozenset({"avisar"})))
    with pytest.raises(Refused):
        _tick(listed, case_id, Ticks(cleared=frozenset({"informar"})))


def test_a_checklist_that_does_not_apply_is_no_gate_and_is_not_ticked(listed: Stage) -> None:
    case_id = _open(listed, "correo")
    assert _needs(listed, case_id) == []
    with pytest.raises(NotFound):
        _tick(listed, case_id, Ticks(frozenset({"informar"})))


def test_ticking_is_changing_the_case(listed: Stage) -> None:
    case_id = _open(listed)
    ticks = Ticks(frozenset({"informar"}))
    with pytest.raises(Forbidden):
        _tick(listed, case_id, ticks, login="elena_analista")
    with pytest.raises(NotFound):
        _tick(listed, case_id, ticks, login="carla_chicago")
    with pytest.raises(NotFound):
        _tick(listed, case_id, ticks, "otra")
    with listed.work("dora_titular") as work:
        lifecycle.move(work, case_id, "anular", None, "Duplicado", 1)
    with pytest.raises(Refused):
        _tick(listed, case_id, ticks)


def test_every_case_has_the_common_checklists(listed: Stage) -> None:
    case_id = listed.add_case(case_type="case_salarios")
    _tick(listed, case_id, Ticks(frozenset({"saludar"})), "acogida")
    assert set(_marks(listed, case_id)) == {("acogida", "saludar")}


def test_what_is_ticked_is_counted_in_lists_and_files(listed: Stage, tmp_path: Path) -> None:
    first, second = _open(listed), _open(listed)
    _tick(listed, first, Ticks(frozenset({"informar", "avisar"})))
    _tick(listed, first, Ticks(frozenset({"saludar"})), "acogida")
    cases = Listing(id="casos", label={"es": "Casos"}, of="case", columns=("folio", "ticked"))
    stage = vary(listed, tmp_path, lists=(cases.model_dump(),))
    folios = {stage.stored("case", one).row["folio"]: count for one, count in ((first, "3"), (second, "0"))}
    with reading(stage, ANA, "es") as look:
        view = view_of(stage.model, look.actor, stage.model.registry.lists[0])
        asked = query.parse(view, listing.lens_of(look), {}).query
        shown = listing.page(look, view, asked)
        request = outgoing.Request(
            stage.model, look.actor, look.context, view, asked, "labels", "csv", "list casos"
        )
    assert dict(zip(*shown.cells, strict=True)) == folios
    sent = b"".join(outgoing.send_out(stage.store, request).chunks).decode("utf-8-sig")
    assert dict(list(csv.reader(io.StringIO(sent)))[1:]) == folios


def test_who_may_not_read_remarks_does_not_write_over_them(listed: Stage) -> None:
    case_id = _open(listed)
    _tick(listed, case_id, Ticks(frozenset({"avisar"}), remarks={"avisar": "Habló con la tía"}))
    remarks = {"avisar": "", "informar": "Otra"}
    _tick(listed, case_id, Ticks(frozenset({"informar"}), remarks=remarks), login="fidel_becario")
    assert _marks(listed, case_id) == {("nna", "avisar"): "Habló con la tía", ("nna", "informar"): ""}
