"""Asuntos civiles y de familia. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated

from annotated_types import Ge, Le, MaxLen

from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from runtime.fields.values import Money, PersonName
from runtime.schema import Line


class CaseAsuntoCivilCreate(CaseCreate):
    """Asunto civil o de familia."""

    contraparte_civil: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    corte_civil: Annotated[str, Line(), MaxLen(max_length=120)] | None = None
    expediente_civil: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    vence_el: datetime.date | None = None
    cuantia: Money | None = None
    resultado_civil: Annotated[str, MaxLen(max_length=63)] | None = None
    deudor_nombre: PersonName | None = None
    deudor_domicilio: Annotated[str, MaxLen(max_length=63)] | None = None
    deudor_estado: Annotated[str, MaxLen(max_length=63)] | None = None
    sin_reciprocidad: Annotated[str, MaxLen(max_length=63)] | None = None
    beneficiarios: Annotated[int, Ge(ge=1), Le(le=25)] | None = None
    sentencia_origen: Annotated[str, MaxLen(max_length=63)] | None = None
    monto_mensual: Money | None = None
    enviado_el: datetime.date | None = None
    tiene_abogado: Annotated[str, MaxLen(max_length=63)] | None = None
    abogado: uuid.UUID | None = None
    rama: Annotated[str, MaxLen(max_length=63)] | None = None
    nivel_pale: Annotated[str, MaxLen(max_length=63)] | None = None
    requiere_interprete_corte: Annotated[str, MaxLen(max_length=63)] | None = None


class CaseAsuntoCivilUpdate(CaseUpdate):
    """Asunto civil o de familia."""

    contraparte_civil: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    corte_civil: Annotated[str, Line(), MaxLen(max_length=120)] | None = None
    expediente_civil: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    vence_el: datetime.date | None = None
    cuantia: Money | None = None
    resultado_civil: Annotated[str, MaxLen(max_length=63)] | None = None
    deudor_nombre: PersonName | None = None
    deudor_domicilio: Annotated[str, MaxLen(max_length=63)] | None = None
    deudor_estado: Annotated[str, MaxLen(max_length=63)] | None = None
    sin_reciprocidad: Annotated[str, MaxLen(max_length=63)] | None = None
    beneficiarios: Annotated[int, Ge(ge=1), Le(le=25)] | None = None
    sentencia_origen: Annotated[str, MaxLen(max_length=63)] | None = None
    monto_mensual: Money | None = None
    enviado_el: datetime.date | None = None
    tiene_abogado: Annotated[str, MaxLen(max_length=63)] | None = None
    abogado: uuid.UUID | None = None
    rama: Annotated[str, MaxLen(max_length=63)] | None = None
    nivel_pale: Annotated[str, MaxLen(max_length=63)] | None = None
    requiere_interprete_corte: Annotated[str, MaxLen(max_length=63)] | None = None
