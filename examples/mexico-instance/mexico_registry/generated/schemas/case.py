"""Casos. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
from typing import Annotated

from annotated_types import MaxLen

from runtime.fields.values import PersonName
from runtime.schema import Line, Lines, Pattern, Schema


class CaseCreate(Schema):
    """Caso."""

    canal: Annotated[str, MaxLen(max_length=63)]
    primer_contacto: datetime.datetime
    parentesco: Annotated[str, MaxLen(max_length=63)]
    solicitante: PersonName | None = None
    solicitante_telefono: Annotated[str, Line(), Pattern(pattern='\\+[0-9]{5,15}(;ext=[0-9]{1,7})?')] | None = None
    resumen: Annotated[str, Lines(), MaxLen(max_length=4000)]
    tipologia: Annotated[str, MaxLen(max_length=63)] | None = None
    prioridad: Annotated[str, MaxLen(max_length=63)]
    aceptacion: Annotated[str, MaxLen(max_length=63)] | None = None
    aceptacion_el: datetime.date | None = None
    consentimiento: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_con: tuple[str, ...] | None = None
    no_compartir: Annotated[str, Lines(), MaxLen(max_length=1000)] | None = None
    tipologias_secundarias: tuple[str, ...] | None = None
    protocolos: tuple[str, ...] | None = None
    confidencialidad: Annotated[str, MaxLen(max_length=63)]
    interes_medios: bool | None = None
    resultado: Annotated[str, Lines(), MaxLen(max_length=4000)] | None = None
    informado: Annotated[str, MaxLen(max_length=63)] | None = None


class CaseUpdate(Schema):
    """Caso."""

    canal: Annotated[str, MaxLen(max_length=63)] | None = None
    primer_contacto: datetime.datetime | None = None
    parentesco: Annotated[str, MaxLen(max_length=63)] | None = None
    solicitante: PersonName | None = None
    solicitante_telefono: Annotated[str, Line(), Pattern(pattern='\\+[0-9]{5,15}(;ext=[0-9]{1,7})?')] | None = None
    resumen: Annotated[str, Lines(), MaxLen(max_length=4000)] | None = None
    tipologia: Annotated[str, MaxLen(max_length=63)] | None = None
    prioridad: Annotated[str, MaxLen(max_length=63)] | None = None
    aceptacion: Annotated[str, MaxLen(max_length=63)] | None = None
    aceptacion_el: datetime.date | None = None
    consentimiento: Annotated[str, MaxLen(max_length=63)] | None = None
    comparte_con: tuple[str, ...] | None = None
    no_compartir: Annotated[str, Lines(), MaxLen(max_length=1000)] | None = None
    tipologias_secundarias: tuple[str, ...] | None = None
    protocolos: tuple[str, ...] | None = None
    confidencialidad: Annotated[str, MaxLen(max_length=63)] | None = None
    interes_medios: bool | None = None
    resultado: Annotated[str, Lines(), MaxLen(max_length=4000)] | None = None
    informado: Annotated[str, MaxLen(max_length=63)] | None = None
