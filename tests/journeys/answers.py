"""What officers type in these journeys, right and wrong, by control name. Dates are told from today."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/Los_Angeles")
"""Where the officers of these journeys work."""

Answers = dict[str, str | list[str]]


def ago(**span: float) -> datetime.datetime:
    """Return a moment before now, on the clock of Los Ángeles."""
    return datetime.datetime.now(ZONE) - datetime.timedelta(**span)


def day(name: str, moment: datetime.datetime) -> Answers:
    """Return the controls of a date."""
    return {
        f"{name}.day": str(moment.day),
        f"{name}.month": str(moment.month),
        f"{name}.year": str(moment.year),
    }


def instant(name: str, moment: datetime.datetime) -> Answers:
    """Return the controls of a moment."""
    return {**day(name, moment), f"{name}.time": f"{moment:%H:%M}"}


PERSON: Answers = {
    "nombre.given": "María Guadalupe",
    "nombre.first": "Xicoténcatl",
    "nombre.second": "Núñez",
    "sexo": "mujer",
    "nacimiento.age": "34",
    "estado_origen": "20",
    "municipio_origen": "Tlaxiaco",
    "telefono": "+52 55 5123 4567",
    "nacionalidad_estatus": "presunta",
}

MATTER: Answers = {"resumen": "La detuvieron camino al trabajo; pide avisar a su familia."}

DETENTION: Answers = {
    **MATTER,
    **instant("detenido_el", ago(hours=30)),
    "notificado": "si",
    **instant("notificado_el", ago(hours=20)),
    "necesidad_medica": "si",
    "necesidad_detalle": "Insulina dos veces al día",
    "anios_residencia": "12",
}
DETENTION_WRONG: Answers = {
    "resumen": "",
    **instant("detenido_el", ago(hours=30)),
    "notificado": "si",
    **instant("notificado_el", ago(hours=60)),
    "anios_residencia": "ciento doce",
    "necesidad_medica": "si",
    "necesidad_detalle": "",
    "numero_autoridad": "A-204 998 321",
}
"""No summary, notified before being detained, years in words, a need without saying which."""

REMAINS: Answers = {
    **MATTER,
    "resumen": "La familia pide que vuelva a su pueblo.",
    **day("fallecio_el", ago(days=3)),
    "lugar_fallecimiento": "Hospital General",
    "pagador": "familia",
}
REMAINS_WRONG: Answers = {
    "resumen": "La familia pide que vuelva a su pueblo.",
    **day("fallecio_el", ago(days=-3)),
    "pagador": "compartido",
    "costo.amount": "1000",
    "costo.currency": "USD",
    "apoyo_autorizado.amount": "2500",
    "apoyo_autorizado.currency": "USD",
    "acta_numero": "2026-DC-118",
}
"""Died in three days, aid above the cost, and nothing about being unable to pay."""

WAGES: Answers = {
    "resumen": "Le deben seis semanas de trabajo en el campo.",
    "empleador_nombre": 'Sol & Hijos "La Güera"',
    **day("desde", ago(days=90)),
    **day("hasta", ago(days=48)),
    "monto_reclamado.amount": "4,350.50",
    "monto_reclamado.currency": "USD",
    "conceptos": ["salario", "horas_extra"],
}
WAGES_WRONG: Answers = {
    "resumen": "Le deben seis semanas de trabajo en el campo.",
    "empleador_nombre": "",
    **day("desde", ago(days=48)),
    **day("hasta", ago(days=90)),
    "monto_reclamado.amount": "-4,350.50",
    "monto_reclamado.currency": "USD",
    "puesto": "Pizca de fresa",
}
"""No employer, an end before the beginning, a debt below nothing."""

CASE_TYPES: dict[str, tuple[Answers, Answers, set[str]]] = {
    "detencion_migratoria": (
        DETENTION_WRONG,
        DETENTION,
        {"resumen", "notificado_el-day", "anios_residencia", "necesidad_detalle"},
    ),
    "traslado_restos": (
        REMAINS_WRONG,
        REMAINS,
        {"fallecio_el-day", "insolvencia", "apoyo_autorizado-amount"},
    ),
    "salarios_no_pagados": (WAGES_WRONG, WAGES, {"empleador_nombre", "hasta-day", "monto_reclamado-amount"}),
}
"""Of each type: what is typed first, what is right, and the controls the error summary must lead to."""

VISIT: Answers = {
    "nota": "Se le visitó en el centro; pide hablar con su madre.",
    "centro_tipo": "ice",
    "acceso": "si",
    "estado_salud": "Tranquila, sin su insulina",
}
VISIT_WRONG: Answers = {
    "nota": "Se le visitó en el centro; pide hablar con su madre.",
    "acceso": "no",
    "entrevistados": "muchas",
}
"""Without the type of facility, without the reason for being refused, a number in words."""

FAMILY: Answers = {
    "nota": "Se habló con su madre, que ya sabe dónde está.",
    "autorizado": "si",
    "familiar.given": "Petra",
    "familiar.first": "Núñez",
    "familiar_parentesco": "madre",
}

STARTING: dict[str, Answers] = {
    "asunto": {"tipologia": "mig_01"},
    "proteccion": {"aceptacion": "acepta", "consentimiento": "si"},
    "detencion": {"autoridad": "ice_ero"},
}
"""What a detention needs before work begins, by section."""

CLOSING: dict[str, Answers] = {
    "detencion": {"centro.unknown": "se_desconoce", "informado_derecho": "no"},
    "desenlace": {"desenlace": "liberada", **day("desenlace_el", ago(hours=5))},
    "conclusion": {"resultado": "Recobró la libertad y volvió con su familia.", "informado": "si"},
}
"""What it needs before it is closed."""
