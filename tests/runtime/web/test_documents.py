"""What a document says passes through its maker's masks, and through nothing else."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from pydantic import JsonValue

from runtime.ir.access import Role
from runtime.ir.document import Document
from runtime.ir.registry import Registry
from runtime.web import documents
from tests.sample import REGISTRY
from tests.site import Visitor, open_site
from tests.stage import Stage, build_stage

SECRET = "tiene asma"
LETTER = Document(
    id="carta",
    label={"es": "Carta", "en": "Letter"},
    case_types=("case_detencion",),
    template='#import "/letter.typ": letter, person, case\n#show: letter\n#person.title #person.nota #case.canal\n',
    number="OF-{prefix}-{year}-{number:03}",
    languages=("es", "en"),
    fields=("person.title", "person.nota", "case.canal", "person.quitado"),
)

Printed = list[Mapping[str, JsonValue]]


@pytest.fixture
def stage(sqlite_stage: Stage, tmp_path: Path) -> Stage:
    said = {name: getattr(REGISTRY, name) for name in type(REGISTRY).model_fields}
    roles = tuple(
        Role(**{**role.model_dump(), "hidden": (*role.hidden, "person.nota")})
        if role.id == "oficial"
        else role
        for role in REGISTRY.roles
    )
    registry = Registry(**{**said, "documents": (LETTER,), "roles": roles})
    return build_stage(sqlite_stage.store, tmp_path, registry)


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> Printed:
    """What templates are given."""
    found: Printed = []

    def render(template: str, data: Mapping[str, JsonValue], at: datetime.datetime) -> bytes:
        found.append(data)
        return f"{template}{at}".encode()

    monkeypatch.setattr(documents, "render", render)
    return found


def make(stage: Stage, folder: Path, login: str, language: str = "es") -> tuple[str, str]:
    """Make the letter as somebody; return the page before and the one after."""
    case_id = stage.add_case(
        stage.add_person(login="ines_titular", nota=SECRET), controls={"canal": "telefono"}
    )
    visitor = Visitor(open_site(stage, folder))
    visitor.sign_in(login)
    url = f"/cases/{case_id}/documents/carta?language={language}"
    before = visitor.open(url).text
    after = visitor.submit(url, {"language": language})
    return before, after.text


def test_what_the_maker_does_not_see_stays_blank(stage: Stage, tmp_path: Path, printed: Printed) -> None:
    before, _ = make(stage, tmp_path, "ana_los_angeles")
    assert SECRET not in before
    assert "Usted no ve este dato" in before
    [data] = printed
    assert SECRET not in str(data)
    assert isinstance(data["person"], dict)
    assert data["person"]["nota"] == ""


def test_who_sees_it_prints_it(stage: Stage, tmp_path: Path, printed: Printed) -> None:
    before, after = make(stage, tmp_path, "ines_titular")
    assert SECRET in before
    assert "Se hizo el documento OF-" in after
    [data] = printed
    assert isinstance(data["person"], dict)
    assert data["person"]["nota"] == SECRET
    assert data["person"]["quitado"] == ""


def test_it_speaks_the_language_chosen_not_that_of_the_page(
    stage: Stage, tmp_path: Path, printed: Printed
) -> None:
    before, _ = make(stage, tmp_path, "ines_titular", "en")
    assert '<html lang="es"' in before
    [data] = printed
    assert isinstance(data["doc"], dict)
    assert (data["doc"]["title"], data["doc"]["language"]) == ("Letter", "en")
    assert isinstance(data["labels"], dict)
    assert isinstance(data["labels"]["person"], dict)
    assert data["labels"]["person"]["nota"] == "Note"


def test_records_that_are_not_real_are_marked(stage: Stage, tmp_path: Path, printed: Printed) -> None:
    case_id = stage.add_case(stage.add_person())
    app = open_site(stage, tmp_path, "practice")
    visitor = Visitor(app)
    visitor.sign_in("ines_titular")
    url = f"/cases/{case_id}/documents/carta"
    visitor.open(url)
    visitor.submit(url, {"language": "es"})
    [data] = printed
    assert isinstance(data["doc"], dict)
    assert data["doc"]["mark"] == "PRÁCTICA · SIN VALIDEZ"


def test_a_name_without_letters_to_print_it_is_told_and_takes_no_number(stage: Stage, tmp_path: Path) -> None:
    foreign = stage.add_case(stage.add_person(nombre__given="王小明"), controls={"canal": "telefono"})
    known = stage.add_case(stage.add_person(), controls={"canal": "telefono"})
    visitor = Visitor(open_site(stage, tmp_path))
    visitor.sign_in("ana_los_angeles")
    url = "/cases/{}/documents/carta"
    visitor.open(url.format(foreign))
    answer = visitor.submit(url.format(foreign), {"language": "es"})
    assert answer.status_code == 422
    assert "«王» no se puede imprimir" in answer.text
    visitor.open(url.format(known))
    assert "-001." in visitor.submit(url.format(known), {"language": "es"}).text


def test_who_does_not_see_what_it_prints_cannot_open_what_another_made(stage: Stage, tmp_path: Path) -> None:
    case_id = stage.add_case(
        stage.add_person(login="ines_titular", nota="ve"), controls={"canal": "telefono"}
    )
    app = open_site(stage, tmp_path)
    addresses = {}
    for login in ("ines_titular", "ana_los_angeles"):
        maker = Visitor(app)
        maker.sign_in(login)
        maker.open(f"/cases/{case_id}/documents/carta")
        page = maker.submit(f"/cases/{case_id}/documents/carta", {"language": "es"}).text
        addresses[login] = re.findall(r'href="(/files/[^"]+)"', page)
    [of_head], [of_officer] = addresses["ines_titular"], addresses["ana_los_angeles"]
    for login, answers in (("ines_titular", [200, 200]), ("ana_los_angeles", [404, 200])):
        reader = Visitor(app)
        reader.sign_in(login)
        assert [reader.open(one).status_code for one in (of_head, of_officer)] == answers
