"""Claims about fields: whether they are shown, seen, what they say and offer. Must not change anything."""

from __future__ import annotations

from typing import Any

from runtime.access.mask import visible_fields
from runtime.fields.base import Problem
from runtime.fields.registry import field_type
from runtime.ir.expectation import Offered, Sees, Shown, Spot, ValueIs
from runtime.ir.expression import Expression
from runtime.ir.field import Field
from runtime.records.offering import offerings
from runtime.records.stored import Stored
from runtime.scenario import forms
from runtime.scenario.eyes import Eyes, Miss
from runtime.scenario.outcome import About


def seen(eyes: Eyes, claim: Sees) -> Miss | None:
    """Judge whether the account sees records and fields."""
    wrong = [name for name in claim.records if eyes.sees(name) is not claim.is_seen]
    fields = [spot for spot in claim.spots if _sees_field(eyes, spot) is not claim.is_seen]
    if not wrong and not fields:
        return None
    say, who = eyes.words.say, eyes.words.role(eyes.who)
    names = [say("scenario.quoted", words=name) for name in wrong]
    listed = eyes.words.list([*names, *(eyes.words.spot(eyes.entity(spot), spot) for spot in fields)])
    told = {True: "scenario.sees", False: "scenario.does_not_see"}
    return Miss(
        say(told[claim.is_seen], who=who, names=listed),
        say(told[not claim.is_seen], who=who, names=listed),
        (*_about(eyes, fields), eyes.role),
    )


def shown(eyes: Eyes, claim: Shown) -> Miss | None:
    """Judge whether fields are shown, as the values stand."""
    wrong = [spot for spot in claim.spots if _is_shown(eyes, spot) is not claim.is_shown]
    if not wrong:
        return None
    say = eyes.words.say
    names = eyes.words.list(eyes.words.spot(eyes.entity(spot), spot) for spot in wrong)
    told = {True: "scenario.shown", False: "scenario.hidden"}
    return Miss(
        say(told[claim.is_shown], names=names),
        say(told[not claim.is_shown], names=names),
        _about(eyes, wrong),
    )


def value(eyes: Eyes, claim: ValueIs) -> Miss | None:
    """Judge what a field says."""
    stored, field = eyes.stored(claim.spot)
    wanted, reason = _read(eyes, stored, field, claim)
    held, why = stored.values.get(field.id), stored.unknown.get(field.id)
    if (held, why) == (wanted, reason):
        return None
    entity, words = stored.entity, eyes.words
    label = words.field(entity, field.id)
    return Miss(
        words.say(
            "scenario.value", label=label, value=words.value(entity, field.id, wanted, reason, eyes.who)
        ),
        words.say("scenario.value", label=label, value=words.value(entity, field.id, held, why, eyes.who)),
        (About("field", field.id, entity.id),),
    )


def offered(eyes: Eyes, claim: Offered) -> Miss | None:
    """Judge which codes a field offers."""
    assert claim.spot is not None
    stored, field = eyes.stored(claim.spot)
    codes = _offered_codes(eyes, stored, field)
    wrong = [code for code in claim.codes if (code in codes) is not claim.is_offered]
    if not wrong:
        return None
    about = (About("field", field.id, stored.entity.id),)
    return not_offered(eyes, eyes.words.field(stored.entity, field.id), wrong, claim, about)


def not_offered(eyes: Eyes, label: str, wrong: list[str], claim: Offered, about: tuple[About, ...]) -> Miss:
    """Say which codes are offered, or are not, against what was claimed."""
    say, codes = eyes.words.say, eyes.words.codes(wrong)
    told = {True: "scenario.offers", False: "scenario.does_not_offer"}
    return Miss(
        say(told[claim.is_offered], label=label, codes=codes),
        say(told[not claim.is_offered], label=label, codes=codes),
        about,
    )


def _about(eyes: Eyes, spots: list[Spot]) -> tuple[About, ...]:
    owners = [(spot, eyes.entity(spot)) for spot in spots]
    return tuple(About("field", spot.field, entity.id) for spot, entity in owners if entity is not None)


def _sees_field(eyes: Eyes, spot: Spot) -> bool:
    entity = eyes.entity(spot)
    if entity is None or not eyes.sees(spot.owner):
        return False
    return any(field.id == spot.field for field in visible_fields(eyes.world.model, eyes.actor, entity))


def _is_shown(eyes: Eyes, spot: Spot) -> bool:
    stored, field = eyes.stored(spot)
    situation = eyes.situation(stored)
    return field.id in situation.shown([field], situation.data(stored.values, stored.unknown))


def _read(eyes: Eyes, stored: Stored, field: Field, claim: ValueIs) -> tuple[Any, str | None]:
    """The value and the reason that a claim's answers stand for."""
    answers = forms.point(eyes.world, stored.entity, dict(claim.answers))
    reason = next(iter(answers.get(f"{field.id}.unknown", ())), None)
    kind = field_type(field.type)
    if not kind.parts:
        # What is calculated is not typed: it is compared as it is exported.
        text, held = next(iter(answers.get(field.id, ())), ""), stored.values.get(field.id)
        is_same = held is not None and kind.export(field, held).get("") == text
        return (held if is_same else text or None), None
    try:
        return kind.parse(field, field.id, answers, eyes.world.context(eyes.who)), reason
    except Problem:
        return None, reason


def _offered_codes(eyes: Eyes, stored: Stored, field: Field) -> set[str]:
    model, kind, context = eyes.world.model, field_type(field.type), eyes.world.context(eyes.who)
    situation = eyes.situation(stored)
    data = situation.data(stored.values, stored.unknown)

    def holds(condition: Expression) -> bool:
        return situation.holds(condition, data)

    narrowed = offerings(model, stored.entity).get(field.id, {})
    held = stored.values.get(field.id)
    return {
        offer.code
        for part in kind.catalogs(field)
        for offer in kind.offers(field, held, context, part)
        if part not in narrowed or narrowed[part].fits(offer.code, holds)
    }
