"""Actuaciones. Written from the blueprint mexico; change the blueprint, not this file."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from mexico_registry.generated.base import Base
from runtime.sqltypes import Document, Instant


class Action(Base):
    """Actuación."""

    __tablename__ = "actions"
    __table_args__ = (
        Index("ix_actions_case_id_done_at", "case_id", "done_at"),
        Index("ix_actions_office_id_done_at", "office_id", "done_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid(), primary_key=True)
    version: Mapped[int] = mapped_column(Integer())
    created_at: Mapped[datetime.datetime] = mapped_column(Instant())
    created_by: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("account.id", name="fk_actions_created_by"))
    updated_at: Mapped[datetime.datetime] = mapped_column(Instant())
    updated_by: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("account.id", name="fk_actions_updated_by"))
    blueprint_version: Mapped[str] = mapped_column(String(length=32))
    synthetic: Mapped[bool] = mapped_column(Boolean())
    unknown: Mapped[object] = mapped_column(Document())
    action_type: Mapped[str] = mapped_column(String(length=63))
    case_id: Mapped[uuid.UUID | None] = mapped_column(Uuid(), ForeignKey("cases.id", name="fk_actions_case_id"))
    office_id: Mapped[str] = mapped_column(String(length=40), ForeignKey("office.id", name="fk_actions_office_id"))
    officer_id: Mapped[uuid.UUID] = mapped_column(Uuid(), ForeignKey("account.id", name="fk_actions_officer_id"))
    done_at: Mapped[datetime.datetime] = mapped_column(Instant())
    annulled_at: Mapped[datetime.datetime | None] = mapped_column(Instant())
    annulled_by: Mapped[uuid.UUID | None] = mapped_column(Uuid(), ForeignKey("account.id", name="fk_actions_annulled_by"))
    annulled_reason: Mapped[str | None] = mapped_column(Text())
    nota: Mapped[str | None] = mapped_column(Text())
    resultado: Mapped[str | None] = mapped_column(String(length=63))
    contraparte: Mapped[uuid.UUID | None] = mapped_column(Uuid())
    siguiente_paso: Mapped[str | None] = mapped_column(String(length=200))
    siguiente_el: Mapped[datetime.date | None] = mapped_column(Date())
