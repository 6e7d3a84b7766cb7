"""Finds and reads the files of a blueprint folder; the only module of this package that touches the disk."""

from __future__ import annotations

import os
from pathlib import Path

from generator.diagnostics import Diagnostic, Outcome, Span, diagnose
from generator.source.assembly import assemble
from generator.source.encoding import decode, show
from generator.source.nodes import MappingNode
from generator.source.parse import parse
from generator.source.tree import SourceTree

SUFFIX = ".yaml"
MOST_FILES = 500
MOST_KILOBYTES = 1024

_OTHER_SUFFIXES = frozenset({".yml", ".yaml"})


def read(path: Path, name: str | None = None) -> Outcome[SourceTree]:
    """Read every YAML file of a blueprint folder as one document.

    Args:
        path: The folder.
        name: What spans call the folder; its own name unless given, so that no output depends on the machine.
    """
    folder = path.resolve()
    label = name or folder.name
    if not path.is_dir():
        found = _no_folder(path)
        return Outcome.of(_tree(MappingNode((), Span.at(label)), folder, {}), (found,))
    files, findings = _find(folder, label)
    if not files and not any(finding.is_error for finding in findings):
        findings.append(diagnose("Y103", Span.at(label), path=label))
    texts: dict[str, str] = {}
    roots: list[MappingNode] = []
    for file in files:
        shown = _shown(file, folder, label)
        text = _read_text(file, shown, findings)
        if text is None:
            continue
        texts[shown] = text
        parsed = parse(text, shown)
        findings.extend(parsed.diagnostics)
        roots.extend((parsed.value,) if parsed.value else ())
    whole = assemble(roots, Span.at(label))
    root = whole.value or MappingNode((), Span.at(label))
    return Outcome.of(_tree(root, folder, texts), (*findings, *whole.diagnostics))


def read_texts(path: Path) -> dict[str, str]:
    """The texts of a folder's files by their names in spans, for excerpts of what could not be understood.

    Args:
        path: The folder.
    """
    folder = path.resolve()
    if not path.is_dir():
        return {}
    found: list[Diagnostic] = []
    files, _ = _find(folder, folder.name)
    read = {file: _read_bytes(file, _shown(file, folder, folder.name), found) for file in files}
    return {_shown(file, folder, folder.name): show(data) for file, data in read.items() if data is not None}


def _tree(root: MappingNode, folder: Path, texts: dict[str, str]) -> SourceTree:
    return SourceTree(root, folder, texts)


def _no_folder(path: Path) -> Diagnostic:
    if path.is_file():
        return diagnose("Y102", Span.at(path.name), path=path.name, folder=path.parent.name or ".")
    return diagnose("Y101", Span.at(path.name or str(path)), path=path.as_posix())


def _find(folder: Path, label: str) -> tuple[list[Path], list[Diagnostic]]:
    """The files to read, sorted by name, each real file once; links may not lead out."""
    findings: list[Diagnostic] = []
    files: dict[Path, Path] = {}
    for parent, directories, names in os.walk(folder):
        directories[:] = sorted(directory for directory in directories if not directory.startswith("."))
        links = [directory for directory in directories if (Path(parent) / directory).is_symlink()]
        for name in sorted((*names, *links)):
            file = Path(parent) / name
            shown = _shown(file, folder, label)
            if name.startswith(".") or (name not in links and file.suffix.lower() not in _OTHER_SUFFIXES):
                continue
            if not file.resolve().is_relative_to(folder):
                findings.append(diagnose("Y105", Span.at(shown)))
            elif file.suffix != SUFFIX and name not in links:
                findings.append(
                    diagnose("Y104", Span.at(shown), suffix=file.suffix, name=f"{file.stem}{SUFFIX}")
                )
            elif name not in links:
                files.setdefault(file.resolve(), file)
        if len(files) > MOST_FILES:
            return [], [diagnose("Y107", Span.at(label), limit=MOST_FILES)]
    return sorted(files.values(), key=lambda file: file.relative_to(folder).as_posix()), findings


def _read_text(file: Path, shown: str, findings: list[Diagnostic]) -> str | None:
    data = _read_bytes(file, shown, findings)
    if data is None:
        return None
    decoded = decode(data, shown)
    findings.extend(decoded.diagnostics)
    return decoded.value


def _read_bytes(file: Path, shown: str, findings: list[Diagnostic]) -> bytes | None:
    try:
        size = file.stat().st_size
        if size > MOST_KILOBYTES * 1024:
            findings.append(diagnose("Y106", Span.at(shown), size=size // 1024, limit=MOST_KILOBYTES))
            return None
        return file.read_bytes()
    except OSError as error:
        findings.append(diagnose("Y108", Span.at(shown), reason=error.strerror or type(error).__name__))
        return None


def _shown(file: Path, folder: Path, label: str) -> str:
    """A file's name in spans: forward slashes, from the folder's own name on."""
    return f"{label}/{file.relative_to(folder).as_posix()}"
