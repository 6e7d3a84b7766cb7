"""The template environment of an instance. Owns where templates are looked for; must not render."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
)

RUNTIME_TEMPLATES = Path(__file__).parent.parent / "templates"


def environment(
    custom: Path,
    generated: Path,
    *,
    cache: Path | None,
    reloads: bool,
    names: Mapping[str, object],
) -> Environment:
    """Build the environment: the ministry's templates win over generated ones, those over ours.

    An override may extend the very file it replaces as ``@generated/…`` or ``@runtime/…``. ``cache`` is a folder
    for compiled templates, so that the next start need not compile them again.
    """
    layers: dict[str, BaseLoader] = {
        "@generated": FileSystemLoader(generated),
        "@runtime": FileSystemLoader(RUNTIME_TEMPLATES),
    }
    if cache is not None:
        cache.mkdir(parents=True, exist_ok=True)
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(custom), *layers.values(), PrefixLoader(layers)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=reloads,
        cache_size=1000,
        bytecode_cache=FileSystemBytecodeCache(str(cache)) if cache is not None else None,
    )
    made.globals.update(names)
    made.filters["control_id"] = control_id
    return made


def control_id(name: str) -> str:
    """Return the id of a form control from its name; error summaries link to it."""
    return name.replace(".", "-")
