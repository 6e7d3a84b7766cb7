"""Downloads: the same as the list, nothing else, and told to the trail. On both databases."""

from __future__ import annotations

import csv
import datetime
import decimal
import io
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from runtime.access.actor import Actor
from runtime.errors import Forbidden
from runtime.exchange import delimited, outgoing
from runtime.exchange.outgoing import Format
from runtime.exchange.rows import Values
from runtime.fields.values import Money, PersonName
from runtime.search import listing, query
from runtime.search.query import Query
from runtime.search.views import View, view_of, view_of_export
from tests import naughty
from tests.rows import reading, writing
from tests.sample import field
from tests.stage import Stage
from tests.variant import vary

Table = list[list[Any]]


def send(
    stage: Stage,
    view: View,
    asked: Query,
    *,
    login: str = "ana_los_angeles",
    values: Values = "labels",
    format: Format = "csv",  # noqa: A002 - the word of the request
    language: str = "es",
) -> bytes:
    with reading(stage, login, language) as look:
        request = outgoing.Request(
            stage.model, look.actor, look.context, view, asked, values, format, f"list {view.id}"
        )
    return b"".join(outgoing.send_out(stage.store, request).chunks)


def rows_of(data: bytes) -> Table:
    assert data.startswith(delimited.MARK)
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def cells_of(data: bytes) -> Table:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    return [[*row] for row in sheet.to_python()]


def list_view(stage: Stage, actor: Actor, name: str = "casos") -> View:
    found = next(found for found in stage.model.registry.lists if found.id == name)
    return view_of(stage.model, actor, found)


def ask(stage: Stage, login: str, parameters: Mapping[str, Sequence[str]]) -> tuple[View, Query]:
    with reading(stage, login) as look:
        view = list_view(stage, look.actor)
        return view, query.parse(view, listing.lens_of(look), parameters).query


def test_a_list_leaves_as_it_is_shown_in_the_language_and_zone_of_the_page(stage: Stage) -> None:
    with writing(stage) as rows:
        person = rows.person(PersonName("María", "Núñez", as_known="Mari"))
        rows.case(
            person,
            canal="telefono",
            detenido_el=datetime.datetime(2026, 3, 1, 5, 30, tzinfo=datetime.UTC),
        )
        rows.case(person, state="cerrado")
    view, asked = ask(
        stage,
        "ana_los_angeles",
        {
            "state": ["recibido"],
            "columns": ["folio", "person.nombre", "state", "office", "canal", "detencion.detenido_el"],
        },
    )
    table = rows_of(send(stage, view, asked, language="en"))

    zone = "America/Los_Angeles"
    assert table == [
        [
            "File number",
            "Nombre: Given names",
            "Nombre: First surname",
            "Nombre: Second surname",
            "Nombre: Known as",
            "State",
            "Office",
            "Canal",
            f"Detenido_el ({zone})",
        ],
        [
            "LAN-2026-000001",
            "María",
            "Núñez",
            "",
            "Mari",
            "Received",
            "Consulado en Los Ángeles",
            "Telefono",
            "2026-02-28 21:30",
        ],
    ]
    assert cells_of(send(stage, view, asked, language="en", format="xlsx")) == table


def test_codes_leave_as_codes_and_moments_in_utc(stage: Stage) -> None:
    with writing(stage) as rows:
        rows.case(
            rows.person(PersonName("Ana")),
            canal="telefono",
            at=datetime.datetime(2026, 3, 1, 5, 30, tzinfo=datetime.UTC),
        )
    view, asked = ask(
        stage, "ana_los_angeles", {"columns": ["case_type", "state", "office", "canal", "registered_at"]}
    )
    table = rows_of(send(stage, view, asked, values="codes"))

    assert table == [
        ["Tipo de caso", "Estado", "Oficina", "Registrado (UTC)", "Canal"],
        ["detencion", "recibido", "con_los_angeles", "2026-03-01T05:30:00Z", "telefono"],
    ]


def test_several_codes_stand_in_one_cell_and_unknown_is_said(stage: Stage) -> None:
    with writing(stage) as rows:
        rows.person(PersonName("Ana"), by="dora_titular", idiomas=("nah", "es"), sexo="mujer")
        rows.person(PersonName("Bea"), by="dora_titular", unknown={"sexo": "se_desconoce"})
    columns = ("nombre", "sexo", "idiomas")
    with reading(stage, "dora_titular") as look:
        view = view_of(
            stage.model,
            look.actor,
            stage.model.registry.lists[1].model_copy(update={"id": "all", "columns": columns}),
        )
    shown = rows_of(send(stage, view, Query(columns), login="dora_titular"))
    coded = rows_of(send(stage, view, Query(columns), login="dora_titular", values="codes"))

    assert [row[-2:] for row in shown[1:]] == [["Se desconoce", ""], ["Mujer", "Es; Nah"]]
    assert [row[-2:] for row in coded[1:]] == [["se_desconoce", ""], ["mujer", "es; nah"]]


def test_a_group_is_one_guarded_cell_and_its_number_of_rows_in_a_list(stage: Stage, tmp_path: Path) -> None:
    inner = (
        field("lengua", "choice", catalog="idiomas", unknown=("se_desconoce",)),
        field("lugar", "text"),
        field("fecha", "date"),
    )
    own = field("estancias", "repeat", fields=inner)
    fields = (*stage.model.registry.by_id["person"].fields, own)
    varied = vary(stage, tmp_path / "varied", entities={"person": {"fields": fields}})
    varied.model.table("person__estancias").create(varied.store.engine)
    value = (
        {"lengua": "nah", "lugar": "Puebla", "fecha": datetime.date(2026, 3, 1)},
        {"unknown": {"lengua": "se_desconoce"}, "lugar": "=2+3"},
    )
    with writing(varied) as rows:
        rows.person(PersonName("Ana"), by="dora_titular", estancias=value)
        rows.person(PersonName("Bea"), by="dora_titular", estancias=({"lugar": "=1+1"},))
    columns = ("nombre", "estancias")
    with reading(varied, "dora_titular") as look:
        personas = varied.model.registry.lists[1].model_copy(update={"id": "all", "columns": columns})
        view = view_of(varied.model, look.actor, personas)
        listed = listing.page(look, view, Query(columns))
    shown = rows_of(send(varied, view, Query(columns), login="dora_titular"))
    coded = rows_of(send(varied, view, Query(columns), login="dora_titular", values="codes"))

    assert [row[-1] for row in shown[1:]] == [
        "; =1+1; ",
        "Nah; Puebla; 2026-03-01 | Se desconoce; =2+3; ",
    ]
    assert coded[2][-1] == "nah; Puebla; 2026-03-01 | se_desconoce; =2+3; "
    assert list(listed.cells[1]) == ["1", "2"]


def test_naughty_strings_come_back_equal_from_list_csv_and_xlsx(stage: Stage) -> None:
    names = [text for text in naughty.LINES if len(text) <= 120]
    texts = [*naughty.LINES, *naughty.TEXTS]
    for place, text in enumerate(texts):
        person = stage.add_person(nombre__first=names[place % len(names)])
        stage.add_case(person, {"resumen": text})
    expected_names = [unicodedata.normalize("NFC", names[place % len(names)]) for place in range(len(texts))]
    with reading(stage) as look:
        view = view_of_export(stage.model, look.actor, stage.model.registry.exports[0])
        listed = list_view(stage, look.actor)
        shown: list[str] = []
        page = listing.page(look, listed, Query(listed.chosen))
        while True:
            shown += page.cells[1]
            if page.next is None:
                break
            page = listing.page(look, listed, Query(listed.chosen, cursor=page.next))
    stored = [stage_text(text) for text in texts]
    csv_rows = rows_of(send(stage, view, Query(view.chosen)))
    xlsx_rows = cells_of(send(stage, view, Query(view.chosen), format="xlsx"))
    place = csv_rows[0].index("Resumen")
    name = csv_rows[0].index("Nombre: Primer apellido")

    assert sorted(shown) == sorted(f"Ana {first} Núñez" for first in expected_names)
    assert sorted(delimited.unguard(row[place]) for row in csv_rows[1:]) == sorted(stored)
    assert sorted(row[place] for row in xlsx_rows[1:]) == sorted(stored)
    assert sorted(delimited.unguard(row[name]) for row in csv_rows[1:]) == sorted(expected_names)
    assert not any(
        cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for row in csv_rows for cell in row
    )


def stage_text(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n")


def test_only_rows_one_may_read_and_may_export_leave(stage: Stage) -> None:
    with writing(stage) as rows:
        rows.case(rows.person(PersonName("Ana")))
        rows.case(rows.person(PersonName("Bea"), by="carla_chicago"), by="carla_chicago")
        rows.case(rows.person(PersonName("Eva")), by="beto_los_angeles", kind="salarios", patron="Granja")
    view, asked = ask(stage, "ana_los_angeles", {})
    folios = [row[0] for row in rows_of(send(stage, view, asked))[1:]]

    assert folios == ["LAN-2026-000001"]


def test_who_may_not_export_is_told_and_nothing_leaves(stage: Stage) -> None:
    with reading(stage, "ana_los_angeles") as look:
        view = list_view(stage, look.actor, "personas")
        request = outgoing.Request(
            stage.model, look.actor, look.context, view, Query(view.chosen), "labels", "csv", "list personas"
        )
    with pytest.raises(Forbidden):
        outgoing.send_out(stage.store, request)
    event = stage.model.table("event")
    with stage.store.reading() as connection:
        assert connection.scalars(select(event.c.verb).where(event.c.verb == "export")).all() == []


def test_the_trail_says_who_took_what_and_how_much(stage: Stage) -> None:
    with writing(stage) as rows:
        person = rows.person(PersonName("Ana"))
        rows.case(person, state="cerrado")
        rows.case(person)
    view, asked = ask(stage, "ana_los_angeles", {"state": ["cerrado"], "columns": ["folio", "state"]})
    send(stage, view, asked)
    event = stage.model.table("event")
    with stage.store.reading() as connection:
        told = connection.execute(select(event).where(event.c.verb == "export")).one()

    assert (told.entity, told.record_id) == ("case", "list casos")
    assert told.account_id == stage.actors["ana_los_angeles"].account_id
    assert told.difference == {
        "columns": [None, ["folio", "state"]],
        "filters": [None, "state=cerrado"],
        "format": [None, "csv"],
        "count": [None, 1],
    }


def test_an_encrypted_field_never_leaves(stage: Stage) -> None:
    export = stage.model.registry.exports[0].model_copy(
        update={"id": "everything", "of": "person", "columns": ("nombre", "nota", "sexo")}
    )
    with writing(stage) as rows:
        rows.person(PersonName("Ana"), by="dora_titular", nota="frágil")
    with reading(stage, "dora_titular") as look:
        view = view_of_export(stage.model, look.actor, export)
    data = send(stage, view, Query(view.chosen), login="dora_titular")

    assert list(view.columns) == ["nombre", "sexo"]
    assert "frágil" not in data.decode()


def test_money_leaves_in_two_columns_unless_it_is_hidden(stage: Stage) -> None:
    with writing(stage) as rows:
        rows.case(
            rows.person(PersonName("Eva")),
            kind="salarios",
            patron="-Granja",
            monto=Money(decimal.Decimal("1200.50"), "USD"),
        )
    export = stage.model.registry.exports[0].model_copy(
        update={"id": "wages", "columns": ("salarios.patron", "salarios.monto")}
    )
    found = {}
    for login in ("dora_titular", "ana_los_angeles"):
        with reading(stage, login) as look:
            view = view_of_export(stage.model, look.actor, export)
        found[login] = rows_of(send(stage, view, Query(view.chosen), login=login))[1]

    assert found == {"dora_titular": ["'-Granja", "1200.50", "USD"], "ana_los_angeles": ["'-Granja"]}


def test_a_download_that_is_given_up_gives_its_connection_back(stage: Stage) -> None:
    with writing(stage) as rows:
        person = rows.person(PersonName("Ana"))
        for _ in range(50):
            rows.case(person)
    view, asked = ask(stage, "ana_los_angeles", {})
    with reading(stage) as look:
        request = outgoing.Request(
            stage.model, look.actor, look.context, view, asked, "labels", "csv", "list casos"
        )
    sent = outgoing.send_out(stage.store, request)
    next(sent.chunks)
    pool = stage.store.engine.pool
    assert pool.checkedout() == 1  # type: ignore[attr-defined]
    sent.chunks.close()
    assert pool.checkedout() == 0  # type: ignore[attr-defined]
