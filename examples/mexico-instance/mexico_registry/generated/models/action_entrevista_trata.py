"""Entrevista a posible víctima de trata. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKey, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base


class ActionEntrevistaTrata(Base):
    """Entrevista a posible víctima de trata."""

    __tablename__ = "action_entrevista_trata"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("actions.id", name="fk_action_entrevista_trata_id"), primary_key=True)
    a_solas: Mapped[str | None] = mapped_column(String(length=63))
    lengua_entrevista: Mapped[str | None] = mapped_column(String(length=3))
    interprete_confianza: Mapped[str | None] = mapped_column(String(length=63))
    consentimiento_explicado: Mapped[str | None] = mapped_column(String(length=63))
    peligro_ahora: Mapped[bytes | None] = mapped_column(LargeBinary())
    tiene_documentos: Mapped[bytes | None] = mapped_column(LargeBinary())
    puede_salir: Mapped[bytes | None] = mapped_column(LargeBinary())
    recibe_pago: Mapped[bytes | None] = mapped_column(LargeBinary())
    debe_dinero: Mapped[bytes | None] = mapped_column(LargeBinary())
    amenazas_familia: Mapped[bytes | None] = mapped_column(LargeBinary())
    relato_trata: Mapped[bytes | None] = mapped_column(LargeBinary())
    riesgo_entrevista: Mapped[bytes | None] = mapped_column(LargeBinary())
    necesidades: Mapped[bytes | None] = mapped_column(LargeBinary())
    acepta_asistencia: Mapped[bytes | None] = mapped_column(LargeBinary())
