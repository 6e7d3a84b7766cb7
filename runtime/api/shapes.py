"""JSON Schemas of what an account's systems send and get: from the field types and the IR. Must not know addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from runtime.access.actor import Actor
from runtime.access.mask import sees_words, visible_fields
from runtime.api.records import SYSTEM, WORDS
from runtime.fields.registry import field_type
from runtime.i18n.messages import message
from runtime.ir.entity import Entity
from runtime.ir.field import Field
from runtime.ir.label import text
from runtime.storage.model import Model

Schema = dict[str, Any]

FEW = 40
"""So many codes of a catalog are named one by one; of longer ones the address says where they are."""
ID: Mapping[str, Any] = {"type": "string", "format": "uuid"}
MOMENT: Mapping[str, Any] = {"type": "string", "format": "date-time"}
_MOMENTS = ("registered_at", "closed_at", "done_at", "annulled_at", "created_at", "updated_at")
_IDS = ("responsible", "person", "case", "officer")
_SAYS_NOTHING = ("title", "description", "default", "ge", "le")
"""What Python says of its classes, which nobody who calls has seen."""


def nullable(schema: Mapping[str, Any]) -> Schema:
    """Return a schema that takes ``null`` too."""
    return {"anyOf": [dict(schema), {"type": "null"}]}


def closed(properties: Mapping[str, Any], required: Sequence[str] = (), **more: Any) -> Schema:
    """Return the schema of an object that has these properties and no others."""
    made: Schema = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    return made | ({"required": list(required)} if required else {}) | more


def ref(name: str) -> Schema:
    """Return a reference to a component."""
    return {"$ref": f"#/components/schemas/{name}"}


@dataclass
class Shapes:
    """The components of one document, gathered while its operations ask for them."""

    model: Model
    actor: Actor
    language: str
    components: dict[str, Schema] = field(default_factory=dict)

    def record(self, entity: Entity, *, is_whole: bool) -> Schema:
        """Return what is read of a record: as it stands alone, or in a list."""
        name = f"{entity.id}.{'whole' if is_whole else 'line'}"
        if name not in self.components:
            kind = entity.base or entity.kind
            properties = self._head(entity, kind)
            properties["fields"] = self._fields(entity, is_whole=is_whole)
            properties["unknown"] = self._unknown(entity, is_sent=False)
            if is_whole and kind == "case":
                properties |= self._around_case()
            self.components[name] = closed(properties, list(properties), title=self.say(entity.label))
        return ref(name)

    def sent(
        self, entity: Entity, *, is_new: bool, beside: Mapping[str, Any], required: Sequence[str]
    ) -> Schema:
        """Return what is sent to make or correct a record, with the properties an operation has beside."""
        name = f"{entity.id}.{'new' if is_new else 'change'}"
        if name not in self.components:
            writable = [one for one in self._seen(entity) if one.computed is None]
            properties = {**beside, "unknown": self._unknown(entity, is_sent=True)}
            properties["fields"] = closed({one.id: nullable(self._field(entity, one)) for one in writable})
            properties["confirm"] = {
                "type": "array",
                "items": {"type": "string", "enum": [one.id for one in writable]} if writable else False,
                "maxItems": len(writable),
            }
            asked = [one.id for one in writable if is_new and _is_asked(one)]
            if asked:
                properties["fields"]["required"] = asked
            needed = [*required, *(["fields"] if asked else [])]
            self.components[name] = closed(properties, needed, title=self.say(entity.label))
        return ref(name)

    def one_of(self, name: str, schemas: Mapping[str, Schema]) -> Schema:
        """Return a choice among types, told apart by ``type``."""
        if len(schemas) == 1:
            return next(iter(schemas.values()))
        mapping = {key: schema["$ref"] for key, schema in schemas.items()}
        discriminator = {"propertyName": "type", "mapping": mapping}
        self.components[name] = {"oneOf": list(schemas.values()), "discriminator": discriminator}
        return ref(name)

    def say(self, label: Mapping[str, str]) -> str:
        """Return a text of the blueprint in the document's language."""
        return text(label, self.language)

    def catalog(self, catalog_id: str) -> Schema:
        """Return the codes of a catalog, or where they are."""
        name = f"catalog.{catalog_id}"
        if name not in self.components:
            catalog = self.model.registry.catalog_by_id[catalog_id]
            told = f"{self.say(catalog.label)} (GET /catalogs/{catalog_id})"
            made: Schema = {"type": "string", "maxLength": 63, "x-catalog": catalog_id, "description": told}
            if len(catalog.values) <= FEW:
                lines = [f"- `{value.code}`: {self.say(value.label)}" for value in catalog.values]
                made["enum"] = [value.code for value in catalog.values]
                made["description"] = "\n".join([told, "", *lines])
            self.components[name] = made
        return ref(name)

    def _seen(self, entity: Entity) -> tuple[Field, ...]:
        return visible_fields(self.model, self.actor, entity)

    def _head(self, entity: Entity, kind: str) -> Schema:
        registry = self.model.registry
        properties: Schema = {"id": dict(ID), "version": {"type": "integer", "minimum": 1}}
        if entity.base is not None:
            properties["type"] = {"const": entity.key}
        words = WORDS.get(kind, {}) if sees_words(self.model, self.actor) else {}
        for name in (*SYSTEM[kind], *words):
            made: Mapping[str, Any] = {"type": "string"}
            if name in _MOMENTS:
                made = MOMENT
            elif name in _IDS:
                made = ID
            elif name == "state":
                states = registry.lifecycle.states
                lines = [f"- `{one.id}`: {self.say(one.label)}" for one in states]
                made = {"type": "string", "enum": [one.id for one in states], "description": "\n".join(lines)}
            properties[name] = dict(made) if name in ("folio", "state", "office") else nullable(made)
        return properties

    def _fields(self, entity: Entity, *, is_whole: bool) -> Schema:
        name = f"{entity.id}.fields"
        if not is_whole:
            listed = [one for one in self._seen(entity) if not one.is_encrypted]
            return closed({one.id: self._field(entity, one) for one in listed})
        if name not in self.components:
            self.components[name] = closed({one.id: self._field(entity, one) for one in self._seen(entity)})
        return ref(name)

    def _unknown(self, entity: Entity, *, is_sent: bool) -> Schema:
        """Why values are unknown; a reason that is read may be one that is no longer offered."""
        found: Schema = {}
        for one in self._seen(entity):
            if one.unknown:
                offered = [*one.unknown, *([None] if is_sent else [])]
                found[one.id] = {"enum": offered} if is_sent else {"type": "string"}
        return closed(found)

    def _around_case(self) -> Schema:
        registry = self.model.registry
        parts = [part.id for part in registry.parties]
        clock = dict.fromkeys(("started_at", "due_at"), MOMENT)
        ends = {name: nullable(MOMENT) for name in ("warn_at", "stopped_at")}
        party = {"person": ID, "part": {"type": "string", "enum": parts}}
        deadline = {"deadline": {"type": "string"}, **clock, **ends}
        link = {"case": ID, "folio": {"type": "string"}}
        return {
            name: {"type": "array", "items": closed(properties, list(properties))}
            for name, properties in (("parties", party), ("deadlines", deadline), ("links", link))
        }

    def _field(self, entity: Entity, one: Field) -> Schema:
        owner = (
            entity if one.id in entity.fields_by_id else self.model.registry.by_id[entity.base or entity.id]
        )
        name = f"field.{owner.id}.{one.id}"
        if name not in self.components:
            told = "\n\n".join(filter(None, (self.say(one.help), self._rule(one))))
            made = self._value(one) | {"title": self.say(one.label)}
            self.components[name] = made | ({"description": told} if told else {})
        return ref(name)

    def _rule(self, one: Field) -> str:
        """What a schema has no word for: when a field is asked for, and that it is kept encrypted."""
        say, told = message(self.language), []
        if one.visible is not None:
            told.append(say("api.asked_when", condition=one.visible.text))
        if one.required.kind == "at":
            told.append(say("api.asked_at", state=one.required.state))
        if one.required.when is not None:
            told.append(say("api.needed_when", condition=one.required.when.text))
        if one.is_encrypted:
            told.append(say("api.sealed"))
        return "\n".join(told)

    def _value(self, one: Field) -> Schema:
        kind = field_type(one.type)
        if kind.is_group:
            return self._rows(one, kind.inner(one))
        whole = kind.json_schema(one)
        made: Schema = _plain(whole, whole.get("$defs", {}))
        for part, catalog_id in kind.catalogs(one).items():
            if part:
                made["properties"][part] = self.catalog(catalog_id)
            elif kind.is_multiple:
                made["items"] = self.catalog(catalog_id)
            else:
                made = {"allOf": [self.catalog(catalog_id)]}
        return made

    def _rows(self, one: Field, inner: Iterable[Field]) -> Schema:
        fields = {item.id: self._value(item) | {"title": self.say(item.label)} for item in inner}
        reasons = closed({name: {"type": "string"} for name in fields})
        row = closed({**fields, "unknown": reasons})
        return {"type": "array", "maxItems": field_type(one.type).json_schema(one)["maxItems"], "items": row}


def _is_asked(one: Field) -> bool:
    """Whether a new record needs a value, whatever else it says."""
    return one.required.kind == "always" and one.visible is None and not one.unknown and one.default is None


def _plain(schema: Any, known: Mapping[str, Any]) -> Any:
    """Return a schema without what Python says of its classes, its references put in their place."""
    if isinstance(schema, list):
        return [_plain(one, known) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _plain(known[schema["$ref"].rpartition("/")[2]], known)
    made = {
        key: {name: _plain(one, known) for name, one in value.items()}
        if key == "properties"
        else _plain(value, known)
        for key, value in schema.items()
        if key not in (*_SAYS_NOTHING, "$defs")
    }
    return made | ({"additionalProperties": False} if "properties" in made else {})
