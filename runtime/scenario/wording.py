"""The elements of a registry and what befell them, in an author's words. Must not judge."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from runtime.fields.registry import field_type
from runtime.i18n import format as write
from runtime.i18n.messages import message
from runtime.ir.entity import Entity
from runtime.ir.expectation import Spot
from runtime.ir.label import text
from runtime.ir.scenario import Who
from runtime.records.gates import Need
from runtime.scenario.refusal import Reason
from runtime.scenario.world import World


class Wording:
    """The words of one language for one scenario."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._language = world.language
        self._registry = world.model.registry
        self.say = message(world.language)

    def list(self, texts: Iterable[str]) -> str:
        """Several things."""
        return write.join(list(texts), self._language)

    def moment(self, moment: datetime.datetime, who: Who) -> str:
        """A moment on an account's clock."""
        return write.moment(moment, self._language, self._world.context(who).zone)

    def role(self, who: Who) -> str:
        """Whom a line speaks for."""
        role = next((role for role in self._registry.roles if role.id == who.role), None)
        label = text(role.label, self._language) if role else who.role
        return self.say("scenario.who", role=label, office=who.office)

    def state(self, state: str | None) -> str:
        """A state."""
        found = self._registry.lifecycle.by_id.get(state or "")
        return self._quoted(text(found.label, self._language) if found else state or "")

    def transition(self, transition: str) -> str:
        """A transition."""
        label = next((one.label for one in self._registry.lifecycle.transitions if one.id == transition), {})
        return self._quoted(text(label, self._language) or transition)

    def deadline(self, entity: Entity, deadline: str) -> str:
        """A deadline of a case type."""
        label = next((one.label for one in self._registry.deadlines_of(entity) if one.id == deadline), {})
        return self._quoted(text(label, self._language) or deadline)

    def field(self, entity: Entity, field: str) -> str:
        """A field of an entity or of what it extends."""
        label = next((one.label for one in self._registry.fields_of(entity) if one.id == field), {})
        return self._quoted(text(label, self._language) or field)

    def spot(self, entity: Entity | None, spot: Spot) -> str:
        """A field as a claim names it."""
        return self._quoted(spot.field) if entity is None else self.field(entity, spot.field)

    def codes(self, codes: Iterable[str]) -> str:
        """Codes of a catalog."""
        listed = [self._quoted(code) for code in codes]
        return self.list(listed) if listed else self.say("scenario.nothing")

    def value(self, entity: Entity, field: str, value: Any, reason: str | None, who: Who) -> str:
        """What a field says."""
        found = next((one for one in self._registry.fields_of(entity) if one.id == field), None)
        if value is not None and found is not None:
            context = self._world.context(who, self._language)
            return self._quoted(field_type(found.type).show(found, value, context))
        if reason is not None:
            return self._quoted(text(self._registry.unknown.get(reason, {}), self._language) or reason)
        return self.say("scenario.empty")

    def refusal(self, reasons: Sequence[Reason], entities: Sequence[Entity]) -> str:
        """Why a step was refused."""
        return self.list(self._reason(reason, entities) for reason in reasons)

    def names(self, names: Iterable[str], entities: Sequence[Entity]) -> str:
        """Fields, guards and words for a whole step."""
        return self.list(self._named(name, entities) for name in names)

    def needs(self, needs: Sequence[Need]) -> str:
        """What a case lacks for a transition."""
        return self.list(self._quoted(text(need.label, self._language)) for need in needs)

    def _reason(self, reason: Reason, entities: Sequence[Entity]) -> str:
        if reason.fault is None:
            return self._named(reason.name, entities)
        fault = reason.fault
        told = (
            text(fault.text, self._language)
            if fault.text is not None
            else self._filled(fault.key, fault.arguments)
        )
        if reason.is_guard or not reason.why:
            return self._quoted(told)
        return f"{self._named(reason.name, entities)}: {told.rstrip('.')}"

    def _filled(self, key: str, arguments: Mapping[str, object]) -> str:
        return self.say(key, **arguments)

    def _named(self, name: str, entities: Sequence[Entity]) -> str:
        for entity in entities:
            if any(field.id == name for field in self._registry.fields_of(entity)):
                return self.field(entity, name)
            checklist, _, item = name.partition(".")
            for found in self._registry.checklists_of(entity) if item else ():
                if found.id == checklist and item in found.by_id:
                    return self._quoted(text(found.by_id[item].label, self._language))
        return self._words.get(name) or self._quoted(name)

    @property
    def _words(self) -> Mapping[str, str]:
        return {
            name: self.say(f"scenario.refused.{name}")
            for name in ("access", "state", "closed", "annulled", "reason", "words")
        }

    def _quoted(self, words: str) -> str:
        return self.say("scenario.quoted", words=words)
