"""The line from a folder to the IR, and nothing else: each stage runs only if the one before left a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.compile import compile
from generator.diagnostics import Diagnostic, Outcome
from generator.diagnostics.render import to_lines
from generator.resolve import ResolvedTree, library_for, resolve
from generator.source import read
from generator.validate.context import Context
from generator.validate.finding import Places
from generator.validate.rules import check
from generator.validate.shape import shape
from generator.validate.tables import load
from runtime.fields.registry import TYPES
from runtime.ir.registry import Registry


class BlueprintError(Exception):
    """A blueprint with errors where one without was needed."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(to_lines((found for found in diagnostics if found.is_error), "en"))
        self.diagnostics = diagnostics


@dataclass(frozen=True)
class Checked:
    """What the line up to the checks found, with the texts its places point into."""

    outcome: Outcome[Context]
    texts: Mapping[str, str]


def read_layers(path: Path, more: tuple[Path, ...] = ()) -> Outcome[ResolvedTree]:
    """Read a blueprint and what it extends.

    Args:
        path: The blueprint's folder.
        more: Further folders of blueprints to look for a base in.
    """
    tree = read(path)
    if tree.value is None:
        return Outcome(None, tree.diagnostics)
    resolved = resolve(tree.value, library_for(path, more))
    return Outcome(resolved.value, (*tree.diagnostics, *resolved.diagnostics))


def check_layers(path: Path, more: tuple[Path, ...] = ()) -> Checked:
    """Read and check a blueprint; all findings at once.

    Args:
        path: The blueprint's folder.
        more: Further folders of blueprints to look for a base in.
    """
    layers = read_layers(path, more)
    if layers.value is None:
        return Checked(Outcome(None, layers.diagnostics), _texts(path))
    tree = layers.value
    shaped = shape(tree)
    found: tuple[Diagnostic, ...] = (*layers.diagnostics, *shaped.diagnostics)
    if shaped.blueprint is None:
        return Checked(Outcome(None, found), tree.texts)
    tables = load(shaped.blueprint, tree)
    broken = shaped.broken | tables.unread
    context = Context(shaped.blueprint, tables, Places(tree, tables.places), TYPES, broken)
    found = (*found, *tables.diagnostics, *check(context))
    return Checked(Outcome.of(context, found), {**tree.texts, **tables.texts})


def check_blueprint(path: Path, more: tuple[Path, ...] = ()) -> Outcome[Registry]:
    """Check a blueprint and compile it.

    Args:
        path: The blueprint's folder.
        more: Further folders of blueprints to look for a base in.

    Returns:
        The registry if there are no errors, and all findings.
    """
    checked = check_layers(path, more).outcome
    registry = compile(checked.value) if checked.value is not None else None
    return Outcome(registry, checked.diagnostics)


def compile_blueprint(path: Path, more: tuple[Path, ...] = ()) -> Registry:
    """Compile a blueprint that is known to be right.

    Args:
        path: The blueprint's folder.
        more: Further folders of blueprints to look for a base in.

    Raises:
        BlueprintError: it is not.
    """
    outcome = check_blueprint(path, more)
    if outcome.value is None:
        raise BlueprintError(outcome.diagnostics)
    return outcome.value


def _texts(path: Path) -> Mapping[str, str]:
    """The texts of a folder whose layers could not be merged."""
    tree = read(path)
    return tree.value.texts if tree.value is not None else {}
