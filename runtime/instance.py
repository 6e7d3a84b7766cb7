"""An instance's folder as one object: IR, generated classes, the ministry's own part. Owns loading; must not serve."""

from __future__ import annotations

import hashlib
import importlib
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from pydantic import ValidationError
from sqlalchemy import MetaData

from runtime.ir import codec
from runtime.ir.registry import Registry
from runtime.records import hooks
from runtime.settings import Settings
from runtime.storage.cipher import Cipher
from runtime.storage.files import FileStore
from runtime.storage.keyring import read_keys
from runtime.storage.model import Model, SchemaFamily


class InstanceError(RuntimeError):
    """The folder is no instance, or its parts do not belong together; the text says what to do."""


@dataclass(frozen=True)
class Instance:
    """A country's registry, ready to act. ``package`` is the folder of its Python package."""

    root: Path
    package: Path
    settings: Settings
    model: Model
    fingerprint: str

    @property
    def registry(self) -> Registry:
        """The IR."""
        return self.model.registry

    @property
    def custom(self) -> Path:
        """The ministry's own folder."""
        return self.package / "custom"

    @property
    def templates(self) -> Path:
        """The generated templates."""
        return self.package / "generated" / "templates"

    @property
    def versions(self) -> Path:
        """The revisions of the instance's own tables."""
        return self.root / "migrations" / "versions"


@dataclass(frozen=True)
class Description:
    """An instance's folder as far as it can be read without running its code."""

    root: Path
    package: Path
    registry: Registry
    fingerprint: str


def describe(root: Path) -> Description:
    """Read the IR of the instance in a folder.

    Raises:
        InstanceError: there is none, or this product does not understand it.
    """
    found = sorted(root.glob("*/generated/ir.json"))
    if len(found) != 1:
        raise InstanceError(f"{root} is not an instance: it needs exactly one package with generated/ir.json")
    text = found[0].read_text("utf-8")
    try:
        registry = codec.decode(text)
    except ValidationError as error:
        version = json.loads(text).get("ir_version") if text.startswith("{") else None
        raise InstanceError(
            f"{found[0]} (IR version {version}) does not fit this version of acompana; run `acompana build` again"
        ) from error
    # The file is the canonical text, so its hash is the fingerprint; an edited file has another.
    fingerprint = hashlib.sha256(text.encode()).hexdigest()
    return Description(root, found[0].parent.parent, registry, fingerprint)


def load(root: Path, settings: Settings) -> Instance:
    """Load the instance in a folder: IR, generated classes, hooks and keys, after checking that they belong together.

    Raises:
        InstanceError: the folder is no instance, or generated code and IR differ.
        KeyRingError: the key file is missing or damaged.
        HookError: a hook in ``custom/`` cannot work.
    """
    description = describe(root)
    generated = _import(description)
    if description.fingerprint != generated.FINGERPRINT:
        raise InstanceError(
            f"{description.package}/generated was not written from its ir.json (or one of them was edited); "
            "build the instance again"
        )
    return assemble(
        description,
        settings,
        metadata=generated.Base.metadata,
        schemas={name: SchemaFamily(*family) for name, family in generated.SCHEMAS.items()},
        cipher=read_keys(settings.key_file, settings.keys),
    )


def assemble(
    description: Description,
    settings: Settings,
    *,
    metadata: MetaData,
    schemas: Mapping[str, SchemaFamily],
    cipher: Cipher,
) -> Instance:
    """Put an instance together from its parts.

    Raises:
        HookError: a hook in ``custom/`` cannot work.
    """
    custom = description.package / "custom"
    model = Model(
        registry=description.registry,
        metadata=metadata,
        schemas=schemas,
        cipher=cipher,
        files=FileStore(settings.data / "files", cipher),
        hooks=hooks.discover(description.registry, custom),
    )
    return Instance(description.root, description.package, settings, model, description.fingerprint)


def _import(description: Description) -> ModuleType:
    folder = str(description.root.resolve())
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return importlib.import_module(f"{description.package.name}.generated")
