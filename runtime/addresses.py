"""Addresses of machines: which ones are this machine, and by what an address is counted. Must not know who calls."""

from __future__ import annotations

import ipaddress

OWN_MACHINE = ("localhost", "127.0.0.1", "::1")
"""What is sent there leaves the machine nowhere, so it need not be encrypted."""


def network(address: str) -> str:
    """Return what an address is counted by: of IPv6 its network of 64 bits, which one customer has whole."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((parsed, 64), strict=False))
