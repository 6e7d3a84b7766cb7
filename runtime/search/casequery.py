"""The statements behind a case's page, each built once for a model. Must not run them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    String,
    Uuid,
    bindparam,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.sql.selectable import CompoundSelect

from runtime.sqltypes import Instant
from runtime.storage.codec import Slot
from runtime.storage.model import Model

S = TypeVar("S")

MOST_ACTIONS = 200
"""So many actions are shown on the page, the newest; the list of actions has the rest."""
PERSON = "person__"
"""Leads the columns of the main person in the row of a case."""
_CODES = "codes__"
_BREAK = "\n"


def recalled(model: Model, build: Callable[[Model], S]) -> S:
    """Return a statement that depends on the model alone."""
    return model.memory.recall(build, lambda: build(model))


def base_statement(model: Model) -> Select[Any]:
    """What every case has, and its main person, for the case ``id``."""
    cases, person = model.table("cases"), model.table("person")
    main = [person.c.id, person.c.unknown, *model.codec.read_columns(model.metadata, "person")]
    return (
        select(
            *system_columns(model, "case"),
            *model.codec.read_columns(model.metadata, "case"),
            *codes_columns(model, model.codec.slots("case").values()),
            *(column.label(PERSON + column.name) for column in main),
            *codes_columns(model, model.codec.slots("person").values(), PERSON),
        )
        .join_from(cases, person, person.c.id == cases.c.person_id)
        .where(cases.c.id == bindparam("id"))
    )


def own_statement(model: Model, entity_id: str) -> Select[Any]:
    """A type's own fields of the case or action ``id``."""
    entity = model.registry.by_id[entity_id]
    table = model.table(entity.table)
    own = [slot for slot in model.codec.slots(entity_id).values() if slot.entity.id == entity_id]
    names = [slot.field.id for slot in own if not slot.field.retired]
    columns = model.codec.read_columns(model.metadata, entity_id, names)
    return select(table.c.id, *columns, *codes_columns(model, own)).where(table.c.id == bindparam("id"))


def actions_statement(model: Model) -> Select[Any]:
    """The newest actions of the case ``id``."""
    actions = model.table("actions")
    return (
        select(
            *system_columns(model, "action"),
            *model.codec.read_columns(model.metadata, "action"),
            *codes_columns(model, model.codec.slots("action").values()),
        )
        .where(actions.c.case_id == bindparam("id"))
        .order_by(actions.c.done_at.desc(), actions.c.id.desc())
        .limit(MOST_ACTIONS)
    )


def parties_statement(model: Model, shown: tuple[str, ...]) -> Select[Any]:
    """The people of the case ``id`` with some of their fields."""
    party, person = model.table("party"), model.table("person")
    return (
        select(person.c.id, party.c.part, *model.codec.read_columns(model.metadata, "person", shown))
        .join_from(party, person, person.c.id == party.c.person_id)
        .where(party.c.case_id == bindparam("id"))
        .order_by(party.c.added_at, party.c.part)
    )


def aside_statement(model: Model) -> CompoundSelect[Any]:
    """Links, attachments and deadlines of the case ``id``: rows of one shape, told apart by ``kind``."""
    link = model.table("case_link")
    return union_all(
        _links(model, link.c.case_id, link.c.linked_id),
        _links(model, link.c.linked_id, link.c.case_id),
        _files(model),
        _clocks(model),
    )


def system_columns(model: Model, entity_id: str) -> list[ColumnElement[Any]]:
    """Return the columns of an entity's own table that are not its fields'."""
    fields = {name for slot in model.codec.slots(entity_id).values() for name in slot.names}
    table = model.table(model.registry.by_id[entity_id].table)
    return [column for column in table.c if column.name not in fields]


def codes_columns(model: Model, slots: Iterable[Slot], prefix: str = "") -> list[ColumnElement[Any]]:
    """Return one column for each field with several values: its codes, one a line."""
    found: list[ColumnElement[Any]] = []
    for slot in slots:
        if slot.child_table is not None and not slot.field.retired:
            child, owner = model.table(slot.child_table), model.table(slot.entity.table)
            joined = select(func.aggregate_strings(child.c.code, _BREAK)).where(
                child.c.record_id == owner.c.id
            )
            label = f"{prefix}{_CODES}{slot.field.id}"
            found.append(joined.correlate(owner).scalar_subquery().label(label))
    return found


def codes_of(model: Model, entity_id: str, row: Mapping[str, Any], prefix: str = "") -> dict[str, list[str]]:
    """Return the codes in a row with ``codes_columns``, by field id."""
    return {
        name: text.split(_BREAK)
        for name, slot in model.codec.slots(entity_id).items()
        if slot.child_table is not None and (text := row.get(f"{prefix}{_CODES}{name}"))
    }


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
        .where(mine == bindparam("id", type_=Uuid()))
    )


def _files(model: Model) -> Select[Any]:
    file = model.table("attachment")
    return select(
        literal("file"),
        file.c.id,
        file.c.added_by,
        file.c.name,
        _empty(String()),
        file.c.withdrawn_reason,
        _empty(String()),
        file.c.added_at,
        file.c.withdrawn_at,
        _empty(Instant()),
        _empty(Instant()),
        file.c.size,
    ).where(file.c.case_id == bindparam("id", type_=Uuid()))


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
    ).where(clock.c.case_id == bindparam("id", type_=Uuid()))


def _empty(kind: Any) -> ColumnElement[Any]:
    # PostgreSQL wants every column of a union typed, an empty one too.
    return cast(null(), kind)
