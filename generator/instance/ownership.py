"""What may happen to each file: rewritten, kept, offered beside, removed. Owns the decision; must not touch the disk."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Span, diagnose
from generator.emit.files import OutputFile, digest
from generator.instance.lock import Entry

Read = Callable[[str], str | None]
"""The text of a file in the instance's folder, None where there is none."""


@dataclass(frozen=True)
class Decision:
    """What to write and what to remove, and what the lock is to say.

    ``offers`` are new versions of files the ministry has changed, written beside them.
    """

    writes: tuple[OutputFile, ...]
    offers: tuple[OutputFile, ...]
    removals: tuple[str, ...]
    entries: Mapping[str, Entry]
    diagnostics: tuple[Diagnostic, ...]


def decide(
    files: tuple[OutputFile, ...],
    known: Mapping[str, Entry],
    read: Read,
    before: Mapping[str, str],
    *,
    discard: bool = False,
) -> Decision:
    """Hold what a build would write against what is there.

    Args:
        files: What the build would write.
        known: What the lock says was written.
        read: Reads a file of the folder.
        before: The owned files as the locked IR prints them, to show what a hand has changed.
        discard: Whether changes by hand in owned files may be lost.
    """
    deciding = _Deciding(known, read, before, discard=discard)
    for file in files:
        deciding.take(file)
    deciding.leave({file.path for file in files})
    return Decision(
        tuple(deciding.writes),
        tuple(deciding.offers),
        tuple(deciding.removals),
        deciding.entries,
        tuple(deciding.diagnostics),
    )


class _Deciding:
    """The work of ``decide``, one file after the other."""

    def __init__(
        self, known: Mapping[str, Entry], read: Read, before: Mapping[str, str], *, discard: bool
    ) -> None:
        self.known = known
        self.read = read
        self.before = before
        self.discard = discard
        self.writes: list[OutputFile] = []
        self.offers: list[OutputFile] = []
        self.removals: list[str] = []
        self.entries: dict[str, Entry] = {}
        self.diagnostics: list[Diagnostic] = []

    def take(self, file: OutputFile) -> None:
        """Decide about a file the build brings."""
        self.entries[file.path] = Entry(ownership=file.ownership, sha256=file.sha256)
        there = self.read(file.path)
        if there == file.text:
            return
        if file.ownership == "seeded":
            self._take_seeded(file, there)
        elif there is None or self._may_overwrite(file.path, there):
            self.writes.append(file)

    def leave(self, brought: set[str]) -> None:
        """Decide about the files an earlier build wrote and this one does not bring."""
        for path, entry in self.known.items():
            if path in brought:
                continue
            there = self.read(path)
            if entry.ownership == "owned":
                if there is not None and self._may_overwrite(path, there):
                    self.removals.append(path)
                continue
            self.entries[path] = entry
            if entry.ownership == "appended" and (there is None or digest(there) != entry.sha256):
                self.diagnostics.append(diagnose("G803", Span.at(path), path=path))

    def _take_seeded(self, file: OutputFile, there: str | None) -> None:
        """A seed is renewed while nobody touched it; deleted, it stays deleted."""
        entry = self.known.get(file.path)
        if entry is None and there is None:
            self.writes.append(file)
        elif there is None or (entry is not None and entry.sha256 == file.sha256):
            return
        elif entry is not None and digest(there) == entry.sha256:
            self.writes.append(file)
        else:
            offer = OutputFile(f"{file.path}.new", file.text, "seeded")
            self.offers.append(offer)
            self.diagnostics.append(diagnose("G804", Span.at(file.path), path=file.path, offer=offer.path))

    def _may_overwrite(self, path: str, there: str) -> bool:
        """Whether an owned file is as we left it; if not, say what was changed and where that belongs."""
        entry = self.known.get(path)
        if self.discard or (entry is not None and digest(there) == entry.sha256):
            return True
        if entry is not None and entry.ownership == "appended":
            self.diagnostics.append(diagnose("G803", Span.at(path), path=path))
            return False
        original = self.before.get(path, "")
        line, shown = _difference(path, original, there)
        self.diagnostics.append(
            diagnose("G801", Span.at(path, line), path=path, belongs=_place_for(path), difference=shown)
        )
        return False


def _difference(path: str, original: str, there: str) -> tuple[int, str]:
    """The first line a hand has changed, and the change as a unified diff."""
    old, new = original.splitlines(), there.splitlines()
    shown = list(difflib.unified_diff(old, new, f"{path} (built)", f"{path} (now)", lineterm="", n=1))
    line = next(
        (i for i, (a, b) in enumerate(zip(old, new, strict=False), 1) if a != b), min(len(old), len(new))
    )
    return max(line, 1), "\n".join(shown)


def _place_for(path: str) -> str:
    """Where a change of a generated file belongs."""
    package, _, inner = path.partition("/generated/")
    if inner.startswith("templates/"):
        return f"{package}/custom/{inner}"
    if inner == "ir.json" or inner.startswith("models/"):
        return "blueprint"
    return f"{package}/custom/hooks.py"
