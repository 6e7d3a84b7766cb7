"""SQL the toolkit has no words for: a list as one parameter, a join that begins on its left. Owns both spellings."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Dialect, TypeDecorator
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.sql.selectable import Join
from sqlalchemy.types import NullType


class Several(TypeDecorator[Sequence[object]]):
    """The type of a parameter that is a list of texts or ids: an array on PostgreSQL, JSON on SQLite."""

    impl = NullType
    cache_ok = True

    def process_bind_param(self, value: Sequence[object] | None, dialect: Dialect) -> object:
        """Hand the list to the driver."""
        if value is None or dialect.name == "postgresql":
            return value
        return json.dumps([one.hex if isinstance(one, uuid.UUID) else one for one in value])


class is_among(GenericFunction[Any]):  # noqa: N801 - written as a function in statements
    """Whether a column is one of a list: ``is_among(party.c.person_id, parameter("people", Several()))``."""

    type = NullType()  # a truth of its own: SQLite would compare it with 1, and find no index
    inherit_cache = True
    name = "is_among"


@compiles(is_among, "postgresql")
def _among_array(element: is_among, compiler: SQLCompiler, **arguments: Any) -> str:
    column, listed = (compiler.process(clause, **arguments) for clause in element.clauses)
    return f"{column} = ANY ({listed})"


@compiles(is_among, "sqlite")
def _among_json(element: is_among, compiler: SQLCompiler, **arguments: Any) -> str:
    column, listed = (compiler.process(clause, **arguments) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({listed}))"  # noqa: S608 - made of compiled clauses


class LeftFirst(Join):
    """A join that SQLite is to begin on its left; PostgreSQL knows its tables well enough to choose.

    SQLite prefers an index that is in the order asked for, and walks all of an office's cases for those of one person.
    """

    inherit_cache = True


@compiles(LeftFirst, "sqlite")
def _cross(element: LeftFirst, compiler: SQLCompiler, **arguments: Any) -> str:
    arguments["asfrom"] = True
    assert element.onclause is not None
    condition = compiler.process(element.onclause, from_linter=arguments.get("from_linter"))
    left, right = (compiler.process(side, **arguments) for side in (element.left, element.right))
    return f"{left} CROSS JOIN {right} ON {condition}"
