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

    officer.fill(action="language/en")
    assert officer.url == "/account"
    assert "Protection officer" in officer.page.text

    officer.fill(action="sign-out")
    officer.open("/account")
    assert officer.heading == "Iniciar sesión"


def test_administration_is_for_administrators(site: Site) -> None:
    officer = site.officer("lucia")
    for path in ("/admin/accounts", "/admin/accounts/new", "/admin/offices", "/admin/offices/los_angeles"):
        assert officer.open(path).status_code in (403, 404), path
    assert "Administración" not in officer.see("/").text
    administrator = site.officer("hugo")
    administrator.see("/admin/accounts")
    assert "Carmen Salas" in administrator.page.text
    administrator.see("/admin/offices/los_angeles")


def test_a_new_officer_chooses_a_password_before_anything_else(site: Site) -> None:
    administrator = site.officer("hugo")
    administrator.see("/admin/accounts/new")
    values = {"login": "nadia", "name": "Nadia Rentería", "office": "chicago", "roles": ["oficial"]}
    administrator.fill(values, having="login")
    link = administrator.page.one(id="one-time-link").text
    newcomer = Officer(site.app)
    newcomer.open("/sign-in/link")
    own = "caballo correcto batería grapa"
    newcomer.fill({"token": link, "new_password": own, "again_password": own}, having="new_password")
    assert newcomer.url == "/sign-in", newcomer.errors
    newcomer.fill({"login": "nadia", "password": own})
    assert newcomer.url == "/", newcomer.errors
    newcomer.see("/lists")
