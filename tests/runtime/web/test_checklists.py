"""A case's checklists on its page, on paper and in its history, ticked with and without scripts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.runtime.records.test_checklist import protocols
from tests.site import Visitor, open_site
from tests.stage import Stage


@pytest.fixture
def stage(sqlite_stage: Stage, tmp_path: Path) -> Stage:
    return protocols(sqlite_stage, tmp_path)


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Visitor:
    visitor = Visitor(open_site(stage, tmp_path))
    visitor.sign_in("ana_los_angeles")
    return visitor


def _case(stage: Stage) -> str:
    return f"/cases/{stage.add_case(controls={'canal': 'telefono', 'resultado': 'libre'})}"


def _panel(text: str) -> str:
    found = re.search(r'<section[^>]*id="checklist-nna".*?</section>', text, re.DOTALL)
    assert found is not None
    return " ".join(found[0].split())


def test_a_panel_shows_how_far_it_is_and_is_ticked_without_scripts(stage: Stage, ana: Visitor) -> None:
    url = _case(stage)
    page = ana.open(url)
    assert "0 de 2" in _panel(page.text)
    assert "Hace falta para pasar a En trámite" in _panel(page.text)
    # The next step says so, and leads to the panel.
    assert f'href="{url}#checklist-nna">Informar' in page.text

    page = ana.submit(f"{url}/checklists/nna", {"item": ["informar", "avisar"]})
    assert page.url.path == url
    assert "2 de 2" in _panel(page.text)
    assert "Ana Los Angeles, " in _panel(page.text)

    page = ana.submit(f"{url}/checklists/nna", {"item": "informar", "was": ["informar", "avisar"]})
    assert "1 de 2" in _panel(page.text)


def test_htmx_gets_the_page_of_which_it_takes_the_panel(stage: Stage, ana: Visitor) -> None:
    url = _case(stage)
    ana.open(url)
    page = ana.submit(f"{url}/checklists/nna", {"item": "informar"}, **{"HX-Request": "true"})
    assert "1 de 2" in _panel(page.text)


def test_remarks_are_written_on_a_page_of_their_own_and_printed(stage: Stage, ana: Visitor) -> None:
    url = _case(stage)
    assert 'name="note.informar"' in ana.open(f"{url}/checklists/nna").text
    ana.submit(
        f"{url}/checklists/nna", {"item": "informar", "note.informar": "Con intérprete", "note.avisar": ""}
    )
    printed = ana.open(f"{url}/print").text
    assert "Protocolo NNA · 1 de 2" in printed
    assert "☑ Informar" in printed
    assert "Con intérprete" in printed
    assert "☐ Avisar al DIF" in printed
    history = ana.open(f"{url}/history").text
    assert "Se marcó" in history
    assert "Protocolo NNA: Informar" in history
    assert "Hecho: Con intérprete" in history


def test_who_may_not_change_the_case_reads_what_is_done_without_boxes(stage: Stage, ana: Visitor) -> None:
    url = _case(stage)
    analyst = Visitor(ana.site)
    analyst.sign_in("elena_analista")
    panel = _panel(analyst.open(url).text)
    assert "Informar" in panel
    assert panel.count("Pendiente") == 2
    assert "<input" not in panel.replace('<input type="hidden"', "")
    assert "Marcar con notas" not in panel
    assert analyst.submit(f"{url}/checklists/nna", {"item": "informar"}).status_code == 403


def test_a_remark_is_not_for_those_who_see_no_personal_data(stage: Stage, ana: Visitor) -> None:
    url = _case(stage)
    ana.open(url)
    ana.submit(f"{url}/checklists/nna", {"item": "informar", "note.informar": "Vive con su tía"})
    intern = Visitor(ana.site)
    intern.sign_in("fidel_becario")
    for path in ("", "/print", "/history", "/checklists/nna"):
        assert "Vive con su tía" not in intern.open(f"{url}{path}").text
    assert "1 de 2" in _panel(intern.open(url).text)


def test_a_tick_that_opened_a_gate_stays_when_others_are_changed(stage: Stage, ana: Visitor) -> None:
    url = _case(stage)
    ana.open(url)
    ana.submit(f"{url}/checklists/nna", {"item": "informar"})
    page = ana.open(f"{url}/move/tramitar")
    version = re.search(r'name="version" value="(\d+)"', page.text)
    assert version is not None
    page = ana.submit(f"{url}/move/tramitar", {"version": version[1]})
    assert _panel(page.text).count(" checked disabled>") == 1
    assert 'name="was" value="informar"' not in page.text
    page = ana.submit(f"{url}/checklists/nna", {"item": "avisar"})
    assert "2 de 2" in _panel(page.text)
