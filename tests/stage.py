"""A migrated database of the sample registry with accounts: what tests of commands, queries and pages stand on."""

from __future__ import annotations

import dataclasses
import datetime
import uuid
import zoneinfo
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Optional

from pydantic import BaseModel, create_model
from sqlalchemy import Connection, insert
from uuid_utils.compat import uuid7

from runtime.access.actor import Actor
from runtime.fields.base import Context
from runtime.fields.registry import field_type
from runtime.i18n.messages import message
from runtime.ir.registry import Registry
from runtime.records import case, person
from runtime.records.hooks import HookTable
from runtime.records.stored import Stored, look
from runtime.records.submission import Submission, read
from runtime.records.work import Work, begin
from runtime.schema import Schema
from runtime.storage import migrate
from runtime.storage.cipher import Cipher
from runtime.storage.columns import build_metadata
from runtime.storage.files import FileStore
from runtime.storage.model import Model, SchemaFamily
from runtime.storage.session import Store
from tests.sample import REGISTRY

NOON = datetime.datetime(2026, 3, 11, 18, 0, tzinfo=datetime.UTC)
"""A Wednesday: noon in Mexico City, eleven in the morning in Los Ángeles."""

REVISION = '''"""The sample's tables, made straight from the metadata."""
from alembic import op
from runtime.storage.columns import build_metadata, shapes
from tests.sample import REGISTRY

revision = "registry_0001"
down_revision = None
branch_labels = ("registry",)
depends_on = ("system_0001",)


def _tables():
    metadata = build_metadata(REGISTRY)
    names = [shape.name for entity in REGISTRY.entities for shape in shapes(REGISTRY, entity)]
    return metadata, [metadata.tables[name] for name in names]


def upgrade():
    metadata, tables = _tables()
    metadata.create_all(op.get_bind(), tables=tables, checkfirst=False)


def downgrade():
    metadata, tables = _tables()
    metadata.drop_all(op.get_bind(), tables=tables, checkfirst=False)
'''

DETAINED = {
    "detenido_el.day": "10",
    "detenido_el.month": "3",
    "detenido_el.year": "2026",
    "detenido_el.time": "08:30",
}
"""Controls of the one field a detention needs."""

_BELOW = {
    "emb_usa": frozenset({"emb_usa", "con_los_angeles", "con_chicago"}),
    "con_los_angeles": frozenset({"con_los_angeles"}),
    "con_chicago": frozenset({"con_chicago"}),
    "emb_esp": frozenset({"emb_esp"}),
}


def actor(login: str, office: str, *roles: str) -> Actor:
    """Build an actor whose account id follows from the login."""
    return Actor(
        account_id=uuid.uuid5(uuid.NAMESPACE_DNS, login),
        login=login,
        name=login.replace("_", " ").title(),
        roles=roles,
        office_id=office,
        offices_below=_BELOW[office],
        language="es",
        zone=next(found.time_zone for found in REGISTRY.offices if found.id == office),
        offices_of_country=frozenset(
            found.id
            for found in REGISTRY.offices
            if found.country == next(own.country for own in REGISTRY.offices if own.id == office)
        ),
    )


ACTORS = {
    found.login: found
    for found in (
        actor("ana_los_angeles", "con_los_angeles", "oficial"),
        actor("beto_los_angeles", "con_los_angeles", "oficial"),
        actor("carla_chicago", "con_chicago", "oficial"),
        actor("dora_titular", "emb_usa", "titular"),
        actor("elena_analista", "emb_usa", "analista"),
        actor("fidel_becario", "con_los_angeles", "becario"),
        actor("gina_madrid", "emb_esp", "oficial"),
        actor("hugo_administrador", "emb_usa", "administrador"),
        actor("ines_titular", "con_los_angeles", "titular"),
        actor("olga_auditora", "emb_usa", "auditoria"),
    )
}


@dataclass(frozen=True)
class Stage:
    """The sample registry at work on one database. ``now`` is the moment commands are given."""

    model: Model
    store: Store
    versions: Path
    now: datetime.datetime = NOON
    actors: dict[str, Actor] = dataclasses.field(default_factory=lambda: dict(ACTORS))

    @contextmanager
    def work(self, login: str = "ana_los_angeles", now: datetime.datetime | None = None) -> Iterator[Work]:
        """Begin a transaction of one of the accounts."""
        with begin(self.store, self.model, self.actors[login], now=now or self.now) as work:
            yield work

    def submit(
        self,
        entity_id: str,
        controls: Mapping[str, str | Sequence[str]],
        login: str = "ana_los_angeles",
        **more: Any,
    ) -> Submission:
        """Read a form of an entity as one of the accounts would send it."""
        return read(self.model, entity_id, form(controls), self.context(login), **more)

    def add_person(self, login: str = "ana_los_angeles", **controls: str) -> uuid.UUID:
        """Register a person; ``nombre__given="Ana"`` is the control ``nombre.given``."""
        given = {
            "nombre.given": "Ana",
            "nombre.first": "García",
            "nombre.second": "Núñez",
            **dotted(controls),
        }
        with self.work(login) as work:
            return person.register(work, self.submit("person", given, login), new_id())

    def add_case(
        self,
        person_id: uuid.UUID | None = None,
        controls: Mapping[str, str] | None = None,
        *,
        login: str = "ana_los_angeles",
        case_type: str = "case_detencion",
        **more: str,
    ) -> uuid.UUID:
        """Open a case, about a new person if none is said."""
        about = person_id or self.add_person(login)
        needed = DETAINED if case_type == "case_detencion" else {"patron": "Granja Sol"}
        submission = self.submit(case_type, {**needed, **(controls or {}), **dotted(more)}, login)
        with self.work(login) as work:
            return case.open_case(work, case_type, about, submission, new_id())

    def stored(self, entity_id: str, record_id: uuid.UUID, login: str = "ana_los_angeles") -> Stored:
        """Look at a record as one of the accounts sees it."""
        with self.store.reading() as connection:
            return look(self.model, connection, self.actors[login], entity_id, record_id)

    def context(self, login: str = "ana_los_angeles", now: datetime.datetime | None = None) -> Context:
        """What reading and showing values needs, for one of the accounts."""
        who = self.actors[login]
        return Context(
            language=who.language,
            zone=zoneinfo.ZoneInfo(who.zone),
            now=now or self.now,
            catalogs=self.model.registry.catalog_by_id,
            message=message(who.language),
            region=self.model.registry.country,
        )


def form(controls: Mapping[str, str | Sequence[str]]) -> dict[str, list[str]]:
    """Return a form as it is submitted: every control holds a list."""
    return {name: [text] if isinstance(text, str) else list(text) for name, text in controls.items()}


def dotted(controls: Mapping[str, str]) -> dict[str, str]:
    """Turn ``nombre__given`` into ``nombre.given``."""
    return {name.replace("__", "."): text for name, text in controls.items()}


def build_stage(store: Store, folder: Path, registry: Registry = REGISTRY) -> Stage:
    """Put the model on a database that ``prepare`` made ready."""
    cipher = Cipher({1: bytes(range(32))})
    model = Model(
        registry=registry,
        metadata=build_metadata(registry),
        schemas=build_schemas(registry),
        cipher=cipher,
        files=FileStore(folder / "files", cipher),
        hooks=HookTable(registry),
    )
    return Stage(model, store, folder / "versions")


def write_revision(folder: Path) -> Path:
    """Write the sample's one revision and return the folder of revisions."""
    versions = folder / "versions"
    versions.mkdir(parents=True, exist_ok=True)
    (versions / "0001_first.py").write_text(REVISION, encoding="utf-8")
    return versions


def prepare(store: Store, versions: Path) -> None:
    """Migrate an empty database and add the accounts."""
    migrate.upgrade(store, versions, REGISTRY)
    with store.writing() as connection:
        add_accounts(connection)


def add_accounts(connection: Connection) -> None:
    """Insert the accounts of ``ACTORS``, without passwords."""
    account = build_metadata(REGISTRY).tables["account"]
    connection.execute(
        insert(account),
        [
            {
                "id": found.account_id,
                "login": found.login,
                "name": found.name,
                "office_id": found.office_id,
                "roles": list(found.roles),
                "language": found.language,
                "created_at": NOON,
            }
            for found in ACTORS.values()
        ],
    )


def build_schemas(registry: Registry) -> dict[str, SchemaFamily]:
    """Build what the generator would print: schemas of every entity's own fields, and its base's."""
    found = {}
    for entity in registry.entities:
        fields: dict[str, Any] = {}
        for field in registry.fields_of(entity):
            kind, constraints = field_type(field.type).annotation(field)
            annotated = Annotated[kind, *constraints] if constraints else kind
            fields[field.id] = (Optional[annotated], None)  # noqa: UP045 - the type is known at run time only
        create: type[BaseModel] = create_model(f"{entity.id}_create", __base__=Schema, **fields)
        update: type[BaseModel] = create_model(f"{entity.id}_update", __base__=Schema, **fields)
        found[entity.id] = SchemaFamily(create, update)
    return found


def new_id() -> uuid.UUID:
    """Return the id the application gives a record before its form is shown."""
    return uuid7()
