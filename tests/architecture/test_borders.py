"""Two rules that keep errors honest and field types in one place."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import ROOT, Module, modules

BORDERS = (
    "generator/cli/__init__.py",
    "runtime/cli/__init__.py",
    "runtime/http/requestlog.py",
    "runtime/storage/loop.py",
)
"""The ends of a process or thread: the mains of both command lines, the outermost ASGI middleware, the loop of a thread."""

CATCH_ALL = {"Exception", "BaseException"}


def catch_alls(tree: ast.Module) -> Iterator[int]:
    """Lines of handlers that take every exception."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            names = {ast.unparse(one) if one else "Exception" for one in caught}
            if names & CATCH_ALL:
                yield node.lineno


def type_tests(tree: ast.Module) -> Iterator[int]:
    """Lines that compare a ``.type`` with a written name, or match on it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(_is_field_type(side) for side in sides) and any(_is_written(side) for side in sides):
                yield node.lineno
        elif isinstance(node, ast.Match) and _is_field_type(node.subject):
            yield node.lineno


def _is_field_type(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in {"type", "type_name"}


def _is_written(node: ast.expr) -> bool:
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return any(_is_written(element) for element in node.elts)
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def places(module: Module, lines: Iterator[int]) -> list[str]:
    return [f"{module.place}:{line}" for line in lines]


def test_every_exception_is_caught_only_at_the_borders() -> None:
    faults = [place for m in modules() if m.place not in BORDERS for place in places(m, catch_alls(m.tree))]

    assert faults == []


def test_a_type_of_field_is_known_only_in_runtime_fields() -> None:
    outside = [module for module in modules() if module.package != "runtime.fields"]
    faults = [place for module in outside for place in places(module, type_tests(module.tree))]

    assert faults == []


def test_no_template_asks_for_the_type_of_a_field() -> None:
    asked = re.compile(r"\.type\s*(==|!=|in\b|not in\b)")
    folders = [ROOT / "runtime" / "templates", ROOT / "generator" / "emit" / "templates"]
    templates = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    faults = [
        path.relative_to(ROOT).as_posix()
        for path in templates
        if "fields" not in path.relative_to(ROOT).parts and asked.search(path.read_text("utf-8"))
    ]

    assert templates
    assert faults == []


@pytest.mark.parametrize(
    "code",
    [
        "try: pass\nexcept Exception: pass",
        "try: pass\nexcept: pass",
        "try: pass\nexcept (KeyError, BaseException) as error: pass",
    ],
)
def test_the_rule_sees_handlers_that_take_everything(code: str) -> None:
    assert list(catch_alls(ast.parse(code))) == [2]


@pytest.mark.parametrize(
    "code",
    [
        "if field.type == 'date': pass",
        "x = 'money' != spec.field.type",
        "if f.type in ('file', 'image'): pass",
        "match field.type:\n  case 'date': pass",
    ],
)
def test_the_rule_sees_tests_of_a_type(code: str) -> None:
    assert list(type_tests(ast.parse(code))) == [1]


def test_the_rule_lets_types_be_compared_with_each_other() -> None:
    assert list(type_tests(ast.parse("if old.type != new.type: pass"))) == []
