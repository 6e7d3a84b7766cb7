"""The names a condition may use where it stands, with their CEL types. Owns what is visible; must not judge texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.blueprint import Field
from generator.blueprint.outline import Entity
from generator.validate.context import Context
from generator.validate.options import Typed
from generator.validate.tokens import names
from runtime.expressions.environment import Environment
from runtime.expressions.kinds import CelType, CelTypes

_CASES = ("case", "case_type")


@dataclass(frozen=True)
class Scope:
    """What the conditions of one entity see.

    ``own`` are the entity's own fields as written; ``fields`` are the typed fields by the name they have in a condition; ``untyped`` the fields whose type is
    wrong, of which nothing more is said.
    """

    own: Mapping[str, Field]
    fields: Mapping[str, Typed]
    untyped: frozenset[str]
    has_state: bool

    @cached_property
    def environment(self) -> Environment:
        """The compiler for these names."""
        kinds: dict[str, CelTypes] = {
            name: known.kind.cel_of(known.field) for name, known in self.fields.items()
        }
        return Environment({**kinds, **({"state": "string"} if self.has_state else {})})

    @property
    def variables(self) -> Mapping[str, CelType]:
        """Every name with its type; a value of several parts has one name for each."""
        return self.environment.variables

    @cached_property
    def owners(self) -> dict[str, str]:
        """The field behind every name: `monto` for `monto.amount`."""
        return {name: owner for name in self.variables for owner in self._owner(name)}

    def is_always_filled(self, name: str) -> bool:
        """Whether an own field is asked for at registration and may be neither unknown nor hidden."""
        written = self.own[name]
        return written.required.always and not written.unknown and written.visible is None

    def read(self, text: str) -> tuple[str, ...]:
        """The fields a text reads, each once, as written: `monto` for `monto.amount`, `curp` for `filled.curp`."""
        found: list[str] = []
        for token in names(text):
            name = token.text.removeprefix("filled.").removeprefix("unknown.")
            parts = name.split(".")
            ways = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
            found.extend(next(([way] for way in ways if way in self.fields), []))
        return tuple(dict.fromkeys(found))

    def catalog_of(self, name: str) -> str | None:
        """The catalog whose codes a name holds, if it holds codes."""
        owner = self.owners.get(name)
        if owner is None:
            return None
        known = self.fields[owner]
        return known.kind.catalogs(known.field).get(name.removeprefix(owner).removeprefix("."))

    def _owner(self, name: str) -> Iterator[str]:
        owner = name if name in self.fields else name.rpartition(".")[0]
        if owner in self.fields:
            yield owner


def scope(context: Context, entity: Entity) -> Scope:
    """The names of an entity's conditions: its own fields, its base's, and the main person's in a case."""
    fields = context.typed_fields(entity)
    own = {name: placed.written for name, placed in context.outline.fields_of(entity).items()}
    known = set(own)
    has_state = entity.kind in _CASES
    if has_state:
        person = context.outline.by_id["person"]
        fields |= {f"person.{name}": typed for name, typed in context.typed_fields(person).items()}
        known |= {f"person.{name}" for name in person.by_id}
    return Scope(own, fields, frozenset(known - fields.keys()), has_state)
