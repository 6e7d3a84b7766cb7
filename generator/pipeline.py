"""The line from a folder to an instance, and nothing else: each stage runs only if the one before left a value."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.compile import compile
from generator.diagnostics import Diagnostic, Outcome, diagnose
from generator.diagnostics.render import to_lines
from generator.instance.build import Built, check_owner, open_instance
from generator.instance.build import build as write_instance
from generator.instance.lock import Locked
from generator.instance.scratch import build_scratch as write_scratch
from generator.plan import Plan, Planned
from generator.plan import plan as compare
from generator.resolve import ResolvedTree, library_for, resolve
from generator.source import read, read_texts
from generator.validate.context import Context
from generator.validate.finding import Places, to_diagnostics
from generator.validate.letters import load as load_letters
from generator.validate.rules import REMINDERS, check
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

    @property
    def reminders(self) -> tuple[Diagnostic, ...]:
        """What a blueprint without errors still leaves for the country to decide."""
        return check(self.outcome.value, REMINDERS) if self.outcome.value is not None else ()


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
        return Checked(Outcome(None, layers.diagnostics), read_texts(path))
    tree = layers.value
    shaped = shape(tree)
    found: tuple[Diagnostic, ...] = (*layers.diagnostics, *shaped.diagnostics)
    if shaped.blueprint is None:
        return Checked(Outcome(None, found), tree.texts)
    tables = load(shaped.blueprint, tree)
    letters = load_letters(shaped.blueprint, tree)
    broken = shaped.broken | tables.unread | letters.unread
    context = Context(shaped.blueprint, tables, Places(tree, tables.places), TYPES, broken, letters)
    found = (*found, *tables.diagnostics, *letters.diagnostics, *check(context))
    return Checked(Outcome.of(context, found), {**tree.texts, **tables.texts, **letters.texts})


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


@dataclass(frozen=True)
class Prepared:
    """A plan for an instance's folder, and all findings on the way to it.

    ``planned`` is there even where a finding stands in its way, so that it can be shown.
    """

    planned: Planned | None
    locked: Locked | None
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]

    @property
    def is_ready(self) -> bool:
        """Whether it can be built."""
        return self.planned is not None and not any(found.is_error for found in self.diagnostics)


def plan_instance(
    path: Path, root: Path, consent: Collection[str] = (), more: tuple[Path, ...] = ()
) -> Prepared:
    """Plan what building a blueprint into a folder would do.

    Args:
        path: The blueprint's folder.
        root: The instance's folder; it need not exist.
        consent: Addresses whose data may be lost.
        more: Further folders of blueprints to look for a base in.
    """
    checked = check_layers(path, more)
    context, found = checked.outcome.value, checked.outcome.diagnostics
    opened = open_instance(root)
    if context is None or opened.diagnostics:
        return Prepared(None, opened.value, (*found, *opened.diagnostics), checked.texts)
    registry = compile(context)
    foreign = check_owner(opened.value, registry)
    if foreign:
        return Prepared(None, opened.value, (*found, *foreign), checked.texts)
    planned = compare(opened.value.registry if opened.value else None, registry, consent)
    told = tuple(to_diagnostics(planned.findings, context.places))
    return Prepared(planned, opened.value, (*found, *told), checked.texts)


def build(
    path: Path,
    root: Path,
    *,
    consent: Collection[str] = (),
    discard: bool = False,
    reviewed: Plan | None = None,
    more: tuple[Path, ...] = (),
) -> tuple[Outcome[Built], Mapping[str, str]]:
    """Build a blueprint into a folder: whole, or nothing at all.

    Args:
        path: The blueprint's folder.
        root: The instance's folder; made where it does not exist.
        consent: Addresses whose data may be lost.
        discard: Whether changes by hand in generated files may be lost.
        reviewed: A saved plan that must be the one that is built.
        more: Further folders of blueprints to look for a base in.

    Returns:
        What was built if there are no errors, all findings, and the texts that their places point into.
    """
    prepared = plan_instance(path, root, consent, more)
    if prepared.planned is None or not prepared.is_ready:
        return Outcome(None, prepared.diagnostics), prepared.texts
    if reviewed is not None and reviewed != prepared.planned.plan:
        return Outcome(None, (*prepared.diagnostics, diagnose("P710", None))), prepared.texts
    built = write_instance(prepared.planned, prepared.locked, root, discard=discard)
    return Outcome(built.value, (*prepared.diagnostics, *built.diagnostics)), prepared.texts


def build_scratch(context: Context, root: Path) -> None:
    """Build a checked blueprint into a new folder, to try it out and throw it away.

    Args:
        context: The checked blueprint.
        root: The instance's folder, which does not exist.
    """
    write_scratch(compare(None, compile(context), ()), root)
