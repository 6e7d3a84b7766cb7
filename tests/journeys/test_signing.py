"""Getting in and out, and what strangers see."""

from __future__ import annotations

from tests.journeys.country import Site
from tests.journeys.officer import Officer


def test_an_officer_signs_in_reads_both_languages_and_signs_out(site: Site) -> None:
    officer = Officer(site.app)
    officer.open("/account")
    assert officer.heading == "Iniciar sesión"
    officer.fill({"login": "lucia", "password": "no es esta"})
    assert officer.errors
    assert officer.form(action="sign-in").values["login"] == ["lucia"]
    officer.fill({"login": "lucia", "password": "una frase que recuerdo"})
    assert officer.url == "/account"
    assert "Los Ángeles" in officer.page.text

    officer.follow("English")
    assert officer.url == "/account"
    assert "Protection officer" in officer.page.text

    officer.fill(action="sign-out")
    officer.open("/account")
    assert officer.heading == "Iniciar sesión"
