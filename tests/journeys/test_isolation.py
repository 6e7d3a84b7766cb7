"""An officer of Los Ángeles and what belongs to Chicago: nowhere to be seen, on any route of the application.

Every route must be in ``WALK`` or in ``WITHOUT_RECORDS``: a new one makes the first test fail until somebody has thought
about what it might give away.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import Uuid, or_, select
from starlette.routing import Route

from tests.journeys.answers import DETENTION, PERSON, VISIT, Answers
from tests.journeys.calls import CALLS, Ask
from tests.journeys.country import Site
from tests.journeys.officer import Officer
from tests.journeys.sheets import read_csv, read_xlsx
from tests.journeys.steps import add_person, folio_of, open_case, record_action
from tests.system import BASE, System, make_token

GIVEN, SURNAME, STORY, NOTE, FILE = (
    "Ometéotl",
    "Quauhtlehuanitzin",
    "Historia reservada",
    "Nota reservada",
    "carta.pdf",
)
MOMENT = datetime.datetime(2026, 11, 20, 16, 0, tzinfo=datetime.UTC)
DAY = MOMENT.date()
PDF = b"%PDF-1.7\n%%EOF\n"


@dataclass(frozen=True)
class Chicago:
    """What belongs to Chicago, and beside it what the visitor has of their own."""

    case: uuid.UUID
    person: uuid.UUID
    action: uuid.UUID
    file: uuid.UUID
    folio: str
    register: uuid.UUID
    transfer: uuid.UUID
    """Of the case, to a third office."""
    right: uuid.UUID
    """A request about the person's data."""
    breach: uuid.UUID
    own_case: uuid.UUID
    own_person: uuid.UUID

    @property
    def secrets(self) -> set[str]:
        """What no answer may say."""
        ids = (self.case, self.person, self.action, self.file)
        return {GIVEN, SURNAME, STORY, NOTE, FILE, self.folio, *map(str, ids)}


@dataclass(frozen=True)
class Attempt:
    """One request. ``status`` is what must come back; ``typed`` are secrets the visitor said first."""

    path: str
    form: Answers | None = None
    status: frozenset[int] = frozenset({404})
    typed: tuple[str, ...] = ()
    uploads: Mapping[str, tuple[str, bytes, str]] = field(default_factory=dict)


Plan = Callable[[Chicago], list[Attempt]]
OPEN = frozenset({200})
SENT = frozenset({200, 422})
FORBIDDEN = frozenset({403, 404})


def hidden(path: str, form: Answers | None = None) -> Plan:
    """A route about one record: as if it were not there."""
    return lambda chicago: [Attempt(path.format(**vars(chicago)), form)]


def opened(*paths: str, status: frozenset[int] = OPEN, typed: tuple[str, ...] = ()) -> Plan:
    """A route that opens, and says nothing of Chicago."""
    return lambda chicago: [Attempt(path.format(**vars(chicago)), None, status, typed) for path in paths]


MOVES = ("iniciar", "concluir", "descartar", "reabrir")
LISTS = ("casos", "detenciones", "traslados", "salarios", "personas", "actuaciones")
REPORTS = (
    "actividad",
    "casos_por_ambito",
    "antiguedad",
    "duracion",
    "plazos",
    "restos",
    "apoyos",
    "visitas",
    "asesoria",
)

NOTICE: Answers = {"notice": "proteccion", "language": "es"}
CONSENT: Answers = {"purpose": "seguimiento", "by": "Ana", "how": "spoken"}
WITHDRAWN: Answers = {"end_purpose": "seguimiento", "end_by": "Ana", "end_how": "spoken"}
RIGHT: Answers = {
    "kind": "acceso",
    "name": "Ana",
    "proof": "Pasaporte",
    "asked": "Todo",
    "language": "es",
    "received_on": "2026-11-20",
}
BREACH: Answers = {"what": "x", "data": "x", "known_at": "2026-11-20T10:00"}

WALK: dict[str, Plan] = {
    "GET /": opened("/"),
    "GET /account": opened("/account"),
    "GET /account/tokens": opened("/account/tokens"),
    "POST /account/tokens": lambda _: [Attempt("/account/tokens", {"name": ""}, frozenset({422}))],
    "POST /account/tokens/{token:uuid}/revoke": lambda chicago: [
        Attempt(f"/account/tokens/{chicago.file}/revoke", {})
    ],
    "GET /account/api": opened("/account/api"),
    "GET /account/api/{schema}": opened("/account/api/person.whole", "/account/api/case.new"),
    "GET /account/password": opened("/account/password"),
    "POST /account/password": lambda _: [Attempt("/account/password", {"password": "x"}, frozenset({422}))],
    "GET /search": lambda chicago: [
        Attempt("/search?q=quauhtlehuanitzin", None, OPEN),
        Attempt(f"/search?q={SURNAME}&show=all", None, OPEN, (SURNAME,)),
        Attempt("/search?q=cuautleuanitsin", None, OPEN),
        Attempt(f"/search?q={chicago.folio}", None, OPEN, (chicago.folio,)),
        Attempt("/search?q=3125550144", None, OPEN),
    ],
    "GET /cases/new": lambda chicago: [
        Attempt("/cases/new?q=quauhtlehuanitzin", None, OPEN),
        Attempt("/cases/new?q=3125550144", None, OPEN),
        Attempt(f"/cases/new?person={chicago.person}"),
    ],
    "GET /cases/new/{case_type}": hidden("/cases/new/detencion_migratoria?person={person}"),
    "POST /cases/new/{case_type}": lambda chicago: [
        Attempt(f"/cases/new/detencion_migratoria?person={chicago.person}", DETENTION),
        # The id of a case that is there already, as if this were the same form sent again.
        Attempt(
            f"/cases/new/detencion_migratoria?person={chicago.own_person}",
            {**DETENTION, "canal": "presencial", "record": str(chicago.case)},
            FORBIDDEN | {422},
            (str(chicago.case),),
        ),
    ],
    "GET /cases/{id}": hidden("/cases/{case}"),
    "GET /cases/{id}/edit/{section}": hidden("/cases/{case}/edit/asunto"),
    "POST /cases/{id}/edit/{section}": hidden(
        "/cases/{case}/edit/asunto", {"resumen": "Otra", "version": "1"}
    ),
    "GET /cases/{id}/actions/new": hidden("/cases/{case}/actions/new?type=visita_consular"),
    "GET /cases/{id}/actions/new/{type}": hidden("/cases/{case}/actions/new/visita_consular"),
    "POST /cases/{id}/actions/new/{type}": lambda chicago: [
        Attempt(f"/cases/{chicago.case}/actions/new/visita_consular", VISIT),
        Attempt(
            f"/cases/{chicago.own_case}/actions/new/visita_consular",
            {**VISIT, "record": str(chicago.action)},
            FORBIDDEN | {422},
            (str(chicago.action),),
        ),
    ],
    "GET /cases/{id}/files": hidden("/cases/{case}/files"),
    "POST /cases/{id}/files": lambda chicago: [
        Attempt(f"/cases/{chicago.case}/files", {}, uploads={"file": ("a.pdf", PDF, "application/pdf")}),
        Attempt(
            f"/cases/{chicago.own_case}/files",
            {"record": str(chicago.file)},
            FORBIDDEN | {422},
            uploads={"file": ("a.pdf", PDF, "application/pdf")},
        ),
    ],
    "GET /cases/{id}/files/{file}/withdraw": lambda chicago: [
        Attempt(f"/cases/{chicago.case}/files/{chicago.file}/withdraw"),
        Attempt(f"/cases/{chicago.own_case}/files/{chicago.file}/withdraw"),
    ],
    "POST /cases/{id}/files/{file}/withdraw": lambda chicago: [
        Attempt(f"/cases/{chicago.case}/files/{chicago.file}/withdraw", {"reason": "Porque sí"}),
        Attempt(f"/cases/{chicago.own_case}/files/{chicago.file}/withdraw", {"reason": "Porque sí"}),
    ],
    "GET /files/{id}": hidden("/files/{file}"),
    "GET /cases/{id}/documents": hidden("/cases/{case}/documents"),
    "GET /cases/{id}/documents/{document}": lambda chicago: [
        Attempt(f"/cases/{chicago.case}/documents/presuncion_nacionalidad"),
        # An action of another's case, from one's own case.
        Attempt(f"/cases/{chicago.own_case}/documents/nota_autoridad?action={chicago.action}"),
    ],
    "POST /cases/{id}/documents/{document}": lambda chicago: [
        Attempt(f"/cases/{chicago.case}/documents/presuncion_nacionalidad", {"language": "es"}),
        Attempt(
            f"/cases/{chicago.own_case}/documents/nota_autoridad",
            {"language": "es", "action": str(chicago.action)},
        ),
        # The id of a file that is there already, as if this were the same form sent again.
        Attempt(
            f"/cases/{chicago.own_case}/documents/presuncion_nacionalidad",
            {"language": "es", "record": str(chicago.file)},
            FORBIDDEN,
        ),
    ],
    "GET /cases/{id}/history": hidden("/cases/{case}/history"),
    "GET /cases/{id}/print": hidden("/cases/{case}/print"),
    "GET /cases/{id}/links": hidden("/cases/{case}/links"),
    "POST /cases/{id}/links": lambda chicago: [
        Attempt(f"/cases/{chicago.case}/links", {"case": "LAX-2026-000001"}),
        Attempt(
            f"/cases/{chicago.own_case}/links", {"case": chicago.folio}, frozenset({422}), (chicago.folio,)
        ),
    ],
    "POST /cases/{id}/links/remove": lambda chicago: [
        Attempt(f"/cases/{chicago.case}/links/remove", {"case": str(chicago.own_case)}),
        Attempt(f"/cases/{chicago.own_case}/links/remove", {"case": str(chicago.case)}),
    ],
    "GET /cases/{id}/checklists/{checklist}": hidden("/cases/{case}/checklists/protocolo"),
    "POST /cases/{id}/checklists/{checklist}": lambda chicago: [
        Attempt(f"/cases/{chicago.case}/checklists/protocolo", {"item": "informar"}),
    ],
    "GET /cases/{id}/parties": lambda chicago: [
        Attempt(f"/cases/{chicago.case}/parties"),
        Attempt(f"/cases/{chicago.own_case}/parties?person={chicago.person}"),
        Attempt(f"/cases/{chicago.own_case}/parties?q=quauhtlehuanitzin", None, OPEN),
    ],
    "POST /cases/{id}/parties": lambda chicago: [
        Attempt(f"/cases/{chicago.case}/parties", {"person": str(chicago.own_person), "part": "familiar"}),
        Attempt(f"/cases/{chicago.own_case}/parties", {"person": str(chicago.person), "part": "familiar"}),
    ],
    "POST /cases/{id}/parties/remove": lambda chicago: [
        Attempt(f"/cases/{chicago.case}/parties/remove", {"person": str(chicago.person), "part": "familiar"}),
        # Taking away what is not there is no fault, whoever it would have been.
        *(
            Attempt(
                f"/cases/{chicago.own_case}/parties/remove", {"person": str(one), "part": "familiar"}, OPEN
            )
            for one in (chicago.person, uuid.UUID(int=7))
        ),
    ],
    "GET /cases/{id}/reassign": hidden("/cases/{case}/reassign"),
    "POST /cases/{id}/reassign": hidden(
        "/cases/{case}/reassign", {"account": str(uuid.UUID(int=1)), "version": "1"}
    ),
    "GET /cases/{id}/group": hidden("/cases/{case}/group"),
    "POST /cases/{id}/group": hidden(
        "/cases/{case}/group", {"account": str(uuid.UUID(int=1)), "reason": "Porque sí"}
    ),
    "GET /cases/{id}/group/{account}/remove": hidden(f"/cases/{{case}}/group/{uuid.UUID(int=1)}/remove"),
    "POST /cases/{id}/group/{account}/remove": hidden(
        f"/cases/{{case}}/group/{uuid.UUID(int=1)}/remove", {"reason": "Porque sí"}
    ),
    "GET /cases/{id}/reason": hidden("/cases/{case}/reason"),
    "POST /cases/{id}/reason": hidden("/cases/{case}/reason", {"reason": "Porque sí"}),
    # What an emergency would open is in tests of the gate: here nothing may change.
    "GET /emergency": opened("/emergency", status=frozenset({200, 403})),
    "POST /emergency": lambda chicago: [
        Attempt("/emergency", {"folio": chicago.folio}, frozenset({403, 422}), (chicago.folio,))
    ],
    "POST /emergency/seen": lambda _: [Attempt("/emergency/seen", {}, OPEN)],
    "POST /emergency/{id}/end": hidden("/emergency/{case}/end", {}),
    "GET /emergency/reviews": opened("/emergency/reviews", status=frozenset({200, 403})),
    "GET /emergency/reviews/{id}": hidden("/emergency/reviews/{case}"),
    "POST /emergency/reviews/{id}": hidden("/emergency/reviews/{case}", {"finding": "justified"}),
    "GET /cases/{id}/transfer": hidden("/cases/{case}/transfer"),
    "POST /cases/{id}/transfer": hidden(
        "/cases/{case}/transfer", {"office": "los_angeles", "reason": "Porque sí"}
    ),
    "POST /cases/{id}/transfer/withdraw": hidden("/cases/{case}/transfer/withdraw", {}),
    "GET /transfers/{id}": hidden("/transfers/{transfer}"),
    "POST /transfers/{id}/accept": hidden("/transfers/{transfer}/accept", {"account": str(uuid.UUID(int=1))}),
    "POST /transfers/{id}/refuse": hidden("/transfers/{transfer}/refuse", {"reason": "Porque sí"}),
    "GET /cases/{id}/move/{transition}": lambda chicago: [
        Attempt(f"/cases/{chicago.case}/move/{move}") for move in MOVES
    ],
    "POST /cases/{id}/move/{transition}": lambda chicago: [
        Attempt(f"/cases/{chicago.case}/move/{move}", {"version": "1", "reason": "liberado"})
        for move in MOVES
    ],
    "GET /actions/{id}": hidden("/actions/{action}"),
    "GET /actions/{id}/edit/{section}": hidden("/actions/{action}/edit/gestion"),
    "POST /actions/{id}/edit/{section}": hidden(
        "/actions/{action}/edit/gestion", {"nota": "Otra", "version": "1"}
    ),
    "GET /actions/{id}/annul": hidden("/actions/{action}/annul"),
    "POST /actions/{id}/annul": hidden("/actions/{action}/annul", {"reason": "Porque sí"}),
    "GET /actions/{id}/history": hidden("/actions/{action}/history"),
    "GET /people/new": opened("/people/new?typed=quauhtlehuanitzin", "/people/new?next=party&case={case}"),
    "GET /people/{id}": hidden("/people/{person}"),
    "GET /people/{id}/edit/{section}": hidden("/people/{person}/edit/identidad"),
    "POST /people/{id}/edit/{section}": hidden("/people/{person}/edit/identidad", {**PERSON, "version": "1"}),
    "GET /people/{id}/history": hidden("/people/{person}/history"),
    "GET /people/{id}/readers": hidden("/people/{person}/readers"),
    "GET /people/{id}/readers/export.{format}": hidden("/people/{person}/readers/export.csv"),
    # The head sees the log of the office, an officer none.
    "GET /protection/trail": opened("/protection/trail", status=frozenset({200, 404})),
    "GET /protection/trail/export.csv": lambda _: [
        Attempt("/protection/trail/export.csv", None, FORBIDDEN),
    ],
    "GET /lists": opened("/lists"),
    "GET /lists/{list}": opened(
        *(f"/lists/{key}" for key in LISTS),
        "/lists/casos?office=chicago",
        "/lists/casos?columns=folio&columns=person.nombre&office=chicago",
    ),
    "GET /lists/{list}/export.{format}": opened(
        *(f"/lists/{key}/export.{kind}" for key in LISTS for kind in ("csv", "xlsx")),
        "/lists/casos/export.csv?office=chicago",
        status=frozenset({200, 403}),
    ),
    "GET /exports": opened("/exports"),
    "GET /exports/{export}.{format}": opened(
        "/exports/casos_estadistica.csv",
        "/exports/casos_seguimiento.xlsx",
        "/exports/restos_estadistica.csv",
        "/exports/actuaciones.csv",
        status=frozenset({200, 403}),
    ),
    "GET /reports": opened("/reports"),
    "GET /reports/{report}": opened(
        *(f"/reports/{key}?when=y1" for key in REPORTS),
        "/reports/casos_por_ambito?rows=office&columns=responsible&where.office=chicago",
    ),
    "GET /reports/{report}/print": opened(
        "/reports/visitas/print?rows=visita_consular.centro&columns=office"
    ),
    "GET /reports/{report}/export.{format}": opened(
        "/reports/actividad/export.csv?when=y1",
        "/reports/asesoria/export.xlsx?rows=asesoria_legal.abogado",
        "/reports/visitas/export.pdf?when=y1",
    ),
    "GET /references/{entity}/{field}": opened(
        "/references/case_detencion_migratoria/centro?centro.search=quauhtlehuanitzin",
        "/references/case_detencion_migratoria/centro?centro={person}",
        typed=("{person}",),
    ),
    "POST /drafts": lambda chicago: [
        Attempt(
            "/drafts", {"draft": f"/cases/{chicago.case}/edit/asunto", "resumen": "x"}, frozenset({204, 404})
        )
    ],
    "POST /drafts/discard": lambda chicago: [
        Attempt("/drafts/discard", {"draft": f"/cases/{chicago.case}/edit/asunto", "next": "/"}, OPEN)
    ],
    # The directory of counterparts is everybody's to read by the blueprint; changing Chicago's entries is not.
    "GET /registers/{register}": opened("/registers/contraparte"),
    "GET /registers/{register}/new": opened("/registers/contraparte/new"),
    "POST /registers/{register}/new": lambda _: [
        Attempt("/registers/contraparte/new", {"nombre": "", "tipo": "otra"}, frozenset({422}))
    ],
    "GET /registers/{register}/{id}": opened("/registers/contraparte/{register}"),
    "GET /registers/{register}/{id}/history": opened("/registers/contraparte/{register}/history"),
    "GET /registers/{register}/{id}/edit/{section}": lambda chicago: [
        Attempt(f"/registers/contraparte/{chicago.register}/edit/contacto", None, FORBIDDEN)
    ],
    "POST /registers/{register}/{id}/edit/{section}": lambda chicago: [
        Attempt(
            f"/registers/contraparte/{chicago.register}/edit/contacto",
            {"ciudad": "x", "version": "1"},
            FORBIDDEN,
        )
    ],
    "GET /language/{code}": opened("/language/es?next=/cases/{case}", status=frozenset({404})),
    "POST /language/{code}": lambda chicago: [
        Attempt(f"/language/es?next=/cases/{chicago.case}", {}, frozenset({404}))
    ],
    # The last of all: from here on the visitor has somebody of that name.
    "POST /people/new": lambda chicago: [
        # Whoever looks just like somebody of Chicago is new here.
        Attempt(
            "/people/new",
            {
                **PERSON,
                "nombre.given": GIVEN,
                "nombre.first": SURNAME,
                "nombre.second": "",
                "telefono": "+1 312 555 0144",
                "record": str(uuid.uuid4()),
            },
            OPEN,
            (GIVEN, SURNAME),
        ),
        Attempt(
            "/people/new",
            {**PERSON, "distinct": "1", "record": str(chicago.person)},
            FORBIDDEN | {422},
            (str(chicago.person),),
        ),
    ],
    "GET /notices/{notice}": opened("/notices/proteccion"),
    "GET /notices/{notice}/{version}/{language}": hidden("/notices/proteccion/0/es"),
    "GET /cases/{id}/consent": hidden("/cases/{case}/consent"),
    "POST /cases/{id}/consent/notice": hidden("/cases/{case}/consent/notice", {**NOTICE, "form": "short"}),
    "POST /cases/{id}/consent/give": hidden("/cases/{case}/consent/give", {**NOTICE, **CONSENT}),
    "POST /cases/{id}/consent/withdraw": hidden("/cases/{case}/consent/withdraw", {**NOTICE, **WITHDRAWN}),
    "GET /cases/{id}/hold": hidden("/cases/{case}/hold"),
    "POST /cases/{id}/hold": hidden("/cases/{case}/hold", {"hold_reason": "x"}),
    "GET /people/{id}/hold": hidden("/people/{person}/hold"),
    "POST /people/{id}/hold": hidden("/people/{person}/hold", {"hold_reason": "x"}),
    "GET /protection/rights": opened("/protection/rights"),
    "GET /protection/rights/new": lambda chicago: [
        Attempt("/protection/rights/new", None, OPEN),
        Attempt(f"/protection/rights/new?person={chicago.person}"),
    ],
    "POST /protection/rights/new": lambda chicago: [
        Attempt("/protection/rights/new", {**RIGHT, "person": str(chicago.person)}),
        # A request that is there already, as if this were the same form sent again.
        Attempt("/protection/rights/new", {**RIGHT, "record": str(chicago.right)}, FORBIDDEN),
    ],
    "GET /protection/rights/{id}": hidden("/protection/rights/{right}"),
    "GET /protection/rights/{id}/person": hidden("/protection/rights/{right}/person?q=quauhtlehuanitzin"),
    "POST /protection/rights/{id}/person": lambda chicago: [
        Attempt(f"/protection/rights/{chicago.right}/person", {"person": str(chicago.own_person)})
    ],
    "POST /protection/rights/{id}/extend": hidden(
        "/protection/rights/{right}/extend", {"extension_reason": "x"}
    ),
    "POST /protection/rights/{id}/answer": hidden("/protection/rights/{right}/answer", {"answer": "granted"}),
    "GET /protection/rights/{id}/letter": hidden("/protection/rights/{right}/letter"),
    "GET /protection/rights/{id}/extract": hidden("/protection/rights/{right}/extract"),
    "GET /protection/rights/{id}/extract.csv": hidden("/protection/rights/{right}/extract.csv"),
    "GET /protection/retention": opened("/protection/retention", status=OPEN | {404}),
    "POST /protection/retention": lambda _: [Attempt("/protection/retention", {}, FORBIDDEN | {422})],
    "GET /protection/breaches": opened("/protection/breaches"),
    "GET /protection/breaches/new": opened("/protection/breaches/new"),
    "POST /protection/breaches/new": lambda chicago: [
        Attempt("/protection/breaches/new", {}, frozenset({422})),
        Attempt("/protection/breaches/new", {**BREACH, "record": str(chicago.breach)}, FORBIDDEN),
    ],
    "GET /protection/breaches/{id}": hidden("/protection/breaches/{breach}"),
    "POST /protection/breaches/{id}": hidden("/protection/breaches/{breach}", BREACH),
    "POST /protection/breaches/{id}/told": hidden(
        "/protection/breaches/{breach}/told",
        {"recipient": "autoridad", "told_at": "2026-11-20T10:00", "how": "Oficio"},
    ),
    "POST /protection/breaches/{id}/close": hidden(
        "/protection/breaches/{breach}/close", {"closing_words": "x"}
    ),
}
"""Each route with what is tried on it."""

WITHOUT_RECORDS = {
    "GET /sign-in": "shows nothing but a form",
    "POST /sign-in": "knows accounts only",
    "POST /sign-out": "ends the visitor's own session",
    **{
        f"{method} {path}": "about the visitor's own account alone; tests of second factors and sessions hold it"
        for path, methods in (
            ("/sign-in/second", ("GET", "POST")),
            ("/sign-in/recovery", ("GET", "POST")),
            ("/sign-in/passkey", ("POST",)),
            ("/sign-in/link", ("GET", "POST")),
            ("/account/security", ("GET",)),
            ("/account/security/sessions/end", ("POST",)),
            ("/account/security/sessions/{handle}/end", ("POST",)),
            ("/account/security/app", ("GET", "POST")),
            ("/account/security/app/remove", ("GET", "POST")),
            ("/account/security/passkeys/new", ("GET", "POST")),
            ("/account/security/passkeys/{id:uuid}/remove", ("GET", "POST")),
            ("/account/security/recovery", ("GET", "POST")),
            ("/account/confirm", ("GET", "POST")),
            ("/account/confirm/passkey", ("POST",)),
            ("/account/news", ("GET", "POST")),
            ("/leave", ("GET", "POST")),
            ("/leave/{id:uuid}/end", ("POST",)),
            ("/session", ("GET",)),
            ("/session/stay", ("POST",)),
            ("/kept", ("GET",)),
        )
        for method in methods
    },
    "GET /static/{path:path}": "files of the product",
    "GET /theme.css": "colours",
    "GET /health": "says nothing about data",
    **{
        f"{method} /admin/{path}": "accounts and offices; tests of administration hold it to the gate"
        for method, path in (
            ("GET", "accounts"),
            ("GET", "accounts/new"),
            ("POST", "accounts/new"),
            ("GET", "accounts/{id:uuid}"),
            ("POST", "accounts/{id:uuid}"),
            ("POST", "accounts/{id:uuid}/link"),
            ("POST", "accounts/{id:uuid}/identity/remove"),
            ("POST", "accounts/{id:uuid}/disable"),
            ("POST", "accounts/{id:uuid}/enable"),
            ("GET", "accounts/{id:uuid}/tokens"),
            ("POST", "accounts/{id:uuid}/tokens"),
            ("POST", "accounts/{id:uuid}/tokens/{token:uuid}/revoke"),
            ("POST", "accounts/{id:uuid}/factors/remove"),
            ("POST", "accounts/{id:uuid}/sessions/end"),
            ("GET", "webhooks"),
            ("POST", "webhooks"),
            ("GET", "webhooks/{id:uuid}"),
            ("POST", "webhooks/{id:uuid}/stop"),
            ("POST", "webhooks/{id:uuid}/start"),
            ("POST", "webhooks/{id:uuid}/again"),
            ("GET", "offices"),
            ("GET", "offices/new"),
            ("POST", "offices/new"),
            ("GET", "offices/{id}"),
            ("POST", "offices/{id}"),
        )
    },
}


def routes_of(site: Site) -> set[str]:
    """Return every method and path the application answers."""
    found = set()
    for route in site.app.routes:
        assert isinstance(route, Route), f"{route} is no plain route: walk it too"
        found |= {f"{method} {route.path}" for method in route.methods or () if method != "HEAD"}
    return found


def test_every_route_is_walked(site: Site) -> None:
    calls = {call.replace(" ", f" {BASE}", 1) for call in CALLS}
    walked = WALK.keys() | WITHOUT_RECORDS.keys() | calls
    assert routes_of(site) == walked


@pytest.fixture
def chicago(site: Site) -> Chicago:
    """A case of Chicago with everything that hangs on it, and one of the visitor's own."""
    carmen = site.officer("carmen")
    names: Answers = {"nombre.given": GIVEN, "nombre.first": SURNAME, "telefono": "+1 312 555 0144"}
    person = add_person(carmen, names)
    carmen.see("/registers/contraparte/new")
    carmen.fill({"nombre": "Centro de Broadview", "tipo": "centro_detencion"}, having="record")
    register = carmen.url.rpartition("/")[2]
    case = open_case(carmen, person_id=person, values={"resumen": STORY})
    folio = folio_of(carmen)
    action = record_action(carmen, case, "visita_consular", {**VISIT, "nota": NOTE})
    carmen.see(f"{case}/files")
    carmen.fill(having="file", uploads={"file": (FILE, PDF, "application/pdf")})
    file = next(one["href"] for one in carmen.see(case).all("a") if one["href"].startswith("/files/"))
    transfer = ask_for_transfer(site, uuid.UUID(case.rpartition("/")[2]))
    own = site.officer("lucia")
    own_person = add_person(own, {"nombre.given": "Berta", "nombre.first": "Solís", "telefono": ""})
    own_case = open_case(own, person_id=own_person)
    ids = (case, person, action, file, register, own_case, own_person)
    found = [uuid.UUID(one.rpartition("/")[2]) for one in ids]
    first, second, third, fourth, fifth, *others = found
    kept = (transfer, ask_for_data(site, first, second), lose_data(site, first))
    return Chicago(first, second, third, fourth, folio, fifth, *kept, *others)


def ask_for_transfer(site: Site, case_id: uuid.UUID) -> uuid.UUID:
    """Let Chicago ask Barcelona to take a case over."""
    transfer, cases = site.instance.model.table("transfer"), site.instance.model.table("cases")
    key = uuid.uuid4()
    with site.store.writing() as connection:
        case = connection.execute(select(cases).where(cases.c.id == case_id)).one()
        row = {"id": key, "case_id": case_id, "from_office_id": case.office_id, "to_office_id": "barcelona"}
        told = {"reason": NOTE, "asked_at": case.registered_at, "asked_by": case.responsible_id}
        connection.execute(transfer.insert(), row | told)
    return key


def ask_for_data(site: Site, case_id: uuid.UUID, person_id: uuid.UUID) -> uuid.UUID:
    """Let Chicago have a request about the person's data."""
    told = {"kind": "acceso", "name": SURNAME, "proof": NOTE, "asked": STORY, "language": "es"}
    return keep(site, case_id, "rights_request", {**told, "person_id": person_id, "received_on": DAY})


def lose_data(site: Site, case_id: uuid.UUID) -> uuid.UUID:
    """Let Chicago have a breach."""
    return keep(site, case_id, "breach", {"what": STORY, "data": NOTE, "known_at": MOMENT, "version": 1})


def keep(site: Site, case_id: uuid.UUID, name: str, row: dict[str, Any]) -> uuid.UUID:
    """Store a row of Chicago's."""
    model, key = site.instance.model, uuid.uuid4()
    with site.store.writing() as connection:
        cases = model.table("cases")
        case = connection.execute(select(cases).where(cases.c.id == case_id)).one()
        of_office = {"office_id": case.office_id, "created_by": case.responsible_id, "created_at": MOMENT}
        whole = {"id": key, "number": f"N-{key}", "due_at": MOMENT, **of_office, **row}
        connection.execute(model.table(name).insert(), whole)
    return key


def stored(site: Site, chicago: Chicago) -> dict[str, Any]:
    """Return every row that belongs to Chicago."""
    model = site.instance.model
    ids = (chicago.case, chicago.person, chicago.action, chicago.file)
    found = {}
    with site.store.reading() as connection:
        for name, table in model.metadata.tables.items():
            keys = [
                table.c[key]
                for key in ("id", "record_id", "case_id", "person_id", "linked_id")
                if key in table.c
            ]
            keys = [key for key in keys if isinstance(key.type, Uuid)]
            if keys and name not in ("draft", "session"):
                wanted = or_(*(key.in_(ids) for key in keys))
                found[name] = sorted(map(repr, connection.execute(select(table).where(wanted))))
    return found


@pytest.mark.parametrize("login", ["lucia", "teresa"])
def test_nothing_of_chicago_shows_in_los_angeles(site: Site, chicago: Chicago, login: str) -> None:
    """The officer, and the head of the office, who may also export, hand over and reopen."""
    visitor = site.officer(login)
    # What Chicago itself read a moment ago is told now, not while the visitor walks.
    site.app.state.service.reads.flush()
    before = stored(site, chicago)
    faults = []
    for name, plan in WALK.items():
        for attempt in plan(chicago):
            fault = walk(visitor, attempt, chicago)
            faults += [f"{name}: {attempt.path}: {fault}"] if fault else []
    assert not faults, "\n".join(faults)
    assert stored(site, chicago) == before


def walk(visitor: Officer, attempt: Attempt, chicago: Chicago) -> str:
    """Make one attempt and return what is wrong with the answer."""
    if attempt.form is None:
        answer = visitor.open(attempt.path)
    elif attempt.uploads:
        form = {"csrf_token": visitor.token, **attempt.form}
        answer = visitor.post(attempt.path, data=form, files=dict(attempt.uploads))
    else:
        visitor.see("/account")
        answer = visitor.submit(attempt.path, attempt.form)
    if answer.status_code not in attempt.status:
        return f"answered {answer.status_code}, not {sorted(attempt.status)}"
    said = answer.text
    if answer.headers.get("content-type", "").endswith("sheet"):
        said = repr(read_xlsx(answer.content))
    said += repr(list(answer.headers.items()))
    allowed = {part.format(**vars(chicago)) for part in attempt.typed}
    # What the visitor said themselves, in the address too, may be said back to them.
    told = [word for word in chicago.secrets - allowed if word in said and word not in attempt.path]
    return f"says {told}" if told else ""


@pytest.mark.parametrize("login", ["lucia", "teresa"])
def test_nothing_of_chicago_shows_to_a_system_of_los_angeles(
    site: Site, chicago: Chicago, login: str
) -> None:
    """What holds for pages holds for tokens, operation by operation."""
    with site.store.writing() as connection:
        system = System(site.app, make_token(connection, site.instance.model.metadata, login))
    before = stored(site, chicago)
    wrong = [
        f"{operation} {ask.path}: {fault}"
        for operation, plan in CALLS.items()
        for ask in plan(chicago)
        if (fault := call_fault(system, operation.partition(" ")[0], ask, chicago))
    ]
    assert not wrong, "\n".join(wrong)
    assert stored(site, chicago) == before


def call_fault(system: System, method: str, ask: Ask, chicago: Chicago) -> str:
    """Return what is wrong with the answer to a call, nothing when all is well."""
    answer = system.ask(method, ask.path, ask.body, **ask.headers)
    if answer.status_code not in ask.status:
        return f"answered {answer.status_code}: {answer.text[:300]}"
    said = answer.text
    told = [
        word for word in chicago.secrets if word in said and word not in ask.path and word not in ask.typed
    ]
    return f"says {told}" if told else ""


def test_counts_are_those_of_los_angeles_alone(site: Site, chicago: Chicago) -> None:
    head = site.officer("teresa")
    for key, count in (("casos", 1), ("personas", 1), ("actuaciones", 0)):
        rows = read_csv(head.get(f"/lists/{key}/export.csv").content)
        assert len(rows) == count + 1, key
    rows = read_csv(head.get("/reports/actividad/export.csv?rows=office").content)
    assert [row[-3:] for row in rows[1:]] == [["1", "1", "0"]] * 2
    tiles = [tile.text for tile in head.see("/").all("li", class_="acompana-tile")]
    assert tiles[3].startswith("1 ")
    assert chicago.folio not in head.page.text


def test_the_other_office_sees_its_own(site: Site, chicago: Chicago) -> None:
    """The walk would prove nothing if Chicago's own officer were refused as well."""
    carmen = site.officer("carmen")
    for path in (
        f"/cases/{chicago.case}",
        f"/cases/{chicago.case}/edit/asunto",
        f"/cases/{chicago.case}/actions/new/visita_consular",
        f"/cases/{chicago.case}/files",
        f"/cases/{chicago.case}/history",
        f"/cases/{chicago.case}/links",
        f"/cases/{chicago.case}/parties",
        f"/cases/{chicago.case}/print",
        f"/cases/{chicago.case}/move/iniciar",
        f"/actions/{chicago.action}",
        f"/actions/{chicago.action}/annul",
        f"/actions/{chicago.action}/history",
        f"/people/{chicago.person}",
        f"/people/{chicago.person}/edit/identidad",
        f"/people/{chicago.person}/history",
        "/search?q=quauhtlehuanitzin",
    ):
        carmen.see(path)
    assert f"{GIVEN} {SURNAME}" in carmen.page.text
    assert carmen.get(f"/files/{chicago.file}").content == PDF
