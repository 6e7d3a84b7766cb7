"""The matrix as a document for whoever answers for the data: tables of words. Must not know files or their formats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from runtime.i18n.messages import Message, message
from runtime.ir.access import Role, Verb
from runtime.ir.entity import Entity
from runtime.ir.field import Field
from runtime.ir.label import Label, text
from runtime.ir.registry import Registry
from runtime.matrix import grants
from runtime.matrix.channels import CHANNELS, cells
from runtime.matrix.grants import RELATIONS, Position

_CASE_VERBS: tuple[Verb, ...] = ("read", "update", "transition", "reassign", "annul", "export")
NOTHING = "–"


@dataclass(frozen=True)
class Table:
    """Lines under headings; the first cell of a line names it."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""


@dataclass(frozen=True)
class Words:
    """A registry's words in one language."""

    registry: Registry
    language: str

    @property
    def say(self) -> Message:
        """The product's words."""
        return message(self.language)

    def text(self, label: Label) -> str:
        """Return a label of the blueprint."""
        return text(label, self.language)

    def subject(self, subject: str) -> str:
        """Return what a grant is on."""
        known = self.registry.by_id.get(subject)
        return self.text(known.plural) if known else self.say(f"matrix.subject.{subject}")

    def claim(self, holds: bool) -> str:
        """Return yes or no."""
        return self.say("matrix.yes" if holds else "matrix.no")


def tables(registry: Registry, language: str) -> Iterator[Table]:
    """Return the document's tables: roles, cases and ways out of each role, moves, actions, everything else, fields."""
    words = Words(registry, language)
    yield _roles(words)
    for role in registry.roles:
        if grants.widest(role, "case", "read") or any(one.subject.startswith("case_") for one in role.grants):
            yield _cases(words, role)
            yield _channels(words, role)
    yield _moves(words)
    yield _actions(words)
    yield _others(words)
    yield _fields(words)


def all_cells(registry: Registry, language: str) -> Table:
    """Return every cell of the matrix, one a line."""
    words = Words(registry, language)
    names = ("role", "case_type", "relation", "state", "channel", "leaves", "place")
    lifecycle = registry.lifecycle
    return Table(
        words.say("matrix.cells"),
        [words.say(f"matrix.{name}") for name in names],
        [
            (
                words.text(cell.role.label),
                words.text(cell.at.case_type.label),
                words.say(f"matrix.relation.{cell.at.relation}"),
                words.text(lifecycle.by_id[cell.at.state].label),
                words.text(cell.channel.label),
                words.claim(cell.carries),
                cell.channel.place,
            )
            for cell in cells(registry)
        ],
    )


def _roles(words: Words) -> Table:
    say = words.say
    names = ("role", "help", "sees", "restricted_reach", "factor", "hint", "emergency")
    return Table(
        say("matrix.roles"),
        [say(f"matrix.{name}") for name in names],
        [
            (
                words.text(role.label),
                words.text(role.help),
                say(f"matrix.sight.{role.sees}"),
                say(f"matrix.reach.{role.restricted}"),
                say(f"matrix.{role.second_factor}"),
                words.claim(role.hint),
                _emergency(words, role),
            )
            for role in words.registry.roles
        ],
    )


def _emergency(words: Words, role: Role) -> str:
    if role.emergency is None:
        return NOTHING
    reach = words.say(f"matrix.reach.{role.emergency.reach}")
    return words.say("matrix.emergency_for", reach=reach, minutes=role.emergency.minutes)


def _cases(words: Words, role: Role) -> Table:
    say, registry = words.say, words.registry
    told = [one.id for one in registry.lifecycle.states]
    return Table(
        say("matrix.cases_of", role=words.text(role.label)),
        [say("matrix.case_type"), *(say(f"matrix.relation.{relation}") for relation in RELATIONS)],
        [
            (
                _named(words, entity),
                *(
                    _letters(words, role, [Position(entity, relation, state) for state in told])
                    for relation in RELATIONS
                ),
            )
            for entity in registry.case_types
            if not entity.retired
        ],
        say("matrix.notation"),
    )


def _named(words: Words, entity: Entity) -> str:
    name = words.text(entity.label)
    return f"{name} ({words.say('matrix.restricted')})" if entity.privacy == "restricted" else name


def _letters(words: Words, role: Role, where: Sequence[Position]) -> str:
    """A case's letters for a role: `L C M`; one that holds in some states only names them."""
    kinds = words.say("matrix.letters").split()
    if not any(grants.may(role, "read", at) for at in where):
        return NOTHING
    found = []
    for letter, verb in zip(kinds, [*_CASE_VERBS, "report"], strict=True):
        held = [at.state for at in where if _does(role, verb, at)]
        if held:
            limit = "" if len(held) == len(where) else f" ({_states(words, held)})"
            found.append(letter + limit)
    return " ".join(found)


def _does(role: Role, verb: str, at: Position) -> bool:
    if verb == "report":
        return grants.counts(role, at)
    return grants.may(role, "read", at) and any(
        verb == known and grants.may(role, known, at) for known in _CASE_VERBS
    )


def _states(words: Words, kept: Sequence[str]) -> str:
    return ", ".join(words.text(words.registry.lifecycle.by_id[state].label).lower() for state in kept)


def _channels(words: Words, role: Role) -> Table:
    """Which way out carries a case, for the ordinary types and for the restricted ones together."""
    say, registry = words.say, words.registry
    active = [entity for entity in registry.case_types if not entity.retired]
    groups = {
        "ordinary_cases": [entity for entity in active if entity.privacy != "restricted"],
        "restricted_cases": [entity for entity in active if entity.privacy == "restricted"],
    }
    rows = [
        (
            words.text(channel.label),
            say(f"matrix.{name}"),
            *(
                _extent(words, [channel.carries(role, Position(entity, relation, state)) for entity in group])
                for relation in RELATIONS
            ),
        )
        for channel in CHANNELS
        for name, group in groups.items()
        if group
        for state in [registry.lifecycle.initial.id]
    ]
    headings = [
        say("matrix.channel"),
        say("matrix.kind"),
        *(say(f"matrix.relation.{one}") for one in RELATIONS),
    ]
    return Table(
        say("matrix.channels_of", role=words.text(role.label)), headings, rows, say("matrix.cells_note")
    )


def _extent(words: Words, held: Sequence[bool]) -> str:
    """Yes, no, or of how many types."""
    if all(held) or not any(held):
        return words.claim(all(held))
    return f"{sum(held)} / {len(held)}"


def _moves(words: Words) -> Table:
    say, registry = words.say, words.registry
    entity = next(one for one in registry.case_types if not one.retired)
    rows = []
    for move in registry.lifecycle.transitions:
        reached = []
        for role in registry.roles:
            held = [
                say(f"matrix.relation.{relation}")
                for relation in RELATIONS
                if any(
                    grants.may_take(registry, role, move.id, Position(entity, relation, state))
                    for state in move.sources
                )
            ]
            reached.append(", ".join(held) or NOTHING)
        rows.append((words.text(move.label), *reached))
    return Table(say("matrix.moves"), [say("matrix.move"), *_role_names(words)], rows)


def _actions(words: Words) -> Table:
    registry = words.registry
    rows = [
        (words.text(entity.label), *(_granted(words, role, (entity.id, "action")) for role in registry.roles))
        for entity in registry.action_types
        if not entity.retired
    ]
    return Table(words.say("matrix.actions"), [words.say("matrix.action"), *_role_names(words)], rows)


def _others(words: Words) -> Table:
    registry = words.registry
    subjects = dict.fromkeys(
        grant.subject
        for role in registry.roles
        for grant in role.grants
        if not grant.subject.startswith(("case", "action"))
    )
    rows = [
        (words.subject(subject), *(_granted(words, role, (subject,)) for role in registry.roles))
        for subject in subjects
    ]
    return Table(words.say("matrix.others"), [words.say("matrix.subject"), *_role_names(words)], rows)


def _granted(words: Words, role: Role, subjects: Sequence[str]) -> str:
    """What a role may do with a subject, gathered by where: `leer, registrar: su oficina`."""
    by_reach: dict[str, list[str]] = {}
    for grant in role.grants:
        if grant.subject in subjects:
            verb = words.say(f"matrix.verb.{grant.verb}")
            limit = f" ({_states(words, grant.states)})" if grant.states else ""
            by_reach.setdefault(grant.reach, []).append(verb + limit)
    told = (f"{', '.join(verbs)}: {words.say(f'matrix.reach.{reach}')}" for reach, verbs in by_reach.items())
    return "; ".join(told) or NOTHING


def _fields(words: Words) -> Table:
    say, registry = words.say, words.registry
    names = ("entity", "section", "field", "privacy", "purpose", "legal_basis")
    rows = [
        (
            words.text(entity.label),
            words.text(_sections(entity).get(field.section, {})),
            words.text(field.label),
            say(f"matrix.sight.{field.privacy}"),
            field.purpose or NOTHING,
            field.legal_basis or NOTHING,
            *(_sight(words, role, entity, field) for role in registry.roles),
        )
        for entity in registry.entities
        for field in entity.fields
        if not field.retired and not entity.retired
    ]
    return Table(
        say("matrix.fields"), [*(say(f"matrix.{name}") for name in names), *_role_names(words)], rows
    )


def _sections(entity: Entity) -> Mapping[str, Label]:
    return {section.id: section.label for section in entity.sections}


def _sight(words: Words, role: Role, entity: Entity, field: Field) -> str:
    if not grants.sees(role, entity, field):
        return words.say("matrix.hidden")
    return words.say("matrix.changes" if grants.changes(role, entity, field) else "matrix.reads")


def _role_names(words: Words) -> list[str]:
    return [words.text(role.label) for role in words.registry.roles]
