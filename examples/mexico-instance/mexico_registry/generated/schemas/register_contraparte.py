"""Directorio de contrapartes. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

from typing import Annotated

from annotated_types import MaxLen

from runtime.fields.values import Address
from runtime.schema import Line, Lines, Pattern, Schema


class RegisterContraparteCreate(Schema):
    """Contraparte."""

    nombre: Annotated[str, Line(), MaxLen(max_length=160)]
    tipo: Annotated[str, MaxLen(max_length=63)]
    centro_tipo: Annotated[str, MaxLen(max_length=63)] | None = None
    autoridad: Annotated[str, MaxLen(max_length=63)] | None = None
    rama: tuple[str, ...] | None = None
    convenio_pale: bool | None = None
    persona_contacto: Annotated[str, Line(), MaxLen(max_length=120)] | None = None
    telefono: Annotated[str, Line(), Pattern(pattern='\\+[0-9]{5,15}(;ext=[0-9]{1,7})?')] | None = None
    correo: Annotated[str, Line(), MaxLen(max_length=254), Pattern(pattern='[^@\\s,;<>()]+@[^@\\s.,;<>()]+(\\.[^@\\s.,;<>()]+)+')] | None = None
    sitio: Annotated[str, Line(), MaxLen(max_length=2000), Pattern(pattern='https?://\\S+')] | None = None
    pais: Annotated[str, MaxLen(max_length=3)] | None = None
    estado_eua: Annotated[str, MaxLen(max_length=63)] | None = None
    ciudad: Annotated[str, Line(), MaxLen(max_length=80)] | None = None
    domicilio: Address | None = None
    notas: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None


class RegisterContraparteUpdate(Schema):
    """Contraparte."""

    nombre: Annotated[str, Line(), MaxLen(max_length=160)] | None = None
    tipo: Annotated[str, MaxLen(max_length=63)] | None = None
    centro_tipo: Annotated[str, MaxLen(max_length=63)] | None = None
    autoridad: Annotated[str, MaxLen(max_length=63)] | None = None
    rama: tuple[str, ...] | None = None
    convenio_pale: bool | None = None
    persona_contacto: Annotated[str, Line(), MaxLen(max_length=120)] | None = None
    telefono: Annotated[str, Line(), Pattern(pattern='\\+[0-9]{5,15}(;ext=[0-9]{1,7})?')] | None = None
    correo: Annotated[str, Line(), MaxLen(max_length=254), Pattern(pattern='[^@\\s,;<>()]+@[^@\\s.,;<>()]+(\\.[^@\\s.,;<>()]+)+')] | None = None
    sitio: Annotated[str, Line(), MaxLen(max_length=2000), Pattern(pattern='https?://\\S+')] | None = None
    pais: Annotated[str, MaxLen(max_length=3)] | None = None
    estado_eua: Annotated[str, MaxLen(max_length=63)] | None = None
    ciudad: Annotated[str, Line(), MaxLen(max_length=80)] | None = None
    domicilio: Address | None = None
    notas: Annotated[str, Lines(), MaxLen(max_length=2000)] | None = None
