"""Form pages under a strict policy: fields follow their conditions, and what is typed is kept as a draft."""

from __future__ import annotations

import json
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.conftest import Show

pytestmark = pytest.mark.browser

PLAN = {
    "zone": "America/Los_Angeles",
    "now": "2026-11-24T16:00:00Z",
    "types": {"person": {"edad": "int"}},
    "values": {"person": {"edad": 12}},
    "fields": [
        {"name": "notificado", "type": "string", "visible": None, "required": None},
        {"name": "detenido_el", "type": "timestamp", "visible": None, "required": None},
        {"name": "notificado_el", "type": "timestamp", "visible": "notificado == 'si'", "required": "true"},
        {
            "name": "aviso_tardio",
            "type": "string",
            "visible": "notificado_el - detenido_el > duration('48h')",
            "required": None,
        },
        {"name": "motivo", "type": "string", "visible": "'notificado' in unknown", "required": None},
        {"name": "tutor", "type": "string", "visible": "person.edad < 18", "required": None},
        {
            "name": "monto",
            "type": {"amount": "double", "currency": "string"},
            "visible": None,
            "required": None,
            "options": {"currency": {"USD": "'maya' in lenguas"}},
        },
        {"name": "autoriza", "type": "string", "visible": "monto.amount > 500.0", "required": None},
        {
            "name": "lenguas",
            "type": "list(string)",
            "visible": None,
            "required": None,
            "options": {"": {"otomi": "notificado == 'si'"}},
        },
        {"name": "interprete", "type": "string", "visible": "'maya' in lenguas", "required": None},
    ],
}

NAMES = [
    "notificado",
    "detenido_el",
    "notificado_el",
    "aviso_tardio",
    "motivo",
    "tutor",
    "monto",
    "autoriza",
    "lenguas",
    "interprete",
]

FORM = """<!doctype html><html lang="es"><head><title>Formulario</title>
<meta name="htmx-config" content='{"includeIndicatorStyles":false,"allowEval":false}'>
<meta name="csrf-token" content="token-1">
<script src="/static/app/support.js"></script>
<link rel="stylesheet" href="/static/acompana.css">
<script src="/static/htmx.min.js" defer></script>
<script type="module" src="/static/govuk.js"></script>
<script type="module" src="/static/app/page.js"></script>
<script type="module" src="/static/app/conditions.js"></script>
<script type="module" src="/static/app/drafts.js"></script>
</head><body><form method="post" data-draft-url="/drafts" data-draft-saving="Guardando…"
 data-draft-saved="Borrador guardado {time}" data-draft-failed="No se guardó" data-draft-signed-out="Sesión terminada">
<input type="hidden" name="csrf_token" value="token-1">
<input type="password" name="clave" value="secreta">
<fieldset data-field="notificado"><legend>¿Notificó?</legend>
 <label><input type="radio" name="notificado" value="si">Sí</label>
 <label><input type="radio" name="notificado" value="no">No</label>
 <label><input type="radio" name="notificado.unknown" value="se_desconoce">Se desconoce</label></fieldset>
<div data-field="detenido_el"><label>Detenido el <input type="datetime-local" name="detenido_el"></label></div>
<section data-section="notificacion"><h2>Notificación</h2>
<fieldset data-field="notificado_el"><legend>Notificado el</legend><span data-when-required>obligatorio</span>
 <input name="notificado_el.day" aria-label="Día"><input name="notificado_el.month" aria-label="Mes">
 <input name="notificado_el.year" aria-label="Año"><input name="notificado_el.time" aria-label="Hora"></fieldset>
<div data-field="aviso_tardio"><label>Aviso tardío <input name="aviso_tardio"></label></div></section>
<div data-field="motivo"><label>Motivo <input name="motivo"></label></div>
<div data-field="tutor"><label>Tutor <input name="tutor"></label></div>
<div data-field="monto"><label>Monto <input name="monto.amount"></label>
 <select name="monto.currency" aria-label="Moneda"><option value="MXN">MXN</option><option value="USD">USD</option></select></div>
<div data-field="autoriza"><label>Autoriza <input name="autoriza"></label></div>
<fieldset data-field="lenguas"><legend>Lenguas</legend>
 <label><input type="checkbox" name="lenguas" value="maya">Maya</label>
 <label><input type="checkbox" name="lenguas" value="otomi">Otomí</label></fieldset>
<div data-field="interprete"><label>Intérprete <input name="interprete"></label></div>
<p role="status" data-conditions-status data-shown="Aparece: {label}." data-hidden="Se oculta: {label}."></p>
<p role="status" data-draft-status></p><button>Guardar</button>
<script type="application/json" id="conditions">PLAN</script></form></body></html>"""


@pytest.fixture
def form(show: Show) -> Page:
    return show(FORM.replace("PLAN", json.dumps(PLAN)))


def visible(page: Page) -> set[str]:
    return {name for name in NAMES if page.locator(f'[data-field="{name}"]').is_visible()}


ALWAYS = {"notificado", "detenido_el", "tutor", "monto", "lenguas"}


def test_fields_and_empty_sections_follow_their_conditions(form: Page) -> None:
    expect(form.locator('[data-field="interprete"]')).to_be_hidden()
    assert visible(form) == ALWAYS
    expect(form.get_by_role("heading", name="Notificación")).to_be_hidden()

    form.get_by_label("Sí", exact=True).check()
    assert visible(form) == ALWAYS | {"notificado_el"}
    expect(form.get_by_role("heading", name="Notificación")).to_be_visible()
    expect(form.get_by_text("obligatorio")).to_be_visible()
    expect(form.locator("[data-conditions-status]")).to_have_text("Aparece: Notificado el.")

    form.get_by_label("Maya").check()
    form.get_by_label("Monto").fill("1,200.50")
    assert visible(form) == ALWAYS | {"notificado_el", "interprete", "autoriza"}


def test_options_are_offered_while_their_condition_holds_and_stay_once_chosen(form: Page) -> None:
    otomi, dollars = form.get_by_label("Otomí"), form.locator('option[value="USD"]')
    expect(otomi).to_be_hidden()
    expect(dollars).to_be_disabled()

    form.get_by_label("Sí", exact=True).check()
    otomi.check()
    form.get_by_label("Maya").check()
    expect(dollars).to_be_enabled()

    form.get_by_label("No", exact=True).check()
    expect(otomi).to_be_visible()
    otomi.uncheck()
    expect(otomi).to_be_hidden()


def test_moments_are_read_in_the_office_zone_across_a_clock_change(form: Page) -> None:
    form.get_by_label("Sí", exact=True).check()
    form.get_by_label("Detenido el").fill("2026-10-31T12:00")
    for label, text in {"Día": "2", "Mes": "11", "Año": "2026", "Hora": "11:30"}.items():
        form.get_by_label(label).fill(text)
    # 48 and a half hours passed: the night of 1 November has one hour more in Los Ángeles.
    assert "aviso_tardio" in visible(form)

    form.get_by_label("Hora").fill("10:59")
    assert "aviso_tardio" not in visible(form)


def test_a_hidden_field_keeps_its_value_and_counts_as_empty_for_others(form: Page) -> None:
    form.get_by_label("Sí", exact=True).check()
    form.get_by_label("Detenido el").fill("2026-10-01T12:00")
    for label, text in {"Día": "2", "Mes": "11", "Año": "2026", "Hora": "11:30"}.items():
        form.get_by_label(label).fill(text)
    assert "aviso_tardio" in visible(form)

    form.get_by_label("No", exact=True).check()
    assert visible(form) == ALWAYS

    form.get_by_label("Sí", exact=True).check()
    expect(form.get_by_label("Año")).to_have_value("2026")
    assert "aviso_tardio" in visible(form)


def test_an_unknown_answer_is_known_to_conditions(form: Page) -> None:
    form.get_by_label("Se desconoce").check()
    assert visible(form) == ALWAYS | {"motivo"}


def test_a_draft_is_sent_with_the_token_and_without_secrets(form: Page) -> None:
    sent: list[Request] = []

    def keep(route: Route, request: Request) -> None:
        sent.append(request)
        route.fulfill(status=204)

    form.route("**/drafts", keep)
    form.get_by_label("Tutor").fill("María Núñez")

    expect(form.locator("[data-draft-status]")).to_contain_text("Borrador guardado")
    assert len(sent) == 1
    assert sent[0].headers["x-csrf-token"] == "token-1"
    values = parse_qs(sent[0].post_data or "")
    assert values["tutor"] == ["María Núñez"]
    assert "clave" not in values
    assert "csrf_token" not in values


@pytest.mark.parametrize(("status", "text"), [(500, "No se guardó"), (401, "Sesión terminada")])
def test_a_draft_that_was_not_saved_is_said_and_sent_again(form: Page, status: int, text: str) -> None:
    form.route("**/drafts", lambda route: route.fulfill(status=status))
    form.get_by_label("Tutor").fill("María")
    expect(form.locator("[data-draft-status]")).to_have_text(text)

    form.route("**/drafts", lambda route: route.fulfill(status=204))
    form.get_by_label("Tutor").fill("María Núñez")
    expect(form.locator("[data-draft-status]")).to_contain_text("Borrador guardado")


SIGNED = """<!doctype html><html lang="es"><head><title>Firma</title><script src="/static/app/support.js"></script>
<script type="module" src="/static/app/signature.js"></script></head><body><form>
<div data-field="firma"><input type="file" name="firma.upload" aria-label="Firma">
<div data-signature data-name="firma.png" hidden><div><canvas></canvas></div><button type="button" data-clear>Borrar</button></div>
</div></form></body></html>"""


def test_a_drawn_signature_is_the_file_of_its_field(show: Show) -> None:
    page = show(SIGNED)
    chosen = "[...document.querySelector('input').files].map((file) => `${file.name} ${file.type}`)"
    paper = page.locator("canvas")
    expect(paper).to_be_visible()
    box = paper.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 60)
    page.mouse.up()
    expect(page.get_by_label("Firma")).to_have_value("C:\\fakepath\\firma.png")
    assert page.evaluate(chosen) == ["firma.png image/png"]

    page.get_by_role("button", name="Borrar").click()
    assert page.evaluate(chosen) == []
