"""The clock of an office. Owns looking it up; must not reckon with it."""

from __future__ import annotations

import zoneinfo

from sqlalchemy import select

from runtime.records.work import Work

_SECONDS = 60


def zone_of(work: Work, office_id: str) -> zoneinfo.ZoneInfo:
    """Return the time zone of an office; a change of it is seen within a minute."""
    office = work.model.table("office")

    def look() -> zoneinfo.ZoneInfo:
        name = select(office.c.time_zone).where(office.c.id == office_id)
        return zoneinfo.ZoneInfo(work.connection.execute(name).scalar_one())

    return work.model.memory.recall(("zone", office_id), look, _SECONDS)
