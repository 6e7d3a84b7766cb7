"""The ways by which something leaves an instance, and what each asks of a role. Must not know pages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from runtime.ir.access import Role, Verb
from runtime.ir.label import Label
from runtime.ir.registry import Registry
from runtime.matrix.grants import (
    RELATIONS,
    Position,
    Relation,
    counts,
    knows_person,
    may,
    opens_files,
    widest,
)


@dataclass(frozen=True)
class Channel:
    """A way out: its name, where it begins in the program, and whether a case leaves by it for a role."""

    id: str
    label: Label
    place: str
    carries: Callable[[Role, Position], bool]


@dataclass(frozen=True)
class Cell:
    """One cell of the matrix: whether a case leaves by a channel for a role."""

    role: Role
    at: Position
    channel: Channel
    carries: bool


_ALONE: Mapping[Relation, Relation] = {"member": "elsewhere", "substitute": "office"}


def _reads(role: Role, at: Position) -> bool:
    return may(role, "read", at)


def _exports(role: Role, at: Position) -> bool:
    return may(role, "read", at) and may(role, "export", at)


def _picks(role: Role, at: Position) -> bool:
    # Who links cases writes in one of them.
    writes = any(grant.verb == "update" and grant.subject.startswith("case") for grant in role.grants)
    return may(role, "read", at) and writes


def _is_suggested(role: Role, at: Position) -> bool:
    return knows_person(role, at) and widest(role, "case", "create") is not None


def _alone(at: Position) -> Position:
    """How a case stands towards an account that is not at a page: groups and absences are of people who sit there."""
    return replace(at, relation=_ALONE.get(at.relation, at.relation))


def _calls(role: Role, at: Position) -> bool:
    # A program gives no reason for reading, so restricted cases stay with people.
    return may(role, "read", _alone(at)) and not at.is_restricted


def _commands(role: Role, at: Position) -> bool:
    return _exports(role, _alone(at))


def _opens_files(role: Role, at: Position) -> bool:
    return may(role, "read", at) and opens_files(role)


CHANNELS: tuple[Channel, ...] = (
    Channel("person", {"es": "persona del caso", "en": "person of the case"}, "runtime/web/person.py", knows_person),
    Channel("page", {"es": "página", "en": "page"}, "runtime/web/case.py", _reads),
    Channel("fragment", {"es": "fragmento de página", "en": "part of a page"}, "runtime/web/case.py", _reads),
    Channel("print", {"es": "impresión", "en": "print"}, "runtime/web/printed.py", _reads),
    Channel("history", {"es": "historial", "en": "history"}, "runtime/web/history.py", _reads),
    Channel("list", {"es": "lista", "en": "list"}, "runtime/web/listing.py", _reads),
    Channel("count", {"es": "número de una lista", "en": "count of a list"}, "runtime/search/listing.py", _reads),
    Channel("filter", {"es": "lista filtrada", "en": "filtered list"}, "runtime/search/listing.py", _reads),
    Channel("search", {"es": "búsqueda", "en": "search"}, "runtime/web/search.py", _reads),
    Channel("suggestion", {"es": "persona, al registrar", "en": "person, at intake"}, "runtime/web/intake.py", _is_suggested),
    Channel("picker", {"es": "vínculo por folio", "en": "link by folio"}, "runtime/web/link.py", _picks),
    Channel("notification", {"es": "escritorio y avisos", "en": "desk and notices"}, "runtime/web/desk.py", _reads),
    Channel("attachment", {"es": "archivo adjunto", "en": "attached file"}, "runtime/web/attachment.py", _opens_files),
    Channel("export", {"es": "exportación", "en": "export"}, "runtime/web/export.py", _exports),
    Channel("command", {"es": "exportación por línea de órdenes", "en": "export by command"}, "runtime/cli/export.py", _commands),
    Channel("report", {"es": "reporte", "en": "report"}, "runtime/web/report.py", counts),
    Channel("api", {"es": "API", "en": "API"}, "runtime/api", _calls),
)  # fmt: skip
"""Every channel, those that show one case first."""


_READING: tuple[Verb, ...] = ("read", "export", "report")


def states(registry: Registry, verbs: Collection[Verb] = _READING) -> Iterator[str]:
    """Return one state for each group of states that no grant of these verbs tells apart, the earliest of each."""
    told = {
        grant.states
        for role in registry.roles
        for grant in role.grants
        if grant.states and grant.verb in verbs
    }
    seen = set()
    for state in registry.lifecycle.states:
        kind = tuple(state.id in group for group in sorted(told))
        if kind not in seen:
            seen.add(kind)
            yield state.id


def positions(registry: Registry) -> Iterator[Position]:
    """Return every case type in every relation and in each state that matters."""
    for case_type in registry.case_types:
        if case_type.retired:
            continue
        for state in states(registry):
            for relation in RELATIONS:
                yield Position(case_type, relation, state)


def cells(registry: Registry) -> Iterator[Cell]:
    """Return the whole matrix: role by role, case by case, channel by channel."""
    for role in registry.roles:
        for at in positions(registry):
            for channel in CHANNELS:
                yield Cell(role, at, channel, channel.carries(role, at))
