"""What a system of Los Ángeles asks of the API about what belongs to Chicago: every operation has its case here."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

HIDDEN = frozenset({404})
OPEN = frozenset({200})
NOW = "2026-01-05T18:00:00Z"
NOTE = {"nota": "Otra", "resultado": "realizada"}


PERSON = {"nombre": {"given": "Ana"}, "sexo": "mujer", "nacionalidad_estatus": "comprobada"}
CASE = {
    "type": "orientacion_general",
    "fields": {
        "canal": "telefono",
        "primer_contacto": NOW,
        "parentesco": "interesado",
        "resumen": "Preguntó por su trámite.",
        "prioridad": "normal",
        "confidencialidad": "ordinario",
        "tema_consulta": "documentos",
    },
}
VISIT = {"type": "llamada_recibida", "done_at": NOW, "fields": {**NOTE, "llamo": "Su hermana"}}


class Belongings(Protocol):
    """What belongs to Chicago, and what the caller has of its own."""

    @property
    def case(self) -> uuid.UUID: ...
    @property
    def person(self) -> uuid.UUID: ...
    @property
    def action(self) -> uuid.UUID: ...
    @property
    def register(self) -> uuid.UUID: ...
    @property
    def own_case(self) -> uuid.UUID: ...
    @property
    def own_person(self) -> uuid.UUID: ...


@dataclass(frozen=True)
class Ask:
    """One call. ``status`` is what must come back; ``typed`` are secrets the caller said first."""

    path: str
    body: Mapping[str, Any] | None = None
    status: frozenset[int] = HIDDEN
    typed: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


Plan = Callable[[Belongings], list[Ask]]
LATEST = {"if_match": "*"}


def hidden(path: str, body: Mapping[str, Any] | None = None) -> Plan:
    """An operation on one record: as if it were not there."""
    headers = LATEST if body is not None else {}
    return lambda chicago: [Ask(path.format(**vars(chicago)), body, headers=headers)]


def opened(*paths: str) -> Plan:
    """An operation that answers, and says nothing of Chicago; an office out of reach is no choice of its filter."""
    return lambda chicago: [
        Ask(path.format(**vars(chicago)), None, OPEN | {422} if "office=" in path else OPEN) for path in paths
    ]


CALLS: dict[str, Plan] = {
    "GET /me": opened("/me"),
    "GET /openapi.json": opened("/openapi.json"),
    "GET /persons": opened(
        "/persons?limit=100", "/persons?q=quauhtlehuanitzin", "/persons?q=3125550144", "/persons?case={case}"
    ),
    "POST /persons": lambda chicago: [
        Ask(
            "/persons",
            {"id": str(chicago.person), "fields": PERSON, "distinct": True},
            frozenset({403}),
            (str(chicago.person),),
        )
    ],
    "GET /persons/{id}": hidden("/persons/{person}"),
    "PATCH /persons/{id}": hidden("/persons/{person}", {"fields": {"sexo": "hombre"}}),
    "GET /cases": opened("/cases?limit=100", "/cases?office=chicago", "/cases?person={person}"),
    "POST /cases": lambda chicago: [
        Ask("/cases", {**CASE, "person": str(chicago.person)}),
        Ask(
            "/cases",
            {**CASE, "person": str(chicago.own_person), "id": str(chicago.case)},
            frozenset({403}),
            (str(chicago.case),),
        ),
    ],
    "GET /cases/{id}": hidden("/cases/{case}"),
    "PATCH /cases/{id}": hidden("/cases/{case}", {"fields": {"resumen": "Otra"}}),
    "GET /cases/{id}/transitions": hidden("/cases/{case}/transitions"),
    "POST /cases/{id}/transitions": hidden("/cases/{case}/transitions", {"transition": "iniciar"}),
    "GET /cases/{id}/events": hidden("/cases/{case}/events"),
    "GET /cases/{id}/files": hidden("/cases/{case}/files"),
    "GET /files/{id}": hidden("/files/{file}"),
    "GET /actions": opened("/actions?limit=100", "/actions?office=chicago", "/actions?case={case}"),
    "POST /actions": lambda chicago: [
        Ask("/actions", {**VISIT, "case": str(chicago.case)}),
        Ask(
            "/actions",
            {**VISIT, "case": str(chicago.own_case), "id": str(chicago.action)},
            frozenset({403}),
            (str(chicago.action),),
        ),
    ],
    "GET /actions/{id}": hidden("/actions/{action}"),
    "PATCH /actions/{id}": hidden("/actions/{action}", {"fields": {"nota": "Otra"}}),
    # The directory of counterparts is everybody's to read by the blueprint; changing Chicago's entries is not.
    "GET /registers/{register}": opened("/registers/contraparte"),
    "POST /registers/{register}": lambda chicago: [
        Ask(
            "/registers/contraparte",
            {"id": str(chicago.register), "fields": {"nombre": "Otro", "tipo": "otra"}},
            frozenset({403}),
        )
    ],
    "GET /registers/{register}/{id}": opened("/registers/contraparte/{register}"),
    "PATCH /registers/{register}/{id}": lambda chicago: [
        Ask(
            f"/registers/contraparte/{chicago.register}",
            {"fields": {"ciudad": "x"}},
            frozenset({403}),
            headers=LATEST,
        )
    ],
    "GET /catalogs": opened("/catalogs"),
    "GET /catalogs/{id}": opened("/catalogs/si_no"),
    "GET /offices": opened("/offices"),
}
"""Each operation with what is tried on it, by its address under the API's own."""
