"""Roles: that grants name what exists, and that nothing is out of everybody's reach. Must not decide who may do what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from generator.blueprint import Role
from generator.blueprint.outline import Entity, PlacedField
from generator.diagnostics import nearest
from generator.validate.context import Context
from generator.validate.finding import Finding, found
from runtime.ir.access import Reach, Sight, Verb

_VERBS: tuple[str, ...] = get_args(Verb)
_REACHES: tuple[str, ...] = get_args(Reach)
_SIGHTS: tuple[str, ...] = get_args(Sight)
_GENERAL = ("case", "person", "action", "register", "reports", "accounts", "offices", "rights", "retention", "breaches")


def grants(context: Context) -> Iterator[Finding]:
    """A grant names a subject, a verb and a reach that exist."""
    subjects = (*_GENERAL, *(entity.id for entity in context.outline.entities if entity.id not in _GENERAL))
    for key, role in context.blueprint.roles.items():
        for subject, verbs in role.may.items():
            address = ("roles", key, "may", subject)
            if subject not in subjects:
                suggestion = _subject(subject, context) or nearest(subject, subjects)
                yield found("A102", address, on_key=True, suggestion=suggestion, name=subject, known=_GENERAL)
            for verb, reach in verbs.items():
                if verb not in _VERBS:
                    suggestion = nearest(verb, _VERBS)
                    yield found(
                        "A103", (*address, verb), on_key=True, suggestion=suggestion, name=verb, known=_VERBS
                    )
                if reach not in _REACHES:
                    suggestion = nearest(reach, _REACHES)
                    yield found("A104", (*address, verb), suggestion=suggestion, name=reach, known=_REACHES)


def idle(context: Context) -> Iterator[Finding]:
    """A role may do something, and some role may open cases."""
    roles = context.blueprint.roles
    if not context.is_whole("roles"):
        return
    for key, role in roles.items():
        if not any(role.may.values()):
            yield found("A105", ("roles", key), on_key=True, name=key)
    opens = [
        subject
        for role in roles.values()
        for subject, verbs in role.may.items()
        if subject.startswith("case") and "create" in verbs
    ]
    if not opens:
        yield found("A109", ("roles",), on_key=True)


def unread(context: Context) -> Iterator[Finding]:
    """Some role can read every field."""
    if not context.is_whole("roles"):
        return
    for entity in context.outline.entities:
        for field in entity.fields:
            if not any(_reads(context, role, entity, field) for role in context.blueprint.roles.values()):
                privacy = field.written.privacy or "none"
                yield found("A106", field.address, on_key=True, name=field.id, privacy=privacy)


def hidden(context: Context) -> Iterator[Finding]:
    """What a role does not see is a field of an entity."""
    fields = [f"{entity.id}.{field.id}" for entity in context.outline.entities for field in entity.fields]
    for key, role in context.blueprint.roles.items():
        for position, name in enumerate(role.hidden):
            if name not in fields:
                address = ("roles", key, "hidden", position)
                yield found("A107", address, suggestion=nearest(name, fields), name=name)


def _reads(context: Context, role: Role, entity: Entity, field: PlacedField) -> bool:
    privacy = field.written.privacy or "none"
    if _SIGHTS.index(role.sees) < _SIGHTS.index(privacy) or f"{entity.id}.{field.id}" in role.hidden:
        return False
    subjects = {entity.id, entity.base, "register" if entity.kind == "register" else None}
    # Whoever reads a type of case reads what every case has, and the people in it.
    subjects |= {extension.id for extension in context.outline.extensions(entity)}
    if entity.kind == "person":
        subjects |= {other.id for other in context.outline.entities if other.kind in ("case", "case_type")}
    return any("read" in verbs for subject, verbs in role.may.items() if subject in subjects)


def _subject(name: str, context: Context) -> str | None:
    """The subject for a bare key: `detencion` for `case_detencion`."""
    return next((entity.id for entity in context.outline.entities if entity.key == name), None)
