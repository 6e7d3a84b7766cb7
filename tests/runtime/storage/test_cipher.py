"""Keys and sealed values."""

from __future__ import annotations

import base64
import datetime
import json
from pathlib import Path

import pytest

from runtime.storage.cipher import Cipher, KeyRingError
from runtime.storage.keyring import (
    Entry,
    KeyRing,
    change_key_file,
    create_key_file,
    new_ring,
    read_key_file,
    read_keys,
)

NOW = datetime.datetime(2026, 3, 11, tzinfo=datetime.UTC)
ONE, TWO = bytes(range(32)), bytes(range(1, 33))


def test_a_value_opens_in_its_own_place_only() -> None:
    cipher = Cipher({1: ONE})
    sealed = cipher.encrypt("niño".encode(), "person:nota:1")
    assert cipher.decrypt(sealed, "person:nota:1").decode() == "niño"
    with pytest.raises(KeyRingError):
        cipher.decrypt(sealed, "person:nota:2")
    with pytest.raises(KeyRingError):
        cipher.decrypt(sealed[:-1] + bytes([sealed[-1] ^ 1]), "person:nota:1")


def test_the_newest_key_encrypts_and_the_older_still_open() -> None:
    before = Cipher({1: ONE}).encrypt(b"x", "place")
    ring = Cipher({1: ONE, 2: TWO})
    assert ring.decrypt(before, "place") == b"x"
    after = ring.encrypt(b"x", "place")
    with pytest.raises(KeyRingError):
        Cipher({1: ONE}).decrypt(after, "place")
    assert ring.digest("curp", "search") == Cipher({1: ONE}).digest("curp", "search")


def test_a_key_file_is_read_back_and_a_damaged_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    with pytest.raises(KeyRingError, match="missing"):
        read_key_file(path)
    assert create_key_file(path)
    assert not create_key_file(path)
    assert set(read_key_file(path).ring.keys) == {1}
    for damage in ("{}", "[]", "nothing", json.dumps({"1": "AAAA"}), json.dumps({"300": "A" * 44})):
        path.write_text(damage, encoding="utf-8")
        with pytest.raises(KeyRingError, match="not a key ring"):
            read_key_file(path)


def test_a_rotation_of_keys_leaves_keyed_hashes_and_derived_keys_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    create_key_file(path)
    cipher = read_key_file(path)
    before = cipher.digest("GAMA850315", "search"), cipher.derive("audit")
    change_key_file(path, lambda ring: ring.with_new(NOW))
    change_key_file(path, lambda ring: ring.without(1))
    assert set(read_key_file(path).ring.keys) == {2}
    after = read_key_file(path)
    assert (after.digest("GAMA850315", "search"), after.derive("audit")) == before
    assert after.derive("audit") != after.derive("anchor")


def test_a_ring_of_the_first_form_keeps_its_hashes_when_its_key_is_retired(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_text(json.dumps({"1": base64.b64encode(ONE).decode()}), encoding="utf-8")
    first = read_key_file(path).digest("x", "search")
    assert first == Cipher({1: ONE}).digest("x", "search")
    change_key_file(path, lambda ring: ring.with_new(NOW))
    change_key_file(path, lambda ring: ring.without(1))
    assert read_key_file(path).digest("x", "search") == first


def test_a_process_takes_a_new_key_up_while_it_runs(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    create_key_file(path)
    serving, command = read_key_file(path), read_key_file(path)
    change_key_file(path, lambda ring: ring.with_new(NOW))
    sealed = command.encrypt(b"x", "place")
    assert sealed[0] == 2
    assert serving.decrypt(sealed, "place") == b"x"
    assert serving.encrypt(b"x", "place")[0] == 2
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_key_file_that_breaks_does_not_stop_a_process_that_has_its_keys(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "keys.json"
    create_key_file(path)
    cipher = read_key_file(path)
    sealed = cipher.encrypt(b"x", "place")
    path.write_text("half a ri", encoding="utf-8")
    assert cipher.decrypt(cipher.encrypt(b"y", "place"), "place") == b"y"
    path.unlink()
    assert cipher.decrypt(sealed, "place") == b"x"
    assert "stay in use" in caplog.text


def test_the_environment_may_hold_the_ring(tmp_path: Path) -> None:
    ring = new_ring()
    cipher = read_keys(tmp_path / "nowhere.json", ring.text())
    assert cipher.decrypt(Cipher(ring.ring.keys).encrypt(b"x", "place"), "place") == b"x"
    with pytest.raises(KeyRingError):
        read_keys(tmp_path / "nowhere.json", "{}")


def test_keys_are_never_shown() -> None:
    ring = KeyRing({1: Entry(ONE)}, TWO)
    for shown in (repr(ring), repr(ring.ring), repr(Cipher({1: ONE}))):
        assert repr(ONE)[2:-1] not in shown
        assert repr(TWO)[2:-1] not in shown
