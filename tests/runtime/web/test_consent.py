"""The privacy notice and consent from page to page: shown, given, withdrawn, never written over."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from tests.site import Visitor
from tests.stage import DETAINED, Stage, new_id

As = Callable[[str], Visitor]


@pytest.fixture
def officer(as_account: As) -> Visitor:
    return as_account("ana_los_angeles")


def test_consent_is_withdrawn_in_the_steps_it_was_given_in_and_its_history_stays(
    stage: Stage, officer: Visitor
) -> None:
    case_id = stage.add_case()
    url = f"/cases/{case_id}/consent"
    assert f'href="{url}"' in officer.open(f"/cases/{case_id}").text

    page = officer.open(url).text
    assert "No consta que se haya mostrado el aviso" in page
    kept = officer.submit(f"{url}/notice", {"notice": "proteccion", "language": "en", "form": "full"})
    assert "Quedó registrado que se mostró el aviso" in kept.text
    assert "versión 1: Aviso completo, English" in kept.text

    refused = officer.submit(
        f"{url}/give", {"notice": "proteccion", "language": "es", "by": "Ana", "how": "spoken"}
    )
    assert refused.status_code == 422
    assert 'href="#purpose"' in refused.text
    given = officer.submit(
        f"{url}/give",
        {
            "notice": "proteccion",
            "language": "es",
            "purpose": ["encuesta", "contacto"],
            "by": "Ana",
            "how": "spoken",
        },
    )
    assert "Quedó registrado el consentimiento" in given.text
    assert "Al retirarlo: No le llamaremos más." in given.text

    again = officer.submit(
        f"{url}/withdraw", {"notice": "proteccion", "end_purpose": "encuesta", "end_by": ""}
    )
    assert again.status_code == 422
    assert 'href="#end_by"' in again.text
    ended = officer.submit(
        f"{url}/withdraw",
        {
            "notice": "proteccion",
            "end_purpose": "encuesta",
            "end_by": "Luis, su hermano",
            "end_how": "representative",
        },
    )
    assert "Se retiró el consentimiento. No le llamaremos más." in ended.text
    assert "Retirado por Luis, su hermano, por representante" in ended.text

    officer.submit(
        f"{url}/give",
        {"notice": "proteccion", "language": "es", "purpose": "encuesta", "by": "Ana", "how": "written"},
    )
    consent = stage.model.table("consent")
    with stage.store.reading() as connection:
        rows = connection.execute(select(consent).order_by(consent.c.given_at)).all()
    assert [(row.purpose, row.withdrawn_at is None) for row in rows] == [
        ("encuesta", False),
        ("contacto", True),
        ("encuesta", True),
    ]
    told = officer.open(f"/cases/{case_id}/history").text
    assert "Se mostró el aviso de privacidad" in told
    assert "Se dio consentimiento" in told
    assert "Se retiró el consentimiento" in told


def test_who_only_reads_the_case_changes_no_consent_and_others_find_none(
    stage: Stage, as_account: As
) -> None:
    url = f"/cases/{stage.add_case()}/consent"
    analyst = as_account("elena_analista")
    assert "Preguntarle cómo le atendimos" in analyst.open(url).text
    said = {"notice": "proteccion", "language": "es", "purpose": "encuesta", "by": "Ana", "how": "spoken"}
    assert analyst.submit(f"{url}/give", said).status_code == 403
    stranger = as_account("carla_chicago")
    assert stranger.open(url).status_code == 404
    assert stranger.submit(f"{url}/give", said).status_code == 404


def test_anybody_reads_the_notice_and_a_former_version_stays_readable(
    stage: Stage, visitor: Visitor, officer: Visitor
) -> None:
    assert "Puede pedir verlos." in visitor.open("/notices/proteccion").text
    assert visitor.open("/notices/otro").status_code == 404
    url = f"/cases/{stage.add_case()}/consent"
    officer.open(url)
    officer.submit(f"{url}/notice", {"notice": "proteccion", "language": "en", "form": "short"})
    table = stage.model.table("notice_text")
    with stage.store.writing() as connection:
        connection.execute(table.update().values(version="0", full="As it was."))
    assert "As it was." in officer.open("/notices/proteccion/0/en").text
    assert officer.open("/notices/proteccion/0/es").status_code == 404
    assert "As it was." not in visitor.open("/notices/proteccion/0/en").text


def test_the_notice_is_shown_before_anything_is_asked_and_kept_with_the_case(
    stage: Stage, officer: Visitor
) -> None:
    person_id = stage.add_person()
    assert "Usamos sus datos para protegerle." in officer.open("/cases/new").text
    form = f"/cases/new/detencion?person={person_id}"
    assert 'name="notice_shown"' in officer.open(form).text
    sent = officer.submit(form, {**DETAINED, "record": str(new_id()), "notice_shown": "en"})
    assert sent.status_code == 200, sent.text
    table = stage.model.table("notice_shown")
    with stage.store.reading() as connection:
        rows = connection.execute(select(table.c.version, table.c.language, table.c.form)).all()
    assert [tuple(row) for row in rows] == [("1", "en", "short")]
