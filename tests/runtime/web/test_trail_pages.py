"""The log for auditors, and who read a person's file: what stands there, and what must not."""

from __future__ import annotations

import ast
import datetime
import re
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import JsonValue
from sqlalchemy import select

import runtime
from runtime.audit.reads import Reads
from runtime.i18n.messages import catalogue
from runtime.records import party
from runtime.search import trail
from runtime.search.reading import Reading
from runtime.search.trail import Asked, Entry
from runtime.storage import history
from tests.site import Visitor, open_site
from tests.stage import Stage

Sign = Callable[[str], Visitor]


@pytest.fixture
def as_account(stage: Stage, tmp_path: Path) -> Sign:
    site = open_site(stage, tmp_path, "practice")

    def sign_in(login: str) -> Visitor:
        visitor = Visitor(site)
        visitor.sign_in(login)
        return visitor

    return sign_in


def flush(visitor: Visitor) -> None:
    reads: Reads = visitor.site.state.service.reads
    reads.flush()


def events(stage: Stage, **wanted: object) -> list[dict[str, object]]:
    event = stage.model.table("event")
    query = select(event).order_by(event.c.id)
    for name, value in wanted.items():
        query = query.where(event.c[name] == value)
    with stage.store.reading() as connection:
        return [row._asdict() for row in connection.execute(query)]


def test_reads_of_pages_prints_and_files_are_told(stage: Stage, as_account: Sign) -> None:
    case_id = stage.add_case()
    ana = as_account("ana_los_angeles")
    for path in ("", "/print", "/history"):
        assert ana.open(f"/cases/{case_id}{path}").status_code == 200
    ana.open("/search?q=garcia")
    flush(ana)

    told = [(row["channel"], row["entity"]) for row in events(stage, verb="read", case_id=case_id)]
    assert told == [(channel, "case_detencion") for channel in ("page", "print", "history")]
    [search] = events(stage, channel="search")
    assert search["record_id"] is None
    assert "garcia" not in str(search)
    assert ana.open(f"/cases/{case_id}/history").text.count("moj-timeline__item") == 1


def test_a_page_read_again_at_once_is_counted(stage: Stage, as_account: Sign) -> None:
    case_id = stage.add_case()
    ana = as_account("ana_los_angeles")
    for _ in range(4):
        ana.open(f"/cases/{case_id}")
    flush(ana)

    first, again = events(stage, verb="read", case_id=case_id)
    assert first["difference"] is None
    assert again["difference"] == {"times": [None, 3]}


def test_the_log_leaves_as_it_is_read(
    stage: Stage, as_account: Sign, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        stage.add_case()
    auditor = as_account("olga_auditora")
    told: list[int] = []
    stream = trail.stream

    def watched(reading: Reading, asked: Asked) -> Iterator[Entry]:
        for entry in stream(reading, asked):
            told.append(len(events(stage, verb="export")))
            yield entry

    monkeypatch.setattr(trail, "stream", watched)
    sent = auditor.get("/protection/trail/export.csv")

    # The log knows of the file before the first entry is taken for it.
    assert set(told) == {1}
    assert len(told) == len(sent.text.splitlines()) - 1 > 3


def test_an_auditor_filters_the_log_and_takes_it_out(stage: Stage, as_account: Sign) -> None:
    case_id = stage.add_case(resumen="Secreto de Ana")
    as_account("ana_los_angeles").open(f"/cases/{case_id}")
    auditor = as_account("olga_auditora")
    folio = str(stage.stored("case", case_id).row["folio"])

    page = auditor.open(f"/protection/trail?record={folio}")
    assert page.status_code == 200
    assert folio in page.text
    assert "Ana Los Angeles" in page.text
    assert "Secreto de Ana" not in page.text
    assert auditor.open("/protection/trail?verb=transition").text.count("<tr") == 0
    assert "Beto" not in auditor.open("/protection/trail?who=ana").text.split('id="results"')[1]

    sent = auditor.get(f"/protection/trail/export.csv?record={folio}")
    assert folio in sent.text
    [export] = events(stage, verb="export")
    assert export["difference"]["count"] == [None, len(sent.text.splitlines()) - 1]  # type: ignore[index]  # JSON
    assert folio in str(export["difference"])


def test_pages_of_the_log_follow_one_another(stage: Stage, as_account: Sign) -> None:
    for number in range(60):
        stage.add_person(nombre__given=f"Eva {number}")
    auditor = as_account("olga_auditora")
    first = auditor.open("/protection/trail?entity=person&verb=create").text
    [(_, _, rest)] = [first.rpartition('rel="next"')]
    assert rest
    address = first.split('rel="next"')[0].rpartition('href="')[2].split('"')[0].replace("&amp;", "&")
    second = auditor.open(address).text
    assert first.count('scope="row"') == 50
    assert second.count('scope="row"') == 10


def test_the_log_is_for_auditors_alone(stage: Stage, as_account: Sign) -> None:
    person_id = stage.add_person()
    for login in ("ana_los_angeles", "elena_analista", "hugo_administrador"):
        visitor = as_account(login)
        assert visitor.open("/protection/trail").status_code == 404
        assert visitor.get("/protection/trail/export.csv").status_code in (403, 404)
        assert visitor.open(f"/people/{person_id}/readers").status_code == 404
        assert visitor.get(f"/people/{person_id}/readers/export.pdf").status_code == 404


def test_a_restricted_case_keeps_its_contents_from_an_auditor(stage: Stage, as_account: Sign) -> None:
    case_id = stage.add_case(case_type="case_salarios", canal="presencial")
    auditor = as_account("olga_auditora")
    page = auditor.open(f"/protection/trail?record={case_id}").text

    assert str(stage.stored("case", case_id).row["folio"]) in page
    assert "presencial" not in page.split('id="results"')[1].lower()


def test_who_read_my_file_is_handed_over(stage: Stage, as_account: Sign) -> None:
    person_id = stage.add_person()
    case_id = stage.add_case(person_id)
    other = stage.add_case()
    with stage.work() as work:
        party.add(work, other, person_id, "familiar")
    beto = as_account("beto_los_angeles")
    beto.open(f"/cases/{case_id}")
    beto.open(f"/cases/{other}")
    as_account("ana_los_angeles").open(f"/people/{person_id}")
    auditor = as_account("olga_auditora")

    assert f"/people/{person_id}/readers" in auditor.open(f"/people/{person_id}").text
    page = auditor.open(f"/people/{person_id}/readers").text
    folios = [str(stage.stored("case", one).row["folio"]) for one in (case_id, other)]
    for words in (*folios, "Beto Los Angeles", "Ana Los Angeles", "Consultó", "en pantalla"):
        assert words in page
    english = auditor.get(f"/people/{person_id}/readers/export.csv?language=en").text
    assert "on screen" in english
    assert folios[0] in english
    printed = auditor.get(f"/people/{person_id}/readers/export.pdf?language=es")
    assert printed.content.startswith(b"%PDF")
    flush(auditor)
    assert [row["channel"] for row in events(stage, verb="export")] == ["export", "export"]


def test_who_read_my_file_tells_of_no_case_its_maker_may_not_see(stage: Stage, as_account: Sign) -> None:
    person_id = stage.add_person()
    own, foreign = stage.add_case(person_id), stage.add_case()
    with stage.work() as work:
        party.add(work, foreign, person_id, "familiar")
    cases = stage.model.table("cases")
    with stage.store.writing() as connection:
        connection.execute(cases.update().where(cases.c.id == foreign).values(office_id="con_chicago"))
    folio_of = {one: str(stage.stored("case", one, "dora_titular").row["folio"]) for one in (own, foreign)}
    page = as_account("ines_titular").open(f"/people/{person_id}/readers").text

    assert folio_of[own] in page
    assert folio_of[foreign] not in page


def test_a_page_of_a_restricted_case_is_refused_while_the_log_cannot_take_it(
    stage: Stage, as_account: Sign, monkeypatch: pytest.MonkeyPatch
) -> None:
    from runtime.errors import Busy

    ordinary, restricted = stage.add_case(), stage.add_case(case_type="case_salarios")
    ana = as_account("ana_los_angeles")

    def refuse(*_: object) -> None:
        raise Busy("down")

    monkeypatch.setattr(history, "record_all", refuse)
    assert ana.open(f"/cases/{ordinary}").status_code == 200
    assert ana.open(f"/cases/{restricted}").status_code == 503
    monkeypatch.undo()
    flush(ana)
    assert len(events(stage, verb="read", case_id=ordinary)) == 1
    assert not events(stage, verb="read", case_id=uuid.UUID(str(restricted)))


TOLD: tuple[tuple[str, str, str | None, dict[str, JsonValue], str], ...] = (
    ("read", "trail", "list trail", {"count": 3, "times": 2}, ""),
    ("read", "rights_request", "list rights", {"count": 3}, ""),
    ("read", "breach", "list breaches", {"count": 3}, ""),
    ("read", "case", "list retention", {"count": 3}, ""),
    ("read", "emergency_access", "list emergencies", {"count": 3}, ""),
    ("read", "case", "list casos", {"count": 3}, ""),
    (
        "export",
        "case",
        "list casos",
        {
            "columns": ["folio", "registered_at", "person.nombre"],
            "filters": "state=en_tramite",
            "format": "csv",
        },
        "",
    ),
    ("export", "trail", "list trail", {"filters": "verb=sign_in&from=2026-03-01&who=ana", "count": 1}, ""),
    ("export", "case", "indicators", {"filters": "2026-q1", "format": "json"}, ""),
    ("adopt", "trail", None, {"count": 3, "until": "2026-03-01T10:00:00+00:00"}, ""),
    ("keep_clocks", "case", "f00d" * 16, {"version": "1.0.0", "count": 3, "changed": 1}, ""),
    ("rotate_keys", "key", "2", {}, ""),
    (
        "ask_right",
        "rights_request",
        "0190b6a0-0000-7000-8000-000000000001",
        {"kind": "acceso", "number": "SD-1"},
        "",
    ),
    (
        "extend_right",
        "rights_request",
        "0190b6a0-0000-7000-8000-000000000001",
        {"due_at": "2026-03-01T10:00:00+00:00"},
        "",
    ),
    ("answer_right", "rights_request", "0190b6a0-0000-7000-8000-000000000001", {"answer": "granted"}, ""),
    ("tell_breach", "breach", "0190b6a0-0000-7000-8000-000000000002", {"recipient": "autoridad"}, ""),
    (
        "close_breach",
        "breach",
        "0190b6a0-0000-7000-8000-000000000002",
        {"closed_at": "2026-03-01T10:00:00+00:00"},
        "",
    ),
    ("make_token", "account", "ana", {"prefix": "aco", "name": "Sistema", "scope": ["read:case"]}, ""),
    (
        "subscribe",
        "webhook",
        "0190b6a0-0000-7000-8000-000000000003",
        {"url": "https://a.example/", "subjects": ["case"]},
        "",
    ),
    ("add_factor", "account", "ana", {"factor": "passkey: Teléfono"}, ""),
    ("take_factors_away", "account", "ana", {"factor": "app, passkeys"}, ""),
    ("second_factor_failed", "account", "ana", {"factor": "recovery_code"}, ""),
    ("end_session", "account", "ana", {"device": "Firefox"}, ""),
    (
        "update",
        "account",
        "ana",
        {"roles": ["oficial"], "office": "con_los_angeles", "ends_on": "2026-03-01"},
        "",
    ),
    (
        "create",
        "office",
        "con_chicago",
        {"kind": "consulado", "parent_id": "con_los_angeles", "country": "USA"},
        "",
    ),
    ("begin_absence", "account", "ana", {"substitute_id": "ana", "first_on": "2026-03-01"}, ""),
    (
        "open_emergency",
        "emergency_access",
        "0190b6a0-0000-7000-8000-000000000004",
        {},
        "vida: Llamó su madre",
    ),
    (
        "review_emergency",
        "emergency_access",
        "0190b6a0-0000-7000-8000-000000000004",
        {},
        "justified: De acuerdo",
    ),
)
CODES = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}|\b[a-z]+_[a-z_]+\b|\blist [a-z]|\bjustified:|f00d|\b20\d\d-\d\d-\d\d"
)


def test_every_line_of_the_log_is_in_words(stage: Stage, as_account: Sign) -> None:
    ana, now = stage.actors["ana_los_angeles"].account_id, datetime.datetime.now(datetime.UTC)
    person_id = stage.add_person()
    with stage.store.writing() as connection:
        for verb, entity, record_id, told, reason in TOLD:
            known = {name: str(ana) if value == "ana" else value for name, value in told.items()}
            entry = history.Entry(
                verb,
                entity,
                ana if record_id == "ana" else record_id,
                now,
                ana,
                "con_los_angeles",
                difference={name: [None, value] for name, value in known.items()},
                reason=reason or None,
            )
            history.record(connection, stage.model.metadata, entry)
    auditor = as_account("dora_titular")
    for language in ("es", "en"):
        auditor.submit(f"/language/{language}?next=/")
        page = auditor.open("/protection/trail").text.split('id="results"')[1]
        said = re.sub(r"<[^>]*>", " ", page)
        assert CODES.findall(said) == []
        assert "Hay datos que" not in said
        assert "García" in said
        assert f"record={person_id}" in page


def test_every_act_has_words_for_the_log() -> None:
    known = {key.removeprefix("trail.verb.") for key in catalogue() if key.startswith("trail.verb.")}
    told = set(_acts(Path(runtime.__file__).parent))
    assert len(told) > 60
    assert told - known == set()


def _acts(folder: Path) -> Iterator[str]:
    """The verbs that commands give to the log: the first text among what they hand to whoever notes it."""
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in ("note", "_note", "_note_both", "_note_hold", "Deed"):
                given = node.args[:1] if called == "Deed" else node.args
                texts = [one.value for one in given if isinstance(one, ast.Constant)]
                yield from (one for one in texts[:1] if isinstance(one, str))
            if called == "Entry":
                yield from (
                    str(one.value.value)
                    for one in node.keywords
                    if one.arg == "verb" and isinstance(one.value, ast.Constant)
                )
