"""Roles as flat grants, and the parts people play."""

from __future__ import annotations

from typing import cast

from generator.blueprint import Blueprint
from generator.blueprint.access import Emergency, meant
from generator.blueprint.access import Grant as Written
from generator.blueprint.outline import Outline, outline
from generator.blueprint.sight import fields_named
from generator.compile.words import Words
from runtime.ir.access import Emergency as EmergencyAccess
from runtime.ir.access import Grant, Reach, Role, Verb
from runtime.ir.registry import PartyKind

_MINUTES = {"m": 1, "h": 60, "d": 24 * 60}
_OF_ACTIONS_DONE = frozenset({"update", "annul"})


def roles(blueprint: Blueprint, words: Words) -> tuple[Role, ...]:
    """Every role with its grants, in the order written."""
    entities = outline(blueprint)
    return tuple(
        Role(
            id=key,
            label=words.label(role.label, id=key),
            help=words.label(role.help),
            grants=tuple(
                Grant(
                    subject=subject,
                    verb=cast("Verb", verb),
                    reach=cast("Reach", grant.reach),
                    states=_states(blueprint, subject, verb, grant),
                    transitions=grant.transitions or (),
                )
                for subject, verbs in role.may.items()
                for verb, grant in verbs.items()
            ),
            sees=role.sees,
            second_factor=role.second_factor,
            hidden=_names(entities, meant(role.hidden)),
            fixed=_names(entities, meant(role.fixed)),
            restricted=cast("Reach", role.restricted),
            hint=role.hint,
            emergency=_emergency(role.emergency),
        )
        for key, role in blueprint.roles.items()
    )


def parties(blueprint: Blueprint, words: Words) -> tuple[PartyKind, ...]:
    """Every part a person can play in a case."""
    return tuple(
        PartyKind(id=key, label=words.label(party.label, id=key), is_main=party.main)
        for key, party in blueprint.parties.items()
    )


def minutes(within: str) -> int:
    """Return how long ``4h`` is."""
    return int(within[:-1]) * _MINUTES[within[-1]]


def _states(blueprint: Blueprint, subject: str, verb: str, grant: Written) -> tuple[str, ...]:
    """The states a grant holds in; what was done in a case that is closed changes only where its state is named."""
    if grant.states is not None:
        return grant.states
    states = blueprint.lifecycle.states
    running = tuple(key for key, state in states.items() if state.kind != "closed")
    is_settling = subject.startswith("action") and verb in _OF_ACTIONS_DONE
    return running if is_settling and len(running) < len(states) else ()


def _names(entities: Outline, names: tuple[str, ...]) -> tuple[str, ...]:
    """The fields that names and patterns stand for, each once."""
    return tuple(dict.fromkeys(field for name in names for field in fields_named(entities, name)))


def _emergency(written: Emergency | None) -> EmergencyAccess | None:
    if written is None:
        return None
    return EmergencyAccess(
        reach=cast("Reach", written.reach),
        minutes=minutes(written.within),
        reasons=written.reasons,
        opens=tuple(cast("Verb", verb) for verb in written.opens),
    )
