"""Roles: that grants name what exists, and that nothing is out of everybody's reach. Must not decide who may do what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from generator.blueprint import CaseType, Role
from generator.blueprint.access import Grant, meant
from generator.blueprint.outline import Entity, PlacedField
from generator.blueprint.sight import fields_named, nameable
from generator.diagnostics import nearest
from generator.source import Address
from generator.validate.context import Context
from generator.validate.finding import Finding, found
from runtime.ir.access import Reach, Sight, Verb

_VERBS: tuple[str, ...] = get_args(Verb)
_REACHES: tuple[str, ...] = get_args(Reach)
_SIGHTS: tuple[str, ...] = get_args(Sight)
_GENERAL = (
    "case",
    "person",
    "action",
    "register",
    "reports",
    "accounts",
    "offices",
    "rights",
    "retention",
    "breaches",
    "emergency",
    "trail",
)
_SPAN = re.compile(r"[1-9]\d{0,2}[mhd]")


def grants(context: Context) -> Iterator[Finding]:
    """A grant names a subject, a verb, a reach, states and transitions that exist."""
    subjects = (*_GENERAL, *(entity.id for entity in context.outline.entities if entity.id not in _GENERAL))
    for key, role in context.blueprint.roles.items():
        yield from _reach(("roles", key, "restricted"), role.restricted)
        for subject, verbs in role.may.items():
            address = ("roles", key, "may", subject)
            if subject not in subjects:
                suggestion = _subject(subject, context) or nearest(subject, subjects)
                yield found("A102", address, on_key=True, suggestion=suggestion, name=subject, known=_GENERAL)
            for verb, grant in verbs.items():
                if verb not in _VERBS:
                    suggestion = nearest(verb, _VERBS)
                    yield found(
                        "A103", (*address, verb), on_key=True, suggestion=suggestion, name=verb, known=_VERBS
                    )
                yield from _reach((*address, verb, "reach"), grant.reach)
                yield from _narrowing(context, (*address, verb), subject, grant)


def _reach(address: Address, reach: str) -> Iterator[Finding]:
    if reach not in _REACHES:
        yield found("A104", address, suggestion=nearest(reach, _REACHES), name=reach, known=_REACHES)


def _narrowing(context: Context, address: Address, subject: str, grant: Grant) -> Iterator[Finding]:
    """The states and transitions of a grant exist, stand where they mean something, and leave something."""
    lifecycle = context.blueprint.lifecycle
    whole: tuple[tuple[str, tuple[str, ...] | None, tuple[str, ...], bool], ...] = (
        ("states", grant.states, tuple(lifecycle.states), subject.startswith(("case", "action"))),
        ("transitions", grant.transitions, tuple(lifecycle.transitions), address[-1] == "transition"),
    )
    for key, names, known, fits in whole:
        if names is None:
            continue
        place = (*address, key)
        if not fits:
            yield found("A112", place, on_key=True, key=key, verb=str(address[-1]), subject=subject)
        elif not names:
            yield found("A113", place, on_key=True, key=key)
        for position, name in enumerate(names):
            if fits and name not in known:
                code = "A110" if key == "states" else "A111"
                yield found(code, (*place, position), suggestion=nearest(name, known), name=name, known=known)


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
    """What a role does not see, or may not change, is a field, a section or an entity."""
    for key, role in context.blueprint.roles.items():
        for what, names in (("hidden", role.hidden), ("fixed", role.fixed)):
            for name in names:
                if not fields_named(context.outline, name):
                    suggestion = nearest(name, tuple(nameable(context.outline)))
                    yield found(
                        "A107", ("roles", key, what, name), on_key=True, suggestion=suggestion, name=name
                    )


def writers(context: Context) -> Iterator[Finding]:
    """Whoever registers something may write what it must have."""
    if not context.is_whole("roles"):
        return
    for key, role in context.blueprint.roles.items():
        unwritable = {
            name
            for given in (role.hidden, role.fixed)
            for one in meant(given)
            for name in fields_named(context.outline, one)
        }
        for entity in context.outline.entities:
            if not _creates(role, entity):
                continue
            for owner in context.outline.family(entity):
                for field in owner.fields:
                    is_deep = _SIGHTS.index(role.sees) < _SIGHTS.index(field.written.privacy or "none")
                    if field.written.required.always and (is_deep or f"{owner.id}.{field.id}" in unwritable):
                        place = ("roles", key)
                        yield found(
                            "A114",
                            place,
                            on_key=True,
                            role=key,
                            subject=entity.id,
                            name=f"{owner.id}.{field.id}",
                        )


def emergencies(context: Context) -> Iterator[Finding]:
    """Emergency access says where, how long and for which reasons; somebody reviews it."""
    roles = context.blueprint.roles
    reviewed = any("review" in verbs for role in roles.values() for verbs in role.may.values())
    for key, role in roles.items():
        written, address = role.emergency, ("roles", key, "emergency")
        if written is None:
            continue
        yield from _reach((*address, "reach"), written.reach)
        if not _SPAN.fullmatch(written.within):
            yield found("A115", (*address, "within"), text=written.within)
        if written.reasons not in context.blueprint.catalogs:
            known = tuple(context.blueprint.catalogs)
            suggestion = nearest(written.reasons, known)
            yield found("R101", (*address, "reasons"), suggestion=suggestion, catalog=written.reasons)
        for position, verb in enumerate(written.opens):
            if verb not in _VERBS:
                place = (*address, "opens", position)
                yield found("A103", place, suggestion=nearest(verb, _VERBS), name=verb, known=_VERBS)
        if not reviewed and context.is_whole("roles"):
            yield found("A116", address, on_key=True, name=key)


def groups(context: Context) -> Iterator[Finding]:
    """Somebody beside its officer reaches a restricted case, to hand it over when the officer leaves."""
    if not context.is_whole("roles"):
        return
    wide = _REACHES[_REACHES.index("office") :]
    for entity in context.outline.entities:
        if not isinstance(entity.written, CaseType) or entity.written.privacy != "restricted":
            continue
        subjects = {"case", entity.id}
        if not any(
            role.restricted in wide and "reassign" in verbs and verbs["reassign"].reach in wide
            for role in context.blueprint.roles.values()
            for subject, verbs in role.may.items()
            if subject in subjects
        ):
            yield found("A117", entity.address, on_key=True, name=entity.key)


def _reads(context: Context, role: Role, entity: Entity, field: PlacedField) -> bool:
    privacy = field.written.privacy or "none"
    unseen = (name for one in meant(role.hidden) for name in fields_named(context.outline, one))
    if _SIGHTS.index(role.sees) < _SIGHTS.index(privacy) or f"{entity.id}.{field.id}" in unseen:
        return False
    subjects = {entity.id, entity.base, "register" if entity.kind == "register" else None}
    # Whoever reads a type of case reads what every case has, and the people in it.
    subjects |= {extension.id for extension in context.outline.extensions(entity)}
    if entity.kind == "person":
        subjects |= {other.id for other in context.outline.entities if other.kind in ("case", "case_type")}
    return any("read" in verbs for subject, verbs in role.may.items() if subject in subjects)


def _creates(role: Role, entity: Entity) -> bool:
    if entity.kind in ("case", "action"):
        return False
    subjects = {entity.id, entity.base, "register" if entity.kind == "register" else None}
    return any("create" in verbs for subject, verbs in role.may.items() if subject in subjects)


def _subject(name: str, context: Context) -> str | None:
    """The subject for a bare key: `detencion` for `case_detencion`."""
    return next((entity.id for entity in context.outline.entities if entity.key == name), None)


def unprotected(context: Context) -> Iterator[Finding]:
    """Whoever administers accounts signs in with more than a password."""
    for key, role in context.blueprint.roles.items():
        if "administer" in role.may.get("accounts", {}) and role.second_factor != "required":
            yield found("A118", ("roles", key), on_key=True, name=key)
