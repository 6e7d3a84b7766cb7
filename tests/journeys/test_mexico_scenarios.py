"""Mexico's scenarios come true, and each of them fails when the rule it is about is taken away."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from generator.compile.scenarios import scenarios as scripts
from generator.pipeline import build_scratch, check_layers
from runtime.cli.scenarios import open_scratch
from runtime.instance import Instance
from runtime.ir.registry import Registry
from runtime.ir.scenario import Scenario
from runtime.scenario.play import play
from runtime.storage.session import Store
from tests.journeys.breaking import breaking

BLUEPRINT = Path(__file__).parents[2] / "blueprints" / "mexico"

Data = dict[str, Any]
Mutation = Callable[[Data], None]


@dataclass(frozen=True)
class Theatre:
    """Mexico's scratch instance with its scenarios."""

    instance: Instance
    store: Store
    scenarios: dict[str, Scenario]

    def failing(self, *names: str, registry: Registry | None = None) -> set[str]:
        """Which of these scenarios fail, under these rules instead of Mexico's."""
        model = dataclasses.replace(self.instance.model, registry=registry or self.instance.registry)
        outcomes = play(model, self.store, [self.scenarios[name] for name in names], "es")
        return {outcome.scenario for outcome in outcomes if not outcome.is_kept}


@pytest.fixture(scope="module")
def theatre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Theatre]:
    context = check_layers(BLUEPRINT).outcome.value
    assert context is not None
    root = tmp_path_factory.mktemp("theatre") / "instance"
    build_scratch(context, root)
    with open_scratch(root) as (instance, store):
        yield Theatre(instance, store, {script.id: script for script in scripts(context)})


def of(items: list[Data], wanted: str) -> Data:
    return next(item for item in items if item["id"] == wanted)


def field(entity: str, wanted: str, **changes: Any) -> Mutation:
    """A field that says something else."""
    return lambda data: of(of(data["entities"], entity)["fields"], wanted).update(changes)


def optional(entity: str, wanted: str) -> Mutation:
    """A field that is never asked for."""
    return field(entity, wanted, required={"kind": "never"})


def unchecked(entity: str, wanted: str) -> Mutation:
    """A field without its rules."""
    return field(entity, wanted, checks=[])


def deadline(entity: str, wanted: str, **changes: Any) -> Mutation:
    """A clock that runs otherwise."""
    return lambda data: of(of(data["entities"], entity)["deadlines"], wanted).update(changes)


def transition(wanted: str, **changes: Any) -> Mutation:
    """A movement under other conditions."""
    return lambda data: of(data["lifecycle"]["transitions"], wanted).update(changes)


def grant(role: str, subject: str, verb: str, reach: str | None) -> Mutation:
    """A role with another reach, or without a permission."""

    def change(data: Data) -> None:
        grants = of(data["roles"], role)["grants"]
        kept = [one for one in grants if (one["subject"], one["verb"]) != (subject, verb)]
        new = [{"subject": subject, "verb": verb, "reach": reach}] if reach else []
        of(data["roles"], role)["grants"] = [*kept, *new]

    return change


def all_reasons(entity: str) -> Mutation:
    """A case type that offers every closing reason."""

    def change(data: Data) -> None:
        found = of(data["entities"], entity)
        found["closing_reasons"] = type(found["closing_reasons"])()

    return change


DETENTION, REMAINS, WAGES = "case_detencion_migratoria", "case_traslado_restos", "case_salarios_no_pagados"
VISIT = "primera_visita"

BROKEN: dict[str, Mutation] = {
    "visita_en_48_horas": deadline(DETENTION, VISIT, within="72h"),
    "aviso_antes_de_la_visita": deadline(DETENTION, VISIT, warn=None),
    "visita_a_tiempo": deadline(DETENTION, VISIT, until="action.entrevista"),
    "visita_tardia": deadline(DETENTION, VISIT, within="96h"),
    "visita_anterior_no_cuenta": deadline(DETENTION, VISIT, start="detenido_el"),
    "visita_anulada_no_cuenta": deadline(DETENTION, VISIT, within="5d"),
    "sin_notificacion_no_hay_plazo": field(DETENTION, "notificado_el", visible=None),
    "pertenencias_30_dias": deadline(DETENTION, "pertenencias", within="60d"),
    "pertenencias_recuperadas": deadline(DETENTION, "pertenencias", until="state.concluido"),
    "notificacion_despues_de_detencion": unchecked(DETENTION, "notificado_el"),
    "detencion_no_es_futura": field(DETENTION, "detenido_el", options={}),
    "se_desconoce_no_es_vacio": field(DETENTION, "detenido_el", unknown=[]),
    "detencion_sin_fecha": optional(DETENTION, "detenido_el"),
    "embarazo_solo_a_mujeres": field(DETENTION, "embarazo", visible=None),
    "visita_sin_acceso_pide_motivo": optional("action_visita_consular", "acceso_motivo"),
    "familia_solo_con_permiso": unchecked("action_contacto_familia", "autorizado"),
    "iniciar_pide_voluntad": optional("case", "aceptacion"),
    "sin_voluntad_no_hay_tramite": transition("iniciar", guards=[]),
    "concluir_pide_lo_que_falta": optional("person", "nacimiento"),
    "repatriacion_pide_punto": optional(DETENTION, "punto_repatriacion"),
    "conclusion_completa": lambda data: of(data["lifecycle"]["states"], "concluido").update(kind="waiting"),
    "motivos_por_tipo": all_reasons(DETENTION),
    "restos_piden_manera_de_muerte": optional(REMAINS, "manera"),
    "muerte_bajo_custodia": optional(REMAINS, "expediente_solicitado_el"),
    "apoyo_solo_a_quien_no_puede_pagar": unchecked(REMAINS, "insolvencia"),
    "apoyo_no_pasa_del_costo": unchecked(REMAINS, "apoyo_autorizado"),
    "visado_en_diez_dias_habiles": deadline(REMAINS, "visado", within="10d"),
    "salario_mayor_que_cero": unchecked(WAGES, "monto_reclamado"),
    "salario_pide_monto_al_iniciar": optional(WAGES, "riesgo_detalle"),
    "salario_recuperado": optional(WAGES, "monto_recuperado"),
    "honorarios_con_informe": unchecked("action_asesoria_legal", "pagada_el"),
    "apoyo_con_recibo": optional("action_apoyo_economico", "recibo"),
    "cada_oficina_lo_suyo": grant("oficial", "case", "read", "everything"),
    "lo_sensible_no_va_a_oficinas_centrales": lambda data: of(data["roles"], "analista").update(
        sees="sensitive"
    ),
    "persona_de_la_oficina": grant("oficial", "person", "read", "everything"),
    "anular_lo_propio": grant("oficial", "action", "annul", "office"),
    "anular_lo_de_la_oficina": grant("titular", "action", "annul", None),
    "descarta_la_titular": transition("descartar", roles=[]),
    "reabrir_pide_motivo": transition("reabrir", reason="none"),
    "folio_del_anio_de_la_oficina": lambda data: data.update(folio="{prefix}-{year}-{number:04}"),
    "curp_dudosa": field("person", "curp", type="text", options={}),
}
"""By scenario, a change of the rules under which it must fail."""


def test_all_of_them_come_true(theatre: Theatre) -> None:
    assert len(theatre.scenarios) >= 40
    assert theatre.failing(*theatre.scenarios) == set()


def test_every_rule_that_is_broken_belongs_to_a_scenario(theatre: Theatre) -> None:
    assert set(BROKEN) <= set(theatre.scenarios)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_noticed(theatre: Theatre, name: str) -> None:
    data = theatre.instance.registry.model_dump(mode="json")
    BROKEN[name](data)
    changed = Registry.model_validate(data)
    assert changed != theatre.instance.registry
    assert theatre.failing(name, registry=changed) == {name}


def test_each_of_the_others_fails_when_rules_its_claims_stand_on_are_taken_away(theatre: Theatre) -> None:
    """No scenario is true whatever the rules are."""
    whole = theatre.instance.registry.model_dump(mode="json")
    proven = set(BROKEN)
    for name, scenario in theatre.scenarios.items():
        for mutate in breaking(scenario) if name not in BROKEN else ():
            data = theatre.instance.registry.model_dump(mode="json")
            mutate(data)
            if data != whole and theatre.failing(name, registry=Registry.model_validate(data)):
                proven.add(name)
                break
    assert proven == set(theatre.scenarios)
