"""Rows put straight into a stage's tables: what tests of queries and exports look for. Must not use commands."""

from __future__ import annotations

import datetime
import uuid
import zoneinfo
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, insert

from runtime.fields.values import PersonName
from runtime.i18n.messages import message
from runtime.search.reading import Reading
from runtime.storage import index
from tests.stage import Stage, new_id

Values = Mapping[str, object]


@dataclass
class Rows:
    """Writes people, cases and actions of a stage; every case is newer than the one before."""

    stage: Stage
    connection: Connection
    count: int = 0

    def person(self, name: PersonName, by: str = "ana_los_angeles", **values: object) -> uuid.UUID:
        """Add a person entered by an account's office, findable by name."""
        key = new_id()
        who = self.stage.actors[by]
        self._store(
            "person", key, {"nombre": name} | values, {**self._record(by), "office_id": who.office_id}
        )
        slot = self.stage.model.codec.slots("person")["nombre"]
        index.put(self.connection, key, slot.type.search_text(slot.field, name), [who.office_id])
        return key

    def case(
        self,
        person: uuid.UUID,
        by: str = "ana_los_angeles",
        kind: str = "detencion",
        *,
        state: str = "recibido",
        at: datetime.datetime | None = None,
        **values: object,
    ) -> uuid.UUID:
        """Add a case of an account's office, the account being responsible."""
        key, who = new_id(), self.stage.actors[by]
        self.count += 1
        prefix = next(
            office.prefix for office in self.stage.model.registry.offices if office.id == who.office_id
        )
        moment = at or self.stage.now + datetime.timedelta(minutes=self.count)
        system = {
            **self._record(by),
            "folio": f"{prefix}-2026-{self.count:06}",
            "case_type": kind,
            "state": state,
            "office_id": who.office_id,
            "responsible_id": who.account_id,
            "person_id": person,
            "registered_at": moment,
        }
        self._store(f"case_{kind}", key, values, system)
        self.connection.execute(
            insert(self.stage.model.table("party")),
            {
                "case_id": key,
                "person_id": person,
                "part": "interesado",
                "added_at": moment,
                "added_by": who.account_id,
            },
        )
        index.add_office(self.connection, person, who.office_id)
        return key

    def action(
        self,
        case: uuid.UUID | None,
        by: str = "ana_los_angeles",
        kind: str = "llamada",
        *,
        at: datetime.datetime | None = None,
        is_annulled: bool = False,
        **values: object,
    ) -> uuid.UUID:
        """Add an action of an account."""
        key, who = new_id(), self.stage.actors[by]
        moment = at or self.stage.now
        system = {
            **self._record(by),
            "action_type": kind,
            "case_id": case,
            "office_id": who.office_id,
            "officer_id": who.account_id,
            "done_at": moment,
            "annulled_at": moment if is_annulled else None,
        }
        self._store(f"action_{kind}", key, values, system)
        return key

    def counterpart(self, name: str, clase: str = "carcel", by: str = "ana_los_angeles") -> uuid.UUID:
        """Add a record of the sample's register."""
        key = new_id()
        system = {**self._record(by), "office_id": self.stage.actors[by].office_id}
        self._store("register_contraparte", key, {"denominacion": name, "clase": clase}, system)
        return key

    def _record(self, by: str) -> dict[str, Any]:
        account = self.stage.actors[by].account_id
        return {
            "version": 1,
            "created_at": self.stage.now,
            "created_by": account,
            "updated_at": self.stage.now,
            "updated_by": account,
            "blueprint_version": "1.0.0",
            "synthetic": False,
            "unknown": {},
        }

    def _store(self, entity_id: str, key: uuid.UUID, values: Values, system: Mapping[str, Any]) -> None:
        model = self.stage.model
        entity = model.registry.by_id[entity_id]
        unknown = values.get("unknown", {})
        found = model.codec.dump(
            entity_id, key, {name: held for name, held in values.items() if name != "unknown"}
        )
        tables = [model.registry.by_id[entity.base].table] if entity.base else []
        for place, table in enumerate([*tables, entity.table]):
            row = found.get(table)
            own = {**system, "unknown": unknown} if place == 0 else {}
            columns = dict(row.columns) if row else {}
            self.connection.execute(insert(model.table(table)), {"id": key, **own, **columns})
            for child, children in (row.children if row else {}).items():
                held = [{"record_id": key, **one} for one in children]
                if held:
                    self.connection.execute(insert(model.table(child)), held)


@contextmanager
def writing(stage: Stage) -> Iterator[Rows]:
    """Open a transaction to add rows in."""
    with stage.store.writing() as connection:
        yield Rows(stage, connection)


@contextmanager
def reading(stage: Stage, login: str = "ana_los_angeles", language: str = "es") -> Iterator[Reading]:
    """Look at the stage as an account, in a language."""
    who = stage.actors[login]
    context = replace(
        stage.context(login),
        language=language,
        message=message(language),
        zone=zoneinfo.ZoneInfo(who.zone),
    )
    with stage.store.reading() as connection:
        yield Reading(stage.model, connection, who, stage.now, context)
