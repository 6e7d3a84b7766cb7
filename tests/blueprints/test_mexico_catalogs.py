"""The code lists and offices of the Mexican model hold together; whether the model compiles is tested elsewhere."""

from __future__ import annotations

import csv
import datetime
import re
import zoneinfo
from collections import Counter
from pathlib import Path

import pycountry
import pytest
from stdnum.mx import curp

MEXICO = Path(__file__).parents[2] / "blueprints" / "mexico"
CATALOGS = sorted((MEXICO / "catalogs").glob("*.csv"))
COLUMNS = ["code", "es", "en", "parent", "from", "until", "replaced_by", "source", "assumed"]

Row = dict[str, str]


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def _catalog(name: str) -> dict[str, Row]:
    return {row["code"]: row for row in _rows(MEXICO / "catalogs" / f"{name}.csv")}


@pytest.fixture(scope="module")
def offices() -> list[Row]:
    return _rows(MEXICO / "offices.csv")


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.stem)
def test_catalog_is_well_formed(path: Path) -> None:
    rows = _rows(path)
    codes = [row["code"] for row in rows]
    assert list(rows[0])[: len(COLUMNS)] == COLUMNS
    assert len(set(codes)) == len(codes)
    for row in rows:
        assert re.fullmatch("[a-z0-9_]+", row["code"]), row
        assert row["es"].strip(), row
        assert row["en"].strip(), row
        assert row["source"], row
        assert row["assumed"] == ("true" if re.search(r"\b[UP]\b", row["source"]) else ""), row
        assert row["parent"] in {"", *codes} - {row["code"]}, row
        assert row["replaced_by"] in {"", *codes}, row
        for day in filter(None, (row["from"], row["until"])):
            assert datetime.date.fromisoformat(day).isoformat() == day


def test_labels_are_unique_within_a_catalog() -> None:
    for path in CATALOGS:
        for language in ("es", "en"):
            labels = [row[language].casefold() for row in _rows(path)]
            assert len(set(labels)) == len(labels), (path.stem, language)


def test_states_carry_the_letters_curp_accepts() -> None:
    states = _catalog("estados")
    numbered = {code for code in states if code.isdigit() and code != "99"}
    assert numbered == {f"{number:02}" for number in range(1, 33)}
    assert {row["curp"] for row in states.values() if row["curp"]} == set(curp._valid_states)
    assert (states["05"]["curp"], states["07"]["curp"], states["09"]["curp"]) == ("CL", "CS", "DF")
    assert states["99"]["curp"] == ""
    assert states["ne"]["inegi"] == ""


def test_states_of_the_united_states_are_those_of_the_post() -> None:
    known = {
        division.code.removeprefix("US-")
        for division in pycountry.subdivisions
        if division.country_code == "US"
    }
    states = _catalog("estados_eua")
    assert len(states) == 52
    assert {row["usps"] for row in states.values()} <= known
    assert all(row["usps"].lower() == code for code, row in states.items())


@pytest.mark.parametrize(
    ("name", "column", "target"),
    [
        ("tipologias", "scope", "ambitos"),
        ("puntos_repatriacion", "estado", "estados"),
        ("condados", "state", "estados_eua"),
    ],
)
def test_columns_name_values_of_their_catalog(name: str, column: str, target: str) -> None:
    assert {row[column] for row in _catalog(name).values()} <= set(_catalog(target))


def test_counties_name_offices(offices: list[Row]) -> None:
    counties = _catalog("condados")
    assert {row["office"] for row in counties.values()} <= {office["id"] for office in offices}
    states = _catalog("estados_eua")
    assert all(code[:2] == states[row["state"]]["fips"] for code, row in counties.items())


def test_discarding_reasons_are_closing_reasons() -> None:
    assert set(_catalog("motivos_descarte")) <= set(_catalog("motivos_cierre"))


def test_every_office_of_the_directory_is_there(offices: list[Row]) -> None:
    kinds = Counter(office["kind"] for office in offices)
    assert kinds.pop("oficina_central") == 1
    assert kinds.pop("embajada") == 80
    assert kinds.total() == 74


def test_offices_are_distinct_and_form_one_tree(offices: list[Row]) -> None:
    by_id = {office["id"]: office for office in offices}
    assert len(by_id) == len(offices)
    assert len({office["prefix"] for office in offices}) == len(offices)
    assert all(re.fullmatch("[A-Z]{3}", office["prefix"]) for office in offices)
    assert [office["id"] for office in offices if not office["parent"]] == ["central"]
    for office in offices:
        above = office["parent"]
        for _ in range(3):
            above = by_id[above]["parent"] if above else ""
        assert above == "", office["id"]


def test_offices_have_real_countries_and_time_zones(offices: list[Row]) -> None:
    countries = {country.alpha_3 for country in pycountry.countries}
    for office in offices:
        assert office["country"] in countries, office
        assert zoneinfo.ZoneInfo(office["time_zone"]).key == office["time_zone"]
