"""Documents: what each is made from, how it is numbered, and whether its template prints."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from string import Formatter

from pydantic import JsonValue

from generator.blueprint.documents import ALL, Document
from generator.blueprint.outline import Entity
from generator.diagnostics import nearest
from generator.source import Address
from generator.validate.context import Context
from generator.validate.finding import Finding, found
from runtime.documents import TemplateError, refused, render
from runtime.documents.facts import FACTS

_NUMBER = ("prefix", "year", "number")


def subjects(context: Context) -> Iterator[Finding]:
    """Every document is made from cases or from an action, of types that exist, in languages of the registry."""
    blueprint = context.blueprint
    for key, document in blueprint.documents.items():
        address: Address = ("documents", key)
        if bool(document.cases) == (document.action is not None):
            yield found("D101", address, on_key=True, name=key)
        for position, name in enumerate(document.cases):
            if name != ALL and name not in blueprint.case_types:
                place = _item(context, (*address, "for"), position)
                yield _unknown(place, name, tuple(blueprint.case_types))
        if document.action is not None and document.action not in blueprint.action_types:
            yield _unknown((*address, "action"), document.action, tuple(blueprint.action_types))
        for position, language in enumerate(document.languages):
            if language not in blueprint.languages:
                known = blueprint.languages
                yield found("D109", (*address, "languages", position), name=language, known=known)


def numbers(context: Context) -> Iterator[Finding]:
    """A number names its office, its year and its place in the sequence, so that no two are equal."""
    for key, document in context.blueprint.documents.items():
        try:
            parts = {
                name: form for _, name, form, _ in Formatter().parse(document.number) if name is not None
            }
        except ValueError:
            parts = {}
        is_written = all(
            not form or (name == "number" and re.fullmatch(r"0?\d{1,2}", form))
            for name, form in parts.items()
        )
        if set(parts) != set(_NUMBER) or not is_written:
            yield found("D108", ("documents", key, "number"), text=document.number)


def names(context: Context) -> Iterator[Finding]:
    """A template asks only for what there is, and holds no word that would fetch or run something."""
    for key, document in context.blueprint.documents.items():
        letter = context.letters.by_id.get(key)
        if letter is None:
            continue
        address: Address = ("documents", key, "template")
        for refusal in refused(letter.text):
            place = letter.span(refusal.line, refusal.column, len(refusal.word))
            yield found("D107", address, span=place, word=refusal.word)
        known = facts(context, document)
        is_inherited = context.places.tree.layer_of(address) is not context.places.tree.newest
        for use in letter.uses:
            if use.name in known.get(use.owner, ()):
                continue
            if is_inherited:
                # Its own author checked it, so a later layer took the field away.
                yield found("D110", address, text=f"{use.owner}.{use.name}", name=key)
            else:
                meant = nearest(use.name, known.get(use.owner, ()))
                suggestion = f"{use.owner}.{meant}" if meant else None
                text = f"{use.owner}.{use.name}"
                yield found("D105", address, span=use.span, suggestion=suggestion, text=text)


def prints(context: Context) -> Iterator[Finding]:
    """A template prints, with everything filled in and with nothing, in each of its languages."""
    for key, document in context.blueprint.documents.items():
        letter = context.letters.by_id.get(key)
        if letter is None or any(refused(letter.text)):
            continue
        known = {owner: set(names) for owner, names in facts(context, document).items()}
        for use in letter.uses:
            known[use.owner].add(use.name)
        for language in document.languages or context.blueprint.languages:
            try:
                for filling in ("Muestra", ""):
                    render(letter.text, sample(known, language, filling))
            except TemplateError as error:
                span = letter.span(error.line, error.column)
                yield found("D106", ("documents", key, "template"), span=span, message=error.message)
                break


def facts(context: Context, document: Document) -> Mapping[str, tuple[str, ...]]:
    """The names a document's template may use, by owner."""
    outline = context.outline
    types = outline.of_kind("case_type")
    wanted = [one for one in types if ALL in document.cases or one.key in document.cases]
    cases = wanted if document.cases else types
    action = next((one for one in outline.of_kind("action_type") if one.key == document.action), None)
    return {
        **FACTS,
        "person": (*FACTS["person"], *outline.by_id["person"].by_id),
        "case": (*FACTS["case"], *_fields(context, outline.by_id["case"], *cases)),
        "ask": tuple(document.asks),
        "action": (*FACTS["action"], *_fields(context, outline.by_id["action"], action)) if action else (),
    }


def sample(known: Mapping[str, Collection[str]], language: str, filling: str) -> dict[str, JsonValue]:
    """What a template is given to show that it prints."""
    data: dict[str, JsonValue] = {owner: dict.fromkeys(names, filling) for owner, names in known.items()}
    labels: dict[str, JsonValue] = {owner: {name: name for name in names} for owner, names in known.items()}
    doc: dict[str, JsonValue] = dict.fromkeys(known["doc"], filling or "1")
    return {**data, "labels": labels, "doc": {**doc, "language": language, "mark": filling}}


def _fields(context: Context, *entities: Entity | None) -> tuple[str, ...]:
    names = (name for entity in entities if entity is not None for name in context.outline.fields_of(entity))
    return tuple(dict.fromkeys(names))


def _unknown(address: Address, name: str, known: tuple[str, ...]) -> Finding:
    return found("D102", address, suggestion=nearest(name, known), name=name, known=known or ("–",))


def _item(context: Context, address: Address, position: int) -> Address:
    """The place of one item; a single one may stand without brackets."""
    longer = (*address, position)
    return longer if context.places.tree.find(longer) is not None else address
