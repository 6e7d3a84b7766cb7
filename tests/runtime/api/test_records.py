"""Records through the API: what pages do, as JSON."""

from __future__ import annotations

import uuid

from tests.runtime.api.conftest import Make
from tests.runtime.storage.test_trail import assert_whole
from tests.stage import Stage

NAME = {"given": "Ana", "first": "García", "second": "Núñez"}


def test_a_case_is_opened_read_corrected_and_moved(system: Make) -> None:
    ana = system()
    person = ana.make("/persons", {"fields": {"nombre": NAME, "idiomas": ["maya"], "nota": "Reservada"}})
    assert person["fields"]["nombre"] == NAME
    opened = ana.make(
        "/cases",
        {
            "type": "detencion",
            "person": person["id"],
            "fields": {"detenido_el": "2026-03-10T15:30:00Z", "salud": "Diabetes"},
            "unknown": {"notificado": "se_desconoce"},
        },
    )
    assert opened["folio"].startswith("LAN-")
    assert opened["fields"] == {
        "detenido_el": "2026-03-10T15:30:00Z",
        "prioridad": "media",
        "salud": "Diabetes",
    }
    assert opened["unknown"] == {"notificado": "se_desconoce"}
    path = f"/cases/{opened['id']}"
    assert ana.see(path) == opened

    corrected = ana.change(path, {"fields": {"resultado": "En trámite"}}, opened["version"])
    assert corrected.status_code == 200, corrected.text
    assert corrected.json()["fields"]["resultado"] == "En trámite"
    assert corrected.json()["fields"]["salud"] == "Diabetes"

    [step] = [one for one in ana.see(f"{path}/transitions")["data"] if one["transition"] == "tramitar"]
    assert step["needs"] == []
    moved = ana.ask(
        "POST", f"{path}/transitions", {"transition": "tramitar"}, if_match=corrected.headers["etag"]
    )
    assert moved.status_code == 200, moved.text
    assert moved.json()["state"] == "en_tramite"

    visit = ana.make(
        "/actions",
        {
            "type": "visita",
            "case": opened["id"],
            "done_at": "2026-03-11T10:00:00-07:00",
            "fields": {"lugar": "Adelanto", "duracion": 90},
        },
    )
    assert visit["done_at"] == "2026-03-11T17:00:00Z"
    [listed] = ana.see(f"/actions?case={opened['id']}")["data"]
    assert listed["fields"] == {"lugar": "Adelanto", "duracion": 90}

    verbs = [event["verb"] for event in ana.see(f"{path}/events")["data"]]
    assert verbs == ["transition", "update", "create"]


def test_the_same_id_or_key_makes_one_record(system: Make) -> None:
    ana = system()
    body = {"id": str(uuid.uuid4()), "fields": {"nombre": NAME}}
    first, again = ana.ask("POST", "/persons", body), ana.ask("POST", "/persons", body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    other = {"fields": {"nombre": {"given": "Berta"}}}
    keyed = [ana.ask("POST", "/persons", other, idempotency_key="k-1").json()["id"] for _ in range(2)]
    assert keyed[0] == keyed[1]
    assert len(ana.see("/persons")["data"]) == 2


def test_somebody_alike_is_told_before_a_second_one_is_entered(system: Make) -> None:
    ana = system()
    first = ana.make("/persons", {"fields": {"nombre": NAME}})
    refused = ana.ask("POST", "/persons", {"fields": {"nombre": NAME}})
    assert refused.status_code == 409
    assert refused.json()["candidates"] == [first["id"]]
    assert ana.make("/persons", {"fields": {"nombre": NAME}, "distinct": True})["id"] != first["id"]


def test_a_change_from_another_version_is_refused(system: Make) -> None:
    ana = system()
    person = ana.make("/persons", {"fields": {"nombre": NAME}})
    path = f"/persons/{person['id']}"
    assert ana.ask("PATCH", path, {"fields": {"sexo": "mujer"}}).status_code == 428
    assert ana.change(path, {"fields": {"sexo": "mujer"}}, 1).status_code == 200
    assert ana.change(path, {"fields": {"sexo": "hombre"}}, 1).status_code == 412
    assert ana.see(path)["fields"]["sexo"] == "mujer"
    assert ana.change(path, {"fields": {"sexo": None}, "unknown": {"sexo": "se_desconoce"}}, 2).json()[
        "unknown"
    ] == {"sexo": "se_desconoce"}


def test_a_list_is_paged_filtered_and_narrowed(system: Make, stage: Stage) -> None:
    person = stage.add_person()
    for number in range(5):
        stage.add_case(person, {"canal": "telefono" if number else "presencial"})
    ana = system()
    seen: list[str] = []
    path = "/cases?limit=2"
    while path:
        page = ana.see(path)
        seen += [one["folio"] for one in page["data"]]
        path = f"/cases?limit=2&after={page['next']}" if page["next"] else ""
    assert len(seen) == len(set(seen)) == 5
    assert len(ana.see("/cases?canal=telefono")["data"]) == 4
    [first] = ana.see("/cases?canal=presencial&fields=canal")["data"]
    assert first["fields"] == {"canal": "presencial"}
    assert len(ana.see(f"/cases?person={person}&limit=100")["data"]) == 5
    assert ana.see(f"/cases?person={uuid.uuid4()}")["data"] == []
    assert len(ana.see("/persons?q=garcia")["data"]) == 1
    for wrong in ("limit=0", "limit=x", "after=zzz", "color=rojo", "canal=fax", "fields=nada", "person=7"):
        assert ana.ask("GET", f"/cases?{wrong}").status_code == 422, wrong


def test_what_is_masked_or_restricted_is_absent(system: Make, stage: Stage) -> None:
    person = stage.add_person(nota="Reservada")
    restricted = stage.add_case(person, case_type="case_salarios")
    case = stage.add_case(person, {"salud": "Diabetes"})
    intern = system("fidel_becario")
    assert "nombre" not in intern.see(f"/cases/{case}")["fields"]
    assert "salud" not in intern.see(f"/cases/{case}")["fields"]
    ana = system()
    assert ana.see(f"/persons/{person}")["fields"]["nota"] == "Reservada"
    assert "nota" not in ana.see("/persons")["data"][0]["fields"]
    assert ana.ask("GET", f"/cases/{restricted}").status_code == 404
    assert [one["id"] for one in ana.see("/cases")["data"]] == [str(case)]


def test_what_cannot_be_stored_is_told_by_field(system: Make) -> None:
    ana = system()
    refused = ana.ask(
        "POST",
        "/persons",
        {
            "fields": {"nombre": {"given": "Ana", "apodo": "x"}, "idiomas": ["klingon"], "color": "rojo"},
            "unknown": {"sexo": "porque_si"},
        },
        accept_language="en",
    )
    assert refused.status_code == 422
    assert refused.headers["content-type"] == "application/problem+json"
    problem = refused.json()
    assert problem["type"] == "urn:acompana:problem:invalid"
    assert {one["pointer"] for one in problem["errors"]} == {"/fields/nombre", "/fields/color"}
    refused = ana.ask(
        "POST", "/persons", {"fields": {"nombre": NAME, "idiomas": ["klingon"]}, "unknown": {"sexo": "x"}}
    )
    assert {one["pointer"] for one in refused.json()["errors"]} == {"/fields/idiomas", "/unknown/sexo"}
    wrong = {"nombre": NAME, "curp": "AAAA000000HDFXXX00"}
    doubted = ana.ask("POST", "/persons", {"fields": wrong})
    assert doubted.json()["errors"][0]["warning"] is True
    assert ana.make("/persons", {"fields": wrong, "confirm": ["curp"]})["fields"]["curp"] == wrong["curp"]


def test_registers_catalogs_and_offices(system: Make) -> None:
    ana = system()
    entry = ana.make("/registers/contraparte", {"fields": {"denominacion": "Centro de Adelanto"}})
    path = f"/registers/contraparte/{entry['id']}"
    assert ana.change(path, {"fields": {"denominacion": "Adelanto"}}, 1).status_code == 200
    assert ana.see("/registers/contraparte")["data"][0]["fields"]["denominacion"] == "Adelanto"
    assert ana.ask("GET", "/registers/nada").status_code == 404
    assert ana.see("/catalogs/si_no")["values"][0]["code"] == "si"
    assert any(one["id"] == "con_chicago" for one in ana.see("/offices")["data"])
    assert ana.see("/me")["account"] == "ana_los_angeles"


def test_a_system_may_know_a_person_and_their_case_by_one_id(system: Make, stage: Stage) -> None:
    ana, own = system(), uuid.uuid4()
    ana.make("/persons", {"id": str(own), "fields": {"nombre": NAME}})
    fields = {"detenido_el": "2026-03-10T15:30:00Z"}
    case = {"id": str(own), "type": "detencion", "person": str(own), "fields": fields}

    first, again = ana.ask("POST", "/cases", case), ana.ask("POST", "/cases", case)

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert assert_whole(stage, own) >= 2
