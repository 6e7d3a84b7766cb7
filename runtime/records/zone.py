"""The clock and calendar of an office. Owns looking them up; must not reckon with them."""

from __future__ import annotations

import zoneinfo

from sqlalchemy import select

from runtime.records.work import Work
from runtime.records.workdays import Workdays, workdays

_SECONDS = 60


def zone_of(work: Work, office_id: str) -> zoneinfo.ZoneInfo:
    """Return the time zone of an office; a change of it is seen within a minute."""
    return workdays_of(work, office_id).zone


def workdays_of(work: Work, office_id: str) -> Workdays:
    """Return the clock and the working days of an office; a change of them is seen within a minute."""
    office = work.model.table("office")

    def look() -> Workdays:
        where = select(office.c.time_zone, office.c.country).where(office.c.id == office_id)
        zone, country = work.connection.execute(where).one()
        return workdays(zoneinfo.ZoneInfo(zone), country, work.model.registry.calendars)

    return work.model.memory.recall(("workdays", office_id), look, _SECONDS)
