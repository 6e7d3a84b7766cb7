"""A registry in one language: labels, types, conditions in words. Owns the wording of single facts; must not lay out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pycountry
from babel import Locale
from pydantic import JsonValue

from generator.accompany.paper import Cell, Code, Mark
from generator.accompany.words import Language, Say, speak, texts
from runtime.fields.registry import TYPES
from runtime.ir.catalog import Catalog, Value
from runtime.ir.entity import Entity
from runtime.ir.field import Field
from runtime.ir.label import Label, text
from runtime.ir.registry import Registry

_MANY = 6

_OF_THE_SCREEN = frozenset({"widget"})
"""Options that say how a field is drawn, not what it holds."""


@dataclass(frozen=True)
class Spoken:
    """A registry with the language its facts are told in."""

    registry: Registry
    language: Language

    @cached_property
    def say(self) -> Say:
        """The paper's own words."""
        return speak(self.language)

    def text(self, label: Label) -> str:
        """A label in the language."""
        return text(label, self.language)

    def mark(self, *, assumed: bool, national: bool = False) -> Cell:
        """What a reader should see at a glance of an element."""
        if assumed:
            return Mark(self.say("assumed"), "assumed")
        return Mark(self.say("national"), "national") if national else ""

    def entity(self, entity: Entity) -> str:
        """An entity's name, with what it is where the name alone does not say."""
        if entity.kind in ("person", "case", "action"):
            return self.say(f"kind.{entity.kind}")
        return self.text(entity.label)

    def country(self, code: str) -> str:
        """A country's name, for its code of three letters."""
        known = pycountry.countries.get(alpha_3=code)
        return str(Locale(self.language).territories[known.alpha_2]) if known else code

    def state(self, state: str) -> str:
        """A state's name."""
        known = self.registry.lifecycle.by_id.get(state)
        return self.text(known.label) if known else state

    def type(self, field: Field) -> str:
        """What a field holds."""
        return self.say(f"type.{field.type}")

    def options(self, field: Field) -> str:
        """The options of a field that say more than its type: catalogs by name, limits as written."""
        known = TYPES[field.type].options.model_fields
        inner = [f"{self.text(one.label)} ({one.type})" for one in TYPES[field.type].inner(field)]
        told = [
            "; ".join(inner) if inner and key == "fields" else self._option(key, value)
            for key, value in field.options.items()
            if key not in _OF_THE_SCREEN and value not in (None, "", [], {}, known[key].default)
        ]
        return ", ".join(told)

    def required(self, field: Field) -> str:
        """When a field is asked for."""
        when = field.required
        if when.kind == "always":
            return self.say("required.always")
        if when.kind == "at":
            return self.say("required.at", state=self.state(when.state or ""))
        if when.kind == "when" and when.when is not None:
            return self.say("required.when", condition=when.when.text)
        return ""

    def unknown(self, field: Field) -> str:
        """The reasons for which its value may be missing."""
        return ", ".join(
            self.text(self.registry.unknown.get(reason, {})) or reason for reason in field.unknown
        )

    def privacy(self, field: Field) -> str:
        """How a field is protected, what for and by which rule."""
        parts = (self.say(f"privacy.{field.privacy}"), field.purpose, field.legal_basis)
        return ". ".join(part.rstrip(".") for part in parts if part)

    def visible(self, field: Field) -> Cell:
        """When a field is shown, or that nobody fills it in."""
        if field.visible is not None:
            return Code(field.visible.text)
        return self.say("privacy.computed") if field.computed is not None else ""

    def value(self, catalog: str | None, code: str | None) -> str:
        """A coded value's label."""
        known = self.registry.catalog_by_id.get(catalog or "")
        value = known.by_code.get(code or "") if known else None
        return self.text(value.label) if value else code or ""

    def reason(self, code: str) -> str:
        """A closing reason's label: it is in one of the catalogs that transitions name."""
        named = {transition.reasons for transition in self.registry.lifecycle.transitions}
        return next(
            (self.value(catalog, code) for catalog in named if catalog and self._has(catalog, code)), code
        )

    def uses(self, catalog: Catalog) -> tuple[str, ...]:
        """The entities with a field that takes its values from a catalog."""
        return tuple(
            self.entity(entity)
            for entity in self.registry.entities
            if any(catalog.id in _catalogs(field) for field in entity.active_fields)
        )

    def _has(self, catalog: str, code: str) -> bool:
        known = self.registry.catalog_by_id.get(catalog)
        return known is not None and code in known.by_code

    def _option(self, key: str, value: JsonValue) -> str:
        catalog = self.registry.catalog_by_id.get(value) if isinstance(value, str) else None
        if catalog is not None:
            return (
                f"«{self.text(catalog.label)}»" if self.language == "es" else f"“{self.text(catalog.label)}”"
            )
        target = self.registry.by_id.get(f"register_{value}") if key == "to" else None
        if target is not None:
            return self.text(target.label)
        if f"option.{key}" in texts():
            return self.say(f"option.{key}", value=self._moment(value) or _plain(value))
        return f"{key}: {_plain(value)}"

    def _moment(self, value: JsonValue) -> str:
        """The two moments that bounds name, in words; other expressions stand as they are written."""
        source = value.get("cel") if isinstance(value, dict) else None
        return self.say(f"moment.{source}") if source in ("now", "today") else ""


def values(catalog: Catalog) -> tuple[Value, ...]:
    """The values of a catalog that are still in the blueprint."""
    return tuple(value for value in catalog.values if not value.retired)


def shown(names: tuple[str, ...]) -> str:
    """Names in one line, no more than a reader takes in."""
    rest = len(names) - _MANY
    return ", ".join(names[:_MANY]) + (f" … +{rest}" if rest > 0 else "")


def _catalogs(field: Field) -> Iterator[str]:
    yield from TYPES[field.type].catalogs(field).values()


def _plain(value: JsonValue) -> str:
    if isinstance(value, dict) and value.keys() == {"cel"}:
        return str(value["cel"])
    if isinstance(value, dict):
        return ", ".join(f"{key} {_plain(one)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(_plain(one) for one in value)
    return str(value)
