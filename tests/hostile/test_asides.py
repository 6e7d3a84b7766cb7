"""What restricted cases and closed documents would tell beside their own pages: by warnings, histories, terms that end."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update
from starlette.applications import Starlette

from runtime.ir.access import Grant, Role
from runtime.ir.document import Document
from runtime.ir.rights import Retention
from tests.sample import REGISTRY
from tests.site import Visitor, open_site
from tests.stage import NOON, Stage
from tests.variant import vary

As = Callable[[str], Visitor]
MEMO = Document(
    id="memorando",
    label={"es": "Memorando de asma", "en": "Asthma memo"},
    case_types=("case_detencion",),
    template='#import "/letter.typ": letter, person\n#show: letter\n#person.nota\n',
    number="ME-{prefix}-{year}-{number:03}",
    languages=("es", "en"),
    fields=("person.nota",),
)


@pytest.fixture
def stage(sqlite_stage: Stage, tmp_path: Path) -> Stage:
    """With an alert in a restricted type, and officers who keep cases, and may not read what a document prints."""
    keep = Grant(subject="retention", verb="read", reach="office")
    less = {"hidden": ("person.nota",), "grants": (*_officer().grants, keep)}
    roles = tuple(role.model_copy(update=less) if role == _officer() else role for role in REGISTRY.roles)
    fields = {"case_salarios.patron": {"alert": True}}
    entities = {"case": {"retention": Retention(term="2y", then="block")}}
    return vary(sqlite_stage, tmp_path, entities=entities, fields=fields, documents=(MEMO,), roles=roles)


def _officer() -> Role:
    return next(role for role in REGISTRY.roles if role.id == "oficial")


@pytest.fixture
def site(stage: Stage, tmp_path: Path) -> Starlette:
    return open_site(stage, tmp_path)


def test_a_restricted_case_warns_and_tells_no_more_until_its_reader_says_why(
    stage: Stage, as_account: As
) -> None:
    person = stage.add_person()
    case_id = stage.add_case(person, {"patron": "Le pega el patrón"}, case_type="case_salarios")
    head = as_account("ines_titular")
    shut = head.open(f"/people/{person}").text
    assert "Le pega el patrón" not in shut
    assert "Hay una advertencia en un caso reservado" in shut
    assert f'href="/cases/{case_id}"' in shut
    asked = head.open(f"/cases/{case_id}")
    assert head.submit(asked.url.path, {"reason": "Guardia"}).status_code == 200
    assert "Le pega el patrón" in head.open(f"/people/{person}").text
    event = stage.model.table("event")
    chosen = (event.c.case_id == case_id, event.c.person_id == person, event.c.verb == "read")
    with stage.store.reading() as connection:
        assert set(connection.scalars(select(event.c.reason).where(*chosen))) == {"Guardia"}
    assert "Le pega el patrón" in as_account("ana_los_angeles").open(f"/people/{person}").text


def test_a_history_names_no_document_its_reader_may_not_know(stage: Stage, as_account: As) -> None:
    case_id = stage.add_case(stage.add_person(login="ines_titular", nota="Tiene asma"))
    head, officer = as_account("ines_titular"), as_account("ana_los_angeles")
    head.open(f"/cases/{case_id}/documents/memorando")
    made = head.submit(f"/cases/{case_id}/documents/memorando", {"language": "es"})
    assert "Se hizo el documento ME-" in made.text
    assert "Memorando de asma" in head.open(f"/cases/{case_id}/history").text
    history = officer.open(f"/cases/{case_id}/history")
    assert history.status_code == 200
    assert "asma" not in history.text
    assert "ME-" not in history.text


def test_the_name_of_a_file_given_to_a_hidden_field_stays_hidden_when_it_is_withdrawn(
    stage: Stage, as_account: As
) -> None:
    case_id, ines = stage.add_case(), stage.actors["ines_titular"].account_id
    file = {
        "id": uuid.uuid4(),
        "case_id": case_id,
        "field": "person.nota",
        "name": "diagnostico.pdf",
        "media_type": "application/pdf",
        "size": 1,
        "sha256": "0" * 64,
        "added_at": NOON,
        "added_by": ines,
    }
    with stage.store.writing() as connection:
        connection.execute(insert(stage.model.table("attachment")), file)
    head = as_account("ines_titular")
    url = f"/cases/{case_id}/files/{file['id']}/withdraw"
    officer = as_account("ana_los_angeles")
    officer.open(f"/cases/{case_id}")
    assert officer.submit(url, {"reason": "Estorba"}).status_code == 404
    head.open(f"/cases/{case_id}")
    assert head.submit(url, {"reason": "Equivocado"}).status_code == 200
    assert "diagnostico.pdf" in head.open(f"/cases/{case_id}/history").text
    assert "diagnostico" not in officer.open(f"/cases/{case_id}/history").text


def test_who_keeps_cases_is_told_no_restricted_one_by_its_folio_or_type(stage: Stage, as_account: As) -> None:
    shut, plain = stage.add_case(controls={"patron": "Granja"}, case_type="case_salarios"), stage.add_case()
    cases = stage.model.table("cases")
    closed = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1000)
    with stage.store.writing() as connection:
        connection.execute(update(cases).values(state="cerrado", closed_at=closed))
        found = connection.execute(select(cases.c.id, cases.c.folio))
        folios = {row.id: row.folio for row in found}
    keeper = as_account("beto_los_angeles").open("/protection/retention").text
    assert "Vencidos hoy: 2" in keeper
    assert folios[plain] in keeper
    assert "Un caso reservado" in keeper
    assert not [told for told in (folios[shut], str(shut), "Salarios no pagados") if told in keeper]
    assert folios[shut] in as_account("ana_los_angeles").open("/protection/retention").text
