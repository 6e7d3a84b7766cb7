"""What the database counts is what one would count by hand, for every dimension, measure and reader."""

from __future__ import annotations

import datetime
import decimal
import random
import statistics
import uuid
import zoneinfo
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import update

from runtime.fields.values import AgeOrBirth, Money, PartialDate, PersonName
from runtime.ir.report import Report
from runtime.reports.count import Counted, Question, count
from runtime.reports.period import Period
from runtime.reports.view import find
from tests.rows import reading, writing
from tests.stage import Stage

YEAR = Period("year", 2026)
OFFICE = {"ana_los_angeles": "con_los_angeles", "carla_chicago": "con_chicago", "gina_madrid": "emb_esp"}
ZONE = {
    "con_los_angeles": "America/Los_Angeles",
    "con_chicago": "America/Chicago",
    "emb_esp": "Europe/Madrid",
}
SCOPE = {"detencion": "migratorio", "salarios": "laboral"}
NOW = datetime.datetime(2026, 3, 11, 18, 0, tzinfo=datetime.UTC)
NAMES = ("Ana", "Bea", "Carla", "Dora", "Eva")


@dataclass(frozen=True)
class Made:
    """A case as it was made, for counting by hand."""

    person: uuid.UUID
    by: str
    kind: str
    state: str
    at: datetime.datetime
    closed: datetime.datetime | None
    values: Mapping[str, Any]
    who: Mapping[str, Any]

    @property
    def office(self) -> str:
        return OFFICE[self.by]

    @property
    def local(self) -> datetime.datetime:
        return self.at.astimezone(zoneinfo.ZoneInfo(ZONE[self.office]))

    @property
    def days(self) -> int:
        end = self.closed or NOW
        return (int(end.timestamp()) - int(self.at.timestamp())) // 86_400


def report(**more: Any) -> Report:
    return Report(id=f"r{uuid.uuid4().hex}", label={"es": "Reporte"}, **more)


def ask(
    stage: Stage, wanted: Report, *by: str, login: str = "dora_titular", period: Period = YEAR, **chosen: str
) -> Counted:
    view = find(stage.model, stage.actors[login], wanted)
    assert view is not None
    with reading(stage, login) as look:
        return count(look, view, Question(period, by, tuple(chosen.items())))


def column(answer: Counted, measure: str) -> dict[Any, Any]:
    return {
        spot if len(spot) > 1 else spot[0] if spot else None: held[measure]
        for spot, held in answer.numbers.items()
        if held.get(measure)
    }


def tally(cases: list[Made], *keys: Callable[[Made], str]) -> dict[Any, int]:
    """Count by hand, with every total."""
    found: Counter[Any] = Counter()
    for case in cases:
        values = [key(case) for key in keys]
        spots: list[tuple[Any, ...]] = [()]
        for value in values:
            spots = [(*spot, key) for spot in spots for key in (value, None)]
        for spot in spots:
            found[spot if len(spot) > 1 else spot[0] if spot else None] += 1
    return dict(found)


def born(rng: random.Random) -> AgeOrBirth | None:
    kind = rng.randrange(5)
    year = rng.randint(1940, 2025)
    if kind == 0:
        return None
    if kind == 1:
        return AgeOrBirth(birth=PartialDate(year))
    if kind == 2:
        return AgeOrBirth(birth=PartialDate(year, rng.choice((1, 2, 3, 4, 12))))
    if kind == 3:
        told = datetime.date(rng.choice((2020, 2024, 2025)), 2, rng.choice((28, 28, 27)))
        told = told if told.year % 4 else told.replace(day=29)
        return AgeOrBirth(age=rng.randint(0, 70), told=told)
    return AgeOrBirth(birth=PartialDate(year, rng.choice((1, 2, 3)), rng.randint(1, 28)))


def fill(stage: Stage, seed: int, many: int = 90) -> list[Made]:
    rng = random.Random(seed)
    made: list[Made] = []
    with writing(stage) as rows:
        people = []
        for _ in range(25):
            unknown = {"pais": "se_desconoce"} if rng.random() < 0.3 else {}
            who: dict[str, Any] = {
                "sexo": rng.choice(("mujer", "hombre", None)),
                "edad": born(rng),
                "pais": None if unknown else rng.choice(("MEX", "USA", None)),
                "idiomas": tuple(sorted(rng.sample(("es", "en", "nah"), rng.randint(0, 2)))),
                "unknown": unknown,
            }
            people.append((rows.person(PersonName(rng.choice(NAMES)), **who), who))
        for _ in range(many):
            person, who = rng.choice(people)
            by, kind = rng.choice(list(OFFICE)), rng.choice(list(SCOPE))
            at = datetime.datetime(2025, 12, 25, tzinfo=datetime.UTC) + datetime.timedelta(
                minutes=rng.randrange(60 * 24 * 75), seconds=rng.randrange(60)
            )
            closed = (
                at + datetime.timedelta(minutes=rng.randrange(60 * 24 * 40)) if rng.random() < 0.5 else None
            )
            closed = closed if closed is not None and closed < NOW else None
            state = "cerrado" if closed else rng.choice(("recibido", "en_tramite"))
            values: dict[str, Any] = {"canal": rng.choice(("presencial", "correo", None))}
            values["publico"] = rng.choice((True, False, None))
            if kind == "salarios":
                values["monto"] = rng.choice(
                    (Money(decimal.Decimal(rng.randint(1, 9000)), rng.choice(("USD", "MXN"))), None)
                )
            key = rows.case(person, by=by, kind=kind, state=state, at=at, **values)
            if closed is not None:
                cases = stage.model.table("cases")
                rows.connection.execute(update(cases).where(cases.c.id == key).values(closed_at=closed))
            made.append(Made(person, by, kind, state, at, closed, values, who))
    return made


def in_period(cases: list[Made], period: Period = YEAR) -> list[Made]:
    return [case for case in cases if period.first <= case.local.date() <= period.last]


KEYS: dict[str, Callable[[Made], str]] = {
    "office": lambda case: case.office,
    "office.country": lambda case: "ESP" if case.office == "emb_esp" else "USA",
    "case_type": lambda case: case.kind,
    "scope": lambda case: SCOPE[case.kind],
    "family": lambda case: "DET-MIG" if case.kind == "detencion" else "",
    "state": lambda case: case.state,
    "open": lambda case: "closed" if case.closed else "open",
    "canal": lambda case: case.values["canal"] or "",
    "publico": lambda case: {True: "true", False: "false", None: ""}[case.values["publico"]],
    "person.sexo": lambda case: case.who["sexo"] or "",
    "person.pais": lambda case: case.who["pais"] or ("?se_desconoce" if case.who["unknown"] else ""),
    "person.edad": lambda case: band(case),  # noqa: PLW0108 - defined below
    "days_open": lambda case: next(str(first) for first in (366, 91, 31, 0) if case.days >= first),
    "period": lambda case: f"2026-m{case.local.month:02}",
}
AGES = (0, 6, 12, 18, 26, 41, 66)


def band(case: Made) -> str:
    age = case.who["edad"]
    if age is None:
        return ""
    return str(max(first for first in AGES if age.age_on(case.local.date()) >= first))


@pytest.mark.parametrize("seed", [1, 2])
def test_every_dimension_counts_as_by_hand(bare: Stage, seed: int) -> None:
    cases = in_period(fill(bare, seed))
    names = [name for name in KEYS if name != "period"]
    wanted = report(counts=("cases",), of="case", by=names[:2], more_by=names[2:])
    # A restricted type is seen by whoever sees restricted data; everything is in the analyst's reach, not that.
    assert ask(bare, wanted, login="dora_titular") is not None
    mine = [case for case in cases if case.office != "emb_esp"]
    for name, key in KEYS.items():
        assert column(ask(bare, wanted, name), "cases") == tally(mine, key), name
    for pair in (
        ("scope", "office"),
        ("person.sexo", "person.edad"),
        ("period", "canal"),
        ("state", "period"),
    ):
        found = column(ask(bare, wanted, *pair), "cases")
        assert found == tally(mine, *(KEYS[name] for name in pair)), pair


def test_people_are_counted_once_in_every_cell_and_total(bare: Stage) -> None:
    cases = [case for case in in_period(fill(bare, 3)) if case.office != "emb_esp"]
    wanted = report(counts=("cases", "people"), of="case", by=("office",))
    found = column(ask(bare, wanted, "office"), "people")
    by_hand: defaultdict[str | None, set[uuid.UUID]] = defaultdict(set)
    for case in cases:
        by_hand[case.office].add(case.person)
        by_hand[None].add(case.person)
    assert found == {office: len(people) for office, people in by_hand.items()}


def test_a_record_of_several_values_counts_in_each_and_once_in_the_total(bare: Stage) -> None:
    cases = [case for case in in_period(fill(bare, 4)) if case.office != "emb_esp"]
    wanted = report(
        counts=("cases",), of="case", by=("person.idiomas",), where={"person.idiomas": ("es", "nah")}
    )
    kept = [case for case in cases if {"es", "nah"} & set(case.who["idiomas"])]
    expected = Counter(code for case in kept for code in case.who["idiomas"])
    found = column(ask(bare, wanted, "person.idiomas"), "cases")
    assert found == {**expected, None: len(kept)}


def test_sums_never_mix_currencies_and_medians_and_shares_are_right(bare: Stage) -> None:
    cases = [
        case for case in in_period(fill(bare, 5)) if case.office != "emb_esp" and case.kind == "salarios"
    ]
    wanted = report(
        counts=("cases",),
        of="case_salarios",
        by=("office",),
        sum="salarios.monto",
        median="days_open",
        filled=("salarios.monto", "canal"),
    )
    answer = ask(bare, wanted, "office")
    for office in ("con_los_angeles", "con_chicago", None):
        mine = [case for case in cases if office in (None, case.office)]
        held = answer.numbers[(office,)]
        amounts = [case.values["monto"] for case in mine if case.values["monto"]]
        for currency in ("USD", "MXN"):
            total = sum(amount.amount for amount in amounts if amount.currency == currency)
            assert held[f"sum.{currency}"] == total
        assert held["median"] == statistics.median([case.days for case in mine])
        assert (held["all"], held["filled.monto"]) == (len(mine), len(amounts))
        assert held["filled.canal"] == sum(case.values["canal"] is not None for case in mine)


def test_what_was_open_at_the_end_of_a_period(bare: Stage) -> None:
    cases = [case for case in fill(bare, 6) if case.office != "emb_esp"]
    january = Period("month", 2026, 1)
    end = datetime.datetime(2026, 2, 1, tzinfo=zoneinfo.ZoneInfo("America/Mexico_City"))
    open_then = [case for case in cases if case.at < end and (case.closed is None or case.closed >= end)]
    wanted = report(counts=("cases",), of="case", by=("days_open",), period="open")
    days: Counter[str | None] = Counter(
        next(str(first) for first in (366, 91, 31, 0) if (end - case.at).days >= first) for case in open_then
    )
    assert column(ask(bare, wanted, "days_open", period=january), "cases") == {**days, None: len(open_then)}


def test_each_office_counts_by_its_own_clock_or_all_by_the_registrys(bare: Stage) -> None:
    cases = [case for case in fill(bare, 7) if case.office != "emb_esp"]
    january = Period("month", 2026, 1)
    own = [case for case in cases if case.local.strftime("%Y-%m") == "2026-01"]
    mexico = zoneinfo.ZoneInfo("America/Mexico_City")
    common = [case for case in cases if case.at.astimezone(mexico).strftime("%Y-%m") == "2026-01"]
    for clock, expected in (("office", own), ("registry", common)):
        wanted = report(counts=("cases",), of="case", clock=clock)
        assert column(ask(bare, wanted, period=january), "cases") == {None: len(expected)}


def test_actions_count_with_the_cases_and_people_they_were_for(bare: Stage) -> None:
    with writing(bare) as rows:
        ana, bea = rows.person(PersonName("Ana")), rows.person(PersonName("Bea"))
        first, second = rows.case(ana), rows.case(bea)
        prison = rows.counterpart("Penal de Kern")
        for case, many in ((first, 3), (first, 4), (second, 5), (None, 6)):
            rows.action(case, kind="visita", entrevistados=many, centro=prison)
        rows.action(second, kind="visita", entrevistados=100, is_annulled=True)
        rows.action(second, kind="llamada")
    wanted = report(
        counts=("actions", "cases", "people"), of="action_visita", by=("scope",), sum="visita.entrevistados"
    )
    answer = ask(bare, wanted, "scope")
    assert answer.numbers == {
        ("migratorio",): {"actions": 3, "cases": 2, "people": 2, "sum.": 12},
        ("",): {"actions": 1, "sum.": 6, "cases": 0, "people": 0},
        (None,): {"actions": 4, "cases": 2, "people": 2, "sum.": 18},
    }


def test_nobody_counts_what_they_may_not_see(bare: Stage) -> None:
    cases = in_period(fill(bare, 8))
    wanted = report(counts=("cases",), of="case", by=("office", "case_type"))
    everything = column(ask(bare, wanted, "office", "case_type", login="elena_analista"), "cases")
    seen = [case for case in cases if case.kind != "salarios"]
    assert everything == tally(seen, KEYS["office"], KEYS["case_type"])
    assert find(bare.model, bare.actors["ana_los_angeles"], wanted) is None

    one_office = column(ask(bare, wanted, "office", login="ines_titular"), "cases")
    own = [case for case in cases if case.office == "con_los_angeles"]
    assert one_office == {"con_los_angeles": len(own), None: len(own)}


def test_a_filter_on_a_hidden_field_takes_the_report_away_not_the_filter(bare: Stage) -> None:
    analyst = bare.actors["elena_analista"]
    hidden = bare.model.registry.by_id["person"].fields_by_id["nota"]
    assert hidden.privacy == "sensitive"
    assert (
        find(bare.model, analyst, report(counts=("cases",), of="case", where={"person.nota": ("x",)})) is None
    )
