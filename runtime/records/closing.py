"""What a closing reason asks for before a case is closed with it. Owns that rule; must not close anything."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from runtime.access.actor import Actor
from runtime.expressions.evaluate import Data
from runtime.records import gates
from runtime.records.gates import Need
from runtime.records.stored import Stored
from runtime.storage.model import Model

_PERSON = "person."


def needs_by_reason(
    model: Model, actor: Actor, now: datetime.datetime, case: Stored, codes: Sequence[str]
) -> Mapping[str, tuple[Need, ...]]:
    """Return what the case still lacks for each of these reasons; one that lacks nothing is not in it.

    A field that is hidden or answered "unknown" is not missing.
    """
    asking = {code: case.entity.closing_needs[code] for code in codes if code in case.entity.closing_needs}
    found = {code: tuple(_missing(model, actor, now, case, names)) for code, names in asking.items()}
    return {code: needs for code, needs in found.items() if needs}


def is_met(names: Sequence[str], case: Mapping[str, object], person: Mapping[str, object]) -> bool:
    """Whether what a reason asks for is all filled in."""
    return all(
        name.removeprefix(_PERSON) in person if name.startswith(_PERSON) else name in case for name in names
    )


def _missing(
    model: Model, actor: Actor, now: datetime.datetime, case: Stored, names: Sequence[str]
) -> Iterator[Need]:
    moment = gates.moment_of(actor, now, case)
    person = gates.person_of(model, case)
    for name in names:
        record = person if name.startswith(_PERSON) else case
        bare = name.removeprefix(_PERSON)
        field = next((one for one in model.registry.fields_of(record.entity) if one.id == bare), None)

        @cache
        def data(record: Stored = record) -> Data:
            return model.conditions.data(
                record.entity.id, record.values, record.unknown, moment, record.person
            )

        if field is not None and gates.is_missing(model, field, record, data):
            yield Need("field", record.entity.id, field.id, field.label)
