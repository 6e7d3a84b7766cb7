"""The statements behind a case's page, each built and prepared once for a model. Must not judge access."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    String,
    Uuid,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.sql.selectable import CompoundSelect

from runtime.access.retained import IN_USE, RETAINED
from runtime.search.reading import Reading
from runtime.sqltypes import Instant
from runtime.storage.codec import Slot, child_text
from runtime.storage.holds import held
from runtime.storage.loader import BREAK, CODES, Loader, Row
from runtime.storage.model import Model
from runtime.storage.prepared import Prepared, Values, parameter

MOST_ACTIONS = 200
"""So many actions are shown on the page, the newest; the list of actions has the rest."""
CASE = (
    "id",
    "version",
    "unknown",
    "folio",
    "case_type",
    "state",
    "office_id",
    "responsible_id",
    "person_id",
    "registered_at",
    "closed_at",
    "closing_reason",
    "closing_words",
)
"""The system columns of a case that pages and gates ask for."""
ACTION = (
    "id",
    "action_type",
    "office_id",
    "officer_id",
    "done_at",
    "annulled_at",
    "annulled_reason",
)
"""Those of an action on the timeline."""
HELD = "held"
"""The column of a case that says whether a legal hold is on it."""
PERSON = "person__"
"""Leads the columns of the main person in the row of a case."""


@dataclass(frozen=True)
class Sheet:
    """A prepared statement whose rows hold system columns first, then what ``loads`` turn into values."""

    query: Prepared
    system: tuple[str, ...]
    loads: tuple[Callable[[Row], Any], ...]

    def read(self, connection: Connection, values: Values) -> list[tuple[dict[str, Any], list[Any]]]:
        """Return each row as its system columns by name, and the values by field id that are found in it."""
        return [
            (dict(zip(self.system, row, strict=False)), [load(row) for load in self.loads])
            for row in self.query.rows(connection, values)
        ]


def base_sheet(reading: Reading) -> Sheet:
    """The case ``id``: its columns and values, and its main person's values."""

    def make() -> Sheet:
        model = reading.model
        query = Prepared(base_statement(model), reading.connection.dialect)
        system = (*CASE, RETAINED, HELD, f"{PERSON}id", f"{PERSON}unknown")
        of_case = Loader(model.codec, "case", query.names)
        of_person = Loader(model.codec, "person", query.names, prefix=PERSON)
        # Of the person only conditions ask, and most cases meet none.
        return Sheet(query, system, (of_case.load, of_person.later))

    return reading.model.memory.recall("case", make)


def own_sheet(reading: Reading, entity_id: str) -> Sheet:
    """The fields that only a type of case or action has, of the record ``id``."""

    def make() -> Sheet:
        model = reading.model
        query = Prepared(own_statement(model, entity_id), reading.connection.dialect)
        names = [slot.field.id for slot in own_slots(model, entity_id)]
        return Sheet(query, ("id",), (Loader(model.codec, entity_id, query.names, fields=names).load,))

    return reading.model.memory.recall(("own", entity_id), make)


def actions_sheet(reading: Reading) -> Sheet:
    """The newest actions of the case ``id``."""

    def make() -> Sheet:
        model = reading.model
        query = Prepared(actions_statement(model), reading.connection.dialect)
        return Sheet(query, ACTION, (Loader(model.codec, "action", query.names).load,))

    return reading.model.memory.recall("actions of a case", make)


def parties_sheet(reading: Reading) -> Sheet:
    """The people of the case ``id`` by their titles."""

    def make() -> Sheet:
        model = reading.model
        person = model.registry.by_id["person"]
        title = [
            field.id for field in person.active_fields if field.id == person.title and not field.is_encrypted
        ]
        query = Prepared(parties_statement(model, title), reading.connection.dialect)
        return Sheet(query, ("id", "part"), (Loader(model.codec, "person", query.names, fields=title).load,))

    return reading.model.memory.recall("parties", make)


def aside_query(reading: Reading) -> Prepared:
    """Links, attachments and deadlines of the case ``id``."""
    return reading.model.memory.recall(
        "aside", lambda: Prepared(aside_statement(reading.model), reading.connection.dialect)
    )


def base_statement(model: Model) -> Select[Any]:
    """What every case has, and its main person, for the case ``id``."""
    cases, person, retention = (model.table(name) for name in ("cases", "person", "case_retention"))
    main = model.codec.read_columns(model.metadata, "person")
    return (
        select(
            *(cases.c[name] for name in CASE),
            retention.c.act.label(RETAINED),
            held(model.metadata, cases).label(HELD),
            *(column.label(PERSON + column.name) for column in (person.c.id, person.c.unknown)),
            *model.codec.read_columns(model.metadata, "case"),
            *codes_columns(model, model.codec.slots("case").values()),
            *(column.label(PERSON + column.name) for column in main),
            *codes_columns(model, model.codec.slots("person").values(), PERSON),
        )
        .join_from(cases, person, person.c.id == cases.c.person_id)
        .outerjoin(retention, retention.c.case_id == cases.c.id)
        .where(cases.c.id == parameter("id", Uuid()))
    )


def own_statement(model: Model, entity_id: str) -> Select[Any]:
    """A type's own fields of the case or action ``id``."""
    entity = model.registry.by_id[entity_id]
    table = model.table(entity.table)
    own = own_slots(model, entity_id)
    names = [slot.field.id for slot in own]
    columns = model.codec.read_columns(model.metadata, entity_id, names)
    return select(table.c.id, *columns, *codes_columns(model, own)).where(
        table.c.id == parameter("id", Uuid())
    )


def actions_statement(model: Model) -> Select[Any]:
    """The newest actions of the case ``id``."""
    actions = model.table("actions")
    return (
        select(
            *(actions.c[name] for name in ACTION),
            *model.codec.read_columns(model.metadata, "action"),
            *codes_columns(model, model.codec.slots("action").values()),
        )
        .where(actions.c.case_id == parameter("id", Uuid()))
        .order_by(actions.c.done_at.desc(), actions.c.id.desc())
        .limit(MOST_ACTIONS)
    )


def parties_statement(model: Model, shown: Sequence[str]) -> Select[Any]:
    """The people of the case ``id`` with some of their fields."""
    party, person = model.table("party"), model.table("person")
    return (
        select(person.c.id, party.c.part, *model.codec.read_columns(model.metadata, "person", shown))
        .join_from(party, person, person.c.id == party.c.person_id)
        .where(party.c.case_id == parameter("id", Uuid()))
        .order_by(party.c.added_at, party.c.part)
    )


def aside_statement(model: Model) -> CompoundSelect[Any]:
    """Links, attachments, deadlines, the waiting transfer and the group of the case ``id``: rows of one shape, told apart by ``kind``."""
    link = model.table("case_link")
    return union_all(
        _links(model, link.c.case_id, link.c.linked_id),
        _links(model, link.c.linked_id, link.c.case_id),
        _files(model),
        _clocks(model),
        _transfer(model),
        _members(model),
    )


def system_columns(model: Model, entity_id: str) -> list[ColumnElement[Any]]:
    """Return the columns of an entity's own table that are not its fields'."""
    fields = {name for slot in model.codec.slots(entity_id).values() for name in slot.names}
    table = model.table(model.registry.by_id[entity_id].table)
    return [column for column in table.c if column.name not in fields]


def own_slots(model: Model, entity_id: str) -> list[Slot]:
    """Return where a type's own active fields are kept, without those of its base."""
    return [
        slot
        for slot in model.codec.slots(entity_id).values()
        if slot.entity.id == entity_id and not slot.field.retired
    ]


def codes_columns(model: Model, slots: Iterable[Slot], prefix: str = "") -> list[ColumnElement[Any]]:
    """Return one column for each field with several values: its codes, one a line."""
    found: list[ColumnElement[Any]] = []
    for slot in slots:
        if slot.child_table is not None and not slot.field.retired:
            child, owner = model.table(slot.child_table), model.table(slot.entity.table)
            joined = select(func.aggregate_strings(child_text(slot, child), BREAK)).where(
                child.c.record_id == owner.c.id
            )
            label = f"{prefix}{CODES}{slot.field.id}"
            found.append(joined.correlate(owner).scalar_subquery().label(label))
    return found


def _links(model: Model, mine: ColumnElement[Any], other: ColumnElement[Any]) -> Select[Any]:
    link, cases = model.table("case_link"), model.table("cases")
    return (
        select(
            literal("link").label("kind"),
            cases.c.id.label("ref"),
            cases.c.responsible_id.label("whose"),
            cases.c.folio.label("name"),
            cases.c.case_type.label("sort"),
            cases.c.state.label("words"),
            cases.c.office_id.label("office"),
            link.c.added_at.label("first"),
            _empty(Instant()).label("second"),
            _empty(Instant()).label("third"),
            _empty(Instant()).label("fourth"),
            _empty(BigInteger()).label("number"),
        )
        .join_from(link, cases, cases.c.id == other)
        .where(mine == parameter("id", Uuid()), IN_USE.sql(model.metadata, cases))
    )


def _files(model: Model) -> Select[Any]:
    file, made = model.table("attachment"), model.table("document")
    return (
        select(
            literal("file"),
            file.c.id,
            file.c.added_by,
            file.c.name,
            made.c.document,
            file.c.withdrawn_reason,
            file.c.field,
            file.c.added_at,
            file.c.withdrawn_at,
            _empty(Instant()),
            _empty(Instant()),
            file.c.size,
        )
        .join_from(file, made, made.c.id == file.c.id, isouter=True)
        .where(file.c.case_id == parameter("id", Uuid()))
    )


def _clocks(model: Model) -> Select[Any]:
    clock = model.table("deadline")
    return select(
        literal("clock"),
        clock.c.case_id,
        _empty(Uuid()),
        clock.c.key,
        _empty(String()),
        _empty(String()),
        _empty(String()),
        clock.c.started_at,
        clock.c.warn_at,
        clock.c.due_at,
        clock.c.stopped_at,
        _empty(BigInteger()),
    ).where(clock.c.case_id == parameter("id", Uuid()))


def _transfer(model: Model) -> Select[Any]:
    transfer = model.table("transfer")
    return select(
        literal("transfer"),
        transfer.c.id,
        transfer.c.asked_by,
        _empty(String()),
        _empty(String()),
        transfer.c.reason,
        transfer.c.to_office_id,
        transfer.c.asked_at,
        _empty(Instant()),
        _empty(Instant()),
        _empty(Instant()),
        _empty(BigInteger()),
    ).where(transfer.c.case_id == parameter("id", Uuid()), transfer.c.answered_at.is_(None))


def _members(model: Model) -> Select[Any]:
    member = model.table("case_member")
    return select(
        literal("member"),
        member.c.id,
        member.c.account_id,
        _empty(String()),
        _empty(String()),
        _empty(String()),
        _empty(String()),
        member.c.added_at,
        _empty(Instant()),
        _empty(Instant()),
        _empty(Instant()),
        _empty(BigInteger()),
    ).where(member.c.case_id == parameter("id", Uuid()), member.c.ended_at.is_(None))


def _empty(kind: Any) -> ColumnElement[Any]:
    # PostgreSQL wants every column of a union typed, an empty one too.
    return cast(null(), kind)
