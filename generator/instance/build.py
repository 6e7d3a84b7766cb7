"""The stage: a plan into an instance's folder. Owns the order of decide, try and write."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, Outcome, Span, diagnose
from generator.emit.emitter import Emission, emit, generated
from generator.emit.files import OutputFile
from generator.instance import lock, writer
from generator.instance.lock import Lock, Locked
from generator.instance.ownership import Decision, decide
from generator.instance.version import VERSION
from generator.plan import Plan, Planned
from runtime.ir.codec import fingerprint
from runtime.ir.registry import Registry


@dataclass(frozen=True)
class Built:
    """What a build did: nothing written and nothing removed where the instance already was as the blueprint says."""

    root: Path
    plan: Plan
    written: tuple[str, ...]
    removed: tuple[str, ...]
    revision: str | None


def open_instance(root: Path) -> Outcome[Locked | None]:
    """Read what an instance's folder holds; a value of None where there is no instance yet.

    A build that was interrupted is undone first.
    """
    writer.recover(root)
    try:
        locked = lock.read(root)
    except lock.Unreadable as error:
        return Outcome(None, (diagnose("G807", Span.at(error.path), path=error.path),))
    if locked is None and root.exists() and (not root.is_dir() or any(root.iterdir())):
        return Outcome(None, (diagnose("G806", None, folder=str(root)),))
    if locked is not None and fingerprint(locked.registry) != locked.lock.fingerprint:
        path = f"{locked.lock.package}/generated/ir.json"
        return Outcome(None, (diagnose("G807", Span.at(path), path=path),))
    return Outcome(locked)


def check_owner(locked: Locked | None, registry: Registry) -> tuple[Diagnostic, ...]:
    """Refuse to build one registry over another."""
    if locked is None or locked.lock.blueprint == registry.id:
        return ()
    return (diagnose("G805", None, there=locked.lock.blueprint, blueprint=registry.id),)


def build(planned: Planned, locked: Locked | None, root: Path, *, discard: bool = False) -> Outcome[Built]:
    """Write what a plan leads to, whole or not at all.

    Args:
        planned: A plan without errors.
        locked: What the folder holds.
        root: The instance's folder.
        discard: Whether changes by hand in owned files may be lost.

    Raises:
        TrialError: the build does not import: a bug of ours; nothing was changed.
        OSError: the disk refused; what was changed has been undone.
    """
    emission = emit(planned, locked.lock.revision if locked else None)
    before = {file.path: file.text for file in generated(locked.registry)} if locked else {}
    known = locked.lock.files if locked else {}
    decision = decide(emission.files, known, lambda path: _read(root / path), before, discard=discard)
    written = (*decision.writes, *decision.offers)
    built = Built(
        root,
        planned.plan,
        tuple(file.path for file in written),
        decision.removals,
        emission.revision,
    )
    outcome = Outcome.of(built, decision.diagnostics)
    if outcome.value is not None:
        _write(planned, locked, root, emission, decision, written)
    return outcome


def _write(
    planned: Planned,
    locked: Locked | None,
    root: Path,
    emission: Emission,
    decision: Decision,
    written: tuple[OutputFile, ...],
) -> None:
    registry = planned.registry
    new = Lock(
        acompana=VERSION,
        ir_version=registry.ir_version,
        blueprint=registry.id,
        blueprint_version=registry.version,
        package=registry.package,
        fingerprint=planned.plan.target,
        revision=emission.revision,
        files=dict(decision.entries),
    )
    if written or decision.removals or locked is None or new != locked.lock:
        writer.write(root, emission.files, written, decision.removals, new)


def _read(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else None
