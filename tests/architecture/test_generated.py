"""Generated code declares and never acts, in every built example."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

EXAMPLES = ROOT / "examples"

ACTING = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.Lambda,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.With,
    ast.AsyncWith,
    ast.Try,
    ast.TryStar,
    ast.Match,
    ast.IfExp,
    ast.NamedExpr,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
    ast.Await,
    ast.Yield,
    ast.YieldFrom,
    ast.Raise,
    ast.Assert,
    ast.Delete,
    ast.Global,
    ast.AugAssign,
)
DECLARING = (ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.ClassDef, ast.Pass)
CALLED_AT_TOP = ("system_tables",)
"""The one call that stands alone: the runtime's own tables join the instance's metadata."""

STEPS = ("op.", "batch_op.")
TAG = re.compile(r"{%-?\s*(\w+)")
EXPRESSION = re.compile(r"{{-?\s*(\w+)")


def faults_of_declarations(tree: ast.Module) -> Iterator[str]:
    """What acts in a generated module."""
    for node in ast.walk(tree):
        if isinstance(node, ACTING):
            yield f"line {node.lineno}: {type(node).__name__}"
    yield from _faults_of_body(tree.body)


def _faults_of_body(body: list[ast.stmt]) -> Iterator[str]:
    for statement in body:
        if isinstance(statement, ast.ClassDef):
            yield from _faults_of_body(statement.body)
        elif isinstance(statement, ast.If):
            imports = all(isinstance(inner, ast.Import | ast.ImportFrom) for inner in statement.body)
            if ast.unparse(statement.test) != "TYPE_CHECKING" or not imports or statement.orelse:
                yield f"line {statement.lineno}: If"
        elif not isinstance(statement, DECLARING) and not _is_allowed_expression(statement):
            yield f"line {statement.lineno}: {type(statement).__name__}"


def _is_allowed_expression(statement: ast.stmt) -> bool:
    if not isinstance(statement, ast.Expr):
        return False
    if isinstance(statement.value, ast.Call):
        return ast.unparse(statement.value.func) in CALLED_AT_TOP
    return isinstance(statement.value, ast.Constant) and isinstance(statement.value.value, str)


def faults_of_revision(tree: ast.Module) -> Iterator[str]:
    """What a migration does besides ``op`` calls in ``upgrade`` and ``downgrade``."""
    for statement in tree.body:
        if not isinstance(statement, ast.FunctionDef):
            yield from _faults_of_body([statement])
        elif statement.name not in {"upgrade", "downgrade"}:
            yield f"line {statement.lineno}: function {statement.name}"
        else:
            yield from _faults_of_steps(statement.body)


def _faults_of_steps(body: list[ast.stmt]) -> Iterator[str]:
    for step in body:
        if isinstance(step, ast.With):
            opened = [ast.unparse(item.context_expr) for item in step.items]
            if not all(call.startswith("op.batch_alter_table(") for call in opened):
                yield f"line {step.lineno}: With"
            yield from _faults_of_steps(step.body)
        elif not isinstance(step, ast.Pass) and not _is_step(step):
            yield f"line {step.lineno}: {type(step).__name__}"


def _is_step(step: ast.stmt) -> bool:
    if not isinstance(step, ast.Expr):
        return False
    if isinstance(step.value, ast.Call):
        return ast.unparse(step.value.func).startswith(STEPS)
    return isinstance(step.value, ast.Constant)


def faults_of_template(text: str) -> Iterator[str]:
    """What a generated template does besides placing fields in blocks."""
    yield from (f"tag {tag}" for tag in TAG.findall(text) if tag not in {"extends", "block", "endblock"})
    yield from (
        f"expression {name}" for name in EXPRESSION.findall(text) if name not in {"field", "show", "super"}
    )


def generated(pattern: str) -> list[Path]:
    return sorted(path for path in EXAMPLES.glob(pattern) if path.is_file())


def test_generated_modules_only_declare() -> None:
    paths = generated("*/**/generated/**/*.py")
    faults = {
        path.relative_to(ROOT).as_posix(): found
        for path in paths
        if (found := list(faults_of_declarations(ast.parse(path.read_text("utf-8")))))
    }

    assert paths, "an example with its generated instance belongs to the repository"
    assert faults == {}


def test_generated_revisions_only_call_operations() -> None:
    paths = generated("*/**/migrations/versions/*.py")
    faults = {
        path.relative_to(ROOT).as_posix(): found
        for path in paths
        if (found := list(faults_of_revision(ast.parse(path.read_text("utf-8")))))
    }

    assert paths, "an example with its generated instance belongs to the repository"
    assert faults == {}


def test_generated_templates_only_place_fields() -> None:
    paths = generated("*/**/generated/templates/**/*.html")
    faults = {
        path.relative_to(ROOT).as_posix(): found
        for path in paths
        if (found := list(faults_of_template(path.read_text("utf-8"))))
    }

    assert paths, "an example with its generated instance belongs to the repository"
    assert faults == {}


@pytest.mark.parametrize(
    "code",
    [
        "def f(): pass",
        "if True:\n  x = 1",
        "if TYPE_CHECKING:\n  x = 1",
        "x = [i for i in y]",
        "class A:\n  def f(self): pass",
        "class A:\n  x = 1 if y else 2",
        "print('x')",
        "for i in x: pass",
        "x = lambda: 1",
    ],
)
def test_the_rule_sees_code_that_acts(code: str) -> None:
    assert list(faults_of_declarations(ast.parse(code)))


def test_the_rule_lets_declarations_pass() -> None:
    code = '''"""Doc."""
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from x import y
class Case(Base):
    """A case."""
    __tablename__ = "cases"
    folio: Mapped[str] = mapped_column(String(length=20), unique=True)
FINGERPRINT = "abc"
system_tables(Base.metadata)
'''
    assert list(faults_of_declarations(ast.parse(code))) == []


@pytest.mark.parametrize(
    "code",
    [
        "def upgrade():\n  x = 1",
        "def helper(): pass",
        "def upgrade():\n  if x: op.f()",
        "def upgrade():\n  os.remove('x')",
        "def upgrade():\n  with open('x') as f: op.f()",
    ],
)
def test_the_rule_sees_revisions_that_do_more(code: str) -> None:
    assert list(faults_of_revision(ast.parse(code)))


@pytest.mark.parametrize(
    "text", ["{% if x %}", "{% for f in fields %}", "{{ record.name }}", "{%- set x = 1 %}"]
)
def test_the_rule_sees_templates_that_decide(text: str) -> None:
    assert list(faults_of_template(text))
