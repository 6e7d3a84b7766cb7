"""The matrix of access, each of its cells opened on the running registry. What the document says is what comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from runtime.access import grants as gate_grants
from runtime.access import mask, within
from runtime.access.actor import Actor
from runtime.access.clause import Always
from runtime.api.limits import Limit
from runtime.ir.access import Role, Verb
from runtime.ir.registry import Registry
from runtime.matrix.channels import CHANNELS, Channel, states
from runtime.matrix.grants import RELATIONS, Position, Relation, may, may_take, opens_files, sees
from tests.journeys.country import Country, Site, copy_sqlite
from tests.journeys.eyes import Eyes
from tests.journeys.planted import Plantation

pytestmark = pytest.mark.timeout(1800)

ENOUGH = 1_000_000
WHOLE = ("page", "print", "history", "api")
"""Channels that tell all of a case that its reader sees, whatever else the role may take away."""


@dataclass(frozen=True)
class Mismatch:
    """Cells where what came out is not what the matrix says: the types of case too many, and those missing."""

    where: str
    too_much: frozenset[str]
    missing: frozenset[str]


@pytest.fixture
def plantation(site: Site) -> Plantation:
    """Mexico's registry with a case of every type, to be moved about, on a database of each kind."""
    return planted(site)


@pytest.fixture
def sqlite_plantation(country: Country, mexico_sqlite: Path, tmp_path: Path) -> Iterator[Plantation]:
    """The same on SQLite alone, for what asks no other questions of the database than the cells do."""
    opened = country.open(copy_sqlite(mexico_sqlite, tmp_path / "registry.sqlite3"))
    yield planted(opened)
    opened.store.close()


def planted(site: Site) -> Plantation:
    """Enter the accounts and cases."""
    gate = site.app.state.gate
    site.app.state.gate = replace(gate, per_token=Limit(ENOUGH), per_address=Limit(ENOUGH))
    plantation = Plantation(site)
    plantation.add_accounts()
    plantation.sow()
    return plantation


def test_each_cell_of_the_matrix(plantation: Plantation, tmp_path: Path, subtests: pytest.Subtests) -> None:
    for role in plantation.registry.roles:
        for state in states(plantation.registry):
            for relation in RELATIONS:
                with subtests.test(role=role.id, state=state, relation=relation):
                    assert not list(walk(plantation, role, relation, state, CHANNELS, tmp_path))


def walk(
    plantation: Plantation,
    role: Role,
    relation: Relation,
    state: str,
    channels: tuple[Channel, ...],
    folder: Path,
) -> Iterator[Mismatch]:
    """Open the cells of one role, relation and state, and tell where they differ from the matrix."""
    plantation.put(role, relation, state)
    login = plantation.login(role, relation)
    eyes = Eyes(plantation.site.officer(login), plantation, login, folder, plantation.bearer(login))
    eyes.explain()
    for channel in channels:
        expected = {
            entity_id
            for entity_id, sown in plantation.cases.items()
            if channel.carries(role, Position(sown.entity, relation, state))
        }
        found = eyes.look(channel.id)
        # The desk shows what waits, not everything.
        missing = frozenset() if channel.id == "notification" else frozenset(expected - found)
        if found - expected or missing:
            yield Mismatch(f"{role.id} {relation} {state} {channel.id}", found - expected, missing)


def test_each_act_of_the_matrix(
    sqlite_plantation: Plantation, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    plantation, registry = sqlite_plantation, sqlite_plantation.registry
    verbs: tuple[Verb, ...] = ("update", "transition", "reassign")
    for role in registry.roles:
        for state in states(registry, verbs):
            for relation in RELATIONS:
                plantation.put(role, relation, state)
                login = plantation.login(role, relation)
                eyes = Eyes(plantation.site.officer(login), plantation, login, tmp_path, {})
                eyes.explain()
                for verb in verbs:
                    expected = {
                        entity_id
                        for entity_id, sown in plantation.cases.items()
                        if acts(registry, role, verb, Position(sown.entity, relation, state))
                    }
                    with subtests.test(role=role.id, state=state, relation=relation, verb=verb):
                        assert eyes.act(verb) == expected


def acts(registry: Registry, role: Role, verb: Verb, at: Position) -> bool:
    """Whether a role comes as far as the form; the words of a closed case no longer change."""
    lifecycle = registry.lifecycle
    if verb == "transition":
        return any(may_take(registry, role, move.id, at) for move in lifecycle.transitions)
    is_settled = verb == "update" and lifecycle.by_id[at.state].kind == "closed"
    return may(role, "read", at) and may(role, verb, at) and not is_settled


def test_each_field_of_each_role(
    sqlite_plantation: Plantation, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    """Every field that holds words has a marker: no channel gives one away to a role that does not see the field."""
    plantation, registry = sqlite_plantation, sqlite_plantation.registry
    state = registry.lifecycle.initial.id
    reading = [role for role in registry.roles if reads_all(registry, role, state)]
    widest = max(reading, key=lambda role: len(markers_of(plantation, role)))
    plantation.put(widest, "responsible", state)
    login = plantation.login(widest, "responsible")
    whole = dict(
        tell(Eyes(plantation.site.officer(login), plantation, login, tmp_path, plantation.bearer(login)))
    )
    assert len(set().union(*whole.values())) > len(plantation.markers) / 2
    for role in registry.roles:
        plantation.put(role, "responsible", state)
        login = plantation.login(role, "responsible")
        eyes = Eyes(plantation.site.officer(login), plantation, login, tmp_path, plantation.bearer(login))
        allowed = markers_of(plantation, role)
        for channel, found in tell(eyes):
            with subtests.test(role=role.id, channel=channel):
                assert not found - allowed, f"{channel} of {role.id} tells of fields it does not see"
                if role in reading and channel in WHOLE:
                    expected = whole[channel] & allowed
                    assert not expected - found, f"{channel} of {role.id} lacks what it may tell"


def tell(eyes: Eyes) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each channel with the markers it gives away."""
    for channel in ("page", "print", "history", "person", "export", "command", "search", "api", "report"):
        yield channel, eyes.markers(channel)


def markers_of(plantation: Plantation, role: Role) -> frozenset[str]:
    """Return the markers of the fields a role sees."""
    by_id = plantation.registry.by_id
    found = set()
    for name, marker in plantation.markers.items():
        owner, _, field = name.partition(".")
        if sees(role, by_id[owner], by_id[owner].fields_by_id[field]):
            found.add(marker)
    return frozenset(found)


def reads_all(registry: Registry, role: Role, state: str) -> bool:
    """Whether a role reads its own cases of every type, and takes them away."""
    own = [Position(one, "responsible", state) for one in registry.case_types if not one.retired]
    return all(may(role, "read", at) and may(role, "export", at) for at in own)


def test_a_broken_predicate_is_noticed(
    sqlite_plantation: Plantation,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    subtests: pytest.Subtests,
) -> None:
    """The walk is no formality: whichever part of the gate is broken, some cell differs."""
    plantation = sqlite_plantation
    registry, memory = plantation.registry, plantation.model.memory
    state = registry.lifecycle.initial.id
    reading = [role for role in registry.roles if may(role, "read", _own(registry))]
    humble = min(reading, key=lambda role: sum(may(role, "read", at) for at in _everywhere(registry)))
    blind = next(role for role in reading if not opens_files(role))
    channels = tuple(one for one in CHANNELS if one.id in ("page", "list", "person", "export", "attachment"))
    breaks: tuple[tuple[str, Role, Relation, Callable[[pytest.MonkeyPatch], None]], ...] = (
        ("office", humble, "below", _no_bounds),
        ("restricted", humble, "office", _unshielded),
        ("export", humble, "responsible", _all_verbs),
        ("files", blind, "responsible", _all_files),
        ("group", humble, "member", _no_group),
        ("absence", humble, "substitute", _no_absence),
        ("people", humble, "elsewhere", _all_people),
    )
    for name, role, relation, broken in breaks:
        with subtests.test(broken=name), monkeypatch.context() as patch:
            assert not list(walk(plantation, role, relation, state, channels, tmp_path))
            broken(patch)
            memory.forget()
            assert list(walk(plantation, role, relation, state, channels, tmp_path))
        memory.forget()


def _own(registry: Registry) -> Position:
    return Position(registry.case_types[0], "responsible", registry.lifecycle.initial.id)


def _everywhere(registry: Registry) -> list[Position]:
    return [replace(_own(registry), relation=relation) for relation in RELATIONS]


def _no_bounds(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(within, "case_within", lambda *_: Always(True))


def _unshielded(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(within, "shielded", lambda *_, **__: Always(True))


def _all_verbs(patch: pytest.MonkeyPatch) -> None:
    known = gate_grants._matching
    patch.setattr(
        gate_grants,
        "_matching",
        lambda model, actor, verb, entity_id: known(
            model, actor, "read" if verb == "export" else verb, entity_id
        ),
    )


def _all_files(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(mask, "_DEPTH", dict.fromkeys(mask._DEPTH, 0))


def _no_group(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(within, "_among_cases", lambda _: Always(False))


def _no_absence(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Actor, "answers_for", property(lambda actor: frozenset([actor.account_id])))


def _all_people(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(within, "person_within", lambda *_: Always(True))
