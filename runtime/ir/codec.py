"""Canonical JSON of the IR and its fingerprint. Owns the bytes; must not write files."""

from __future__ import annotations

import hashlib
import json

from runtime.ir.registry import Registry


def encode(registry: Registry) -> str:
    """Return the one canonical JSON text: keys sorted, defaults left out, two spaces, final newline."""
    data = registry.model_dump(mode="json", exclude_defaults=True)
    data["ir_version"] = registry.ir_version
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def decode(text: str) -> Registry:
    """Read what ``encode`` wrote.

    Raises:
        pydantic.ValidationError: the text is not a registry of this IR version.
    """
    return Registry.model_validate_json(text)


def fingerprint(registry: Registry) -> str:
    """Return the SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(encode(registry).encode()).hexdigest()
