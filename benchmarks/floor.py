"""The floor: the same pages in plain Starlette, with hand-written SQL and one template. What the machine gives at most.

A signed cookie instead of a session, one office predicate instead of a gate, no conditions, no masks, no forms.
What stands round the data (header, menu, filters) is the product's own, as it was once sent.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import hmac
import json
import os
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server
from jinja2 import Environment
from markupsafe import Markup
from rapidfuzz.distance import OSA
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from benchmarks import floorsql
from benchmarks.floorstore import Postgresql, Rows, Store, open_store
from runtime.storage.index import office_word
from runtime.storage.words import near, sound, words

COOKIE = "floor"
SECRET_VARIABLE = "FLOOR_SECRET"  # noqa: S105 - the name of a variable
SHELLS_VARIABLE = "FLOOR_SHELLS"
_TEMPLATE = Environment(autoescape=True, trim_blocks=True).from_string(
    (Path(__file__).parent / "floor.html").read_text("utf-8")
)
_LINE_END = datetime.timedelta(hours=48)


@dataclass(frozen=True)
class Who:
    """What the cookie says."""

    account_id: uuid.UUID
    office_id: str
    name: str


def sign(who: Who, secret: str) -> str:
    """Return the cookie of somebody."""
    told = f"{who.account_id.hex}.{who.office_id}.{who.name.encode().hex()}"
    return f"{told}.{_signature(told, secret)}"


def _signature(told: str, secret: str) -> str:
    return hmac.new(secret.encode(), told.encode(), hashlib.sha256).hexdigest()


def _who(request: Request) -> Who:
    told, _, signature = request.cookies.get(COOKIE, "").rpartition(".")
    if not told or not hmac.compare_digest(signature, _signature(told, request.app.state.secret)):
        raise HTTPException(403)
    account, office, name = told.split(".")
    return Who(uuid.UUID(account), office, bytes.fromhex(name).decode())


def _page(request: Request, page: str, title: str, **parts: Any) -> HTMLResponse:
    shell: tuple[Markup, Markup] = request.app.state.shells[page]
    return HTMLResponse(_TEMPLATE.render(page=page, title=title, shell=shell, **parts))


async def health(_: Request) -> Response:
    """Answer that the server is there."""
    return PlainTextResponse("ok")


async def desk(request: Request) -> Response:
    """Show what waits: own cases, new ones of the office, deadlines."""
    who, store = _who(request), _store(request)
    now = datetime.datetime.now(datetime.UTC)
    account, moment = store.cell(who.account_id), store.cell(now)
    week = store.cell(now - datetime.timedelta(days=7))
    mine = await store.fetch(floorsql.MINE, (who.office_id, account))
    total = await store.fetch(floorsql.MINE_COUNT, (who.office_id, account))
    recent = await store.fetch(floorsql.RECENT, (who.office_id, week))
    due = await store.fetch(floorsql.DUE, (account, who.office_id, moment))
    late = await store.fetch(floorsql.DUE_COUNT, (account, moment))
    parts = [
        ("Mis casos", total[0][0], mine),
        ("Recientes", len(recent), recent),
        ("Plazos", late[0][0], due),
    ]
    return _page(request, "desk", "Escritorio", parts=parts)


async def list_cases(request: Request) -> Response:
    """Show a page of a list: one office, one state, newest first."""
    who, store = _who(request), _store(request)
    state = request.query_params["state"]
    if request.query_params["office"] != who.office_id:
        raise HTTPException(404)
    found = await store.fetch(floorsql.LIST, (who.office_id, state, who.office_id, state))
    rows = [row[:9] for row in found[:25]]
    total = found[0][9] if found else 0
    return _page(request, "list", "Casos", rows=rows, total=total)


async def search(request: Request) -> Response:
    """Find people by name, by the same statements as the product."""
    who, store = _who(request), _store(request)
    tokens = words(request.query_params["q"])
    sounds = sorted(set().union(*(near(token) for token in tokens if token.isalpha())))
    known = await store.fetch(floorsql.SPELLINGS, sounds, marks=", ".join(["%s"] * len(sounds)))
    is_postgresql = isinstance(store, Postgresql)
    asked = _question(tokens, [row[0] for row in known], who.office_id, is_postgresql)
    answers = (
        "d.vector @@ CAST(%s AS tsquery)"
        if is_postgresql
        else "d.number IN (SELECT rowid FROM search_text WHERE search_text MATCH ?)"
    )
    people = await store.fetch(floorsql.SEARCH, (asked, who.office_id, who.office_id), answers=answers)
    shown = people[:25]
    cases: dict[Any, Rows] = {}
    if shown:
        marks = ", ".join(["%s"] * len(shown))
        for row in await store.fetch(
            floorsql.CASES_OF, [*(row[0] for row in shown), who.office_id], marks=marks
        ):
            cases.setdefault(row[0], []).append(row)
    return _page(request, "search", "Personas", people=shown, cases=cases, total=len(people))


def _question(tokens: list[str], known: list[str], office_id: str, is_postgresql: bool) -> str:
    groups = []
    for token in tokens:
        heard = sound(token)
        alike = sorted(
            (OSA.distance(token, word), word)
            for word in known
            if word != token and OSA.distance(heard, sound(word)) <= 1
        )
        spelt = [word for _, word in alike[:12]]
        if is_postgresql:
            groups.append("(" + " | ".join([f"{token}:*", *spelt]) + ")")
        else:
            groups.append("(" + " OR ".join([f'"{token}"*', *(f'"{word}"' for word in spelt)]) + ")")
    return (" & " if is_postgresql else " AND ").join([*groups, f"({office_word(office_id)})"])


async def show_case(request: Request) -> Response:
    """Show a case with its actions."""
    who, store = _who(request), _store(request)
    case_id = store.cell(uuid.UUID(request.path_params["id"]))
    found = await store.fetch(floorsql.CASE, (case_id, who.office_id))
    if not found:
        raise HTTPException(404)
    own = await store.fetch(floorsql.TYPES[found[0][2]], (case_id,))
    actions = await store.fetch(floorsql.ACTIONS, (case_id,))
    people = await store.fetch(floorsql.PARTIES, (case_id,))
    clocks = await store.fetch(floorsql.CLOCKS, (case_id,))
    facts = [
        *zip(floorsql.FACTS, found[0], strict=True),
        *((str(place), value) for place, value in enumerate(own[0] if own else ())),
    ]
    return _page(request, "case", found[0][0], facts=facts, actions=actions, people=people, clocks=clocks)


async def add_case(request: Request) -> Response:
    """Open a case from a form: no more checks than reading it needs, one transaction."""
    who, store = _who(request), _store(request)
    async with request.form() as form:
        typed = {name: str(value) for name, value in form.items()}
    now = datetime.datetime.now(datetime.UTC)
    record = uuid.UUID(typed["record"])
    case_id, person_id = store.cell(record), store.cell(uuid.UUID(request.query_params["person"]))
    account, moment = store.cell(who.account_id), store.cell(now)
    contact, detained, told = (
        store.cell(_moment(typed, name)) for name in ("primer_contacto", "detenido_el", "notificado_el")
    )
    line = [
        typed[name] for name in ("tipologia", "prioridad", "confidencialidad", "aceptacion", "consentimiento")
    ]
    difference = json.dumps({name: [None, value] for name, value in typed.items()})

    def then(number: int) -> list[tuple[str, list[Any]]]:
        folio = f"FLO-{who.office_id}-{now.year}-{number:06}"
        case = [
            case_id,
            moment,
            account,
            moment,
            account,
            True,
            folio,
            who.office_id,
            account,
            person_id,
            moment,
        ]
        case += [typed["canal"], contact, typed["parentesco"], typed["resumen"], *line]
        kind = [
            case_id,
            detained,
            typed["autoridad"],
            typed["lugar"],
            typed["informado_derecho"],
            typed["notificado"],
            told,
        ]
        clock = [who.office_id, account, told, store.cell(now + _LINE_END)]
        return [
            (floorsql.ADD_CASE, case),
            (floorsql.ADD_TYPE, [*kind, int(typed["hijos_menores"])]),
            (floorsql.ADD_PARTY, [case_id, person_id, moment, account]),
            (floorsql.ADD_CLOCK, [case_id, "primera_visita", *clock]),
            (floorsql.ADD_CLOCK, [case_id, "aviso_familia", *clock]),
            (
                floorsql.ADD_EVENT,
                [
                    store.cell(uuid.uuid4()),
                    moment,
                    account,
                    who.office_id,
                    str(record),
                    case_id,
                    person_id,
                    difference,
                ],
            ),
        ]

    await store.add((floorsql.FOLIO, (who.office_id, now.year)), then)
    return RedirectResponse(f"/cases/{record}", status_code=303)


def _moment(typed: dict[str, str], name: str) -> datetime.datetime:
    year, month, day = (int(typed[f"{name}.{part}"]) for part in ("year", "month", "day"))
    hour, minute = typed[f"{name}.time"].split(":")
    return datetime.datetime(year, month, day, int(hour), int(minute), tzinfo=datetime.UTC)


async def export(request: Request) -> Response:
    """Send every case as CSV."""
    _who(request)
    return StreamingResponse(_store(request).export(), media_type="text/csv")


def _store(request: Request) -> Store:
    store: Store = request.app.state.store
    return store


def application() -> Starlette:
    """Build the floor over the database of the environment."""
    app = Starlette(
        routes=[
            Route("/health", health),
            Route("/", desk),
            Route("/lists/casos", list_cases),
            Route("/search", search),
            Route("/cases/new/{type}", add_case, methods=["POST"]),
            Route("/cases/{id}", show_case),
            Route("/exports/casos_seguimiento.csv", export),
        ]
    )
    app.state.store = open_store(os.environ["ACOMPANA_DATABASE_URL"])
    app.state.secret = os.environ[SECRET_VARIABLE]
    told = json.loads(Path(os.environ[SHELLS_VARIABLE]).read_text("utf-8"))
    app.state.shells = {page: tuple(Markup(part) for part in parts) for page, parts in told.items()}  # noqa: S704
    return app


def main() -> None:
    """Serve the floor with the product's own server program and as many workers."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--secret", required=True)
    parser.add_argument("--shells", required=True, help="file with what stands round the data of each page")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    os.environ[SECRET_VARIABLE] = given.secret
    os.environ[SHELLS_VARIABLE] = given.shells
    Server(
        "benchmarks.floor:application",
        address="127.0.0.1",
        port=given.port,
        interface=Interfaces.ASGI,
        workers=given.workers,
        websockets=False,
        log_level=LogLevels.warning,
        factory=True,
    ).serve()


if __name__ == "__main__":
    main()
