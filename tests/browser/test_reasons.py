"""An answer and a reason for having none do not stand together, and nothing typed is deleted."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Show

pytestmark = pytest.mark.browser

FORM = """<!doctype html><html lang="es"><head><title>Formulario</title>
<script type="module" src="/static/app/reasons.js"></script></head><body><form>
<fieldset data-field="notificado"><legend>¿Notificó?</legend>
 <label><input type="radio" name="notificado" value="si">Sí</label>
 <label><input type="checkbox" name="notificado.unknown" value="se_desconoce">No se sabe</label>
 <label><input type="checkbox" name="notificado.unknown" value="no_aplica">No aplica</label></fieldset>
<div data-field="curp"><label>CURP <input name="curp"></label>
 <label><input type="checkbox" name="curp.unknown" value="se_desconoce">CURP desconocida</label></div>
</form></body></html>"""


def test_choosing_one_takes_the_other_away(show: Show) -> None:
    page = show(FORM)

    page.get_by_label("Sí").check()
    page.get_by_label("No se sabe").check()
    expect(page.get_by_label("Sí")).not_to_be_checked()

    page.get_by_label("No aplica").check()
    expect(page.get_by_label("No se sabe")).not_to_be_checked()

    page.get_by_label("Sí").check()
    expect(page.get_by_label("No aplica")).not_to_be_checked()


def test_what_was_typed_stays_for_the_server_to_ask_about(show: Show) -> None:
    page = show(FORM)

    page.get_by_label("CURP", exact=True).fill("LOMA900101")
    page.get_by_label("CURP desconocida").check()
    expect(page.get_by_label("CURP", exact=True)).to_have_value("LOMA900101")

    page.get_by_label("CURP", exact=True).fill("LOMA9001")
    expect(page.get_by_label("CURP desconocida")).not_to_be_checked()
