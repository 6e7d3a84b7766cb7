"""Keys and sealed values."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from runtime.storage.cipher import Cipher, KeyRingError, create_key_file, read_key_file

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
    assert set(read_key_file(path).keys) == {1}
    for damage in ("{}", "[]", "nothing", json.dumps({"1": "AAAA"}), json.dumps({"300": "A" * 44})):
        path.write_text(damage, encoding="utf-8")
        with pytest.raises(KeyRingError, match="not a key ring"):
            read_key_file(path)
