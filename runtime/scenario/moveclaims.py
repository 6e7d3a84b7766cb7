"""Claims about transitions: what they lack, who may carry them out, which reasons they offer. Must not move anything."""

from __future__ import annotations

from runtime.ir.expectation import Denied, Lacks, Offered
from runtime.records.gates import Option
from runtime.scenario.eyes import Eyes, Miss
from runtime.scenario.fieldclaims import not_offered
from runtime.scenario.outcome import About


def lacks(eyes: Eyes, claim: Lacks) -> Miss | None:
    """Judge what the case still needs for a transition; nothing, if the claim names nothing."""
    option, words = eyes.option(claim.transition), eyes.words
    label = words.transition(claim.transition)
    expected = words.say("scenario.ready", label=label)
    if claim.names:
        names = words.names(claim.names, eyes.entities)
        expected = words.say("scenario.lacks", label=label, names=names)
    if option is not None and _is_so(option, claim):
        return None
    happened = _not_from_here(eyes, label) if option is None else _lacking(eyes, option, label)
    about = [*_named(eyes, claim), About("transition", claim.transition)]
    needs = option.needs if option else ()
    about += [About("field", need.id, need.entity_id) for need in needs if need.kind == "field"]
    return Miss(expected, happened, tuple(dict.fromkeys(about)))


def denied(eyes: Eyes, claim: Denied) -> Miss | None:
    """Judge whether the account may not carry out a transition."""
    option, say = eyes.option(claim.transition), eyes.words.say
    if option is not None and not option.may:
        return None
    label, who = eyes.words.transition(claim.transition), eyes.words.role(eyes.who)
    happened = _not_from_here(eyes, label) if option is None else say("scenario.may", label=label, who=who)
    about = (About("transition", claim.transition), eyes.role)
    return Miss(say("scenario.may_not", label=label, who=who), happened, about)


def offered(eyes: Eyes, claim: Offered) -> Miss | None:
    """Judge which reasons a transition offers."""
    transition = claim.transition or ""
    option = eyes.option(transition)
    codes = option.reasons if option else ()
    wrong = [code for code in claim.codes if (code in codes) is not claim.is_offered]
    if not wrong:
        return None
    about = (About("closing", "", eyes.case.entity.id), About("transition", transition))
    return not_offered(eyes, eyes.words.transition(transition), wrong, claim, about)


def _is_so(option: Option, claim: Lacks) -> bool:
    lacking = {need.id for need in option.needs}
    return lacking.issuperset(claim.names) if claim.names else option.may and not lacking


def _lacking(eyes: Eyes, option: Option, label: str) -> str:
    say = eyes.words.say
    if not option.may:
        return say("scenario.may_not", label=label, who=eyes.words.role(eyes.who))
    if option.needs:
        return say("scenario.lacks", label=label, names=eyes.words.needs(option.needs))
    return say("scenario.ready", label=label)


def _named(eyes: Eyes, claim: Lacks) -> list[About]:
    fields = eyes.about_fields(claim.names, eyes.entities)
    known = {about.name for about in fields}
    return fields + [About("guard", name, claim.transition) for name in claim.names if name not in known]


def _not_from_here(eyes: Eyes, label: str) -> str:
    return eyes.words.say("scenario.not_from_here", label=label, state=eyes.words.state(eyes.case.state))
