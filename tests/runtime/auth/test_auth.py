"""Sessions, sign-in and throttling on both databases, without pages."""

from __future__ import annotations

import datetime
import threading
import uuid

import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select, update

from runtime.access.territory import jurisdictions
from runtime.auth import passwords, throttle
from runtime.auth.sessions import CACHE_SECONDS, KEEP_EXPIRED, Lifetime, Sessions
from runtime.auth.signing import Try, sign_in
from runtime.errors import Invalid
from tests.site import HASH, PASSWORD
from tests.stage import NOON, Stage

LIFETIME = Lifetime(datetime.timedelta(minutes=60), datetime.timedelta(hours=12))


@pytest.fixture
def keyed(stage: Stage) -> Stage:
    """The stage with passwords."""
    with stage.store.writing() as connection:
        connection.execute(update(stage.model.table("account")).values(password=HASH))
    return stage


def attempt(
    stage: Stage, login: str, password: str, now: datetime.datetime, address: str = "192.0.2.1"
) -> uuid.UUID:
    return sign_in(stage.store, stage.model, Try(login, password, address), now, None).account_id


def reason(
    stage: Stage, login: str, password: str, now: datetime.datetime, address: str = "192.0.2.1"
) -> str:
    with pytest.raises(Invalid) as refused:
        attempt(stage, login, password, now, address)
    return next(iter(refused.value.faults.values())).key


def test_delays_grow_pass_and_are_forgotten_after_a_success(keyed: Stage) -> None:
    now = NOON
    for _ in range(throttle.FREE_FAILURES):
        assert reason(keyed, "ana_los_angeles", "wrong", now) == "account.wrong"
    waits: list[int] = []
    for _ in range(4):
        with pytest.raises(Invalid) as refused:
            attempt(keyed, "ana_los_angeles", PASSWORD, now)
        fault = refused.value.faults[""]
        assert fault.key == "account.wait"
        waits.append(int(str(fault.arguments["count"])))
        now += datetime.timedelta(seconds=waits[-1] + 1)
        assert reason(keyed, "ana_los_angeles", "wrong", now) == "account.wrong"
    assert waits == sorted(set(waits))
    now += throttle.LONGEST_DELAY
    assert attempt(keyed, "ANA_los_angeles", PASSWORD, now) == keyed.actors["ana_los_angeles"].account_id
    assert reason(keyed, "ana_los_angeles", "wrong", now) == "account.wrong"


def test_an_ipv6_network_counts_as_one_address(keyed: Stage) -> None:
    for number in range(throttle.FREE_FAILURES):
        reason(keyed, "ana_los_angeles", "wrong", NOON, f"2001:db8::{number}")
    assert reason(keyed, "ana_los_angeles", PASSWORD, NOON, "2001:db8::ffff") == "account.wait"
    ana = keyed.actors["ana_los_angeles"].account_id
    assert attempt(keyed, "ana_los_angeles", PASSWORD, NOON, "2001:db8:1::1") == ana


def test_guesses_sent_at_once_are_all_counted(keyed: Stage) -> None:
    answers: list[str] = []

    def guess() -> None:
        try:
            attempt(keyed, "ana_los_angeles", "wrong", NOON)
        except Invalid as refused:
            answers.append(next(iter(refused.faults.values())).key)

    guessers = [threading.Thread(target=guess) for _ in range(12)]
    for guesser in guessers:
        guesser.start()
    for guesser in guessers:
        guesser.join()
    assert answers.count("account.wrong") == throttle.FREE_FAILURES
    assert answers.count("account.wait") == 12 - throttle.FREE_FAILURES


def test_the_throttle_table_holds_no_login_and_no_address(keyed: Stage) -> None:
    reason(keyed, "ana_los_angeles", "wrong", NOON)
    with keyed.store.reading() as connection:
        keys = connection.scalars(select(keyed.model.table("throttle").c.key)).all()
    assert [len(key) for key in keys] == [64, 64]
    assert not any("ana" in key or "192" in key for key in keys)


def test_a_weak_hash_is_replaced_at_sign_in(keyed: Stage) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    account = keyed.model.table("account")
    with keyed.store.writing() as connection:
        connection.execute(update(account).values(password=weak))
    attempt(keyed, "ana_los_angeles", PASSWORD, NOON)
    with keyed.store.reading() as connection:
        stored = connection.execute(
            select(account.c.password).where(account.c.login == "ana_los_angeles")
        ).scalar_one()
    assert stored != weak
    assert passwords.verify(stored, PASSWORD)


def test_an_unknown_login_costs_as_much_as_a_wrong_password() -> None:
    assert not passwords.needs_rehash(passwords._NOBODY)
    assert not passwords.verify(None, PASSWORD)
    assert not passwords.verify("not a hash", PASSWORD)
    assert not passwords.verify(HASH, "x" * 100_000)


def test_a_session_is_found_with_its_jurisdiction_and_ends(stage: Stage) -> None:
    sessions = Sessions(stage.store, stage.model, LIFETIME)
    dora = stage.actors["dora_titular"]
    token = sessions.open(dora.account_id, NOON)
    session = sessions.find(token, NOON)
    assert session is not None
    assert session.actor == dora
    assert session.office == "Embajada en Washington"
    assert sessions.is_open(session, NOON + datetime.timedelta(minutes=59))
    assert not sessions.is_open(session, NOON + datetime.timedelta(minutes=60))
    assert sessions.find("another", NOON) is None
    sessions.end(session, NOON)
    ended = sessions.find(token, NOON)
    assert ended is not None
    assert ended.is_ended
    assert not sessions.is_open(ended, NOON)


def test_use_keeps_a_session_open_until_its_longest_time(stage: Stage) -> None:
    now, token = (
        NOON,
        Sessions(stage.store, stage.model, LIFETIME).open(stage.actors["ana_los_angeles"].account_id, NOON),
    )
    for _ in range(14):
        now += datetime.timedelta(minutes=50)
        session = Sessions(stage.store, stage.model, LIFETIME).find(token, now)
        assert session is not None
        assert Sessions(stage.store, stage.model, LIFETIME).is_open(session, now)
    now += datetime.timedelta(minutes=30)
    session = Sessions(stage.store, stage.model, LIFETIME).find(token, now)
    assert session is not None
    assert not Sessions(stage.store, stage.model, LIFETIME).is_open(session, now)


def test_the_database_does_not_hold_the_cookie(stage: Stage) -> None:
    token = Sessions(stage.store, stage.model, LIFETIME).open(
        stage.actors["ana_los_angeles"].account_id, NOON
    )
    with stage.store.reading() as connection:
        row = connection.execute(select(stage.model.table("session"))).one()
    assert token not in str(row)


def test_expired_sessions_are_swept_out_in_the_end(stage: Stage) -> None:
    sessions = Sessions(stage.store, stage.model, LIFETIME)
    ana = stage.actors["ana_los_angeles"].account_id
    old = sessions.open(ana, NOON)
    sessions.open(ana, NOON + LIFETIME.longest + datetime.timedelta(days=1))
    assert sessions.find(old, NOON + datetime.timedelta(days=1)) is not None
    sessions.open(ana, NOON + LIFETIME.longest + KEEP_EXPIRED + datetime.timedelta(seconds=1))
    with stage.store.reading() as connection:
        left = connection.execute(select(func.count()).select_from(stage.model.table("session"))).scalar_one()
    assert left == 2
    assert CACHE_SECONDS < 10


def test_jurisdictions_follow_the_tree_even_when_it_is_broken() -> None:
    tree = jurisdictions({"a": None, "b": "a", "c": "b", "d": "gone", "x": "y", "y": "x"})
    assert tree["a"] == {"a", "b", "c"}
    assert tree["c"] == {"c"}
    assert tree["d"] == {"d"}
    assert tree["x"] == {"x", "y"}


def test_nobody_waits_to_write_while_a_password_is_hashed(
    keyed: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    outdated = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    account = keyed.model.table("account")
    with keyed.store.writing() as connection:
        connection.execute(update(account).values(password=outdated))

    def hash_meanwhile(password: str) -> str:
        with keyed.store.writing() as connection:
            connection.execute(update(account).values(password=HASH))
        return passwords.hash_password(password)

    monkeypatch.setattr("runtime.auth.signing.hash_password", hash_meanwhile)
    attempt(keyed, "ana_los_angeles", PASSWORD, NOON)
    with keyed.store.reading() as connection:
        # What was set in between is not undone by the new hash of the old password.
        assert set(connection.scalars(select(account.c.password))) == {HASH}
