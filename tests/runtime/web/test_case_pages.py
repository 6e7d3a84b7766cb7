"""The case's page and what is done from it, by HTTP and without scripts unless said."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from html import unescape

import pytest

from tests.site import Visitor, title
from tests.stage import Stage

As = Callable[[str], Visitor]
DONE = {"done_at.day": "10", "done_at.month": "3", "done_at.year": "2026", "done_at.time": "09:00"}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def ana(as_account: As) -> Visitor:
    return as_account("ana_los_angeles")


def hidden(text: str, name: str) -> str:
    found = re.search(rf'name="{re.escape(name)}"[^>]*value="([^"]*)"', text)
    assert found is not None, f"no control {name}"
    return unescape(found[1])


def record_visit(visitor: Visitor, url: str, words: str = "Se le visitó") -> None:
    page = visitor.open(f"{url}/actions/new/visita")
    typed = {**DONE, "record": hidden(page.text, "record"), "descripcion": words, "lugar": "Adelanto"}
    assert visitor.submit(f"{url}/actions/new/visita", typed).status_code == 200


def test_the_page_says_who_where_and_what_is_missing(stage: Stage, ana: Visitor) -> None:
    url = f"/cases/{stage.add_case()}"

    page = ana.open(url)

    for words in (
        "LAN-2026-000001",
        "Ana García Núñez",
        "Recibido",
        "Consulado en Los Ángeles",
        "Ana Los Angeles",
    ):
        assert words in page.text
    assert f'href="{url}/edit/detencion#resultado"' in page.text, (
        "what the next step needs leads to its section"
    )
    assert "Sin datos todavía" in page.text


def test_a_late_deadline_says_so_in_words(stage: Stage, ana: Visitor) -> None:
    notified = {
        "notificado": "si",
        "notificado_el.day": "10",
        "notificado_el.month": "3",
        "notificado_el.year": "2026",
        "notificado_el.time": "09:00",
    }
    url = f"/cases/{stage.add_case(controls=notified)}"

    assert "Vencido hace" in ana.open(url).text

    record_visit(ana, url)
    assert "Cumplido a tiempo" in ana.open(url).text


def test_masked_values_are_not_there_and_one_line_says_so(stage: Stage, as_account: As, ana: Visitor) -> None:
    url = f"/cases/{stage.add_case(salud='Asma severa')}"
    analyst = as_account("elena_analista")

    assert "Asma severa" in ana.open(url).text
    for path in (url, f"{url}/print", f"{url}/history"):
        assert "Asma severa" not in analyst.open(path).text
    assert "no permite ver" in analyst.open(url).text
    assert "no permite ver" not in ana.open(url).text


def test_every_page_of_a_case_of_another_office_is_not_there(stage: Stage, as_account: As) -> None:
    url = f"/cases/{stage.add_case()}"
    carla = as_account("carla_chicago")

    for path in (
        "",
        "/edit/detencion",
        "/actions/new/visita",
        "/move/tramitar",
        "/reassign",
        "/parties",
        "/links",
        "/files",
        "/print",
        "/history",
    ):
        assert carla.open(url + path).status_code == 404, path
    assert carla.submit(f"{url}/actions/new/visita", {**DONE, "lugar": "x"}).status_code == 404
    assert (
        carla.submit(f"{url}/parties", {"person": str(uuid.uuid4()), "part": "familiar"}).status_code == 404
    )


def test_an_id_that_is_none_is_not_found(ana: Visitor) -> None:
    for path in (
        "/cases/1",
        "/people/x",
        "/actions/1",
        "/files/1",
        "/registers/nada/1",
        "/cases/new/nada?person=1",
    ):
        assert ana.open(path).status_code == 404, path


def test_a_section_is_corrected_and_the_history_says_how(stage: Stage, ana: Visitor) -> None:
    url = f"/cases/{stage.add_case(prioridad='media')}"
    page = ana.open(f"{url}/edit/main")

    saved = ana.submit(
        f"{url}/edit/main",
        {"version": hidden(page.text, "version"), "prioridad": "alta", "resumen": "<script>"},
    )

    assert "Se guardaron los cambios" in saved.text
    assert "&lt;script&gt;" in saved.text
    history = ana.open(f"{url}/history").text
    assert "<del>Media</del>" in history
    assert "<ins>Alta</ins>" in history


def test_the_second_to_save_chooses_field_by_field(stage: Stage, ana: Visitor, as_account: As) -> None:
    url = f"/cases/{stage.add_case(prioridad='media')}/edit/main"
    beto = as_account("beto_los_angeles")
    version = hidden(ana.open(url).text, "version")
    beto.open(url)
    beto.submit(url, {"version": version, "prioridad": "alta", "canal": "correo"})

    asked = ana.submit(url, {"version": version, "prioridad": "baja", "resumen": "Lo mío"})
    assert asked.status_code == 409
    for words in ("Media", "Alta", "Baja"):
        assert words in asked.text
    assert 'name="keep.canal"' not in asked.text, "what I left as it was is not disputed"

    sent = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', asked.text))
    sent.pop("csrf_token")
    saved = ana.submit(url, {**sent, "keep.prioridad": "theirs"})
    assert saved.status_code == 200
    for words in ("Alta", "Correo", "Lo mío"):
        assert words in saved.text


def test_changes_to_other_fields_are_merged_without_asking(
    stage: Stage, ana: Visitor, as_account: As
) -> None:
    url = f"/cases/{stage.add_case(prioridad='media')}/edit/main"
    beto = as_account("beto_los_angeles")
    version = hidden(ana.open(url).text, "version")
    beto.open(url)
    beto.submit(url, {"version": version, "prioridad": "alta"})

    saved = ana.submit(url, {"version": version, "prioridad": "media", "resumen": "Lo mío"})

    assert saved.status_code == 200
    assert "Alta" in saved.text
    assert "Lo mío" in saved.text


def test_an_action_is_recorded_in_place(stage: Stage, ana: Visitor) -> None:
    url = f"/cases/{stage.add_case()}"
    ana.open(url)

    part = ana.open(f"{url}/actions/new?type=visita", **HTMX)
    assert "<html" not in part.text
    assert f'hx-post="{url}/actions/new/visita"' in part.text

    wrong = ana.submit(f"{url}/actions/new/visita", {**DONE, "descripcion": "Fui"}, **HTMX)
    assert wrong.status_code == 422
    assert "<html" not in wrong.text
    assert "Fui" in wrong.text

    right = ana.submit(
        f"{url}/actions/new/visita", {**DONE, "descripcion": "Fui", "lugar": "Adelanto"}, **HTMX
    )
    assert right.headers["HX-Redirect"].startswith(url)
    assert "Fui" in ana.open(url).text


def test_an_action_in_the_future_is_refused(stage: Stage, ana: Visitor) -> None:
    url = f"/cases/{stage.add_case()}/actions/new/visita"
    ana.open(url)

    page = ana.submit(url, {**DONE, "done_at.year": "2199", "lugar": "Adelanto"})

    assert page.status_code == 422
    assert 'href="#done_at-day"' in page.text


def test_an_annulled_action_stays_struck_out_with_its_reason(stage: Stage, ana: Visitor) -> None:
    url = f"/cases/{stage.add_case()}"
    record_visit(ana, url, "Visita equivocada")
    action = re.search(r'href="(/actions/[0-9a-f-]{36})"', ana.open(url).text)
    assert action is not None

    assert ana.submit(f"{action[1]}/annul", {"reason": " "}).status_code == 422
    ana.submit(f"{action[1]}/annul", {"reason": "Era otro caso"})

    page = ana.open(url).text
    assert "Visita equivocada" in page
    assert "Anulada: Era otro caso" in page
    assert "acompana-annulled" in page
    assert f"{action[1]}/annul" not in ana.open(action[1]).text


def test_a_gate_refuses_and_then_lets_through(stage: Stage, ana: Visitor) -> None:
    url = f"/cases/{stage.add_case()}"
    version = hidden(ana.open(f"{url}/move/tramitar").text, "version")

    refused = ana.submit(f"{url}/move/tramitar", {"version": version})
    assert refused.status_code == 422
    assert f"{url}/edit/detencion#resultado" in refused.text

    page = ana.open(f"{url}/edit/detencion")
    given = {name: hidden(page.text, name) for name in ("version", "detenido_el.day", "detenido_el.month")}
    given |= {name: hidden(page.text, name) for name in ("detenido_el.year", "detenido_el.time")}
    ana.submit(f"{url}/edit/detencion", {**given, "resultado": "Localizada"})
    version = hidden(ana.open(f"{url}/move/tramitar").text, "version")
    moved = ana.submit(f"{url}/move/tramitar", {"version": version})
    assert "En trámite" in moved.text


def test_a_closing_reason_is_asked_and_shown(stage: Stage, ana: Visitor) -> None:
    url = f"/cases/{stage.add_case(resultado='Localizada', resumen='Se resolvió')}"
    ana.submit(f"{url}/move/tramitar", {"version": hidden(ana.open(f"{url}/move/tramitar").text, "version")})
    version = hidden(ana.open(f"{url}/move/cerrar").text, "version")

    asked = ana.submit(f"{url}/move/cerrar", {"version": version, "words": "Ya salió"})
    assert asked.status_code == 422
    assert "Ya salió" in asked.text
    closed = ana.submit(f"{url}/move/cerrar", {"version": version, "reason": "resuelto", "words": "Ya salió"})

    assert "Resuelto" in closed.text
    assert "/edit/" not in closed.text
    assert f"{url}/actions/new" not in closed.text


def test_a_transition_of_another_role_is_forbidden_and_an_unknown_one_not_found(
    stage: Stage, ana: Visitor
) -> None:
    url = f"/cases/{stage.add_case()}"

    assert ana.open(f"{url}/move/anular").status_code == 403
    assert ana.open(f"{url}/move/reabrir").status_code == 404
    assert ana.open(f"{url}/move/nada").status_code == 404


def test_a_case_is_handed_to_an_officer_of_its_office(stage: Stage, ana: Visitor, as_account: As) -> None:
    url = f"/cases/{stage.add_case()}"
    head = as_account("dora_titular")

    assert ana.open(f"{url}/reassign").status_code == 403
    page = head.open(f"{url}/reassign")
    assert "Carla Chicago" not in page.text
    beto = str(stage.actors["beto_los_angeles"].account_id)
    handed = head.submit(f"{url}/reassign", {"version": hidden(page.text, "version"), "account": beto})
    assert "Beto Los Angeles" in handed.text
    assert head.submit(f"{url}/reassign", {"version": "1", "account": "x"}).status_code == 422


def test_people_are_added_with_a_part_and_taken_away(stage: Stage, ana: Visitor) -> None:
    url = f"/cases/{stage.add_case()}"
    sister = str(stage.add_person(nombre__given="Rosa"))

    assert f"{url}/parties?person={sister}" in ana.open(f"{url}/parties?q=rosa").text
    assert ana.submit(f"{url}/parties", {"person": sister, "part": "interesado"}).status_code == 422
    added = ana.submit(f"{url}/parties", {"person": sister, "part": "familiar"})
    assert "Rosa García" in added.text
    removed = ana.submit(f"{url}/parties/remove", {"person": sister, "part": "familiar"})
    assert "Rosa García" not in removed.text


def test_cases_are_linked_by_folio(stage: Stage, ana: Visitor) -> None:
    one, other = (stage.add_case() for _ in range(2))
    theirs = stage.add_case(login="carla_chicago")
    folio = str(stage.stored("case", other).row["folio"])
    out_of_reach = str(stage.stored("case", theirs, "carla_chicago").row["folio"])
    url = f"/cases/{one}"
    ana.open(url)

    linked = ana.submit(f"{url}/links", {"case": folio.lower()})
    assert f'href="/cases/{other}"' in linked.text
    assert f'href="/cases/{one}"' in ana.open(f"/cases/{other}").text
    assert ana.submit(f"{url}/links", {"case": out_of_reach}).status_code == 422
    unlinked = ana.submit(f"{url}/links/remove", {"case": str(other)})
    assert f'href="/cases/{other}"' not in unlinked.text


def test_a_file_is_kept_downloaded_and_withdrawn(stage: Stage, ana: Visitor, as_account: As) -> None:
    url = f"/cases/{stage.add_case()}"
    page = ana.open(f"{url}/files")
    data = {"csrf_token": ana.token, "record": hidden(page.text, "record")}

    chosen = {"file": ("Acta «año».pdf", b"%PDF-1.4", "text/html")}
    ana.post(f"{url}/files", data=data, files=chosen)
    kept = ana.post(f"{url}/files", data=data, files=chosen)
    links = re.findall(r'href="(/files/[0-9a-f-]{36})"', kept.text)
    assert len(links) == 1

    sent = ana.get(links[0])
    assert sent.content == b"%PDF-1.4"
    assert sent.headers["content-type"] == "application/pdf"
    assert sent.headers["content-disposition"].startswith("attachment;")
    assert sent.headers["x-content-type-options"] == "nosniff"
    assert as_account("carla_chicago").get(links[0]).status_code == 404

    file = links[0].rpartition("/")[2]
    ana.open(f"{url}/files/{file}/withdraw")
    withdrawn = ana.submit(f"{url}/files/{file}/withdraw", {"reason": "No era de esta persona"})
    assert "Retirado: No era de esta persona" in withdrawn.text
    assert ana.get(links[0]).status_code == 404


def test_nothing_chosen_and_unknown_kinds_are_refused_as_files(stage: Stage, ana: Visitor) -> None:
    url = f"/cases/{stage.add_case()}/files"
    ana.open(url)

    assert ana.submit(url).status_code == 422
    program = {"file": ("virus.exe", b"MZ", "application/pdf")}
    assert ana.post(url, data={"csrf_token": ana.token}, files=program).status_code == 422


def test_the_printed_file_says_who_printed_it(stage: Stage, ana: Visitor) -> None:
    url = f"/cases/{stage.add_case(resultado='Localizada')}"
    record_visit(ana, url, "Se le visitó")

    page = ana.open(f"{url}/print")

    for words in ("LAN-2026-000001", "Localizada", "Se le visitó", "Impreso por Ana Los Angeles"):
        assert words in page.text
    assert "/edit/" not in page.text


def test_a_restricted_case_is_seen_by_its_officer_alone(stage: Stage, ana: Visitor, as_account: As) -> None:
    url = f"/cases/{stage.add_case(case_type='case_salarios')}"

    assert ana.open(url).status_code == 200
    assert as_account("beto_los_angeles").open(url).status_code == 404
    assert as_account("ines_titular").open(url).status_code == 200


def test_the_page_speaks_english_too(stage: Stage, ana: Visitor) -> None:
    url = f"/cases/{stage.add_case()}"

    ana.open(url)
    page = ana.submit(f"/language/en?next={url}")

    assert "Record an action" in page.text
    assert "Not filled in yet" in page.text
    assert title(page).startswith("LAN-2026-000001")


def test_a_register_record_is_shown_corrected_and_told_about(ana: Visitor) -> None:
    ana.open("/registers/contraparte/new")
    assert ana.submit("/registers/contraparte/new", {"clase": "carcel"}).status_code == 422
    url = ana.submit("/registers/contraparte/new", {"denominacion": "Cárcel", "clase": "carcel"}).url.path

    version = hidden(ana.open(f"{url}/edit/main").text, "version")
    saved = ana.submit(f"{url}/edit/main", {"version": version, "denominacion": "Centro", "clase": "carcel"})

    assert "Centro" in saved.text
    assert "<del>Cárcel</del>" in ana.open(f"{url}/history").text


def test_somebody_who_only_reads_is_offered_nothing_to_do(stage: Stage, as_account: As) -> None:
    url = f"/cases/{stage.add_case()}"

    page = as_account("elena_analista").open(url)

    for path in ("/edit/", "/actions/new", "/move/", "/reassign", "/parties", "/links", "/files"):
        assert f"{url}{path}" not in page.text, path
