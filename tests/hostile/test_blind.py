"""Sealed documents and telephones: found by who types the whole of one and may see it, and told by the index to nobody."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import select

from runtime.fields.identifying import is_found_sealed
from runtime.fields.registry import TYPES
from runtime.ir.field import Field, Privacy
from runtime.records.person import index_person
from runtime.search import people
from runtime.storage.blind import PREFIX, is_blind
from runtime.storage.cipher import Cipher
from runtime.storage.index import DOCUMENT
from tests.hostile.test_masks import changed, later, reading
from tests.sample import PERSON
from tests.stage import Stage

CURP = "GAMA850315MDFRRN07"
PHONE = "+525551234567"
KEY = bytes(range(32))


@pytest.fixture
def sealed(stage: Stage) -> Stage:
    """The stage under a blueprint whose documents and telephones are sensitive."""
    person = changed(changed(PERSON, "curp", privacy="sensitive"), "telefono", privacy="sensitive")
    return later(stage, person)


@pytest.fixture
def person_id(stage: Stage, sealed: Stage) -> uuid.UUID:
    """Somebody with both."""
    key = stage.add_person()
    name = stage.stored("person", key).values["nombre"]
    with sealed.work() as work:
        index_person(work, key, {"nombre": name, "curp": CURP, "telefono": PHONE})
    return key


def found(stage: Stage, login: str, typed: str) -> list[uuid.UUID]:
    with reading(stage, login) as asked:
        return [person.id for person in people.find(asked, typed).people]


def index_of(stage: Stage, person_id: uuid.UUID) -> list[str]:
    with stage.store.reading() as connection:
        held = select(DOCUMENT.c.words).where(DOCUMENT.c.person_id == person_id)
        return str(connection.scalars(held).one()).split()


@pytest.mark.parametrize("typed", [CURP, CURP.lower(), "5551234567", "55 5123 4567", "+52 55 5123 4567"])
def test_a_whole_number_finds_whoever_has_it(sealed: Stage, person_id: uuid.UUID, typed: str) -> None:
    assert found(sealed, "ana_los_angeles", typed) == [person_id]
    assert found(sealed, "ana_los_angeles", f"garcia {typed}") == [person_id]


@pytest.mark.parametrize("typed", [CURP[:-1], CURP[:10], "5551234568", "555123", PREFIX, f"{PREFIX}a", "07"])
def test_a_part_of_a_number_finds_nobody(sealed: Stage, person_id: uuid.UUID, typed: str) -> None:
    assert person_id not in found(sealed, "ana_los_angeles", typed)


def test_who_may_not_see_it_finds_nobody_by_it(sealed: Stage, person_id: uuid.UUID) -> None:
    assert found(sealed, "dora_titular", CURP) == [person_id]
    for typed in (CURP, "5551234567", *filter(is_blind, index_of(sealed, person_id))):
        assert found(sealed, "elena_analista", typed) == []
    assert found(sealed, "elena_analista", "garcia nunez") == [person_id]


def test_the_index_holds_a_hash_under_a_key(sealed: Stage, person_id: uuid.UUID) -> None:
    held = index_of(sealed, person_id)
    assert len([word for word in held if is_blind(word)]) == 3
    text = " ".join(held)
    assert "gama" not in text
    assert "5551234567" not in text
    old, rotated, other = Cipher({1: KEY}), Cipher({2: bytes(32)}, KEY), Cipher({1: bytes(32)})
    assert old.digest("x", "find") == rotated.digest("x", "find") != other.digest("x", "find")


def test_only_long_numbers_are_ever_hashed() -> None:
    """A yes or no, a date or a town would be told by how often its hash comes back."""
    hashed = {name for name in TYPES if is_found_sealed(_field(name, "sensitive"))}
    assert hashed == {"national_id", "document_id", "phone"}
    assert not is_found_sealed(_field("phone", "personal"))


def _field(name: str, privacy: Privacy) -> Field:
    return Field(id="x", type=name, section="main", label={}, privacy=privacy)
