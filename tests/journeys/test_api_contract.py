"""The OpenAPI document held against the API itself, for every role: no bug, and no answer the document does not know.

What is sent is drawn from the document, right and wrong, in the same order at each run. Half of the addresses name
records that are there.
"""

from __future__ import annotations

import datetime
import random
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode

from runtime.auth import accounts
from runtime.auth.accounts import Profile, Stamp
from tests.journeys.country import Country, Site, copy_sqlite
from tests.site import HASH
from tests.system import System, make_token

load_all_checks()
OFFICE = "los_angeles"
ROLES = ("oficial", "titular", "analista", "auditoria", "administrador")
PERSON = {
    "nombre": {"given": "Ana", "first": "García", "second": "Núñez"},
    "sexo": "mujer",
    "nacionalidad_estatus": "comprobada",
}
CASE = {
    "canal": "telefono",
    "parentesco": "interesado",
    "prioridad": "normal",
    "confidencialidad": "ordinario",
    "primer_contacto": "2026-01-05T17:00:00Z",
    "resumen": "Preguntó por su trámite.",
    "tema_consulta": "documentos",
}
ACTION = {"nota": "Llamó su hermana.", "resultado": "realizada", "llamo": "Su hermana"}
EXAMPLES = {"GET": 10, "POST": 12, "PATCH": 8}
"""So many requests of each kind are drawn for each operation and role."""
CHECKED = CHECKS.get_by_names(
    [
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
    ]
)


@dataclass(frozen=True)
class Registry:
    """The application with a token of each role, and records that are there to be named."""

    site: Site
    tokens: dict[str, str]
    known: dict[str, list[str]]


@pytest.fixture(scope="module")
def registry(
    country: Country, mexico_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Registry]:
    url = copy_sqlite(mexico_sqlite, tmp_path_factory.mktemp("contract") / "registry.sqlite3")
    settled = replace(country.instance.settings, api_rate=10_000_000)
    site = replace(country, instance=replace(country.instance, settings=settled)).open(url)
    metadata, now = site.instance.model.metadata, datetime.datetime.now(datetime.UTC)
    with site.store.writing() as connection:
        assert {role.id for role in site.instance.registry.roles} == set(ROLES)
        tokens = {}
        for role in ROLES:
            profile = Profile(f"sistema_{role}", f"Sistema {role}", OFFICE, (role,), "es")
            accounts.add(connection, metadata, profile, HASH, Stamp(now), must_change=False)
            tokens[role] = make_token(connection, metadata, profile.login)
    yield Registry(site, tokens, _records(System(site.app, tokens["titular"])))
    site.store.close()


def _records(system: System) -> dict[str, list[str]]:
    """Enter a person, a case and an action, and return their ids by the first word of their address."""
    person = system.make("/persons", {"fields": PERSON})["id"]
    case = system.make(
        "/cases",
        {
            "type": "orientacion_general",
            "person": person,
            "fields": CASE,
        },
    )["id"]
    action = system.make(
        "/actions",
        {"type": "llamada_recibida", "case": case, "done_at": "2026-01-05T18:00:00Z", "fields": ACTION},
    )["id"]
    return {"persons": [person], "cases": [case], "actions": [action], "catalogs": ["si_no", "sexo"]}


@pytest.mark.parametrize("role", ROLES)
def test_no_answer_is_outside_the_document(registry: Registry, role: str) -> None:
    token = {"Authorization": f"Bearer {registry.tokens[role]}"}
    # The token is ours to give: nothing here is about forged ones.
    config = SchemathesisConfig.from_dict({"generation": {"with-security-parameters": False}})
    schema = schemathesis.openapi.from_asgi(
        "/api/v1/openapi.json", registry.site.app, config=config, headers=token
    )
    answered: Counter[int] = Counter()
    for result in schema.get_all_operations():
        operation: Any = result.ok()  # type: ignore[union-attr]  # an error would be our document's
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            # What takes nothing, or any word, cannot be asked for wrongly.
            with suppress(*([Unsatisfiable] if mode is GenerationMode.NEGATIVE else [])):
                _hold(registry, operation, mode, token, answered)
    assert not answered.keys() & {401, 429, 503}, answered
    assert answered[200] > 5, answered


def _hold(
    registry: Registry, operation: Any, mode: GenerationMode, token: dict[str, str], answered: Counter[int]
) -> None:
    known = registry.known.get(operation.path.split("/")[1], [])
    chance = random.Random(f"{operation.label}{mode}")

    @settings(
        max_examples=EXAMPLES[operation.method.upper()],
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def hold(case: Any) -> None:
        if known and "id" in (case.path_parameters or {}) and chance.random() < 0.5:
            case.path_parameters["id"] = chance.choice(known)
        if case.headers is not None and "If-Match" in case.headers and chance.random() < 0.5:
            case.headers["If-Match"] = "*"
        if isinstance(case.body, dict) and isinstance(case.body.get("person"), str):
            case.body["person"] = chance.choice([*registry.known["persons"], str(uuid.UUID(int=1))])
        answer = case.call(headers=token)
        answered[answer.status_code] += 1
        case.validate_response(answer, checks=CHECKED, headers=token)

    hold()
