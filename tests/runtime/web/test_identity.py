"""Signing in at a ministry's identity provider: a real one, in a process of its own."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2
import pyotp
import pytest
from sqlalchemy import select, update

from runtime.auth import totp
from runtime.auth.provider import Exchange, ProviderError
from runtime.settings import IdentityProvider
from tests.ministry import CLIENT, SECRET, provider
from tests.site import Visitor, open_site
from tests.stage import Stage

PEOPLE: Mapping[str, Mapping[str, object]] = {
    "17": {"login": "ana_los_angeles"},
    "18": {"login": "Ana_Los_Angeles"},
    "19": {"login": "nobody_here"},
    "20": {"login": "beto_los_angeles", "amr": ["pwd", "mfa"]},
    "21": {"login": "beto_los_angeles", "amr": ["pwd"]},
}


@pytest.fixture(scope="module")
def ministry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with provider(tmp_path_factory.mktemp("ministry"), PEOPLE) as address:
        yield address


@pytest.fixture
def newcomer(stage: Stage, tmp_path: Path, ministry: str) -> Callable[[], Visitor]:
    """Make visitors of a registry that knows the provider."""
    known = IdentityProvider(ministry, CLIENT, SECRET, "Cancillería", claim="login")
    site = open_site(stage, tmp_path, identity=known)
    return lambda: Visitor(site)


def leave(visitor: Visitor, target: str = "/account") -> str:
    """Follow the link to the provider and return the page it leads to."""
    visitor.open("/sign-in")
    there = visitor.get(f"/sign-in/provider?{urlencode({'next': target})}", follow_redirects=False)
    assert there.status_code == 303
    return there.headers["location"]


def prove(address: str, subject: str) -> str:
    """Say at the provider who one is and return the path one is sent back to."""
    answer = httpx2.post(address, data={"sub": subject})
    assert answer.status_code == 302, answer.text
    parts = urlsplit(answer.headers["location"])
    assert parts.netloc == "registry.test"
    return f"{parts.path}?{parts.query}"


def enter(visitor: Visitor, subject: str) -> httpx2.Response:
    return visitor.open(prove(leave(visitor), subject))


def events(stage: Stage, verb: str) -> list[object]:
    event = stage.model.table("event")
    with stage.store.reading() as connection:
        return list(connection.scalars(select(event.c.difference).where(event.c.verb == verb)))


def test_somebody_known_there_and_here_comes_in_and_back_to_where_they_were(
    stage: Stage, newcomer: Callable[[], Visitor], ministry: str
) -> None:
    visitor = newcomer()
    assert "Iniciar sesión con Cancillería" in visitor.open("/account").text
    page = enter(visitor, "17")
    assert page.url.path == "/account"
    assert "Ana Los Angeles" in page.text
    assert events(stage, "bind_identity") == [{"provider": [None, ministry]}]
    assert {"provider": [None, ministry]} in events(stage, "sign_in")
    visitor.submit("/sign-out")
    assert enter(visitor, "17").url.path == "/account"
    assert len(events(stage, "bind_identity")) == 1


def test_whoever_is_bound_first_keeps_the_account(newcomer: Callable[[], Visitor]) -> None:
    enter(newcomer(), "17")
    other = newcomer()
    page = enter(other, "18")
    assert page.status_code == 422
    assert "no tiene una cuenta abierta" in page.text
    assert other.open("/account").url.path == "/sign-in"


def test_who_has_no_account_and_who_may_not_sign_in_are_told_the_same(
    stage: Stage, newcomer: Callable[[], Visitor]
) -> None:
    account = stage.model.table("account")
    with stage.store.writing() as connection:
        chosen = account.c.login == "ana_los_angeles"
        connection.execute(update(account).where(chosen).values(disabled_at=stage.now))
    for subject in ("17", "19"):
        page = enter(newcomer(), subject)
        assert page.status_code == 422
        assert "no tiene una cuenta abierta" in page.text


def test_an_answer_is_good_for_one_browser_and_once(newcomer: Callable[[], Visitor]) -> None:
    visitor, thief = newcomer(), newcomer()
    back = prove(leave(visitor), "17")
    assert "no respondió o se interrumpió" in thief.open(back).text
    leave(thief)
    assert "no respondió o se interrumpió" in thief.open(back).text
    assert visitor.open(back).url.path == "/account"
    visitor.submit("/sign-out")
    assert "no respondió o se interrumpió" in visitor.open(back).text


def test_an_answer_with_another_state_or_a_forged_cookie_is_refused(newcomer: Callable[[], Visitor]) -> None:
    visitor = newcomer()
    back = prove(leave(visitor), "17")
    code = parse_qs(urlsplit(back).query)["code"][0]
    assert visitor.open(f"/sign-in/return?{urlencode({'code': code, 'state': 'x'})}").status_code == 422
    prove(leave(visitor), "17")
    visitor.cookies.set("acompana_identity", "AAAA", domain="registry.test")
    assert visitor.open(back).status_code == 422
    assert visitor.open("/sign-in/return").status_code == 422


def test_only_addresses_inside_are_gone_to_afterwards(newcomer: Callable[[], Visitor]) -> None:
    visitor = newcomer()
    back = prove(leave(visitor, "https://elsewhere.test/"), "17")
    assert visitor.open(back).url.host == "registry.test"


def test_a_provider_that_does_not_answer_leaves_the_password(stage: Stage, tmp_path: Path) -> None:
    gone = IdentityProvider("http://localhost:9", CLIENT, SECRET, claim="login")
    visitor = Visitor(open_site(stage, tmp_path, identity=gone))
    page = visitor.open("/sign-in/provider?next=/account")
    assert page.status_code == 422
    assert "no respondió o se interrumpió" in page.text
    assert visitor.sign_in("ana_los_angeles").url.path == "/account"


def test_without_a_provider_there_is_no_way_to_one(stage: Stage, tmp_path: Path) -> None:
    visitor = Visitor(open_site(stage, tmp_path))
    assert "provider" not in visitor.open("/sign-in").text
    assert visitor.get("/sign-in/provider").status_code == 404


@pytest.mark.parametrize(("verified", "login"), [(True, "ana@example.org"), (False, None), (None, None)])
def test_an_address_counts_when_it_was_proved(verified: bool | None, login: str | None) -> None:
    exchange = Exchange(IdentityProvider("https://ministry.example", CLIENT, SECRET))
    claims = {"sub": "1", "email": "ana@example.org", "email_verified": verified}
    assert exchange._identity(claims).login == login


def test_whoever_comes_from_the_ministry_needs_no_one_time_password(
    stage: Stage, newcomer: Callable[[], Visitor]
) -> None:
    account = stage.model.table("account")
    visitor = newcomer()
    with stage.store.writing() as connection:
        connection.execute(update(account).values(must_change=True))
    assert enter(visitor, "17").url.path == "/account"
    assert len(events(stage, "drop_password")) == 1
    page = visitor.open("/account/password")
    assert "no tiene contraseña en este registro" in page.text
    assert '<form method="post" action="/account/password"' not in page.text
    assert newcomer().sign_in("ana_los_angeles").url.path == "/sign-in"


def test_its_owner_sees_that_an_account_is_bound(newcomer: Callable[[], Visitor]) -> None:
    visitor = newcomer()
    visitor.sign_in("ana_los_angeles")
    assert "Vinculado desde" not in visitor.open("/account/security").text
    visitor.submit("/sign-out")
    enter(visitor, "17")
    assert "Vinculado desde" in visitor.open("/account/security").text


def grow_old(stage: Stage, visitor: Visitor) -> None:
    """Let it be long ago that the owner of every session proved to be there."""
    session = stage.model.table("session")
    with stage.store.writing() as connection:
        connection.execute(update(session).values(confirmed_at=stage.now - datetime.timedelta(days=1)))
    visitor.site.state.service.sessions.forget()


def test_the_ministry_confirms_anew_who_sits_here(stage: Stage, newcomer: Callable[[], Visitor]) -> None:
    visitor = newcomer()
    enter(visitor, "17")
    grow_old(stage, visitor)
    page = visitor.open("/account/security/app")
    assert page.url.path == "/account/confirm"
    link = re.search(r'href="(/sign-in/provider\?[^"]+)"', page.text)
    assert link is not None
    asked = visitor.get(unescape(link[1]), follow_redirects=False).headers["location"]
    assert parse_qs(urlsplit(asked).query)["prompt"] == ["login"]
    assert visitor.open(prove(asked, "17")).url.path == "/account/security/app"


def test_who_is_signed_in_and_does_not_confirm_stays_where_they_were(
    newcomer: Callable[[], Visitor],
) -> None:
    visitor = newcomer()
    enter(visitor, "17")
    visitor.get("/sign-in/provider?again=1&next=/account/security", follow_redirects=False)
    page = visitor.open("/sign-in/return?error=access_denied")
    assert page.url.path == "/account/security"
    assert "no respondió o se interrumpió" in page.text


@pytest.mark.parametrize(("ago", "is_good"), [(5, True), (3600, False), (None, True)])
def test_a_provider_that_says_when_is_held_to_it(
    monkeypatch: pytest.MonkeyPatch, ministry: str, ago: int | None, is_good: bool
) -> None:
    exchange = Exchange(IdentityProvider(ministry, CLIENT, SECRET, claim="login"))
    now = datetime.datetime.now(datetime.UTC).timestamp()
    address, waiting = exchange.begin("http://registry.test/sign-in/return", "/", now)
    answer = {name: values[0] for name, values in parse_qs(urlsplit(prove(address, "17")).query).items()}
    believed = exchange._believed
    proved = {} if ago is None else {"auth_time": int(now) - ago}
    monkeypatch.setattr(exchange, "_believed", lambda token: {**believed(token), **proved})
    if is_good:
        assert exchange.finish("http://registry.test/sign-in/return", waiting, answer).subject == "17"
    else:
        with pytest.raises(ProviderError):
            exchange.finish("http://registry.test/sign-in/return", waiting, answer)


@pytest.mark.parametrize(("subject", "asked"), [("20", False), ("21", True)])
def test_a_second_factor_is_asked_for_once(
    stage: Stage, newcomer: Callable[[], Visitor], subject: str, asked: bool
) -> None:
    visitor = newcomer()
    account = stage.model.table("account")
    with stage.store.writing() as connection:
        beto = connection.scalars(select(account.c.id).where(account.c.login == "beto_los_angeles")).one()
        assert totp.store(connection, stage.model, beto, pyotp.random_base32(), 1, stage.now)
    assert (enter(visitor, subject).url.path == "/sign-in/second") is asked
