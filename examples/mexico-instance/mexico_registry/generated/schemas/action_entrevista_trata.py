"""Entrevista a posible víctima de trata. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.action import ActionCreate, ActionUpdate
from runtime.schema import Lines


class ActionEntrevistaTrataCreate(ActionCreate):
    """Entrevista a posible víctima de trata."""

    a_solas: Annotated[str, MaxLen(max_length=63)]
    lengua_entrevista: Annotated[str, MaxLen(max_length=3)] | None = None
    interprete_confianza: Annotated[str, MaxLen(max_length=63)] | None = None
    consentimiento_explicado: Annotated[str, MaxLen(max_length=63)]
    peligro_ahora: Annotated[str, MaxLen(max_length=63)] | None = None
    tiene_documentos: Annotated[str, MaxLen(max_length=63)] | None = None
    puede_salir: Annotated[str, MaxLen(max_length=63)] | None = None
    recibe_pago: Annotated[str, MaxLen(max_length=63)] | None = None
    debe_dinero: Annotated[str, MaxLen(max_length=63)] | None = None
    amenazas_familia: Annotated[str, MaxLen(max_length=63)] | None = None
    relato_trata: Annotated[str, Lines(), MaxLen(max_length=8000)] | None = None
    riesgo_entrevista: Annotated[str, MaxLen(max_length=63)]
    necesidades: tuple[str, ...] | None = None
    acepta_asistencia: Annotated[str, MaxLen(max_length=63)] | None = None


class ActionEntrevistaTrataUpdate(ActionUpdate):
    """Entrevista a posible víctima de trata."""

    a_solas: Annotated[str, MaxLen(max_length=63)] | None = None
    lengua_entrevista: Annotated[str, MaxLen(max_length=3)] | None = None
    interprete_confianza: Annotated[str, MaxLen(max_length=63)] | None = None
    consentimiento_explicado: Annotated[str, MaxLen(max_length=63)] | None = None
    peligro_ahora: Annotated[str, MaxLen(max_length=63)] | None = None
    tiene_documentos: Annotated[str, MaxLen(max_length=63)] | None = None
    puede_salir: Annotated[str, MaxLen(max_length=63)] | None = None
    recibe_pago: Annotated[str, MaxLen(max_length=63)] | None = None
    debe_dinero: Annotated[str, MaxLen(max_length=63)] | None = None
    amenazas_familia: Annotated[str, MaxLen(max_length=63)] | None = None
    relato_trata: Annotated[str, Lines(), MaxLen(max_length=8000)] | None = None
    riesgo_entrevista: Annotated[str, MaxLen(max_length=63)] | None = None
    necesidades: tuple[str, ...] | None = None
    acepta_asistencia: Annotated[str, MaxLen(max_length=63)] | None = None
