"""Entrevista a niña, niño o adolescente. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import uuid

from sqlalchemy import Boolean, ForeignKey, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base


class ActionEntrevistaNna(Base):
    """Entrevista a niña, niño o adolescente."""

    __tablename__ = "action_entrevista_nna"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("actions.id", name="fk_action_entrevista_nna_id"), primary_key=True)
    lugar_tranquilo: Mapped[str | None] = mapped_column(String(length=63))
    lengua_entrevista: Mapped[str | None] = mapped_column(String(length=3))
    con_interprete: Mapped[bool | None] = mapped_column(Boolean())
    con_tarjetas: Mapped[bool | None] = mapped_column(Boolean())
    informado_antes: Mapped[str | None] = mapped_column(String(length=63))
    como_esta: Mapped[bytes | None] = mapped_column(LargeBinary())
    ha_comido: Mapped[bytes | None] = mapped_column(LargeBinary())
    violaciones_nna: Mapped[bytes | None] = mapped_column(LargeBinary())
    violaciones_relato: Mapped[bytes | None] = mapped_column(LargeBinary())
    situacion_familia: Mapped[bytes | None] = mapped_column(LargeBinary())
    motivos: Mapped[bytes | None] = mapped_column(LargeBinary())
    circunstancias: Mapped[bytes | None] = mapped_column(LargeBinary())
    teme_volver: Mapped[bytes | None] = mapped_column(LargeBinary())
    teme_volver_por: Mapped[bytes | None] = mapped_column(LargeBinary())
    desea: Mapped[bytes | None] = mapped_column(LargeBinary())
    comparte_familia: Mapped[str | None] = mapped_column(String(length=63))
    comparte_autoridades: Mapped[str | None] = mapped_column(String(length=63))
    comparte_organizaciones: Mapped[str | None] = mapped_column(String(length=63))
    comparte_publico: Mapped[str | None] = mapped_column(String(length=63))
    se_explico: Mapped[str | None] = mapped_column(String(length=63))
    opinion: Mapped[bytes | None] = mapped_column(LargeBinary())
    otra_sesion: Mapped[bool | None] = mapped_column(Boolean())
