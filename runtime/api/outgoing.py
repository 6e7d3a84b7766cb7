"""One request to another system: encrypted, to a public address, followed nowhere. Owns those guards.

The name is looked up once and the connection made to the address that was looked at: a name that answers differently
the second time leads nowhere else.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from runtime.addresses import OWN_MACHINE

TIMEOUT = 10.0
DEADLINE = 20.0
"""So long a whole exchange takes at most: ``TIMEOUT`` is of one read, and an answer may come in drops."""
LONGEST_ANSWER = 65_536


class UnsentError(Exception):
    """The message did not arrive; the text says why, without a word of what was sent."""


@dataclass(frozen=True)
class Guard:
    """Where messages may go: ``is_private_allowed`` to addresses inside, ``is_plain_allowed`` unencrypted to this machine."""

    is_private_allowed: bool = False
    is_plain_allowed: bool = False


def post(url: str, headers: Mapping[str, str], body: bytes, guard: Guard) -> int:
    """Send a body and return the status of the answer.

    Raises:
        UnsentError: the address is not allowed, or did not answer.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    is_plain = parts.scheme == "http"
    if parts.scheme != "https" and not (is_plain and guard.is_plain_allowed and host in OWN_MACHINE):
        raise UnsentError("not encrypted")
    port = parts.port or (80 if is_plain else 443)
    is_here = host in OWN_MACHINE and guard.is_plain_allowed
    address = _address(host, port, is_inside_allowed=guard.is_private_allowed or is_here)
    connection = _connection(address, host, port, is_plain=is_plain)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        with _cut_after(DEADLINE, connection.sock):
            connection.request("POST", target, body, {"Host": parts.netloc, **headers})
            answer = connection.getresponse()
            answer.read(LONGEST_ANSWER)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise UnsentError(type(error).__name__) from error
    finally:
        connection.close()
    return answer.status


@contextmanager
def _cut_after(seconds: float, sock: socket.socket) -> Iterator[None]:
    """Cut a connection off when what is done with it takes longer."""
    alarm = threading.Timer(seconds, _cut, [sock])
    alarm.daemon = True
    alarm.start()
    try:
        yield
    finally:
        alarm.cancel()


def _cut(sock: socket.socket) -> None:
    with suppress(OSError):
        # Past the encryption, whose own end would wait for the other side.
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _address(host: str, port: int, *, is_inside_allowed: bool) -> str:
    """Return where a host is, if messages may go there."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnsentError("no such host") from error
    addresses = [str(one[4][0]) for one in found]
    if not is_inside_allowed and not all(_is_public(address) for address in addresses):
        raise UnsentError("private address")
    return addresses[0]


def _is_public(address: str) -> bool:
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        # What is written as an address of version 6 and means one of version 4.
        inner = parsed.ipv4_mapped or parsed.sixtofour
        if inner is not None:
            return _is_public(str(inner))
        if parsed in ipaddress.ip_network("64:ff9b::/96"):
            return _is_public(str(ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)))
    return parsed.is_global and not parsed.is_multicast


def _connection(address: str, host: str, port: int, *, is_plain: bool) -> http.client.HTTPConnection:
    try:
        reached = socket.create_connection((address, port), TIMEOUT)
        if not is_plain:
            # Hands are shaken with the first byte that is sent, within the deadline.
            context = ssl.create_default_context()
            reached = context.wrap_socket(reached, server_hostname=host, do_handshake_on_connect=False)
    except OSError as error:
        raise UnsentError(type(error).__name__) from error
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    connection.sock = reached
    return connection
