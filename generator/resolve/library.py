"""Where named blueprints live: beside the project, in given folders, and among those the program ships."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from generator.diagnostics import Outcome
from generator.source import SourceTree, read

SHIPPED = "blueprints"


@dataclass(frozen=True)
class Library:
    """Folders whose subfolders are blueprints, in the order they are searched."""

    roots: tuple[Path, ...]

    def folders(self, name: str) -> tuple[Path, ...]:
        """Every folder a blueprint of this name could be in, best first, each once."""
        candidates = (root.resolve() / name for root in self.roots)
        return tuple(dict.fromkeys(folder for folder in candidates if folder.is_dir()))

    def names(self) -> tuple[str, ...]:
        """The blueprints there are to extend, sorted."""
        found = {
            folder.name
            for root in self.roots
            if root.is_dir()
            for folder in root.iterdir()
            if not folder.name.startswith(".") and (folder / "blueprint.yaml").is_file()
        }
        return tuple(sorted(found))

    def read(self, folder: Path, name: str) -> Outcome[SourceTree]:
        """Read one of its blueprints under the name spans shall show."""
        return read(folder, name)


def library_for(folder: Path, more: tuple[Path, ...] = ()) -> Library:
    """The library of a project.

    Args:
        folder: The blueprint being worked on; its siblings come first.
        more: Further folders of blueprints, searched before the shipped ones.
    """
    return Library((folder.resolve().parent, *more, *_shipped()))


def _shipped() -> tuple[Path, ...]:
    """The shipped blueprints are plain folders: they hold files that are opened by path."""
    try:
        shipped = files(SHIPPED)
    except ModuleNotFoundError:
        return ()
    parents = (child.parent for child in shipped.iterdir() if isinstance(child, Path))
    return tuple(dict.fromkeys(parents))
