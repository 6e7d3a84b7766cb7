"""Settings of an instance, from the environment only. Must not open what they point at."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

KEYS = "ACOMPANA_KEYS"
_DATABASE = re.compile(r"sqlite:///\S+|postgresql(\+psycopg)?://\S+")

_SAFE = re.compile(r"https://\S+|http://(localhost|127\.0\.0\.1)(:\d+)?(/\S*)?")

Environment = Literal["production", "development", "practice"]


class SettingsError(ValueError):
    """A setting has a value that cannot be used; the text names it."""


@dataclass(frozen=True)
class IdentityProvider:
    """Where the ministry's people prove who they are, by OpenID Connect.

    ``claim`` is what the provider calls our login: ``email`` (if proved there) or another of its words.
    """

    issuer: str
    client_id: str
    secret: str = field(repr=False)
    name: str = ""
    claim: str = "email"


@dataclass(frozen=True)
class Settings:
    """Everything an operator may set."""

    database_url: str
    data: Path
    key_file: Path
    environment: Environment = "production"
    allowed_hosts: tuple[str, ...] = ()
    secure_cookies: bool = True
    upload_limit: int = 20 * 1024 * 1024
    """Bytes."""
    session_idle: int = 60
    """Minutes."""
    session_hours: int = 12
    api_rate: int = 600
    """Calls a minute by one token, in each process."""
    webhook_private: bool = False
    """Whether messages may be sent to private addresses."""
    keys: str = field(default="", repr=False)
    """The key ring itself, where the environment holds it in place of a file."""
    identity: IdentityProvider | None = None

    @property
    def key_place(self) -> str:
        """Where the keys are, in words for operators."""
        return KEYS if self.keys else str(self.key_file)

    @classmethod
    def from_environment(cls, root: Path, variables: Mapping[str, str] | None = None) -> Settings:
        """Read the ``ACOMPANA_…`` variables; what is not set stands under the instance's folder ``root``.

        Raises:
            SettingsError: a variable cannot be understood.
        """
        given = os.environ if variables is None else variables
        data = Path(given.get("ACOMPANA_DATA") or root / "data")
        environment = _environment(given)
        return cls(
            database_url=_database(given) or f"sqlite:///{data / 'registry.sqlite3'}",
            data=data,
            key_file=Path(given.get("ACOMPANA_KEY_FILE") or data / "keys.json"),
            environment=environment,
            allowed_hosts=tuple(given.get("ACOMPANA_ALLOWED_HOSTS", "").replace(",", " ").split()),
            secure_cookies=_claim(given, "ACOMPANA_SECURE_COOKIES", environment == "production"),
            upload_limit=_number(given, "ACOMPANA_UPLOAD_LIMIT", 20) * 1024 * 1024,
            session_idle=_number(given, "ACOMPANA_SESSION_IDLE", 60),
            session_hours=_number(given, "ACOMPANA_SESSION_HOURS", 12),
            api_rate=_number(given, "ACOMPANA_API_RATE", 600),
            webhook_private=_claim(given, "ACOMPANA_WEBHOOK_PRIVATE", False),
            keys=given.get(KEYS, "").strip(),
            identity=_provider(given),
        )


def _provider(given: Mapping[str, str]) -> IdentityProvider | None:
    issuer, client_id = given.get("ACOMPANA_OIDC_ISSUER", ""), given.get("ACOMPANA_OIDC_CLIENT_ID", "")
    if not issuer:
        return None
    if not _SAFE.fullmatch(issuer) or not client_id:
        raise SettingsError(
            "ACOMPANA_OIDC_ISSUER is an https address, and ACOMPANA_OIDC_CLIENT_ID the name the provider gave the registry"
        )
    return IdentityProvider(
        issuer,
        client_id,
        _secret(given, "ACOMPANA_OIDC_SECRET"),
        given.get("ACOMPANA_OIDC_NAME", ""),
        given.get("ACOMPANA_OIDC_CLAIM") or "email",
    )


def _secret(given: Mapping[str, str], name: str) -> str:
    """A secret from the environment, or from the file that ``…_FILE`` names."""
    path = given.get(f"{name}_FILE", "")
    if not path:
        return given.get(name, "")
    try:
        return Path(path).read_text("utf-8").strip()
    except OSError as failure:
        raise SettingsError(f"{name}_FILE names a file that cannot be read") from failure


def _environment(given: Mapping[str, str]) -> Environment:
    named = given.get("ACOMPANA_ENVIRONMENT") or "production"
    for known in get_args(Environment):
        if named == known:
            found: Environment = known
            return found
    raise SettingsError(f"ACOMPANA_ENVIRONMENT is {named!r}; it is one of {', '.join(get_args(Environment))}")


def _database(given: Mapping[str, str]) -> str:
    text = given.get("ACOMPANA_DATABASE_URL", "")
    # The address itself is not shown: it holds a password.
    if text and _DATABASE.fullmatch(text) is None:
        raise SettingsError(
            "ACOMPANA_DATABASE_URL is no address of a database; "
            "it looks like postgresql+psycopg://user:password@host:5432/name"
        )
    return text


def _number(given: Mapping[str, str], name: str, default: int) -> int:
    text = given.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise SettingsError(f"{name} is {text!r}; it is a whole number above zero")
    return int(text)


def _claim(given: Mapping[str, str], name: str, default: bool) -> bool:
    text = (given.get(name) or ("yes" if default else "no")).lower()
    if text in ("1", "true", "yes", "on"):
        return True
    if text in ("0", "false", "no", "off"):
        return False
    raise SettingsError(f"{name} is {text!r}; it is yes or no")
