"""Two running instances share their indicators: one table, nobody in it, and nothing small in it or to be worked out."""

from __future__ import annotations

import datetime
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from generator.pipeline import compile_blueprint
from runtime.fields.values import PersonName
from runtime.i18n.countries import country_name
from runtime.ir.families import COUNTED_BY_ALL, INDICATORS
from runtime.practice.filling import fill
from runtime.storage.session import Store, open_store
from tests.conftest import Server
from tests.journeys.country import Country, build_country
from tests.journeys.shipped import SHIPPED

DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
NOW = datetime.datetime.now(datetime.UTC)
YEAR = str(NOW.year - 1)
LEAST = 5
NAMING = ("person_name", "national_id", "document_id", "phone", "email", "text", "long_text", "address")


@dataclass(frozen=True)
class Shared:
    """What a country wrote, and every word of its database that must not be there."""

    year: Path
    quarter: Path
    secrets: frozenset[str]

    @property
    def told(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.year.read_text("utf-8"))
        return found


@pytest.fixture(scope="module", params=DATABASES)
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Shared]:
    folder, found = tmp_path_factory.mktemp("regional"), {}
    for seed, name in enumerate(("mexico", "guatemala"), 1):
        country = build_country(tmp_path_factory.getbasetemp() / "country", SHIPPED[name])
        if request.param == "sqlite":
            url = f"sqlite:///{folder / name}.sqlite3"
        else:
            server: Server = request.getfixturevalue("postgresql")
            url = server.create(f"regional_{name}")
        country.migrate(url, ())
        store = open_store(url)
        fill(country.instance.model, store, 200, now=NOW, seed=seed)
        year, quarter = folder / f"{name}.json", folder / f"{name}-q.json"
        run(country, url, "indicators", str(country.root), "--year", YEAR, "--out", str(year))
        run(
            country,
            url,
            "indicators",
            str(country.root),
            "--year",
            YEAR,
            "--quarter",
            "4",
            "--out",
            str(quarter),
        )
        found[name] = Shared(year, quarter, frozenset(secrets(country, store)))
        store.close()
    return found


def run(country: Country, url: str, *arguments: str) -> None:
    environment = {**os.environ, **country.environment(url), "ACOMPANA_ENVIRONMENT": "practice"}
    done = subprocess.run(
        [sys.executable, "-m", "runtime", *arguments], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


def put_together(*arguments: object, language: str = "es") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "runtime", "regional", *map(str, arguments)]
    return subprocess.run(
        command,
        env={**os.environ, "LANG": f"{language}_MX.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )


def secrets(country: Country, store: Store) -> Iterator[str]:
    """Every name, number, folio and key of people and cases, and where the offices are."""
    model = country.instance.model
    with store.reading() as connection:
        for entity in model.registry.entities:
            if entity.kind == "register" or entity.id in ("case", "action"):
                continue
            table = model.table(entity.table)
            columns = model.codec.read_columns(model.metadata, entity.id)
            named = {field.id for field in model.registry.fields_of(entity) if field.type in NAMING}
            query = select(table.c.id, *columns)
            if entity.base is not None:
                base = model.table(model.registry.by_id[entity.base].table)
                query = query.select_from(table.join(base, base.c.id == table.c.id))
            for row in connection.execute(query).mappings():
                yield str(row["id"])
                values = model.codec.load(entity.id, row, None)
                for name in named & values.keys():
                    yield from words_of(values[name])
        cases, account, office = (model.table(name) for name in ("cases", "account", "office"))
        yield from connection.scalars(select(cases.c.folio))
        yield from connection.scalars(select(account.c.login))
        yield from connection.scalars(select(account.c.name))
        countries = {country_name(code, "es") for code in ("MEX", "GTM", "USA", "SLV", "HND", "BLZ", "PAN")}
        for column in (office.c.id, office.c.name, office.c.city):
            yield from set(connection.scalars(select(column))) - countries


def words_of(value: object) -> Iterator[str]:
    if isinstance(value, PersonName):
        yield from (word for word in (value.given, value.first, value.second) if word)
    elif isinstance(value, str):
        yield value
    else:
        yield from (str(part) for part in vars(value).values() if isinstance(part, str) and len(part) > 3)


def test_nobody_is_in_what_leaves(shared: Mapping[str, Shared], tmp_path: Path) -> None:
    tables = [tmp_path / f"tabla.{kind}" for kind in ("csv", "html")]
    for table in tables:
        done = put_together(shared["mexico"].year, shared["guatemala"].year, "--out", table)
        assert done.returncode == 0, done.stderr
    head = tables[0].read_text("utf-8-sig").splitlines()[0]
    assert head.endswith("Guatemala,México")
    said = put_together(shared["mexico"].year, shared["guatemala"].year).stdout
    for country in shared.values():
        assert len(country.secrets) > 1000
        files = [country.year, country.quarter]
        text = said + "".join(path.read_text("utf-8-sig") for path in files + tables)
        words = set(re.findall(r"\w+", text))
        found = [
            secret
            for secret in country.secrets
            if (secret in words if re.fullmatch(r"\w+", secret) else secret in text)
        ]
        assert not found


def test_nothing_small_is_told_nor_alone_in_its_line(shared: Mapping[str, Shared]) -> None:
    for country in shared.values():
        rows = country.told["rows"]
        counts = [
            row
            for row in rows
            if row["measure"] in ("cases", "actions", "people") or row["measure"][:6] == "filled"
        ]
        assert any(row["value"] is None for row in counts)
        assert any(row["value"] is not None for row in counts)
        assert all(row["value"] is None or row["value"] == 0 or row["value"] >= LEAST for row in counts)
        adding = [row for row in counts if row["measure"] != "people"]
        for line in lines(adding):
            assert [row["value"] for row in line].count(None) != 1, line


def lines(rows: Sequence[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    """Rows that add up to their total: one country's months or bands, and one month's or band's countries."""
    for other in ("country", "time"):

        def key(row: Mapping[str, Any], other: str = other) -> tuple[str, ...]:
            time = str(row["month"] or row["band"])
            kept = str(row["country"]) if other == "country" else time
            return str(row["indicator"]), row["measure"], str(row["family"]), kept

        for _, line in groupby(sorted(rows, key=key), key):
            yield list(line)


def test_mexico_can_tell_every_indicator(shared: Mapping[str, Shared]) -> None:
    reports = compile_blueprint(SHIPPED["mexico"]).reports
    assert {report.indicator for report in reports} - {None} | {*COUNTED_BY_ALL} == INDICATORS.keys()
    told = {row["indicator"] for row in shared["mexico"].told["rows"]}
    assert told >= {*COUNTED_BY_ALL, "consent", "completeness"}


def test_what_does_not_fit_is_refused_in_words(shared: Mapping[str, Shared], tmp_path: Path) -> None:
    mexico = shared["mexico"]
    changed: dict[str, dict[str, object]] = {
        "familias": {"rows": [{**mexico.told["rows"][0], "family": "OTRA"}]},
        "versión": {"version": 99},
    }
    for word, change in changed.items():
        path = tmp_path / "otro.json"
        path.write_text(json.dumps({**mexico.told, **change}), "utf-8")
        done = put_together(path, shared["guatemala"].year)
        assert done.returncode == 1
        assert "otro.json" in done.stderr
        assert word in done.stderr
    done = put_together(mexico.year, mexico.quarter)
    assert done.returncode == 1
    assert "cuentan el mismo tiempo de MEX" in done.stderr
