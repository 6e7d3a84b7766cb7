"""The sample registry as an instance's folder on disk: what tests of the command line stand on."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from runtime.ir.codec import encode, fingerprint
from runtime.ir.registry import Registry
from tests.sample import REGISTRY
from tests.stage import write_revision

GENERATED = '''"""What the generator would print, made from the sample."""

from sqlalchemy.orm import DeclarativeBase

from runtime.storage.columns import build_metadata
from tests.sample import REGISTRY
from tests.stage import build_schemas


class Base(DeclarativeBase):
    """The tables of the instance."""

    metadata = build_metadata(REGISTRY)


FINGERPRINT = "{fingerprint}"
MODELS = {{}}
SCHEMAS = {{name: (family.create, family.update) for name, family in build_schemas(REGISTRY).items()}}
'''


def write_instance(root: Path, package: str = REGISTRY.package, registry: Registry = REGISTRY) -> Path:
    """Write a folder that loads, with its revision and lock; return it. ``registry`` has the sample's tables."""
    generated = root / package / "generated"
    (generated / "templates").mkdir(parents=True)
    files = {
        f"{package}/__init__.py": '"""The sample."""\n',
        f"{package}/generated/__init__.py": GENERATED.format(fingerprint=fingerprint(registry)),
        f"{package}/generated/ir.json": encode(registry),
    }
    for path, text in files.items():
        (root / path).write_text(text, encoding="utf-8")
    write_revision(root / "migrations")
    lock = {
        "lock_version": 1,
        "acompana": "0.1.0",
        "ir_version": REGISTRY.ir_version,
        "blueprint": REGISTRY.id,
        "blueprint_version": REGISTRY.version,
        "package": package,
        "fingerprint": fingerprint(registry),
        "revision": "registry_0001",
        "files": {
            path: {"ownership": "owned", "sha256": hashlib.sha256(text.encode()).hexdigest()}
            for path, text in files.items()
        },
    }
    (root / "acompana.lock").write_text(json.dumps(lock), encoding="utf-8")
    return root
