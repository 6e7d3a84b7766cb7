"""Messages to other systems: what is in them, signed, tried again, given up; and where none is ever sent."""

from __future__ import annotations

import base64
import datetime
import ipaddress
import json
import socket
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from runtime.api.outgoing import Guard, UnsentError, post
from runtime.api.sending import LEASE, PAUSES, Clock, Sender, sign
from runtime.auth.callers import Callers
from runtime.errors import Forbidden, Invalid
from runtime.records import person, subscription
from runtime.records.subscription import Wish
from runtime.settings import Settings
from tests.stage import Stage

HERE = Guard(is_plain_allowed=True)
PRIVATE = ipaddress.ip_address(10 << 24 | 1)


@dataclass
class Receiver:
    """A system that takes messages, or fails as long as it is told to."""

    url: str = ""
    status: int = 204
    taken: list[tuple[dict[str, str], str]] = field(default_factory=list)
    meanwhile: Callable[[], object] = bool
    """Done once, while its first answer is waited for."""


def at(moment: datetime.datetime) -> Clock:
    """A clock that stands."""
    return lambda: moment


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    found = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            found.taken.append(({name.lower(): value for name, value in self.headers.items()}, body))
            status, meanwhile, found.meanwhile = found.status, found.meanwhile, bool
            meanwhile()
            self.send_response(status)
            if found.status == 302:
                self.send_header("location", f"{found.url}/elsewhere")
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.url = f"http://127.0.0.1:{server.server_port}/hook"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield found
    server.shutdown()
    server.server_close()


@pytest.fixture
def sender(stage: Stage, tmp_path: Path) -> Sender:
    settings = Settings("", tmp_path, tmp_path / "keys.json", environment="development")
    return Sender(stage.store, stage.model, Callers(stage.store, stage.model.metadata), settings)


def subscribe(
    stage: Stage, url: str, of: str = "ana_los_angeles", **more: tuple[str, ...]
) -> tuple[uuid.UUID, str]:
    wish = Wish(url, more.get("subjects", ("person", "case", "action")), more.get("case_types", ()))
    with stage.work("hugo_administrador") as work:
        return subscription.subscribe(work, stage.actors[of].account_id, wish, is_local_allowed=True)


def states(stage: Stage) -> list[tuple[bool, bool, bool]]:
    """Of each message whether it waits, was sent, was given up."""
    table = stage.model.table("webhook_message")
    with stage.store.reading() as connection:
        rows = connection.execute(table.select().order_by(table.c.created_at, table.c.id)).all()
    return [(row.next_at is not None, row.sent_at is not None, row.given_up_at is not None) for row in rows]


def test_a_message_says_what_happened_and_nothing_of_anybody(
    stage: Stage, sender: Sender, receiver: Receiver
) -> None:
    _, secret = subscribe(stage, receiver.url)
    person = stage.add_person()
    case = stage.add_case(person)
    assert sender.send_due(at(stage.now)) == 2
    told = [json.loads(body) for _, body in receiver.taken]
    assert [one["type"] for one in told] == ["person.create", "case.create"]
    assert told[1]["data"] == {
        "verb": "create",
        "entity": "case_detencion",
        "id": str(case),
        "case": str(case),
        "person": str(person),
    }
    assert "García" not in repr(receiver.taken)
    for headers, body in receiver.taken:
        key = base64.b64decode(secret.removeprefix("whsec_"))
        signed = sign(key, headers["webhook-id"], headers["webhook-timestamp"], body)
        assert headers["webhook-signature"] == signed
        assert headers["webhook-timestamp"] == str(int(stage.now.timestamp()))
    assert sender.send_due(at(stage.now + datetime.timedelta(days=1))) == 0


def test_a_receiver_that_fails_gets_it_again_and_may_recover(
    stage: Stage, sender: Sender, receiver: Receiver
) -> None:
    receiver.status = 500
    subscribe(stage, receiver.url)
    stage.add_person()
    assert sender.send_due(at(stage.now)) == 1
    assert sender.send_due(at(stage.now)) == 0
    receiver.status = 200
    assert sender.send_due(at(stage.now + PAUSES[0])) == 1
    first, second = receiver.taken
    assert first[0]["webhook-id"] == second[0]["webhook-id"]
    assert states(stage) == [(False, True, False)]


def test_one_that_never_takes_it_is_given_up_and_may_be_asked_again(
    stage: Stage, sender: Sender, receiver: Receiver
) -> None:
    receiver.status = 302
    webhook_id, _ = subscribe(stage, receiver.url)
    stage.add_person()
    now = stage.now
    for pause in (datetime.timedelta(), *PAUSES):
        now += pause
        assert sender.send_due(at(now)) == 1
    assert states(stage) == [(False, False, True)]
    assert len({headers["webhook-id"] for headers, _ in receiver.taken}) == 1
    with stage.work("hugo_administrador", now) as work:
        assert subscription.send_again(work, webhook_id) == 1
    receiver.status = 200
    assert sender.send_due(at(now)) == 1
    assert states(stage) == [(False, True, False)]


@pytest.mark.parametrize("column", ["url", "secret"])
def test_a_subscription_that_cannot_be_served_leaves_the_others_theirs(
    stage: Stage, sender: Sender, receiver: Receiver, column: str
) -> None:
    broken, _ = subscribe(stage, f"{receiver.url}/first")
    stored = {"url": f"{receiver.url}/año", "secret": b"\1 of another key ring"}[column]
    table = stage.model.table("webhook")
    with stage.store.writing() as connection:
        connection.execute(table.update().where(table.c.id == broken).values({column: stored}))
    subscribe(stage, receiver.url)
    stage.add_person()
    sender.send_due(at(stage.now))
    assert len(receiver.taken) == 1
    assert sorted(states(stage)) == [(False, True, False), (True, False, False)]


def test_who_fails_makes_nobody_else_wait(stage: Stage, sender: Sender, receiver: Receiver) -> None:
    tried: list[str] = []

    def refuse(url: str, *_: object) -> int:
        tried.append(url)
        if "slow" in url:
            raise UnsentError("TimeoutError")
        return 204

    subscribe(stage, "https://slow.example/hook")
    subscribe(stage, receiver.url)
    for _ in range(3):
        stage.add_person()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("runtime.api.sending.post", refuse)
        sender.send_due(at(stage.now))
    assert tried.count("https://slow.example/hook") == 1
    assert tried.count(receiver.url) == 3


def test_a_try_that_ends_late_undoes_no_later_one(stage: Stage, sender: Sender, receiver: Receiver) -> None:
    subscribe(stage, receiver.url)
    stage.add_person()

    def arrive() -> None:
        receiver.status = 204
        assert sender.send_due(at(stage.now + LEASE)) == 1

    receiver.status, receiver.meanwhile = 500, arrive
    sender.send_due(at(stage.now))
    assert len(receiver.taken) == 2
    assert states(stage) == [(False, True, False)]


def test_every_message_has_its_own_moment(stage: Stage, sender: Sender, receiver: Receiver) -> None:
    subscribe(stage, receiver.url)
    for _ in range(3):
        stage.add_person()
    ticks = iter(stage.now + datetime.timedelta(seconds=second) for second in range(60))
    sender.send_due(lambda: next(ticks))
    signed = [int(headers["webhook-timestamp"]) for headers, _ in receiver.taken]
    assert len(set(signed)) == 3
    receiver.status = 500
    stage.add_person()
    late = stage.now + datetime.timedelta(hours=1)
    clock = iter([late, late, late, late + LEASE, late + LEASE])
    sender.send_due(lambda: next(clock))
    # The pause begins when the try is over.
    assert sender.send_due(at(late + LEASE)) == 0


def test_an_answer_in_drops_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runtime.api.outgoing.DEADLINE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            one, _ = server.accept()
            with one, suppress(OSError):
                for drop in b"HTTP/1.1 204 Nothing of it\r\n\r\n":
                    one.sendall(bytes([drop]))
                    time.sleep(0.05)

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        with pytest.raises(UnsentError):
            post(f"http://127.0.0.1:{server.getsockname()[1]}/hook", {}, b"{}", HERE)
        thread.join()


def test_only_what_the_account_may_see_is_told(stage: Stage, sender: Sender, receiver: Receiver) -> None:
    subscribe(stage, receiver.url, of="carla_chicago")
    person = stage.add_person()
    stage.add_case(person)
    stage.add_case(person, case_type="case_salarios")
    # Of the restricted case nothing was even kept.
    assert len(states(stage)) == 2
    sender.send_due(at(stage.now))
    assert receiver.taken == []
    assert states(stage) == [(False, False, False)] * 2


def test_a_message_is_kept_only_with_what_it_is_about(stage: Stage, receiver: Receiver) -> None:
    subscribe(stage, receiver.url)
    answers = stage.submit("person", {"nombre.given": "Ana"})
    with stage.work() as work:
        person.register(work, answers, uuid.uuid4())
        work.connection.rollback()
    assert states(stage) == []


def test_a_subscription_that_is_stopped_tells_nothing(
    stage: Stage, sender: Sender, receiver: Receiver
) -> None:
    webhook_id, _ = subscribe(stage, receiver.url, subjects=("case",), case_types=("detencion",))
    person = stage.add_person()
    with stage.work("hugo_administrador") as work:
        subscription.set_stopped(work, webhook_id, is_stopped=True)
    stage.add_case(person)
    assert states(stage) == []
    assert sender.send_due(at(stage.now)) == 0


def test_only_who_administers_all_accounts_subscribes_systems(stage: Stage) -> None:
    wish = Wish("https://example.org/hook", ("case",))
    with pytest.raises(Forbidden), stage.work("ines_titular") as work:
        subscription.subscribe(work, stage.actors["ines_titular"].account_id, wish, is_local_allowed=False)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://example.org/hook",
        "http://localhost/hook",
        "ftp://example.org",
        "https://user:secret@example.org/",
        "https:///hook",
        "https://example.org/\r\nx: y",
        "https://example.org:99999/",
        "javascript:alert(1)",
        "https://example.org/avisos/año",
        "https://ñandú.example/hook",
    ],
)
def test_an_address_is_encrypted_and_whole(stage: Stage, url: str) -> None:
    with pytest.raises(Invalid) as refused, stage.work("hugo_administrador") as work:
        subscription.subscribe(
            work, stage.actors["ana_los_angeles"].account_id, Wish(url, ("case",)), is_local_allowed=False
        )
    assert "url" in refused.value.faults


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        str(PRIVATE),
        "169.254.169.254",
        str(PRIVATE + 1),
        "[::1]",
        "[fd00::1]",
        f"[::ffff:{PRIVATE}]",
        "[64:ff9b::a00:1]",
        "0.0.0.0",  # noqa: S104 - an address, not a binding
        "2130706433",
        "localhost",
    ],
)
def test_nothing_is_sent_inside(host: str) -> None:
    with pytest.raises(UnsentError, match=r"private address|no such host"):
        post(f"https://{host}/hook", {}, b"{}", Guard())


def test_a_name_that_leads_inside_is_followed_nowhere(
    monkeypatch: pytest.MonkeyPatch, receiver: Receiver
) -> None:
    port = int(receiver.url.rpartition(":")[2].partition("/")[0])

    def resolve(*_: object, **__: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        return [(2, 1, 6, "", ("93.184.216.34", port)), (2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr("runtime.api.outgoing.socket.getaddrinfo", resolve)
    with pytest.raises(UnsentError, match="private address"):
        post(f"https://rebinding.example:{port}/hook", {}, b"{}", Guard())
    assert receiver.taken == []


def test_plain_messages_go_to_this_machine_only_where_nobody_is_served(receiver: Receiver) -> None:
    assert post(receiver.url, {}, b"{}", HERE) == 204
    with pytest.raises(UnsentError, match="not encrypted"):
        post(receiver.url, {}, b"{}", Guard(is_private_allowed=True))
    with pytest.raises(UnsentError, match="not encrypted"):
        post("http://example.org/", {}, b"{}", HERE)
