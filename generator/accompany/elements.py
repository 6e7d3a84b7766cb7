"""A blueprint as a flat set of elements, each with its facts in words: what can be compared. Must not compare."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from generator.accompany import access, routines
from generator.accompany.documents import made_from
from generator.accompany.element import Element, Facts, origin_of, words_of
from generator.accompany.registry import Spoken
from generator.source import Address
from generator.validate.context import Context
from runtime.ir.access import Role
from runtime.ir.catalog import Office, Value
from runtime.ir.document import Document
from runtime.ir.entity import Deadline, Entity
from runtime.ir.field import Field
from runtime.ir.lifecycle import State, Transition

GROUPED = ("values", "offices")
"""Parts told by group: a list of each would be hundreds of lines."""

_ENTITIES = {"case_type": "case_types", "action_type": "action_types", "register": "registers"}


def elements(context: Context, spoken: Spoken) -> dict[tuple[str, str], Element]:
    """Every element of a blueprint, by part and id."""
    registry = spoken.registry
    listed: list[Element] = [*_settings(spoken)]
    for outlined in context.outline.entities:
        entity = registry.by_id[outlined.id]
        addresses = {field.id: field.address for field in outlined.fields}
        listed.extend(_entity(spoken, entity, outlined.address))
        listed.extend(_fields(spoken, entity, addresses))
        listed.extend(_hanging(spoken, entity, outlined.address))
    listed.extend(_catalogs(spoken))
    listed.extend(_state(spoken, state) for state in registry.lifecycle.states)
    listed.extend(_transition(spoken, one) for one in registry.lifecycle.transitions)
    listed.extend(_role(spoken, role) for role in registry.roles)
    listed.extend(
        Element("parties", party.id, ("parties", party.id), spoken.text(party.label), "", ())
        for party in registry.parties
    )
    listed.extend(_document(spoken, one) for one in registry.documents)
    listed.extend(routines.reports(spoken))
    listed.extend(routines.calendars(spoken))
    listed.extend(_office(office) for office in registry.offices)
    listed.extend(_columns("lists", one.id, spoken.text(one.label), one.columns) for one in registry.lists)
    listed.extend(
        _columns("exports", one.id, spoken.text(one.label), one.columns) for one in registry.exports
    )
    return {(one.part, one.key): one for one in listed}


def _settings(spoken: Spoken) -> Iterator[Element]:
    registry = spoken.registry
    told = {
        "country": registry.country,
        "languages": ", ".join(registry.languages),
        "time_zone": registry.time_zone,
        "folio": registry.folio,
        "theme": spoken.text(registry.theme.organisation),
    }
    for key, value in told.items():
        yield Element(
            "other",
            key,
            (key,),
            spoken.say(f"setting.{key}"),
            "",
            ((f"setting.{key}", value),) if value else (),
        )


def _entity(spoken: Spoken, entity: Entity, address: Address) -> Iterator[Element]:
    part = _ENTITIES.get(entity.kind)
    if part is not None:
        facts = (
            *words_of(spoken, entity.label, entity.help),
            ("entity.scope", spoken.value(spoken.registry.scopes, entity.scope)),
            ("entity.family", entity.family or ""),
            ("entity.privacy", spoken.say(f"privacy.{entity.privacy}")),
            *origin_of(spoken, entity.source, assumed=entity.assumed),
        )
        yield Element(part, entity.key, address, spoken.text(entity.label), "", facts, entity.assumed)
    for section in entity.sections:
        facts = words_of(spoken, section.label, section.help)
        place = (*address, "sections", section.id)
        name = spoken.text(section.label)
        yield Element("sections", f"{entity.id}.{section.id}", place, name, spoken.entity(entity), facts)


def _fields(spoken: Spoken, entity: Entity, addresses: Mapping[str, Address]) -> Iterator[Element]:
    sections = {section.id: spoken.text(section.label) for section in entity.sections}
    for field in entity.active_fields:
        facts = (
            *words_of(spoken, field.label, field.help),
            ("field.section", sections.get(field.section, field.section)),
            ("field.type", spoken.type(field)),
            ("field.options", spoken.options(field)),
            ("field.required", spoken.required(field)),
            ("field.visible", str(spoken.visible(field))),
            ("field.unknown", spoken.unknown(field)),
            ("field.privacy", spoken.privacy(field)),
            ("field.default", "" if field.default is None else str(field.default)),
            ("field.checks", _checks(spoken, field)),
            *origin_of(spoken, field.source, assumed=field.assumed),
        )
        yield Element(
            "fields",
            f"{entity.id}.{field.id}",
            addresses[field.id],
            spoken.text(field.label),
            spoken.entity(entity),
            facts,
            field.assumed,
        )


def _hanging(spoken: Spoken, entity: Entity, address: Address) -> Iterator[Element]:
    """What hangs on a case type: its clocks, its checklists and its closing reasons."""
    yield from routines.checklists(spoken, entity, address)
    for deadline in entity.deadlines:
        place = (*address, "deadlines", deadline.id)
        yield _deadline(spoken, entity, deadline, place)
    for code in entity.closing_reasons:
        place = (*address, "closing_reasons")
        yield Element(
            "closing_reasons", f"{entity.key}.{code}", place, spoken.reason(code), spoken.entity(entity), ()
        )


def _deadline(spoken: Spoken, entity: Entity, deadline: Deadline, place: Address) -> Element:
    facts = (
        *words_of(spoken, deadline.label, {}),
        ("deadlines.start", deadline.start),
        ("deadlines.within", deadline.within),
        ("deadlines.until", deadline.until),
        ("deadlines.warn", deadline.warn or ""),
        *origin_of(spoken, deadline.source, assumed=deadline.assumed),
    )
    name, owner = spoken.text(deadline.label), spoken.entity(entity)
    return Element("deadlines", f"{entity.key}.{deadline.id}", place, name, owner, facts, deadline.assumed)


def _catalogs(spoken: Spoken) -> Iterator[Element]:
    for catalog in spoken.registry.catalogs:
        name = spoken.text(catalog.label)
        address = ("catalogs", catalog.id)
        yield Element("catalogs", catalog.id, address, name, "", words_of(spoken, catalog.label, {}))
        for value in catalog.values:
            key = f"{catalog.id}.{value.code}"
            place = (*address, "values", value.code)
            yield Element(
                "values", key, place, spoken.text(value.label), name, _value(spoken, value), value.assumed
            )


def _value(spoken: Spoken, value: Value) -> Facts:
    return (
        *words_of(spoken, value.label, {}),
        ("catalogs.parent", value.parent or ""),
        ("catalogs.until", value.until.isoformat() if value.until else ""),
        ("catalogs.replaced_by", value.replaced_by or ""),
        *((key, text) for key, text in value.attributes.items()),
    )


def _state(spoken: Spoken, state: State) -> Element:
    facts = (
        *words_of(spoken, state.label, state.help),
        ("lifecycle.kind", spoken.say(f"state.{state.kind}")),
        *origin_of(spoken, state.source, assumed=state.assumed),
    )
    address = ("lifecycle", "states", state.id)
    return Element("states", state.id, address, spoken.text(state.label), "", facts, state.assumed)


def _transition(spoken: Spoken, one: Transition) -> Element:
    facts = (
        *words_of(spoken, one.label, {}),
        ("lifecycle.from", ", ".join(spoken.state(state) for state in one.sources)),
        ("lifecycle.to", spoken.state(one.target)),
        ("lifecycle.guards", " ".join(spoken.text(guard.message) for guard in one.guards)),
        ("lifecycle.reason", one.reasons or spoken.say(f"reason.{one.reason}")),
    )
    address = ("lifecycle", "transitions", one.id)
    return Element("transitions", one.id, address, spoken.text(one.label), "", facts, one.assumed)


def _role(spoken: Spoken, role: Role) -> Element:
    may: dict[str, list[str]] = {}
    for grant in role.grants:
        told = f"{access.what(spoken, grant)}: {access.where(spoken, grant)}"
        may.setdefault(grant.subject, []).append(told)
    facts = (
        *words_of(spoken, role.label, role.help),
        ("roles.sees", spoken.say(f"sees.{role.sees}")),
        ("roles.factor", spoken.say(f"factor.{role.second_factor}")),
        ("roles.hidden", ", ".join(role.hidden)),
        ("roles.fixed", ", ".join(role.fixed)),
        ("roles.restricted", spoken.say(f"reach.{role.restricted}")),
        ("roles.emergency", access.emergency(spoken, role)),
        ("roles.hint", spoken.say("roles.yes") if role.hint else spoken.say("nothing")),
        *((subject, "; ".join(told)) for subject, told in may.items()),
    )
    return Element("roles", role.id, ("roles", role.id), spoken.text(role.label), "", facts)


def _office(office: Office) -> Element:
    facts = (("office.name", office.name), ("office.city", office.city), ("office.zone", office.time_zone))
    return Element("offices", office.id, ("offices", office.id), office.name, "", facts)


def _document(spoken: Spoken, document: Document) -> Element:
    facts = (
        *words_of(spoken, document.label, document.help),
        ("document.from", made_from(spoken, document)),
        ("document.number", document.number),
        ("dictionary.languages", ", ".join(document.languages)),
        ("document.asks", ", ".join(spoken.text(ask.label) for ask in document.asks)),
        ("document.template", hashlib.sha256(document.template.encode()).hexdigest()[:8]),
        *origin_of(spoken, document.source, assumed=document.assumed),
    )
    address = ("documents", document.id)
    return Element(
        "documents", document.id, address, spoken.text(document.label), "", facts, document.assumed
    )


def _columns(part: str, key: str, name: str, columns: tuple[str, ...]) -> Element:
    return Element("lists", f"{part}.{key}", (part, key), name, "", (("list.columns", ", ".join(columns)),))


def _checks(spoken: Spoken, field: Field) -> str:
    return " ".join(spoken.text(check.message) for check in field.checks)
