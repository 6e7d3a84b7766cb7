"""What a new password must be: long, and unlike what guessers try first."""

from __future__ import annotations

import pytest

from runtime.auth.passwords import LONGEST, SHORTEST, find_weakness


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "qwertyuiop12",
        "abcdefghijkl",
        "Contraseña2026",
        "Consulado2026!",
        "bienvenido123",
        "Passw0rd2026!",
        "aaaaaaaaaaaaaaaa",
        "lucia.armenta de siempre",
    ],
)
def test_what_guessers_try_first_is_refused(password: str) -> None:
    fault = find_weakness(password, "lucia.armenta")
    assert fault is not None
    assert fault.key == "account.password_guessable"


@pytest.mark.parametrize("password", ["una frase que recuerdo", "caballo grapa batería", "gT7#vuelan-92pO"])
def test_a_phrase_or_a_drawn_password_will_do(password: str) -> None:
    assert find_weakness(password, "lucia.armenta") is None


def test_length_has_bounds() -> None:
    assert find_weakness("x" * (SHORTEST - 1), "lucia") is not None
    assert find_weakness("una frase " * 30, "lucia") is not None
    assert find_weakness("una frase que sigue " * 10, "lucia") is None
    assert len("una frase que sigue " * 10) == LONGEST
