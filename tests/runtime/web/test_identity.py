"""Signing in at a ministry's identity provider: a real one, in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2
import pytest
from sqlalchemy import select, update

from runtime.auth.provider import Exchange
from runtime.settings import IdentityProvider
from tests.ministry import CLIENT, SECRET, provider
from tests.site import Visitor, open_site
from tests.stage import Stage

PEOPLE: Mapping[str, Mapping[str, object]] = {
    "17": {"login": "ana_los_angeles"},
    "18": {"login": "Ana_Los_Angeles"},
    "19": {"login": "nobody_here"},
    "20": {"login": "beto_los_angeles", "amr": ["pwd", "mfa"]},
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
