"""Migrantes extraviados o en peligro. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
from typing import Annotated

from annotated_types import Ge, Le, MaxLen

from mexico_registry.generated.schemas.case import CaseCreate, CaseUpdate
from runtime.fields.values import PartialDate
from runtime.schema import Line, Lines


class CaseMigranteExtraviadoCreate(CaseCreate):
    """Migrante extraviado o en peligro."""

    ubicacion_conocida: Annotated[str, Line(), MaxLen(max_length=200)] | None = None
    avisado_rescate_el: datetime.datetime | None = None
    autoridad_rescate: Annotated[str, MaxLen(max_length=63)] | None = None
    ultimo_contacto_el: PartialDate | None = None
    ultimo_contacto_lugar: Annotated[str, Line(), MaxLen(max_length=200)] | None = None
    ultimo_contacto_medio: Annotated[str, MaxLen(max_length=63)] | None = None
    ultimo_contacto_dijo: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    circunstancia: Annotated[str, MaxLen(max_length=63)] | None = None
    destino_previsto: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    acompanantes: Annotated[str, Lines(), MaxLen(max_length=1000)] | None = None
    guia_contacto: Annotated[str, Lines(), MaxLen(max_length=600)] | None = None
    estatura_cm: Annotated[int, Ge(ge=30), Le(le=250)] | None = None
    senas_particulares: Annotated[str, Lines(), MaxLen(max_length=1500)] | None = None
    ropa: Annotated[str, Line(), MaxLen(max_length=300)] | None = None
    fotografia: Annotated[str, MaxLen(max_length=63)] | None = None
    muestra_adn: Annotated[str, MaxLen(max_length=63)] | None = None
    muestra_referencia: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    buscado_en: tuple[str, ...] | None = None
    denuncias: tuple[str, ...] | None = None
    familia_autoriza: Annotated[str, MaxLen(max_length=63)] | None = None
    resultado_busqueda: Annotated[str, MaxLen(max_length=63)] | None = None
    localizado_el: datetime.date | None = None
    localizado_en: Annotated[str, Line(), MaxLen(max_length=200)] | None = None
    autoriza_informar: Annotated[str, MaxLen(max_length=63)] | None = None


class CaseMigranteExtraviadoUpdate(CaseUpdate):
    """Migrante extraviado o en peligro."""

    ubicacion_conocida: Annotated[str, Line(), MaxLen(max_length=200)] | None = None
    avisado_rescate_el: datetime.datetime | None = None
    autoridad_rescate: Annotated[str, MaxLen(max_length=63)] | None = None
    ultimo_contacto_el: PartialDate | None = None
    ultimo_contacto_lugar: Annotated[str, Line(), MaxLen(max_length=200)] | None = None
    ultimo_contacto_medio: Annotated[str, MaxLen(max_length=63)] | None = None
    ultimo_contacto_dijo: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
    circunstancia: Annotated[str, MaxLen(max_length=63)] | None = None
    destino_previsto: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    acompanantes: Annotated[str, Lines(), MaxLen(max_length=1000)] | None = None
    guia_contacto: Annotated[str, Lines(), MaxLen(max_length=600)] | None = None
    estatura_cm: Annotated[int, Ge(ge=30), Le(le=250)] | None = None
    senas_particulares: Annotated[str, Lines(), MaxLen(max_length=1500)] | None = None
    ropa: Annotated[str, Line(), MaxLen(max_length=300)] | None = None
    fotografia: Annotated[str, MaxLen(max_length=63)] | None = None
    muestra_adn: Annotated[str, MaxLen(max_length=63)] | None = None
    muestra_referencia: Annotated[str, Line(), MaxLen(max_length=60)] | None = None
    buscado_en: tuple[str, ...] | None = None
    denuncias: tuple[str, ...] | None = None
    familia_autoriza: Annotated[str, MaxLen(max_length=63)] | None = None
    resultado_busqueda: Annotated[str, MaxLen(max_length=63)] | None = None
    localizado_el: datetime.date | None = None
    localizado_en: Annotated[str, Line(), MaxLen(max_length=200)] | None = None
    autoriza_informar: Annotated[str, MaxLen(max_length=63)] | None = None
