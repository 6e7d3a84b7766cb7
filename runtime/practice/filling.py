"""Fills an instance with practice data of any size. Owns the order of things; must not touch what people entered."""

from __future__ import annotations

import datetime
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from runtime.practice import lexicon, plan, staff, workers
from runtime.practice.bulk import Bulk
from runtime.practice.drawing import Undrawable
from runtime.practice.loading import loading
from runtime.practice.places import read_offices
from runtime.practice.source import Source
from runtime.practice.telling import Batch, Teller
from runtime.practice.writing import Writer
from runtime.storage.model import Model
from runtime.storage.session import Store

_LEAST_IN_REGISTER, _MOST_IN_REGISTER = 24, 1000
_NOT_YET = datetime.timedelta(hours=36)
"""Nothing is registered later than this before now: in no office's zone does a copy lie in the future."""


class PracticeError(RuntimeError):
    """Practice data must not be mixed with real records, or the blueprint lets no case be made up; the text says which."""


@dataclass(frozen=True)
class Filled:
    """What was added."""

    people: int
    cases: int
    actions: int


def fill(
    model: Model,
    store: Store,
    cases: int,
    *,
    now: datetime.datetime,
    seed: int = 1,
    processes: int = 1,
    advance: Callable[[int], None] = lambda _: None,
) -> Filled:
    """Add made-up cases with people, actions and everything beside them.

    The same seed gives the same data, in however many processes it is made.

    Args:
        model: the instance's model.
        store: its database, migrated.
        cases: how many to add.
        now: nothing is dated later.
        seed: what everything is drawn from, together with how many cases there are already.
        processes: how many make rows while this one writes them; one makes and writes in turn.
        advance: told how many cases were written since it was last told.

    Raises:
        PracticeError: there are real people or cases in the database, or no case can be made up.
    """
    with store.reading() as connection:
        there = _refuse_real(connection, model)
    words = lexicon.read(model.registry.country)
    source = Source(words, f"{seed}/{there}", model.registry.country, now)
    with store.writing() as connection:
        offices = read_offices(connection, model, words)
        staff.hire(connection, model, source, offices, now)
    open_offices = [office for office in offices if office.weight and office.officers]
    bulk = Bulk(model.metadata, store.engine.dialect)
    last_day = (now - _NOT_YET).date()
    teller = Teller(model, bulk, source, open_offices, last_day)
    if not open_offices or not teller.case_types:
        raise PracticeError("there is no open office with a role that may open cases, or no case type")
    filled = Filled(0, 0, 0)
    try:
        registers = teller.fill_registers(min(_MOST_IN_REGISTER, max(_LEAST_IN_REGISTER, cases // 40)))
        parts = plan.parts(open_offices, cases, last_day, source.seed)
        # The workers begin as copies of this process, and must not share a connection with it.
        with (
            _without_collection(),
            workers.each(teller.tell, parts, processes) as batches,
            loading(store, is_new=not there) as load,
        ):
            writer = Writer(model, bulk, load)
            writer.store(registers)
            for batch in batches:
                writer.store(batch)
                filled = _more(filled, batch)
                advance(batch.cases)
    except Undrawable as error:
        raise PracticeError(f"no record of {error} keeps the rules of the blueprint") from error
    return filled


@contextmanager
def _without_collection() -> Iterator[None]:
    """Millions of rows pass by, none of which points at itself: looking for circles takes as long as making them."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _refuse_real(connection: Connection, model: Model) -> int:
    """Return how many cases there are, all of them made up."""
    for name in ("person", "cases"):
        table = model.table(name)
        if connection.scalar(select(table.c.id).where(~table.c.synthetic).limit(1)) is not None:
            raise PracticeError(
                "there are real records in this database; practice data is not mixed with them"
            )
    return connection.scalar(select(func.count()).select_from(model.table("cases"))) or 0


def _more(filled: Filled, batch: Batch) -> Filled:
    return Filled(
        filled.people + len(batch.documents), filled.cases + batch.cases, filled.actions + batch.actions
    )
