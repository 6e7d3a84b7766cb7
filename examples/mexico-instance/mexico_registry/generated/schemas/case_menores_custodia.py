"""Menores de edad en custodia de autoridades. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from runtime.fields.values import PersonName
from runtime.schema import Line, Lines


class CaseMenoresCustodiaCreate(CaseCreate):
    """Niñas, niños y adolescentes en custodia de autoridades."""

    motivo_custodia: Annotated[str, MaxLen(max_length=63)] | None = None
    notificado_custodia_el: datetime.datetime | None = None
    expediente_corte: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    audiencia_custodia_el: datetime.datetime | None = None
    estudio_hogar: Annotated[str, MaxLen(max_length=63)] | None = None
    acompanamiento: Annotated[str, MaxLen(max_length=63)] | None = None
    acompanante: PersonName | None = None
    custodia_de: Annotated[str, MaxLen(max_length=63)] | None = None
    custodia_desde: datetime.date | None = None
    lugar_menor: uuid.UUID | None = None
    necesidades_menor: tuple[str, ...] | None = None
    deseo_menor: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    madre: PersonName | None = None
    padre: PersonName | None = None
    cuidador: PersonName | None = None
    familia_verificada: Annotated[str, MaxLen(max_length=63)] | None = None
    contacto_familiar: Annotated[str, MaxLen(max_length=63)] | None = None
    resultado_evaluacion: Annotated[str, MaxLen(max_length=63)] | None = None
    recibe_autoridad: Annotated[str, MaxLen(max_length=63)] | None = None
    entrega_el: datetime.datetime | None = None
    entrega_a: PersonName | None = None
    comparte_familia: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_autoridades: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_organizaciones: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_publico: Annotated[str, MaxLen(max_length=63)] | None = None
    tiene_abogado: Annotated[str, MaxLen(max_length=63)] | None = None
    abogado: uuid.UUID | None = None
    rama: Annotated[str, MaxLen(max_length=63)] | None = None
    nivel_pale: Annotated[str, MaxLen(max_length=63)] | None = None
    requiere_interprete_corte: Annotated[str, MaxLen(max_length=63)] | None = None


class CaseMenoresCustodiaUpdate(CaseUpdate):
    """Niñas, niños y adolescentes en custodia de autoridades."""

    motivo_custodia: Annotated[str, MaxLen(max_length=63)] | None = None
    notificado_custodia_el: datetime.datetime | None = None
    expediente_corte: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    audiencia_custodia_el: datetime.datetime | None = None
    estudio_hogar: Annotated[str, MaxLen(max_length=63)] | None = None
    acompanamiento: Annotated[str, MaxLen(max_length=63)] | None = None
    acompanante: PersonName | None = None
    custodia_de: Annotated[str, MaxLen(max_length=63)] | None = None
    custodia_desde: datetime.date | None = None
    lugar_menor: uuid.UUID | None = None
    necesidades_menor: tuple[str, ...] | None = None
    deseo_menor: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    madre: PersonName | None = None
    padre: PersonName | None = None
    cuidador: PersonName | None = None
    familia_verificada: Annotated[str, MaxLen(max_length=63)] | None = None
    contacto_familiar: Annotated[str, MaxLen(max_length=63)] | None = None
    resultado_evaluacion: Annotated[str, MaxLen(max_length=63)] | None = None
    recibe_autoridad: Annotated[str, MaxLen(max_length=63)] | None = None
    entrega_el: datetime.datetime | None = None
    entrega_a: PersonName | None = None
    comparte_familia: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_autoridades: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_organizaciones: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_publico: Annotated[str, MaxLen(max_length=63)] | None = None
    tiene_abogado: Annotated[str, MaxLen(max_length=63)] | None = None
    abogado: uuid.UUID | None = None
    rama: Annotated[str, MaxLen(max_length=63)] | None = None
    nivel_pale: Annotated[str, MaxLen(max_length=63)] | None = None
    requiere_interprete_corte: Annotated[str, MaxLen(max_length=63)] | None = None
