"""What is asked for, drawn from the filled database: names, cases, people, states. Must not ask for it."""

from __future__ import annotations

import datetime
import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import BindParameter, Connection, bindparam, text

from benchmarks import floorsql
from benchmarks.ground import Ground
from runtime.i18n.countries import folded
from runtime.storage.session import open_store

OFFICER = "oficial.losangeles"
ANALYST = "analista"
_MANY = 200
_KNOWN: BindParameter[str] = bindparam("known", expanding=True)


@dataclass(frozen=True)
class Samples:
    """Requests are made of these; ``who`` is the officer that asks."""

    account_id: uuid.UUID
    office_id: str
    name: str
    states: Sequence[str]
    questions: Sequence[str]
    """Names as somebody hears them: no accents, now and then a letter wrong."""
    cases: Sequence[uuid.UUID]
    """Cases of the office with ten actions."""
    people: Sequence[uuid.UUID]


def draw(ground: Ground) -> Samples:
    """Draw the samples of a run; the same for the same data."""
    store = open_store(ground.url)
    with store.reading() as connection:
        account = connection.execute(
            text("SELECT id, office_id, name FROM account WHERE login = :login"), {"login": OFFICER}
        ).one()
        office = {"office": account.office_id}
        people = connection.execute(
            text(
                # Whose cases are all restricted is seen by few.
                "SELECT p.id, p.nombre_given, p.nombre_first FROM person p WHERE p.office_id = :office"
                " AND p.nombre_first IS NOT NULL AND p.nombre_given IS NOT NULL AND EXISTS"
                " (SELECT 1 FROM cases c WHERE c.person_id = p.id AND c.case_type IN :known)"
                " ORDER BY p.id LIMIT 4000"
            ).bindparams(_KNOWN),
            office | {"known": list(floorsql.TYPES)},
        ).all()
        states = connection.scalars(
            text(
                "SELECT state FROM cases WHERE office_id = :office GROUP BY state ORDER BY count(*) DESC LIMIT 4"
            ),
            office,
        ).all()
        cases = _busy_cases(connection, account.office_id)
    store.close()
    chance = random.Random(7)
    drawn = chance.sample(people, min(_MANY, len(people)))
    questions = [_misheard(chance, f"{row.nombre_given.split()[0]} {row.nombre_first}") for row in drawn]
    return Samples(
        _uuid(account.id),
        account.office_id,
        account.name,
        states,
        questions,
        cases,
        [_uuid(row.id) for row in drawn],
    )


def _busy_cases(connection: Connection, office_id: str) -> list[uuid.UUID]:
    found = connection.scalars(
        text(
            "SELECT a.case_id FROM actions a JOIN cases c ON c.id = a.case_id WHERE c.office_id = :office"
            " AND c.case_type IN :known GROUP BY a.case_id"
            " HAVING count(*) BETWEEN 10 AND 12 ORDER BY a.case_id LIMIT 200"
        ).bindparams(_KNOWN),
        # The floor has statements of its own for these types, and every officer sees them.
        {"office": office_id, "known": list(floorsql.TYPES)},
    ).all()
    if not found:
        raise SystemExit("no case has ten actions: measure with more cases")
    return [_uuid(key) for key in found]


def _misheard(chance: random.Random, name: str) -> str:
    plain = folded(name)
    if chance.random() < 0.5:
        return plain
    place = chance.randrange(2, len(plain) - 1)
    return plain[:place] + plain[place + 1 :] if plain[place] != " " else plain


def _uuid(key: object) -> uuid.UUID:
    return key if isinstance(key, uuid.UUID) else uuid.UUID(str(key))


def case_form(record: str, token: str) -> dict[str, str]:
    """Return the form of a new case of immigration detention, filled in."""
    day = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=2)
    earlier = day - datetime.timedelta(days=3)
    return {
        "csrf_token": token,
        "record": record,
        "canal": "presencial",
        **_moment("primer_contacto", day, "10:30"),
        "parentesco": "interesado",
        "resumen": "La familia se comunicó por teléfono y explicó la situación. Pide que se localice a la persona.",
        "tipologia": "mig_01",
        "prioridad": "normal",
        "confidencialidad": "ordinario",
        "aceptacion": "acepta",
        "consentimiento": "si",
        **_moment("detenido_el", earlier, "06:15"),
        "autoridad": "ice_ero",
        "lugar": "trabajo",
        "informado_derecho": "si",
        "notificado": "si",
        **_moment("notificado_el", day, "09:00"),
        "hijos_menores": "2",
    }


def _moment(name: str, day: datetime.datetime, time: str) -> dict[str, str]:
    return {
        f"{name}.day": str(day.day),
        f"{name}.month": str(day.month),
        f"{name}.year": str(day.year),
        f"{name}.time": time,
    }
