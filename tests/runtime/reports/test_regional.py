"""A country's file of indicators, and what may stand side by side."""

from __future__ import annotations

import datetime
import json
import zoneinfo
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from runtime.fields.values import PersonName
from runtime.i18n.messages import message
from runtime.ir.report import Report
from runtime.reports.aggregate import Aggregate
from runtime.reports.indicators import aggregate, offices_of, operator
from runtime.reports.period import Period
from runtime.reports.regional import UnfitError, check_together, read, side_by_side
from runtime.search.reading import Reading
from runtime.storage.session import Store
from tests.rows import writing
from tests.runtime.reports.conftest import make_stage
from tests.stage import Stage

ROW: dict[str, Any] = {
    "indicator": "opened",
    "measure": "cases",
    "family": "DET-MIG",
    "country": "USA",
    "month": "2026-03",
    "value": 12,
}


def file(country: str = "MEX", **more: Any) -> str:
    whole = {
        "country": country,
        "blueprint": country.lower(),
        "blueprint_version": "1.0.0",
        "first": "2026-01-01",
        "last": "2026-03-31",
        "least": 5,
        "rows": [ROW],
        **more,
    }
    return json.dumps(whole)


def count(stage: Stage) -> Aggregate:
    context = replace(stage.context("elena_analista"), zone=zoneinfo.ZoneInfo("America/Mexico_City"))
    with stage.store.snapshot() as connection:
        first = Reading(stage.model, connection, operator(stage.model, ("emb_usa",)), stage.now, context)
        whole = operator(stage.model, offices_of(first))
        return aggregate(replace(first, actor=whole), Period("quarter", 2026, 1), 5, is_practice=False)


def test_a_country_shares_counts_by_family_country_and_month_and_nobody(bare: Stage) -> None:
    with writing(bare) as rows:
        for place in range(12):
            person = rows.person(PersonName("Ana", "Secreta"))
            at = datetime.datetime(2026, 1 + place // 8, 10, 18, tzinfo=datetime.UTC)
            case = rows.case(person, at=at)
            rows.action(case, at=at)
        rows.case(rows.person(PersonName("Bea")), by="gina_madrid")
    found = count(bare)
    cells = {
        (row.country, row.month): row.value
        for row in found.rows
        if (row.indicator, row.measure) == ("opened", "cases")
    }
    # January had eight, so that of the twelve of the United States February's four would be told.
    assert cells[(None, None)] == 13
    assert cells[("USA", "2026-02")] is None
    assert cells[("ESP", None)] is None
    assert all(value is None or value >= 5 for value in cells.values())
    assert {row.family for row in found.rows} == {"DET-MIG"}
    assert "Secreta" not in found.model_dump_json()


NOTIFIED = Report(
    id="notificadas",
    label={"es": "Notificaciones"},
    counts=("cases",),
    of="case_detencion",
    period="registered_at",
    delay=("detencion.detenido_el", "detencion.notificado_el"),
    indicator="notifications",
)
FOUND = Report(
    id="localizados",
    label={"es": "Localizados"},
    counts=("cases",),
    of="case",
    period="registered_at",
    indicator="missing",
    split_by="canal",
    split={"alive": ("telefono",), "dead": ("presencial",)},
)
FAIRS = Report(
    id="ferias",
    label={"es": "Eventos"},
    counts=("records",),
    of="register_contraparte",
    period="created_at",
    indicator="events",
)


def test_delays_parts_and_registers_leave_too_and_nothing_small_of_them(store: Store, tmp_path: Path) -> None:
    stage = make_stage(store, tmp_path, NOTIFIED, FOUND, FAIRS)
    begin = datetime.datetime(2026, 1, 10, 18, tzinfo=datetime.UTC)
    with writing(stage) as rows:
        for place in range(14):
            told = begin + datetime.timedelta(hours=place + 1)
            channel = "telefono" if place < 7 else "presencial" if place < 9 else None
            values: dict[str, Any] = {"detenido_el": begin, "notificado_el": told}
            if channel is not None:
                values["canal"] = channel
            rows.case(rows.person(PersonName("Ana", "Secreta")), at=begin, **values)
        for _ in range(6):
            rows.counterpart("Casa")
    found = count(stage)

    def value(**wanted: object) -> float | None:
        asked = {"country": None, "month": None, "part": None, **wanted}
        (row,) = [row for row in found.rows if all(getattr(row, key) == one for key, one in asked.items())]
        return row.value

    assert value(indicator="notifications", measure="cases") == 14
    assert value(indicator="notifications", measure="delay") == 7.5
    assert value(indicator="missing", part="alive") == 7
    assert value(indicator="missing", part="dead") is None
    assert value(indicator="events", measure="records", country="USA") == 6
    table = side_by_side([read("mx.json", found.model_dump_json())], "en", message("en"))
    told_rows = {row[:3] + row[-1:] for row in table.rows if row[4] == "All" and str(row[5]).endswith("03")}
    assert ("Missing people", "Found alive", "Cases", 7) in told_rows
    assert ("Missing people", "Found dead", "Cases", "*") in told_rows
    assert ("Preventive events", "", "Records", 6) in told_rows
    assert ("Notifications by the receiving State", "", "Hours of delay, median", 7.5) in told_rows


def test_two_countries_stand_side_by_side_and_hidden_numbers_stay_hidden() -> None:
    files = [
        ("mx.json", read("mx.json", file())),
        ("gt.json", read("gt.json", file("GTM", rows=[{**ROW, "value": None}]))),
    ]
    check_together(files)
    table = side_by_side([one for _, one in files], "en", message("en"))

    assert table.headings[-2:] == ("Guatemala", "Mexico")
    assert table.rows == (
        ("Cases opened", "", "Cases", "Immigration detention", "United States", "2026-03", "", "*", 12),
    )


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("{}", "regional.no_file"),
        (file(version=9), "regional.version"),
        (file(rows=[{**ROW, "family": "DETENCION"}]), "regional.unknown_family"),
        (file(rows=[{**ROW, "indicator": "casos"}]), "regional.unknown_indicator"),
        (file(rows=[{**ROW, "month": "2026-07"}]), "regional.outside"),
        (file(rows=[{**ROW, "part": "alive"}]), "regional.unknown_part"),
    ],
)
def test_a_file_of_something_else_is_refused(content: str, key: str) -> None:
    with pytest.raises(UnfitError) as caught:
        read("x.json", content)
    assert caught.value.key == key
    assert message("es")(key, **caught.value.arguments)


def test_one_time_of_one_country_is_not_told_twice_nor_practice_beside_real_data() -> None:
    first = ("a.json", read("a.json", file()))
    with pytest.raises(UnfitError, match="overlap"):
        check_together([first, ("b.json", read("b.json", file(first="2026-03-01")))])
    with pytest.raises(UnfitError, match="practice"):
        check_together([first, ("b.json", read("b.json", file("GTM", is_practice=True)))])
    later = file(first="2026-04-01", last="2026-06-30", rows=[])
    check_together([first, ("b.json", read("b.json", later)), ("c.json", read("c.json", file("GTM")))])
