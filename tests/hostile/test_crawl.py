"""A visitor who follows every link they are shown, looking for what their role must not see."""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from collections.abc import Callable
from html import unescape

import pytest

from runtime.records import action, correction, draft
from runtime.records.submission import Submission
from tests.site import Visitor
from tests.stage import Stage, new_id

SECRET = "Tlazohcamati"
"""Stands in every sensitive field, before and after a correction."""
NAME = "Xochiquetzal"
_LINK = re.compile(r'(?:href|hx-get|action)="([^"#]+)')
_MOST = 250


def crawl(visitor: Visitor, *starts: str) -> dict[str, str]:
    """Return the text of every page reached by links, by address."""
    seen: dict[str, str] = {}
    waiting = list(starts)
    while waiting and len(seen) < _MOST:
        address = waiting.pop(0)
        path = address.partition("?")[0]
        if address in seen or not path.startswith("/") or path.startswith(("/static", "/language", "/theme")):
            continue
        answer = visitor.get(address)
        assert answer.status_code < 500, address
        seen[address] = text_of(answer.content, answer.headers.get("content-type", ""))
        if answer.status_code == 200 and "html" in answer.headers.get("content-type", ""):
            waiting += [unescape(found) for found in _LINK.findall(answer.text)]
    return seen


def text_of(content: bytes, kind: str) -> str:
    if "spreadsheet" not in kind:
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


@pytest.fixture
def case_id(stage: Stage) -> uuid.UUID:
    """A case of Los Ángeles, with secrets in every field that may hold one, corrected once, acted on and begun again."""
    person_id = stage.add_person(nombre__given=NAME, otros="", nota=f"{SECRET} 1")
    case_id = stage.add_case(person_id, salud=f"{SECRET} 2", resultado="visitado")
    with stage.work() as work:
        changes = Submission("case_detencion", {"salud": f"{SECRET} 3"}, {})
        correction.correct(work, "case_detencion", case_id, changes, 1)
        correction.correct(work, "person", person_id, Submission("person", {"nota": f"{SECRET} 4"}, {}), 1)
        visit = stage.submit("action_visita", {"lugar": "Penal", "descripcion": "visita"})
        action.record(work, "action_visita", case_id, visit, new_id(), stage.now)
        draft.save(work, f"/cases/{case_id}/edit/detencion", {"salud": [f"{SECRET} 5"]})
    return case_id


@pytest.mark.parametrize("login", ["elena_analista", "fidel_becario"])
def test_a_role_without_sight_of_sensitive_data_finds_none(
    as_account: Callable[[str], Visitor], case_id: uuid.UUID, login: str
) -> None:
    pages = crawl(as_account(login), "/", f"/cases/{case_id}", f"/search?q={SECRET}", f"/search?q={NAME}")
    assert {f"/cases/{case_id}/history", f"/cases/{case_id}/print"} <= pages.keys()
    told = {path for path, text in pages.items() if SECRET in text and not path.startswith("/search")}
    assert told == set()
    assert all(text.count(SECRET) <= 4 for path, text in pages.items() if path.startswith("/search"))
    if login == "fidel_becario":
        assert {path for path, text in pages.items() if NAME in text and "q=" not in path} == set()
