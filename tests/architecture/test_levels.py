"""Who may import whom: across the two packages, lazily, for typing, and in circles. Packages' levels: pyproject.toml."""

from __future__ import annotations

import tomllib
from graphlib import CycleError, TopologicalSorter

from tests.architecture.source import OURS, ROOT, Import, imports, is_within, modules

SHARED = (
    "runtime.ir",
    "runtime.documents",
    "runtime.exchange.workbook",
    "runtime.fields",
    "runtime.expressions",
    "runtime.schema",
    "runtime.sqltypes",
    "runtime.storage.columns",
)
"""What the generator may know of the runtime: the contract, the field types, the columns both print, paper and sheets."""

COMMAND_LINE = ("generator.cli",)


def own_imports() -> list[Import]:
    return [found for module in modules() for found in imports(module) if is_within(found.target, OURS)]


def test_there_is_something_to_check() -> None:
    assert len(modules()) > 20
    assert len(own_imports()) > 20


def test_the_runtime_never_imports_the_generator() -> None:
    faults = [found for found in own_imports() if found.module.name.startswith("runtime")]

    assert [str(found) for found in faults if is_within(found.target, ("generator",))] == []


def test_the_generator_knows_only_the_shared_part_of_the_runtime() -> None:
    faults = [
        str(found)
        for found in own_imports()
        if found.module.name.startswith("generator")
        and is_within(found.target, ("runtime",))
        and not is_within(found.target, SHARED)
        and not (is_within(found.module.name, COMMAND_LINE) and is_within(found.target, ("runtime.cli",)))
    ]

    assert faults == []


def test_none_of_our_modules_is_imported_inside_a_function() -> None:
    assert [str(found) for found in own_imports() if found.is_lazy] == []


def test_imports_for_typing_stay_inside_one_package() -> None:
    faults = [found for found in own_imports() if found.is_typing and found.package != found.module.package]

    assert [str(found) for found in faults] == []


def test_modules_do_not_import_in_circles() -> None:
    graph = {module.name: set[str]() for module in modules()}
    for found in own_imports():
        if not found.is_typing and found.target != found.module.name:
            graph[found.module.name].add(found.target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as cycle:
        circle = " -> ".join(cycle.args[1])
        raise AssertionError(f"These modules import each other: {circle}") from None


def test_every_package_has_a_level() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    levels = {contract["containers"][0]: contract["layers"] for contract in contracts if "layers" in contract}
    for package in OURS:
        named = {
            name.strip("() ") for level in levels[package] for name in level.replace(":", "|").split("|")
        }
        present = {module.name.split(".")[1] for module in modules() if module.name.startswith(f"{package}.")}
        assert present - {"__main__"} <= named, f"without a level in pyproject.toml: {present - named}"
