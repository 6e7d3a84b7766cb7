"""Lists, search, desk, report and downloads as a visitor meets them."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable

from runtime.fields.values import PersonName
from tests.rows import writing
from tests.site import Visitor, title
from tests.stage import Stage

AsAccount = Callable[[str], Visitor]
FOLIO = re.compile(r"[A-Z]{3}-2026-\d{6}")


def fill(stage: Stage, cases: int = 30) -> None:
    with writing(stage) as rows:
        person = rows.person(PersonName("María", "González", "Núñez"))
        for place in range(cases):
            rows.case(person, state="en_tramite" if place % 3 else "cerrado", canal="telefono")
        rows.case(rows.person(PersonName("Otra"), by="carla_chicago"), by="carla_chicago")


def test_lists_say_what_they_count_and_only_those_one_may_see(as_account: AsAccount) -> None:
    page = as_account("ana_los_angeles").open("/lists")
    nobody = as_account("hugo_administrador").open("/lists")

    assert "Esta lista cuenta casos" in page.text
    assert "Esta lista cuenta personas" in page.text
    assert "/lists/casos" not in nobody.text
    assert as_account("hugo_administrador").open("/lists/casos").status_code == 404
    assert as_account("ana_los_angeles").open("/lists/nada").status_code == 404


def test_a_list_is_filtered_paged_and_small(stage: Stage, as_account: AsAccount) -> None:
    fill(stage)
    visitor = as_account("ana_los_angeles")
    page = visitor.open("/lists/casos?state=en_tramite&columns=folio&columns=canal")
    first = FOLIO.findall(page.text)

    assert title(page).startswith("Casos")
    assert "20 casos" in page.text
    assert "Telefono" in page.text
    assert len(first) == 20
    assert len(gzip.compress(page.content)) < 15_000
    everything = visitor.open("/lists/casos")
    further = re.search(r'href="(/lists/casos\?after=[^"]+)"', everything.text)
    assert further is not None
    assert len(FOLIO.findall(visitor.open(further[1]).text)) == 5


def test_htmx_gets_the_results_and_an_address_to_keep(stage: Stage, as_account: AsAccount) -> None:
    fill(stage, 2)
    part = as_account("ana_los_angeles").open(
        "/lists/casos?state=cerrado&office=&columns=folio", **{"HX-Request": "true"}
    )

    assert "<html" not in part.text
    assert "1 caso" in part.text
    assert part.headers["HX-Push-Url"] == "/lists/casos?state=cerrado&columns=folio"


def test_what_a_filter_does_not_understand_is_said(as_account: AsAccount) -> None:
    page = as_account("ana_los_angeles").open("/lists/casos?state=volando")

    assert page.status_code == 200
    assert "Hay un problema" in page.text
    assert "no se ofrece aquí" in page.text


def test_an_empty_list_says_what_to_do(stage: Stage, as_account: AsAccount) -> None:
    visitor = as_account("ana_los_angeles")
    assert "Abrir un caso" in visitor.open("/lists/casos").text
    fill(stage, 1)
    assert "Quite algún filtro" in visitor.open("/lists/casos?state=anulado").text
    assert "/cases/new" not in as_account("elena_analista").open("/lists/casos?state=anulado").text


def test_the_download_is_what_the_list_shows(stage: Stage, as_account: AsAccount) -> None:
    fill(stage, 3)
    visitor = as_account("ana_los_angeles")
    page = visitor.open("/lists/casos?state=en_tramite&columns=folio")
    links = re.findall(r'href="(/lists/casos/export\.[^"]+)"', page.text)
    assert links == [
        "/lists/casos/export.csv?state=en_tramite&amp;columns=folio",
        "/lists/casos/export.xlsx?state=en_tramite&amp;columns=folio",
    ]
    sent = visitor.open("/lists/casos/export.csv?state=en_tramite&columns=folio")

    assert sent.headers["content-disposition"].startswith('attachment; filename="casos-')
    assert sent.content.decode("utf-8-sig") == "Folio\nLAN-2026-000003\nLAN-2026-000002\n"
    packed = visitor.open("/lists/casos/export.xlsx?columns=folio")
    assert packed.content.startswith(b"PK")
    assert visitor.open("/lists/casos/export.pdf").status_code == 404


def test_who_may_not_export_sees_no_link_and_gets_403(stage: Stage, as_account: AsAccount) -> None:
    fill(stage, 1)
    visitor = as_account("ana_los_angeles")

    assert "export.csv" not in visitor.open("/lists/personas").text
    assert visitor.open("/lists/personas/export.csv").status_code == 403
    assert as_account("fidel_becario").open("/exports/casos.csv").status_code == 403
    assert as_account("hugo_administrador").open("/exports/casos.csv").status_code == 404


def test_exports_are_listed_with_their_columns(stage: Stage, as_account: AsAccount) -> None:
    fill(stage, 1)
    visitor = as_account("elena_analista")
    page = visitor.open("/exports")

    assert "/exports/casos.csv" in page.text
    assert "Folio, Tipo de caso" in page.text
    assert visitor.open("/exports/casos.csv").content.count(b"\n") == 3


def test_search_finds_people_and_folios_and_says_how_it_read_them(
    stage: Stage, as_account: AsAccount
) -> None:
    fill(stage, 4)
    visitor = as_account("ana_los_angeles")
    page = visitor.open("/search?q=gonsales")

    assert "María González Núñez" in page.text
    assert "También se leyó como: gonzalez" in page.text
    assert FOLIO.findall(page.text) == ["LAN-2026-000004", "LAN-2026-000003", "LAN-2026-000002"]
    assert "LAN-2026-000002" in visitor.open("/search?q=LAN-2").text
    other = visitor.open("/search?q=Otra")
    assert "No se encontró a nadie" in other.text
    part = visitor.open("/search?q=gonsales", **{"HX-Request": "true"})
    assert "<html" not in part.text


def test_the_desk_shows_what_waits(stage: Stage, as_account: AsAccount) -> None:
    fill(stage, 12)
    visitor = as_account("ana_los_angeles")
    visitor.submit("/drafts", {"draft": "/cases/new/detencion?person=1", "resumen": "a medias"})
    page = visitor.open("/")

    assert "Mis casos abiertos" in page.text
    assert "María González Núñez" in page.text
    assert "Caso nuevo: Detención" in page.text
    assert 'href="/cases/new/detencion?person=1&amp;draft=continue"' in page.text
    assert "no ve expedientes" in as_account("hugo_administrador").open("/").text


def test_the_report_is_a_page_and_a_file(stage: Stage, as_account: AsAccount) -> None:
    fill(stage, 3)
    visitor = as_account("dora_titular")
    page = visitor.open("/reports/actividad?year=2026&when=m3&rows=office&columns=scope")
    sent = visitor.open("/reports/actividad/export.csv?year=2026&when=m3&rows=office")

    assert "Marzo de 2026" in page.text
    assert sent.content.decode("utf-8-sig").splitlines() == [
        "Periodo,Oficina,Casos,Personas,Actuaciones",
        "Marzo de 2026,Consulado en Chicago,1,1,0",
        "Marzo de 2026,Consulado en Los Ángeles,3,1,0",
        "Marzo de 2026,Total,4,2,0",
    ]
    assert visitor.open("/reports/actividad?year=abc&when=m99&rows=x&columns=x").status_code == 200
    assert as_account("ana_los_angeles").open("/reports/actividad").status_code == 404
