"""Personas. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

from typing import Annotated

from annotated_types import MaxLen

from runtime.fields.values import Address, AgeOrBirth, DocumentId, PersonName
from runtime.schema import Line, Pattern, Schema


class PersonCreate(Schema):
    """Persona."""

    nombre: PersonName
    alias: Annotated[str, Line(), MaxLen(max_length=80)] | None = None
    nacimiento: AgeOrBirth | None = None
    sexo: Annotated[str, MaxLen(max_length=63)]
    identidad_genero: Annotated[str, MaxLen(max_length=63)] | None = None
    estado_civil: Annotated[str, MaxLen(max_length=63)] | None = None
    curp: Annotated[str, Line(), MaxLen(max_length=40)] | None = None
    nacionalidad_estatus: Annotated[str, MaxLen(max_length=63)]
    otra_nacionalidad: Annotated[str, MaxLen(max_length=3)] | None = None
    pais_nacimiento: Annotated[str, MaxLen(max_length=3)] | None = None
    estado_nacimiento: Annotated[str, MaxLen(max_length=63)] | None = None
    municipio_nacimiento: Annotated[str, Line(), MaxLen(max_length=100)] | None = None
    estado_origen: Annotated[str, MaxLen(max_length=63)] | None = None
    municipio_origen: Annotated[str, Line(), MaxLen(max_length=100)] | None = None
    documento: DocumentId | None = None
    documento_2: DocumentId | None = None
    documento_3: DocumentId | None = None
    telefono: Annotated[str, Line(), Pattern(pattern='\\+[0-9]{5,15}(;ext=[0-9]{1,7})?')] | None = None
    correo: Annotated[str, Line(), MaxLen(max_length=254), Pattern(pattern='[^@\\s,;<>()]+@[^@\\s.,;<>()]+(\\.[^@\\s.,;<>()]+)+')] | None = None
    contacto_seguro: Annotated[str, Line(), MaxLen(max_length=300)] | None = None
    domicilio: Address | None = None
    emergencia_nombre: PersonName | None = None
    emergencia_parentesco: Annotated[str, MaxLen(max_length=63)] | None = None
    emergencia_telefono: Annotated[str, Line(), Pattern(pattern='\\+[0-9]{5,15}(;ext=[0-9]{1,7})?')] | None = None
    lengua: Annotated[str, MaxLen(max_length=3)] | None = None
    requiere_interprete: Annotated[str, MaxLen(max_length=63)] | None = None
    grupos_vulnerables: tuple[str, ...] | None = None


class PersonUpdate(Schema):
    """Persona."""

    nombre: PersonName | None = None
    alias: Annotated[str, Line(), MaxLen(max_length=80)] | None = None
    nacimiento: AgeOrBirth | None = None
    sexo: Annotated[str, MaxLen(max_length=63)] | None = None
    identidad_genero: Annotated[str, MaxLen(max_length=63)] | None = None
    estado_civil: Annotated[str, MaxLen(max_length=63)] | None = None
    curp: Annotated[str, Line(), MaxLen(max_length=40)] | None = None
    nacionalidad_estatus: Annotated[str, MaxLen(max_length=63)] | None = None
    otra_nacionalidad: Annotated[str, MaxLen(max_length=3)] | None = None
    pais_nacimiento: Annotated[str, MaxLen(max_length=3)] | None = None
    estado_nacimiento: Annotated[str, MaxLen(max_length=63)] | None = None
    municipio_nacimiento: Annotated[str, Line(), MaxLen(max_length=100)] | None = None
    estado_origen: Annotated[str, MaxLen(max_length=63)] | None = None
    municipio_origen: Annotated[str, Line(), MaxLen(max_length=100)] | None = None
    documento: DocumentId | None = None
    documento_2: DocumentId | None = None
    documento_3: DocumentId | None = None
    telefono: Annotated[str, Line(), Pattern(pattern='\\+[0-9]{5,15}(;ext=[0-9]{1,7})?')] | None = None
    correo: Annotated[str, Line(), MaxLen(max_length=254), Pattern(pattern='[^@\\s,;<>()]+@[^@\\s.,;<>()]+(\\.[^@\\s.,;<>()]+)+')] | None = None
    contacto_seguro: Annotated[str, Line(), MaxLen(max_length=300)] | None = None
    domicilio: Address | None = None
    emergencia_nombre: PersonName | None = None
    emergencia_parentesco: Annotated[str, MaxLen(max_length=63)] | None = None
    emergencia_telefono: Annotated[str, Line(), Pattern(pattern='\\+[0-9]{5,15}(;ext=[0-9]{1,7})?')] | None = None
    lengua: Annotated[str, MaxLen(max_length=3)] | None = None
    requiere_interprete: Annotated[str, MaxLen(max_length=63)] | None = None
    grupos_vulnerables: tuple[str, ...] | None = None
