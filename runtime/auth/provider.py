"""Signing in at the ministry's own identity provider, by OpenID Connect. Owns the exchange; must not know accounts.

Authorization code flow with PKCE: what comes back is believed only with our state, signed by the provider's keys, for
us, and for the question we asked.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from runtime.addresses import OWN_MACHINE
from runtime.settings import IdentityProvider

if TYPE_CHECKING:
    from authlib.integrations.requests_client import OAuth2Session
    from joserfc.jwk import KeySet, KeySetSerialization
    from joserfc.jwt import Token

# The libraries are imported where they are used: most instances have no provider, and would start a fifth of a second
# later for nothing.

SECONDS = 5.0
"""So long the provider may take for an answer: somebody waits."""
KEEP_SECONDS = 3600.0
SILENT_SECONDS = 10.0
"""So long a provider that did not answer is not asked again what it says of itself."""
MOST_THERE = 8
"""So many wait for the provider at once: when it hangs, threads must be left to those who are inside."""
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Only those with a key pair: with any other the client's own secret would sign."""
_LEEWAY = 60
_SCOPE = "openid email profile"


class ProviderError(Exception):
    """The provider does not answer, or says what cannot be believed; the text is for the log."""


@dataclass(frozen=True)
class Waiting:
    """What is kept in the browser while its owner is at the provider; ``asked_at``: since when they must prove themselves anew."""

    state: str
    nonce: str
    verifier: str
    target: str
    asked_at: float | None = None


@dataclass(frozen=True)
class Identity:
    """Who the provider says it is: its name for them, which never changes, and the name we know them by, if proved.

    ``is_strong``: they proved themselves with more than one factor there.
    """

    issuer: str
    subject: str
    login: str | None
    is_strong: bool


class Exchange:
    """Talks to one provider. Its description and keys are kept for an hour."""

    def __init__(self, provider: IdentityProvider) -> None:
        self._provider = provider
        self._lock = threading.Lock()
        self._room = threading.BoundedSemaphore(MOST_THERE)
        self._until, self._silent_until = 0.0, 0.0
        self._description: Mapping[str, Any] = {}
        self._keys: KeySet | None = None

    def begin(self, back: str, target: str, asked_at: float | None = None) -> tuple[str, Waiting]:
        """Return the provider's page to send somebody to, and what to keep until they are ``back``.

        ``asked_at``: now, when it is not enough that the provider knows them still.

        Raises:
            ProviderError: it does not answer.
        """
        state, nonce, verifier = (secrets.token_urlsafe(48) for _ in range(3))
        waiting = Waiting(state, nonce, verifier, target, asked_at)
        anew = {} if asked_at is None else {"prompt": "login", "max_age": "0"}
        with self._client(back) as client:
            address, _ = client.create_authorization_url(
                self._described()["authorization_endpoint"],
                state=waiting.state,
                nonce=waiting.nonce,
                code_verifier=waiting.verifier,
                **anew,
            )
        return str(address), waiting

    def finish(self, back: str, waiting: Waiting, answer: Mapping[str, str]) -> Identity:
        """Return who came back.

        Raises:
            ProviderError: the answer is not to our question, or cannot be believed.
        """
        if answer.get("state") != waiting.state or not answer.get("code"):
            raise ProviderError(f"the provider answered {answer.get('error', 'something else')}")
        from authlib.common.errors import AuthlibBaseError

        described = self._described()
        try:
            with self._turn(), self._client(back) as client:
                token = client.fetch_token(
                    described["token_endpoint"],
                    code=answer["code"],
                    code_verifier=waiting.verifier,
                    timeout=SECONDS,
                )
        except (AuthlibBaseError, OSError, ValueError) as failure:
            raise ProviderError(f"the provider gave no token: {type(failure).__name__}") from failure
        claims = self._believed(str(token.get("id_token") or ""))
        if claims.get("nonce") != waiting.nonce:
            raise ProviderError("the provider's token is for another question")
        # Not every provider says when somebody proved themselves; those that do are held to what they were asked.
        proved_at, asked_at = claims.get("auth_time"), waiting.asked_at
        if asked_at is not None and isinstance(proved_at, int | float) and proved_at + _LEEWAY < asked_at:
            raise ProviderError("the provider did not ask again")
        return self._identity(claims)

    def _identity(self, claims: Mapping[str, Any]) -> Identity:
        named = claims.get(self._provider.claim)
        # An address nobody proved may be anybody's.
        is_proved = self._provider.claim != "email" or claims.get("email_verified") is True
        methods = claims.get("amr")
        return Identity(
            issuer=self._provider.issuer,
            subject=str(claims["sub"]),
            login=named if isinstance(named, str) and is_proved else None,
            is_strong=isinstance(methods, list) and "mfa" in methods,
        )

    def _believed(self, token: str) -> Mapping[str, Any]:
        """Check who signed a token, for whom and until when."""
        from joserfc.errors import JoseError
        from joserfc.jwt import JWTClaimsRegistry

        rules = JWTClaimsRegistry(
            leeway=_LEEWAY,
            iss={"essential": True, "value": self._provider.issuer},
            aud={"essential": True, "value": self._provider.client_id},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        )
        try:
            claims = self._opened(token).claims
            rules.validate(claims)
        except (JoseError, ValueError) as failure:
            raise ProviderError(f"the provider's token does not hold: {type(failure).__name__}") from failure
        if claims.get("azp", self._provider.client_id) != self._provider.client_id:
            raise ProviderError("the provider's token was given to somebody else")
        return claims

    def _opened(self, token: str) -> Token:
        from joserfc import jwt
        from joserfc.errors import JoseError

        self._described()
        assert self._keys is not None
        try:
            return jwt.decode(token, self._keys, algorithms=ALGORITHMS)
        except (JoseError, ValueError):
            # It may have new keys since we asked.
            self._until = 0.0
            self._described()
            return jwt.decode(token, self._keys, algorithms=ALGORITHMS)

    def _described(self) -> Mapping[str, Any]:
        """What the provider says of itself; its keys are read with it. One asks, the others wait for what they learn."""
        if time.monotonic() < self._until:
            return self._description
        with self._turn(), self._lock:
            if time.monotonic() < self._until:
                return self._description
            if time.monotonic() < self._silent_until:
                raise ProviderError("the provider did not answer a moment ago")
            try:
                self._description, self._keys = self._asked()
            except ProviderError:
                self._silent_until = time.monotonic() + SILENT_SECONDS
                raise
            self._until = time.monotonic() + KEEP_SECONDS
            return self._description

    def _asked(self) -> tuple[Mapping[str, Any], KeySet]:
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        found = self._read(f"{self._provider.issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != self._provider.issuer:
            raise ProviderError("the provider says that it is another one")
        endpoints = [found.get(f"{name}_endpoint") for name in ("authorization", "token")]
        if not all(isinstance(one, str) and is_safe(one) for one in (*endpoints, found.get("jwks_uri"))):
            raise ProviderError("the provider names an address that is not safe")
        try:
            return found, KeySet.import_key_set(cast("KeySetSerialization", self._read(found["jwks_uri"])))
        except (JoseError, ValueError, KeyError, TypeError) as failure:
            raise ProviderError("the provider's keys cannot be read") from failure

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._room.acquire(blocking=False):
            raise ProviderError("too many wait for the provider already")
        try:
            yield
        finally:
            self._room.release()

    def _read(self, address: str) -> dict[str, Any]:
        from authlib.integrations.requests_client import OAuth2Session

        try:
            with OAuth2Session() as client:
                response = client.request(
                    "GET", address, withhold_token=True, timeout=SECONDS, allow_redirects=False
                )
                response.raise_for_status()
                found = response.json()
        except (OSError, ValueError) as failure:
            raise ProviderError(f"the provider does not answer: {type(failure).__name__}") from failure
        if not isinstance(found, dict):
            raise ProviderError("the provider's answer cannot be read")
        return found

    def _client(self, back: str) -> OAuth2Session:
        from authlib.integrations.requests_client import OAuth2Session

        return OAuth2Session(
            self._provider.client_id,
            self._provider.secret,
            scope=_SCOPE,
            redirect_uri=back,
            code_challenge_method="S256",
        )


def is_safe(address: str) -> bool:
    """Whether what is sent to an address cannot be read on the way: encrypted, or on this machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in OWN_MACHINE)
