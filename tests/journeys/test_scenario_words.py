"""Every kind of step can be played, and every kind of claim that is not true says what is, in an author's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli.test import play
from generator.pipeline import check_layers
from runtime.cli.scenarios import Outcome

BASES = Path(__file__).parents[1] / "blueprints" / "bases"

BLUEPRINT = """\
blueprint: pais
version: 1.0.0
title: {es: "País", en: "Country"}
extends: "registro >=1.0"
case_types:
  detencion:
    closing_reasons: {resuelto: true, retirado: {requires: [recibido]}}
    checklists:
      protocolo:
        label: {es: "Protocolo", en: "Protocol"}
        items: {informar: {label: {es: "Informar", en: "Inform"}, required: {at: en_tramite}}}
    sections:
      detencion:
        fields:
          dias: {type: computed, result: integer, value: "peso > 1.0 ? 2 : 1", label: {es: "Días", en: "Days"}}
lifecycle:
  transitions:
    iniciar: {guards: {edad: {that: "person.edad >= 18", message: {es: "Es menor de edad.", en: "Is a minor."}}}}
    reabrir: {label: {es: "Reabrir", en: "Reopen"}, from: [concluido], to: en_tramite, reason: words, roles: [titular]}
roles:
  titular: {may: {case: {read: office, reassign: office, transition: office}, person: {read: office}}}
"""

GIVEN = """\
    given:
      eloy: {at: "2026-03-02T09:00", register: contraparte, values: {nombre: "Eloy"}}
      rosa: {person: {nombre: "Rosa López"}}
      caso:
        case: detencion
        person: {nombre: "Ana López", edad: 30, salud: "Asma", departamento: {unknown: se_desconoce}}
        values: {resumen: "Detenida", centro: eloy, fianza: {amount: 1500, currency: USD}, peso: 2.5}
"""

TRUE: dict[str, tuple[str | list[str], str]] = {
    "references": ("", "{value: {centro: eloy, fianza: {amount: 1500, currency: USD}, dias: 2}}"),
    "reasons": ("", "{value: {person.departamento: {unknown: se_desconoce}}}"),
    "parts": ("{join: rosa, part: familiar}", "{sees: [case, rosa, person.salud]}"),
    "actions": ('{action: visita, values: {nota: "Vista"}}', "{value: {visita.nota: Vista}}"),
    "handing_over": ("{as: titular, assign: oficial beto}", "{sees: case, as: oficial beto}"),
    "filling": (
        '{fill: {recibido: "2026-03-02", person.edad: 17}}',
        "{needs: {iniciar: [detenido_el, edad]}}",
    ),
    "ticking": (
        ['{fill: {detenido_el: "2026-03-01T08:00"}}', "{tick: {protocolo: informar}}"],
        "{ready: iniciar}",
    ),
    "not_ticked": ("{move: iniciar}", "{refused: [detenido_el, protocolo.informar], because: required}"),
    "reason_that_asks": ("{move: concluir, reason: retirado}", "{refused: recibido}"),
    "options": ("", "{offered: {notificado: [si, no]}}"),
    "denied": ("{move: concluir, reason: resuelto}", "{denied: reabrir}"),
    "words": (
        ["{move: concluir, reason: resuelto}", "{as: titular, move: reabrir}"],
        "{refused: words, because: required}",
    ),
    "reopened": (
        [
            '{fill: {detenido_el: "2026-03-01T08:00"}}',
            "{tick: {protocolo: informar}}",
            "{move: concluir, reason: resuelto}",
            '{as: titular, move: reabrir, words: "Volvió"}',
        ],
        "{state: en_tramite}",
    ),
}

FALSE = {
    "deadline": ("", "{deadline: visita, is: kept}", "el plazo «Primera visita» se cumplió", "el plazo «Primera visita» no corre todavía"),
    "due": (
        '{fill: {notificado: si, notificado_el: "2026-03-02T08:00"}}',
        '{deadline: visita, is: running, due: "2026-03-05T08:00"}',
        "el plazo «Primera visita» corre y hay tiempo y vence el 5 de marzo de 2026, 08:00",
        "el plazo «Primera visita» corre y hay tiempo y vence el 4 de marzo de 2026, 08:00",
    ),
    "refused": (
        "{move: concluir, reason: resuelto}",
        "{refused: detenido_el}",
        "el paso se rechaza por «Detenido el»",
        "el paso se aceptó",
    ),
    "otherwise_refused": (
        "{move: iniciar}",
        "{refused: edad}",
        "el paso se rechaza por «Edad»",
        "el paso se rechazó: «Detenido el»: Hace falta antes de este paso y «Informar»: Hay que marcarlo antes de este paso",
    ),
    "state": ("", "{state: concluido}", "el caso está en «Concluido»", "el caso está en «Registrado»"),
    "shown": ("", "{visible: notificado_el}", "se muestra «Notificado el»", "no se muestra «Notificado el»"),
    "value": ("", "{value: {person.edad: 31}}", "«Edad» dice «31»", "«Edad» dice «30»"),
    "empty": ("", '{value: {person.departamento: ""}}', "«Departamento» dice vacío", "«Departamento» dice «Se desconoce»"),
    "offered": ("", "{not_offered: {notificado: si}}", "«¿Notificado?» no ofrece «si»", "«¿Notificado?» ofrece «si»"),
    "reasons_offered": ("", "{not_offered: {concluir: resuelto}}", "«Concluir» no ofrece «resuelto»", "«Concluir» ofrece «resuelto»"),
    "ready": ("", "{ready: iniciar}", "para «Iniciar» no falta nada", "para «Iniciar» falta «Detenido el» y «Informar»"),
    "needs": ("", "{needs: {concluir: centro}}", "para «Concluir» falta «Centro»", "para «Concluir» no falta nada"),
    "not_from_here": ("", "{ready: reabrir}", "para «Reabrir» no falta nada", "«Reabrir» no sale de «Registrado»"),
    "denied_to_nobody": ("", "{denied: concluir}", "Oficial en here no puede hacer «Concluir»", "Oficial en here puede hacer «Concluir»"),
    "sees": ("", "{sees: [case, rosa], office: another}", "Oficial en another ve «case» y «rosa»", "Oficial en another no ve «case» y «rosa»"),
    "does_not_see": ("", "{does_not_see: person.salud, as: titular}", "Titular en here no ve «Salud»", "Titular en here ve «Salud»"),
    "unseen": ("", "{state: registrado, office: another}", "un caso a la vista", "Oficial en another no ve el caso"),
    "count": ("", "{count: people, is: 3}", "Oficial en here: 3 personas", "Oficial en here: 2 personas"),
    "folio": ("", '{folio: "{prefix}-2026-000002"}', "el folio +HER-2026-000002", "el folio +HER-2026-000001"),
}  # fmt: skip

REFUSED = {
    "of_given": ('{at: "2026-03-02T10:00", move: concluir}', "{state: concluido}", "el motivo: Responda esta pregunta"),
    "of_another": ("{office: another, move: concluir, reason: resuelto}", "{state: concluido}", "falta de permiso o de vista"),
}  # fmt: skip


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """All of them, played once."""
    folder = tmp_path_factory.mktemp("words") / "pais"
    folder.mkdir()
    plays: dict[str, tuple[str | list[str], str]] = {
        **TRUE,
        **{name: (step, claim) for name, (step, claim, *_) in FALSE.items()},
        **{name: (step, claim) for name, (step, claim, _) in REFUSED.items()},
    }
    text = "".join(scenario(name, step, claim) for name, (step, claim) in plays.items())
    (folder / "blueprint.yaml").write_text(f"{BLUEPRINT}scenarios:\n{text}", "utf-8")
    checked = check_layers(folder, (BASES,))
    assert checked.outcome.value is not None, checked.outcome.diagnostics
    return {outcome.scenario: outcome for outcome in play(checked.outcome.value, (), "es")}


def scenario(name: str, steps: str | list[str], claim: str) -> str:
    listed = [steps] if isinstance(steps, str) else steps
    when = "".join(f"      - {step}\n" for step in listed if step)
    when = f"    when:\n{when}" if when else ""
    return f"  {name}:\n    label: {name}\n    as: oficial\n{GIVEN}{when}    expect: [{claim}]\n"


@pytest.mark.parametrize("name", TRUE)
def test_what_is_true_passes(outcomes: dict[str, Outcome], name: str) -> None:
    assert outcomes[name].failures == ()


@pytest.mark.parametrize("name", FALSE)
def test_what_is_not_true_is_said(outcomes: dict[str, Outcome], name: str) -> None:
    [failure] = outcomes[name].failures
    assert (failure.line, failure.key) == ("expect", 0)
    assert (failure.expected, failure.happened) == FALSE[name][2:]


@pytest.mark.parametrize("name", REFUSED)
def test_a_step_nobody_expected_to_be_refused_is_said(outcomes: dict[str, Outcome], name: str) -> None:
    [failure] = outcomes[name].failures
    assert (failure.line, failure.key, failure.expected) == ("when", 0, "")
    assert failure.happened == REFUSED[name][2]
