"""What a build prints: the same bytes everywhere, only what a change concerns, and code that declares."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.emit.emitter import Emission, emit
from generator.plan import plan
from generator.plan.revise import revise
from runtime.ir.entity import Section
from runtime.ir.registry import Registry
from tests.architecture.test_generated import faults_of_declarations, faults_of_revision, faults_of_template
from tests.chain import add, change
from tests.sample import REGISTRY, field

ROOT = Path(__file__).parents[3]
PRINT = """
import hashlib
from generator.emit.emitter import emit
from generator.plan import plan
from tests.chain import versions
first, second, _ = versions()
for old, new in ((None, first), (first, second)):
    for file in emit(plan(old, new), "0001_x" if old else None).files:
        print(hashlib.sha256(repr(file).encode()).hexdigest(), file.path)
"""


@pytest.fixture(scope="module")
def emission() -> Emission:
    return emit(plan(None, REGISTRY))


def texts(emission: Emission) -> dict[str, str]:
    return {file.path: file.text for file in emission.files}


def printed_with(**variables: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PRINT],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_the_bytes_are_the_same_in_another_zone_language_and_hash_seed() -> None:
    one = printed_with(TZ="America/Mexico_City", LC_ALL="C", PYTHONHASHSEED="1")
    other = printed_with(TZ="Asia/Kathmandu", LC_ALL="C.UTF-8", PYTHONHASHSEED="2")
    assert one == other
    assert one.count("\n") > 80


def test_a_field_added_changes_only_the_files_it_concerns(emission: Emission) -> None:
    new = add(REGISTRY, "case_salarios", field("testigos", "integer", section="salarios"))
    changed = emit(plan(REGISTRY, new), emission.revision)
    before = texts(emission)
    differing = {file.path for file in changed.files if before.get(file.path) != file.text}
    generated = "muestra_registry/generated"
    assert {path for path in differing if not path.startswith("migrations/")} == {
        f"{generated}/__init__.py",
        f"{generated}/ir.json",
        f"{generated}/models/case_salarios.py",
        f"{generated}/schemas/case_salarios.py",
        f"{generated}/templates/case_salarios/detail.html",
        f"{generated}/templates/case_salarios/form.html",
    }
    assert [path for path in differing if path.startswith("migrations/")] == [
        f"migrations/versions/{changed.revision}.py"
    ]


def test_a_label_changes_no_table_and_writes_no_revision(emission: Emission) -> None:
    new = revise(REGISTRY, title={"es": "Otro título", "en": "Another title"})
    changed = emit(plan(REGISTRY, new), emission.revision)
    assert changed.revision == emission.revision
    assert not [file for file in changed.files if file.ownership == "appended"]


def test_revisions_are_numbered_and_named_by_fingerprint(emission: Emission) -> None:
    new = add(REGISTRY, "person", field("apodo", "text"))
    planned = plan(REGISTRY, new)
    assert emission.revision == f"0001_{plan(None, REGISTRY).plan.target[:8]}"
    assert emit(planned, emission.revision).revision == f"0002_{planned.plan.target[:8]}"


def test_generated_code_declares_and_never_acts(emission: Emission) -> None:
    faults: dict[str, list[str]] = {}
    for file in emission.files:
        if file.ownership == "owned" and file.path.endswith(".py"):
            faults[file.path] = list(faults_of_declarations(ast.parse(file.text)))
        elif file.ownership == "appended":
            faults[file.path] = list(faults_of_revision(ast.parse(file.text)))
        elif "/generated/templates/" in file.path:
            faults[file.path] = list(faults_of_template(file.text))
    assert len(faults) > 30
    assert {path: found for path, found in faults.items() if found} == {}


def test_a_template_has_at_most_forty_lines_and_every_field() -> None:
    sections = tuple(Section(id=f"parte_{i}", label={"es": str(i)}) for i in range(9))
    fields = tuple(field(f"campo_{i}", "text", section=f"parte_{i % 9}") for i in range(120))
    new = change(REGISTRY, "case_salarios", sections=sections, fields=fields)
    form = texts(emit(plan(None, new)))["muestra_registry/generated/templates/case_salarios/form.html"]
    assert len(form.splitlines()) <= 40
    assert [name for i in range(120) if f'field("{(name := f"campo_{i}")}")' not in form] == []
    assert form.index("section_main") < form.index("section_parte_0")


def test_a_retired_field_keeps_its_column_and_leaves_form_and_schema() -> None:
    retired = plan(REGISTRY, without(REGISTRY, "case", "canal"))
    found = texts(emit(retired, "0001_x"))
    generated = "muestra_registry/generated"
    assert "canal:" in found[f"{generated}/models/case.py"]
    assert "canal" not in found[f"{generated}/schemas/case.py"]
    assert "canal" not in found[f"{generated}/templates/case/form.html"]


def without(registry: Registry, entity_id: str, name: str) -> Registry:
    fields = tuple(one for one in registry.by_id[entity_id].fields if one.id != name)
    return change(registry, entity_id, fields=fields)


def test_hostile_words_stay_inside_their_docstrings() -> None:
    words = {"es": 'Fin""" \\', "en": "x"}
    new = change(REGISTRY, "register_contraparte", label=words, plural=words)
    text = texts(emit(plan(None, new)))["muestra_registry/generated/models/register_contraparte.py"]
    assert [type(node).__name__ for node in ast.parse(text).body].count("ClassDef") == 1


def test_what_is_printed_passes_the_linter_and_strict_types(emission: Emission, tmp_path: Path) -> None:
    for file in emission.files:
        if file.path.endswith(".py"):
            path = tmp_path / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(file.text, "utf-8")
    generated = tmp_path / "muestra_registry" / "generated"
    rules = ["--config", str(ROOT / "pyproject.toml"), "--select", "E,F,I,UP,B,SIM,RUF", "--ignore", "E501"]
    lint = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--no-cache", *rules, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    types = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--explicit-package-bases", str(generated)],
        cwd=tmp_path,
        env={**os.environ, "MYPYPATH": os.pathsep.join((str(tmp_path), str(ROOT)))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert lint.stdout + lint.stderr == "All checks passed!\n"
    assert types.stdout.startswith("Success"), types.stdout
