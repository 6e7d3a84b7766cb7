"""Cases of every type with a marker in each field that holds words, put where a test wants them. Must not look at pages."""

from __future__ import annotations

import datetime
import io
import uuid
import zoneinfo
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import delete, insert, select, update
from uuid_utils.compat import uuid7

from runtime.access.actor import Actor
from runtime.auth import accounts, tokens
from runtime.auth.accounts import Profile, Stamp
from runtime.fields.base import Context
from runtime.fields.registry import field_type
from runtime.fields.values import PersonName
from runtime.i18n.messages import message
from runtime.ir.access import Role
from runtime.ir.catalog import Office
from runtime.ir.entity import Entity
from runtime.ir.registry import Registry
from runtime.matrix.grants import Relation
from runtime.practice import lexicon
from runtime.practice.source import Source
from runtime.records import attachment, case, person, register
from runtime.records.submission import read
from runtime.records.work import Work, begin
from runtime.storage import history, index
from runtime.storage.model import Model
from tests.journeys.country import Site
from tests.journeys.invented import Invention
from tests.site import HASH
from tests.stage import form

PDF = b"%PDF-1.7\n%%EOF\n"
_WORDS = ("text", "long_text")


@dataclass(frozen=True)
class Ground:
    """Offices by where they stand towards two accounts of a role: of an embassy, and of a consulate under it."""

    own: Office
    below: Office
    beside: Office
    """Another office under the same embassy: towards the consulate it is one in the same country."""
    elsewhere: Office

    @classmethod
    def of(cls, registry: Registry) -> Ground:
        """Find an embassy with two offices beneath it, and one that has nothing to do with it."""
        active = [office for office in registry.offices if office.closed is None]
        for own in active:
            under = [one for one in active if one.parent == own.id and one.country == own.country]
            far = [one for one in active if one.country != own.country and one.parent == own.parent]
            if len(under) > 1 and far:
                return cls(own, under[0], under[1], far[0])
        raise AssertionError("no embassy with two offices beneath it")


@dataclass(frozen=True)
class Planted:
    """One case, with what it can be known by."""

    entity: Entity
    id: uuid.UUID
    person: uuid.UUID
    folio: str
    surname: str
    file: uuid.UUID


@dataclass
class Plantation:
    """A case of each type on a site, of nobody yet; ``put`` moves them all to where they are to be looked at from."""

    site: Site
    cases: dict[str, Planted] = field(default_factory=dict)
    markers: dict[str, str] = field(default_factory=dict)
    """The marker of each field: ``owner.field``."""

    @property
    def model(self) -> Model:
        """The instance's model."""
        return self.site.instance.model

    @property
    def registry(self) -> Registry:
        """The instance's IR."""
        return self.model.registry

    @cached_property
    def ground(self) -> Ground:
        """The offices it all happens in."""
        return Ground.of(self.registry)

    @cached_property
    def now(self) -> datetime.datetime:
        """Lately."""
        return datetime.datetime.now(datetime.UTC) - datetime.timedelta(minutes=30)

    @cached_property
    def report(self) -> str:
        """A report that counts cases of every type by type, and hides no small number."""
        return next(
            one.id
            for one in self.registry.reports
            if "cases" in one.counts
            and "case_type" in (*one.by, *one.more_by)
            and not one.suppress
            and not one.where
            and one.of in (None, "case")
        )

    @property
    def environment(self) -> dict[str, str]:
        """The settings of a command on the same instance."""
        settings = self.site.instance.settings
        return {
            "ACOMPANA_DATABASE_URL": self.site.store.engine.url.render_as_string(hide_password=False),
            "ACOMPANA_DATA": str(settings.data),
            "ACOMPANA_KEY_FILE": str(settings.key_file),
        }

    def login(self, role: Role, relation: Relation) -> str:
        """The account of a role from which a case can stand so."""
        return f"{role.id}.consulate" if relation == "country" else f"{role.id}.embassy"

    def add_accounts(self) -> None:
        """Add two accounts of each role, and one of the widest that enters everything."""
        stamp, language = Stamp(self.now), self.registry.languages[0]
        with self.site.store.writing() as connection:
            for role in self.registry.roles:
                for place, office in (("embassy", self.ground.own), ("consulate", self.ground.below)):
                    profile = Profile(
                        f"{role.id}.{place}", f"{role.id} {place}", office.id, (role.id,), language
                    )
                    accounts.add(connection, self.model.metadata, profile, HASH, stamp, must_change=False)
            profile = Profile("sower", "Sower", self.ground.own.id, (self._widest.id,), language)
            accounts.add(connection, self.model.metadata, profile, HASH, stamp, must_change=False)

    def sow(self) -> None:
        """Enter a person, a case and a file for each case type, and put a marker into each field that holds words."""
        invention = Invention(self.model, self.now)
        with self._work() as work:
            for entity in self.registry.registers:
                if not entity.retired:
                    drawn = invention.record(entity, "matrix")
                    submission = read(self.model, entity.id, form(invention.answers(drawn)), self.context)
                    invention.records[entity.id] = register.add(work, entity.id, submission, uuid7())
        for number, entity in enumerate(self.registry.case_types):
            if not entity.retired:
                self.cases[entity.id] = self._sow(invention, entity, number)

    def put(self, role: Role, relation: Relation, state: str) -> None:
        """Let every case stand so towards the account of a role, and be in a state."""
        offices: Mapping[Relation, Office] = {
            "responsible": self.ground.own,
            "substitute": self.ground.own,
            "office": self.ground.own,
            "below": self.ground.below,
            "country": self.ground.beside,
        }
        office = offices.get(relation, self.ground.elsewhere).id
        account = self.account(self.login(role, relation))
        mine = account if relation == "responsible" else self.account("sower")
        tables = self.model.table
        cases, clocks, people = tables("cases"), tables("deadline"), tables("person")
        ids = [planted.id for planted in self.cases.values()]
        about = [planted.person for planted in self.cases.values()]
        with self.site.store.writing() as connection:
            moved = {"office_id": office, "responsible_id": mine}
            connection.execute(update(cases).where(cases.c.id.in_(ids)).values(**moved, state=state))
            connection.execute(update(clocks).where(clocks.c.case_id.in_(ids)).values(**moved))
            connection.execute(update(people).where(people.c.id.in_(about)).values(office_id=office))
            connection.execute(delete(tables("case_member")))
            connection.execute(delete(tables("case_link")))
            connection.execute(delete(tables("absence")))
            if relation == "substitute":
                connection.execute(insert(tables("absence")), self._absence("sower", account))
            for planted in self.cases.values():
                # The index keeps the offices that may know somebody beside the words they are found by.
                index.put(connection, planted.person, planted.surname, [office])
                if relation == "member":
                    index.add_office(connection, planted.person, self.ground.own.id)
                    member = {"id": uuid7(), "case_id": planted.id, "account_id": account}
                    told = {"added_at": self.now, "added_by": self.account("sower")}
                    connection.execute(insert(tables("case_member")), member | told)
        self.site.app.state.service.sessions.forget()

    def _absence(self, absent: str, substitute: uuid.UUID) -> dict[str, object]:
        """An absence that runs wherever the offices are."""
        day = datetime.timedelta(days=1)
        return {
            "id": uuid7(),
            "account_id": self.account(absent),
            "substitute_id": substitute,
            "first_on": self.now.date() - day,
            "last_on": self.now.date() + 2 * day,
            "added_at": self.now,
            "added_by": self.account(absent),
        }

    @contextmanager
    def lent(self, login: str, planted: Planted) -> Iterator[None]:
        """Make one of the cases an account's own for a while."""
        cases = self.model.table("cases")
        office = self.ground.below if login.endswith("consulate") else self.ground.own
        one = cases.c.id == planted.id
        with self.site.store.writing() as connection:
            kept = connection.execute(
                select(cases.c.office_id, cases.c.responsible_id, cases.c.state).where(one)
            ).one()
            own = {"office_id": office.id, "responsible_id": self.account(login)}
            own["state"] = self.registry.lifecycle.initial.id
            connection.execute(update(cases).where(one).values(own))
        self.site.app.state.service.sessions.forget()
        yield
        with self.site.store.writing() as connection:
            connection.execute(update(cases).where(one).values(kept._asdict()))
        self.site.app.state.service.sessions.forget()

    def bearer(self, login: str) -> dict[str, str]:
        """Return the header of a token that may read all that its account may."""
        expires = self.now + datetime.timedelta(days=30)
        grant = tokens.Grant("matrix", tuple(f"read:{subject}" for subject in tokens.SUBJECTS), expires)
        with self.site.store.writing() as connection:
            row = accounts.find(connection, self.model.metadata, login)
            assert row is not None, login
            token = tokens.make(connection, self.model.metadata, row, grant, Stamp(self.now))
        return {"authorization": f"Bearer {token}"}

    def account(self, login: str) -> uuid.UUID:
        """Return the id of an account."""
        with self.site.store.reading() as connection:
            row = accounts.find(connection, self.model.metadata, login)
        assert row is not None, login
        found: uuid.UUID = row.id
        return found

    @property
    def context(self) -> Context:
        """What reading forms needs."""
        language = self.registry.languages[0]
        return Context(
            language=language,
            zone=zoneinfo.ZoneInfo("UTC"),
            now=self.now,
            catalogs=self.registry.catalog_by_id,
            message=message(language),
            region=self.registry.country,
        )

    @property
    def _widest(self) -> Role:
        opening = [
            role
            for role in self.registry.roles
            if any((grant.subject, grant.verb) == ("case", "create") for grant in role.grants)
        ]
        sights = ("none", "personal", "sensitive", "restricted")
        return max(opening, key=lambda role: sights.index(role.sees))

    @contextmanager
    def _work(self) -> Iterator[Work]:
        own = self.ground.own
        actor = Actor(
            account_id=self.account("sower"),
            login="sower",
            name="Sower",
            roles=(self._widest.id,),
            office_id=own.id,
            offices_below=frozenset([own.id]),
            language=self.registry.languages[0],
            zone=own.time_zone,
        )
        with begin(self.site.store, self.model, actor, now=self.now) as work:
            yield work

    def _sow(self, invention: Invention, entity: Entity, number: int) -> Planted:
        story = invention.story(entity, "matrix")
        with self._work() as work:
            about = read(self.model, "person", form(invention.answers(story.person)), self.context)
            person_id = person.register(work, about, uuid7())
            submission = read(self.model, entity.id, form(invention.answers(story.case)), self.context)
            case_id = case.open_case(work, entity.id, person_id, submission, uuid7())
            upload = attachment.Upload("acta.pdf", io.BytesIO(PDF), 10_000)
            file_id = attachment.add(work, case_id, upload, uuid7())
            cases = self.model.table("cases")
            folio = str(work.connection.scalar(select(cases.c.folio).where(cases.c.id == case_id)))
        surname = f"Zuñigaqx{chr(97 + number // 26)}{chr(97 + number % 26)}"
        self._mark(entity, case_id)
        self._mark(self.registry.by_id["person"], person_id, surname)
        return Planted(entity, case_id, person_id, folio, surname, file_id)

    def _mark(self, entity: Entity, record_id: uuid.UUID, surname: str = "") -> None:
        """Fill every field of a record, those that hold words with their marker; tell the trail of it too."""
        model, values = self.model, self._values(entity, surname)
        base = [self.registry.by_id[entity.base].table] if entity.base else []
        told = history.difference(model.codec, entity.id, record_id, {}, values)
        rows = model.codec.dump(entity.id, record_id, values)
        with self.site.store.writing() as connection:
            for table in [*base, entity.table]:
                row = rows.get(table)
                if row and row.columns:
                    mine = model.table(table)
                    connection.execute(update(mine).where(mine.c.id == record_id).values(dict(row.columns)))
                for child, children in (row.children if row else {}).items():
                    kept = model.table(child)
                    connection.execute(delete(kept).where(kept.c.record_id == record_id))
                    for one in children:
                        connection.execute(insert(kept), {"record_id": record_id, **one})
            entry = history.Entry(
                verb="update",
                entity=entity.id,
                record_id=record_id,
                at=self.now,
                account_id=None,
                office_id=self.ground.own.id,
                case_id=record_id if base else None,
                person_id=None if base else record_id,
                difference=told,
            )
            history.record(connection, model.metadata, entry)

    def _values(self, entity: Entity, surname: str) -> dict[str, Any]:
        """Make a value of every field up."""
        source = Source(lexicon.read(self.registry.country), entity.id, self.registry.country, self.now)
        found: dict[str, Any] = {}
        for owner in [self.registry.by_id[entity.base], entity] if entity.base else [entity]:
            for item in owner.fields:
                if item.retired or item.computed is not None:
                    continue
                value = field_type(item.type).sample(item, source, self.registry.catalog_by_id)
                if item.type in _WORDS and isinstance(value, str):
                    value = self.markers.setdefault(f"{owner.id}.{item.id}", f"Zq{len(self.markers):04}qz")
                if isinstance(value, PersonName) and surname:
                    value = PersonName(given="Ana", first=surname)
                if value is not None:
                    found[item.id] = value
        return found
