"""Python source made of objects: prints them by ``repr`` with the imports they need. Must not know the IR."""

from __future__ import annotations

import ast
import builtins
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from types import GenericAlias
from typing import Any

import sqlalchemy
from sqlalchemy import Column, ForeignKey, Index

_STANDARD = ("datetime", "decimal", "uuid", "re")
_FIRST_PARTY = ("generator", "runtime")
_WIDEST = 110


class Source:
    """One module in the making, inside a package of its own. What is shown is imported."""

    def __init__(self, introduction: str, package: str = "") -> None:
        self.introduction = introduction
        self._ours = (*_FIRST_PARTY, package)
        self._modules: set[str] = set()
        self._names: defaultdict[str, set[str]] = defaultdict(set)
        self._body: list[str] = []

    def use(self, module: str, *names: str) -> None:
        """Import names from a module, or the module itself."""
        if names:
            self._names[module].update(names)
        else:
            self._modules.add(module)

    def write(self, *lines: str) -> None:
        """Add lines to the body."""
        self._body.extend(lines)

    def show(self, value: object) -> str:
        """Return the code that makes an object."""
        if isinstance(value, str):
            return quote(value)
        if isinstance(value, dict):
            return "{" + ", ".join(f"{self.show(key)}: {self.show(one)}" for key, one in value.items()) + "}"
        if isinstance(value, Column):
            return self.call(Column, self.show(value.name), *self.column_arguments(value))
        if isinstance(value, Index):
            unique = ("unique=True",) if value.unique else ()
            parts = (self.show(getattr(part, "name", part)) for part in value.expressions)
            return self.call(Index, self.show(str(value.name)), *parts, *unique)
        if isinstance(value, ForeignKey):
            named = (f"name={self.show(value.name)}",) if isinstance(value.name, str) else ()
            return self.call(ForeignKey, self.show(value.target_fullname), *named)
        text = repr(value)
        for name in _roots(text):
            self._import_root(name, value)
        return text

    def column_arguments(self, column: Column[Any]) -> Iterator[str]:
        """Yield what makes a column besides its name."""
        yield self.show(column.type)
        yield from (self.show(key) for key in column.foreign_keys)
        if column.primary_key:
            yield "primary_key=True"
        elif not column.nullable:
            yield "nullable=False"

    def call(self, kind: type, *arguments: str) -> str:
        """Return a call of a class, importing it."""
        return f"{self.name(kind)}({', '.join(arguments)})"

    def name(self, kind: Any) -> str:
        """Return how a class or a generic alias is named in this module, importing it."""
        if isinstance(kind, GenericAlias):
            arguments = ", ".join("..." if one is Ellipsis else self.name(one) for one in kind.__args__)
            return f"{self.name(kind.__origin__)}[{arguments}]"
        name: str = kind.__name__
        if kind.__module__ == "builtins":
            return name
        if kind.__module__ in _STANDARD:
            self.use(kind.__module__)
            return f"{kind.__module__}.{name}"
        is_public = getattr(sqlalchemy, name, None) is kind
        self.use("sqlalchemy" if is_public else kind.__module__, name)
        return name

    def text(self) -> str:
        """Return the whole module, after making sure that it compiles."""
        parts = [f'"""{self.introduction}"""', "", "from __future__ import annotations", "", *self._imports()]
        text = "\n".join((*parts, *self._body)).rstrip("\n") + "\n"
        compile(text, self.introduction, "exec")
        return text

    def _import_root(self, name: str, value: object) -> None:
        """Import what a bare name in an object's text stands for: its class, that of a part, or a module."""
        if name in _STANDARD:
            self.use(name)
        elif name == "Decimal":
            self.use("decimal", name)
        elif not hasattr(builtins, name):
            self.name(next(kind for kind in _classes(value) if kind.__name__ == name))

    def _imports(self) -> Iterator[str]:
        """The imports in the order the linter wants: standard library, third parties, ours."""
        for group in range(3):
            lines = [f"import {module}" for module in sorted(self._modules) if self._group(module) == group]
            for module, names in sorted(self._names.items()):
                if self._group(module) == group:
                    lines += _from(module, sorted(names, key=_rank))
            if lines:
                yield from (*lines, "")
        if self._body and self._body[0].startswith(("class ", "def ")):
            yield ""

    def _group(self, module: str) -> int:
        root = module.split(".", 1)[0]
        if root in (*_STANDARD, "typing"):
            return 0
        return 2 if root in self._ours else 1


def _from(module: str, names: list[str]) -> list[str]:
    line = f"from {module} import {', '.join(names)}"
    if len(line) <= _WIDEST:
        return [line]
    return [f"from {module} import (", *(f"    {name}," for name in names), ")"]


def quote(text: str) -> str:
    """Return a text as a literal in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def introduce(words: str) -> str:
    """Return words that may stand in a docstring of one line."""
    return words.replace("\\", "").replace('"', "'").strip()


def _roots(text: str) -> Iterator[str]:
    """The names an expression begins from, without the names of keyword arguments."""
    for node in ast.walk(ast.parse(text, mode="eval")):
        if isinstance(node, ast.Name):
            yield node.id


def _classes(value: object) -> Iterable[type]:
    yield type(value)
    for part in getattr(value, "__dict__", {}).values():
        yield type(part)


def _rank(name: str) -> tuple[int, str]:
    """Constants first, then classes, then the rest."""
    return (0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2, name)
