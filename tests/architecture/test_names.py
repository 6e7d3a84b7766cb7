"""How modules are called and introduced."""

from __future__ import annotations

import ast
import sys

from tests.architecture.source import modules

VAGUE = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "manager",
    "managers",
    "core",
    "tools",
    "stuff",
}
LONGEST_INTRODUCTION = 3


def test_no_module_has_a_vague_name() -> None:
    faults = [
        module.place
        for module in modules()
        for part in module.name.split(".")
        if part in VAGUE or part.startswith("base_") or part.endswith(("_utils", "_helpers", "_manager"))
    ]

    assert faults == []


def test_no_file_is_called_as_a_module_of_the_standard_library() -> None:
    names = sys.stdlib_module_names
    faults = [m.place for m in modules() if m.path.stem in names and not m.path.stem.startswith("__")]

    assert faults == []


def test_every_module_says_in_one_to_three_lines_what_it_owns() -> None:
    faults = []
    for module in modules():
        introduction = ast.get_docstring(module.tree)
        lines = [line for line in (introduction or "").splitlines() if line.strip()]
        if not 1 <= len(lines) <= LONGEST_INTRODUCTION:
            faults.append(f"{module.place}: {len(lines)} lines")

    assert faults == []
