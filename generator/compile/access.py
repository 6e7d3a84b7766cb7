"""Roles as flat grants, and the parts people play."""

from __future__ import annotations

from typing import cast

from generator.blueprint import Blueprint
from generator.compile.words import Words
from runtime.ir.access import Grant, Reach, Role, Verb
from runtime.ir.registry import PartyKind


def roles(blueprint: Blueprint, words: Words) -> tuple[Role, ...]:
    """Every role with its grants, in the order written."""
    return tuple(
        Role(
            id=key,
            label=words.label(role.label, id=key),
            help=words.label(role.help),
            grants=tuple(
                Grant(subject=subject, verb=cast("Verb", verb), reach=cast("Reach", reach))
                for subject, verbs in role.may.items()
                for verb, reach in verbs.items()
            ),
            sees=role.sees,
            hidden=role.hidden,
        )
        for key, role in blueprint.roles.items()
    )


def parties(blueprint: Blueprint, words: Words) -> tuple[PartyKind, ...]:
    """Every part a person can play in a case."""
    return tuple(
        PartyKind(id=key, label=words.label(party.label, id=key), is_main=party.main)
        for key, party in blueprint.parties.items()
    )
