"""Our own source as the architecture tests read it: files, syntax trees and imports. Must not import the code it reads."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
OURS = ("generator", "runtime")


@dataclass(frozen=True)
class Module:
    """One Python file of ours."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def place(self) -> str:
        """The path as a reader would type it."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def package(self) -> str:
        """The package on the second level (``runtime.web``), which may know its own inside."""
        return ".".join(self.name.split(".")[:2])


@dataclass(frozen=True)
class Import:
    """One imported module, and how: inside a function (lazy) or for type checkers only."""

    module: Module
    target: str
    line: int
    is_lazy: bool
    is_typing: bool

    @property
    def package(self) -> str:
        """The target's package on the second level."""
        return ".".join(self.target.split(".")[:2])

    def __str__(self) -> str:
        return f"{self.module.place}:{self.line}: {self.target}"


def read(path: Path) -> Module:
    """Parse one file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(name, path, ast.parse(path.read_text("utf-8"), str(path)))


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the generator and the runtime, by path."""
    paths = [path for package in OURS for path in (ROOT / package).rglob("*.py")]
    return tuple(read(path) for path in sorted(paths))


def imports(module: Module) -> Iterator[Import]:
    """Every import of a module, wherever it stands. ``from x import y`` names ``x.y`` when that is a module of ours."""
    yield from _imports(module, module.tree.body, is_lazy=False, is_typing=False)


def _imports(module: Module, body: list[ast.stmt], *, is_lazy: bool, is_typing: bool) -> Iterator[Import]:
    for statement in body:
        for target in _targets(statement):
            yield Import(module, target, statement.lineno, is_lazy, is_typing)
        inside_function = is_lazy or isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef)
        for_typing = is_typing or (
            isinstance(statement, ast.If) and "TYPE_CHECKING" in ast.unparse(statement.test)
        )
        for block in _blocks(statement):
            yield from _imports(module, block, is_lazy=inside_function, is_typing=for_typing)


def _targets(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, ast.Import):
        yield from (alias.name for alias in statement.names)
    elif isinstance(statement, ast.ImportFrom) and statement.module:
        for alias in statement.names:
            full = f"{statement.module}.{alias.name}"
            yield full if is_module(full) else statement.module


def _blocks(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    for field in ("body", "orelse", "finalbody"):
        yield getattr(statement, field, [])
    for handler in getattr(statement, "handlers", []):
        yield handler.body
    for case in getattr(statement, "cases", []):
        yield case.body


@cache
def is_module(name: str) -> bool:
    """Whether a dotted name is a file or folder of ours."""
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def is_within(target: str, allowed: tuple[str, ...]) -> bool:
    """Whether a dotted name is one of the allowed ones or lies inside one."""
    return any(target == name or target.startswith(f"{name}.") for name in allowed)
