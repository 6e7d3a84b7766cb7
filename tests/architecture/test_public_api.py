"""Examples, generated code and custom folders import the public API and nothing else of ours."""

from __future__ import annotations

from tests.architecture.source import ROOT, Import, imports, is_within, read

PUBLIC = {
    "generator",
    "runtime",
    "runtime.app",
    "runtime.errors",
    "runtime.fields",
    "runtime.fields.values",
    "runtime.instance",
    "runtime.records",
    "runtime.schema",
    "runtime.settings",
    "runtime.sqltypes",
    "runtime.storage",
    "runtime.storage.alteration",
    "runtime.testing",
}


def test_examples_import_only_the_public_api() -> None:
    paths = sorted((ROOT / "examples").rglob("*.py"))
    found = [one for path in paths for one in imports(read(path))]
    ours = [one for one in found if is_within(one.target, ("generator", "runtime"))]

    assert ours, "an example with its generated instance belongs to the repository"
    assert [str(one) for one in ours if not is_public(one)] == []


def is_public(found: Import) -> bool:
    return found.target in PUBLIC
