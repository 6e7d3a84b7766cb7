"""Entrevista a niña, niño o adolescente. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

from typing import Annotated

from annotated_types import MaxLen

from mexico_registry.generated.schemas.action import ActionCreate, ActionUpdate
from runtime.schema import Lines


class ActionEntrevistaNnaCreate(ActionCreate):
    """Entrevista a niña, niño o adolescente."""

    lugar_tranquilo: Annotated[str, MaxLen(max_length=63)]
    lengua_entrevista: Annotated[str, MaxLen(max_length=3)] | None = None
    con_interprete: bool | None = None
    con_tarjetas: bool | None = None
    informado_antes: Annotated[str, MaxLen(max_length=63)]
    como_esta: Annotated[str, Lines(), MaxLen(max_length=1500)] | None = None
    ha_comido: Annotated[str, MaxLen(max_length=63)] | None = None
    violaciones_nna: tuple[str, ...] | None = None
    violaciones_relato: Annotated[str, Lines(), MaxLen(max_length=3000)] | None = None
    situacion_familia: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    motivos: tuple[str, ...] | None = None
    circunstancias: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    teme_volver: Annotated[str, MaxLen(max_length=63)] | None = None
    teme_volver_por: Annotated[str, Lines(), MaxLen(max_length=1500)] | None = None
    desea: Annotated[str, Lines(), MaxLen(max_length=1500)] | None = None
    comparte_familia: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_autoridades: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_organizaciones: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_publico: Annotated[str, MaxLen(max_length=63)] | None = None
    se_explico: Annotated[str, MaxLen(max_length=63)]
    opinion: Annotated[str, MaxLen(max_length=63)] | None = None
    otra_sesion: bool | None = None


class ActionEntrevistaNnaUpdate(ActionUpdate):
    """Entrevista a niña, niño o adolescente."""

    lugar_tranquilo: Annotated[str, MaxLen(max_length=63)] | None = None
    lengua_entrevista: Annotated[str, MaxLen(max_length=3)] | None = None
    con_interprete: bool | None = None
    con_tarjetas: bool | None = None
    informado_antes: Annotated[str, MaxLen(max_length=63)] | None = None
    como_esta: Annotated[str, Lines(), MaxLen(max_length=1500)] | None = None
    ha_comido: Annotated[str, MaxLen(max_length=63)] | None = None
    violaciones_nna: tuple[str, ...] | None = None
    violaciones_relato: Annotated[str, Lines(), MaxLen(max_length=3000)] | None = None
    situacion_familia: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    motivos: tuple[str, ...] | None = None
    circunstancias: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    teme_volver: Annotated[str, MaxLen(max_length=63)] | None = None
    teme_volver_por: Annotated[str, Lines(), MaxLen(max_length=1500)] | None = None
    desea: Annotated[str, Lines(), MaxLen(max_length=1500)] | None = None
    comparte_familia: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_autoridades: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_organizaciones: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_publico: Annotated[str, MaxLen(max_length=63)] | None = None
    se_explico: Annotated[str, MaxLen(max_length=63)] | None = None
    opinion: Annotated[str, MaxLen(max_length=63)] | None = None
    otra_sesion: bool | None = None
