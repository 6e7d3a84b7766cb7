"""What the rooms below the instance need of it: description, tables, schemas, key, conditions, hooks.

Owns nothing but the bundle; must not read files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from pydantic import BaseModel
from sqlalchemy import MetaData, Table

from runtime.ir.registry import Registry
from runtime.storage.chain import PURPOSE
from runtime.storage.cipher import Cipher
from runtime.storage.codec import Codec
from runtime.storage.conditions import Conditions
from runtime.storage.files import FileStore
from runtime.storage.memory import Memory
from runtime.storage.trail import Trail


@dataclass(frozen=True)
class SchemaFamily:
    """The generated schemas of one entity: all it takes to create a record, and any part of one to correct it."""

    create: type[BaseModel]
    update: type[BaseModel]


class Hooks(Protocol):
    """The ministry's own functions, as ``runtime.records.hooks`` collects them."""

    def listen(self, entity_id: str, event: str) -> bool:
        """Whether any function listens to this kind of event on this entity."""

    def run(self, entity_id: str, event: object) -> None:
        """Call every function that listens to this kind of event on this entity."""


@dataclass(frozen=True, eq=False)
class Model:
    """An instance's registry at work, one object per process. ``schemas`` is by entity id."""

    registry: Registry
    metadata: MetaData
    schemas: Mapping[str, SchemaFamily]
    cipher: Cipher
    files: FileStore
    hooks: Hooks

    def __post_init__(self) -> None:
        """Give the registry its trail, which whoever has its tables finds."""
        Trail(self.metadata, self.cipher.derive(PURPOSE))

    def table(self, name: str) -> Table:
        """Return a table by its name."""
        return self.metadata.tables[name]

    @cached_property
    def codec(self) -> Codec:
        """The way between values and rows."""
        return Codec(self.registry, self.cipher)

    @cached_property
    def memory(self) -> Memory:
        """What this process remembers between requests."""
        return Memory()

    @cached_property
    def conditions(self) -> Conditions:
        """The blueprint's conditions, compiled as they are asked."""
        return Conditions(self.registry)
