"""The accounts of scenarios: one for each role, office and name. Must not act for them."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from sqlalchemy import Connection, insert

from runtime.access.actor import Actor
from runtime.access.territory import jurisdictions, neighbours
from runtime.ir.scenario import Accept, Assign, Scenario, Who
from runtime.ir.scratch import scratch_offices
from runtime.storage.model import Model
from runtime.storage.seed import seed_offices

_HIRED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


Actors: TypeAlias = Mapping[Who, Actor]


def hire(connection: Connection, model: Model, scenarios: Iterable[Scenario]) -> Actors:
    """Add the offices of scenarios, and every account they act or look as; none of them can sign in."""
    registry = model.registry
    own = scratch_offices(registry.country, registry.time_zone)
    seed_offices(connection, model.metadata, registry.model_copy(update={"offices": own}))
    offices = (*registry.offices, *own)
    below = jurisdictions({office.id: office.parent for office in offices})
    together = neighbours({office.id: office.country for office in offices})
    zones = {office.id: office.time_zone for office in offices}
    everybody = dict.fromkeys(who for scenario in scenarios for who in _cast(scenario))
    actors = {
        who: Actor(
            account_id=uuid.uuid5(uuid.NAMESPACE_OID, f"{who.role} {who.name} {who.office}"),
            login=f"{who.role}.{number}",
            name=f"{who.role} {who.name}".strip(),
            roles=(who.role,),
            office_id=who.office,
            offices_below=below[who.office],
            language=registry.languages[0],
            zone=zones[who.office],
            offices_of_country=together[who.office],
        )
        for number, who in enumerate(everybody)
    }
    rows = [
        {
            "id": actor.account_id,
            "login": actor.login,
            "name": actor.name,
            "office_id": actor.office_id,
            "roles": list(actor.roles),
            "language": actor.language,
            "created_at": _HIRED,
        }
        for actor in actors.values()
    ]
    if rows:
        connection.execute(insert(model.table("account")), rows)
    return actors


def _cast(scenario: Scenario) -> Iterator[Who]:
    yield from (given.who for given in scenario.given)
    for step in scenario.when:
        yield step.who
        if isinstance(step.deed, Assign | Accept):
            yield step.deed.to
    yield from (claim.who for claim in scenario.expect)
