"""Ten thousand wrong passwords: whoever sends them waits, nobody else is kept out, and the pages go on answering."""

from __future__ import annotations

import datetime
import threading
from collections import Counter
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import event, func, select, update

from runtime.auth import passwords, signing, spraying
from runtime.auth.signing import Try
from runtime.errors import Busy, Invalid
from tests.site import PASSWORD, Visitor, open_site
from tests.stage import Stage

MANY = 10_000
LIGHT = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture
def light(sqlite_stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The stage with passwords that cost next to nothing and a disk that need not keep up: what is counted is guesses."""
    monkeypatch.setattr(passwords, "_HASHER", LIGHT)
    monkeypatch.setattr(passwords, "_NOBODY", LIGHT.hash("nobody"))
    event.listen(
        sqlite_stage.store.engine, "connect", lambda found, _: found.execute("PRAGMA synchronous = OFF")
    )
    sqlite_stage.store.close()
    return sqlite_stage


NOW = datetime.datetime.now(datetime.UTC)
"""Guesses come at the moment of the pages asked for beside them: old failures are forgotten on the way."""


def guess(stage: Stage, login: str, address: str, now: datetime.datetime = NOW) -> str:
    """Guess once and return what was answered."""
    try:
        signing.sign_in(stage.store, stage.model, Try(login, "no es la correcta", address), now, None)
    except Invalid as refusal:
        [fault] = refusal.faults.values()
        return fault.key
    return "in"


def test_ten_thousand_guesses_lock_out_nobody_but_the_guesser(light: Stage, tmp_path: Path) -> None:
    site = open_site(light, tmp_path)
    account = light.model.table("account")
    with light.store.writing() as connection:
        connection.execute(update(account).values(password=LIGHT.hash(PASSWORD)))
    reader = Visitor(site, address="198.51.100.7")
    assert reader.sign_in("beto_los_angeles").status_code == 200
    answers: Counter[str] = Counter()
    for number in range(MANY):
        answers[guess(light, "ana_los_angeles", f"203.0.113.{number % 20}")] += 1
        if number % 1000 == 0:
            assert reader.open("/").status_code == 200
            owner = Visitor(site, address="192.0.2.1")
            assert owner.sign_in("ana_los_angeles").url.path == "/account"
    assert answers["in"] == 0
    assert answers["account.wrong"] == 20 * 5
    assert answers["account.wait"] == MANY - 20 * 5
    event_table = light.model.table("event")
    with light.store.reading() as connection:
        noted = select(func.count()).select_from(event_table).where(event_table.c.verb == "sign_in_failed")
        # The trail tells of what was tried, and does not fill up with what was turned away unheard.
        assert connection.scalar(noted) == answers["account.wrong"]
    patient = NOW + datetime.timedelta(hours=25)
    assert guess(light, "ana_los_angeles", "203.0.113.0", patient) == "account.wrong"


def test_guesses_at_names_that_do_not_exist_look_the_same(light: Stage) -> None:
    names = range(spraying.FREE_LOGINS - 1)
    answers = {guess(light, f"nobody{number}", "203.0.113.9") for number in names}
    assert answers == {"account.wrong"} == {guess(light, "ana_los_angeles", "203.0.113.9")}


def test_one_password_tried_on_every_login_makes_its_address_wait(light: Stage) -> None:
    """Spraying: each login is tried once, so that no pair of login and address ever has to wait."""
    sprayer, hour = "203.0.113.66", datetime.timedelta(hours=1)
    answers = Counter(guess(light, f"officer{number}", sprayer) for number in range(1000))
    assert answers == {"account.wrong": spraying.FREE_LOGINS, "account.wait": 1000 - spraying.FREE_LOGINS}
    # An account of one's own does not buy more guesses: once known, it is never given back again.
    before, bought = answers["account.wrong"], Counter[str]()
    for number in range(200):
        guess(light, "carla_chicago", sprayer, NOW + hour)
        enter(light, "carla_chicago", sprayer, NOW + hour)
        bought[guess(light, f"other{number}", sprayer, NOW + hour)] += 1
    assert bought["account.wrong"] < before / 10
    assert guess(light, "officer7", "198.51.100.20") == "account.wrong"


def test_who_sprays_from_behind_an_offices_address_keeps_no_officer_out(light: Stage) -> None:
    office, day = "198.51.100.7", datetime.timedelta(days=1)
    enter(light, "ana_los_angeles", office, NOW)
    for number in range(1000):
        guess(light, f"somebody{number}", office, NOW + 3 * day)
    # Mistypes first, like everybody after a weekend.
    assert guess(light, "ana_los_angeles", office, NOW + 3 * day) == "account.wrong"
    enter(light, "ana_los_angeles", office, NOW + 3 * day)
    # Beto never signed in here: he waits no longer than the guesser does.
    assert guess(light, "beto_los_angeles", office, NOW + 3 * day) == "account.wait"
    enter(light, "beto_los_angeles", office, NOW + 4 * day)


def test_the_mistakes_of_a_big_office_lock_out_nobody(light: Stage) -> None:
    """Twenty misspelt names a working day, every day, behind one address: whoever is new there gets in at once."""
    office = "198.51.100.8"
    for day in range(20):
        for number in range(20):
            at = NOW + datetime.timedelta(days=day, minutes=24 * number)
            assert guess(light, f"misspelt{day}x{number}", office, at) == "account.wrong"
    enter(light, "beto_los_angeles", office, NOW + datetime.timedelta(days=19, hours=9))


def enter(stage: Stage, login: str, address: str, now: datetime.datetime) -> None:
    """Sign in with the right password."""
    account = stage.model.table("account")
    with stage.store.writing() as connection:
        connection.execute(
            update(account).where(account.c.login == login).values(password=LIGHT.hash(PASSWORD))
        )
    found = signing.sign_in(stage.store, stage.model, Try(login, PASSWORD, address), now, None)
    assert found.account_id == stage.actors[login].account_id


def test_a_flood_of_guesses_does_not_take_all_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """More passwords at once than there is patience for are told to come back: the threads are for pages too."""
    may_end = threading.Event()
    answers: list[str] = []

    class Slow:
        def verify(self, *_: str) -> bool:
            may_end.wait(30)
            return True

    monkeypatch.setattr(passwords, "_HASHER", Slow())

    def sign_in() -> None:
        try:
            passwords.verify("hash", PASSWORD)
            answers.append("verified")
        except Busy:
            answers.append("busy")

    threads = [threading.Thread(target=sign_in) for _ in range(40)]
    for thread in threads:
        thread.start()
    for _ in range(600):
        if len(answers) >= 40 - passwords.MOST_WAITING:
            break
        threading.Event().wait(0.05)
    assert answers == ["busy"] * (40 - passwords.MOST_WAITING)
    may_end.set()
    for thread in threads:
        thread.join()
    assert answers.count("verified") == passwords.MOST_WAITING
