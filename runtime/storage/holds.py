"""What keeps a case from expiring: a legal hold on it or on somebody in it, a request of theirs that waits. Must not change any."""

from __future__ import annotations

from sqlalchemy import ColumnElement, FromClause, MetaData, exists, or_, select


def held(metadata: MetaData, cases: FromClause) -> ColumnElement[bool]:
    """Return the condition that a legal hold is on a case, or on somebody who has a part in it."""
    hold = metadata.tables["legal_hold"]
    return (
        exists()
        .where(
            hold.c.lifted_at.is_(None),
            or_(hold.c.case_id == cases.c.id, hold.c.person_id.in_(_people(metadata, cases))),
        )
        .correlate(cases)
    )


def asked_about(metadata: MetaData, cases: FromClause) -> ColumnElement[bool]:
    """Return the condition that somebody in a case waits for an answer about their data."""
    request = metadata.tables["rights_request"]
    waits = (request.c.answered_at.is_(None), request.c.person_id.in_(_people(metadata, cases)))
    return exists().where(*waits).correlate(cases)


def _people(metadata: MetaData, cases: FromClause) -> ColumnElement[object]:
    party = metadata.tables["party"]
    query = select(party.c.person_id).where(party.c.case_id == cases.c.id).correlate(cases)
    return query.scalar_subquery()
