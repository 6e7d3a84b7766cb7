"""Hashing and rules of passwords. Owns argon2id and what a good password is; must not know accounts or SQL."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from runtime.errors import Busy, Fault

SHORTEST = 12
LONGEST = 200

SAFE_STRENGTH = 3
_LONGEST_WEIGHED = 72
_LIKELY = (
    *("contraseña", "contrasena", "clave", "bienvenido", "bienvenida", "acceso", "secreto", "usuario"),
    *("consulado", "consular", "embajada", "protección", "proteccion", "registro", "ministerio"),
    *("cancillería", "cancilleria", "méxico", "mexico", "guatemala", "honduras", "salvador", "belice"),
)
"""Words of this work, which its guessers know too."""

_HASHER = PasswordHasher(time_cost=3, memory_cost=32 * 1024, parallelism=1)
# Each hash holds 32 MiB for its duration: two at a time bound the memory of a burst of sign-ins.
_TURNS = threading.BoundedSemaphore(2)
MOST_WAITING = 12
"""So many passwords are looked at or wait for it: a flood of guesses must leave threads to those who are inside."""
_ROOM = threading.BoundedSemaphore(MOST_WAITING)
_ONE_TIME_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
# The hash of a password nobody knows, for logins that do not exist. As costly as any other (a test compares).
_NOBODY = "$argon2id$v=19$m=32768,t=3,p=1$V+uS+gG+ynVFtabvWqrLag$DqR6lXM67uqIhaV9+nFUVbr14IeQbTL5gTaKOTezBu4"


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password, with its parameters and salt.

    Raises:
        Busy: too many are being hashed at this moment.
    """
    with _turn():
        return _HASHER.hash(password)


def verify(stored: str | None, password: str) -> bool:
    """Whether the password fits the stored hash; as slow for an account that does not exist (``None``).

    Raises:
        Busy: too many are being looked at at this moment.
    """
    if len(password) > LONGEST:
        return False
    with _turn():
        try:
            _HASHER.verify(stored or _NOBODY, password)
        except (VerificationError, InvalidHashError):
            return False
    return stored is not None


@contextmanager
def _turn() -> Iterator[None]:
    if not _ROOM.acquire(blocking=False):
        raise Busy("too many passwords at once")
    try:
        with _TURNS:
            yield
    finally:
        _ROOM.release()


def needs_rehash(stored: str) -> bool:
    """Whether the hash was made with weaker parameters than today's."""
    return _HASHER.check_needs_rehash(stored)


def one_time_password() -> str:
    """Draw a password that can be read aloud: four groups of four letters and digits, about 79 bits."""
    groups = ("".join(secrets.choice(_ONE_TIME_ALPHABET) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def find_weakness(password: str, login: str) -> Fault | None:
    """Say what is wrong with a new password, or ``None``: what counts is how hard it is to guess, not the kind of characters."""
    if len(password) < SHORTEST:
        return Fault("account.password_short", {"count": SHORTEST})
    if len(password) > LONGEST:
        return Fault("account.password_long", {"count": LONGEST})
    if login.lower() in password.lower() or _strength(password, login) < SAFE_STRENGTH:
        return Fault("account.password_guessable")
    return None


def _strength(password: str, login: str) -> int:
    """How long somebody with lists of common passwords, names and keyboards would guess: from 0 to 4."""
    # Only who chooses a password needs the lists, which take a third of a second and 14 MB to load.
    from zxcvbn import zxcvbn

    return int(zxcvbn(password[:_LONGEST_WEIGHED], [login, *_LIKELY])["score"])
