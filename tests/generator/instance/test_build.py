"""A build on disk: whole or not at all, and nobody's work is lost."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from generator.diagnostics import Outcome
from generator.diagnostics.render import cure, sentence
from generator.instance import lock, writer
from generator.instance.build import Built, build, check_owner, open_instance
from generator.plan import plan
from generator.plan.revise import revise
from tests.chain import add, declare
from tests.generator.instance.folder import build_in, contents
from tests.sample import REGISTRY, field

GENERATED = "muestra_registry/generated"
FORM = f"{GENERATED}/templates/person/form.html"
SECOND = add(REGISTRY, "person", field("apodo", "text"))


pytestmark = pytest.mark.usefixtures("untried")


@pytest.fixture
def untried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Importing every build in another process is slow; test_writer does it."""
    monkeypatch.setattr(writer, "_try", lambda *_: None)


def codes(outcome: Outcome[Built]) -> list[str]:
    return [one.code for one in outcome.diagnostics]


def test_building_twice_writes_once(tmp_path: Path) -> None:
    root = tmp_path / "registro"
    first = build_in(root).value
    assert first is not None
    assert len(first.written) > 50
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    second = build_in(root).value
    assert second is not None
    assert (second.written, second.removed) == ((), ())
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before


def test_the_lock_tells_every_file_and_the_folder_holds_no_other(tmp_path: Path) -> None:
    root = tmp_path / "registro"
    build_in(root)
    told = json.loads((root / lock.NAME).read_text("utf-8"))
    assert {*told["files"], lock.NAME} == set(contents(root))


def test_an_instance_that_was_built_on_equals_one_that_stands_elsewhere(tmp_path: Path) -> None:
    for name in ("uno", "dos"):
        build_in(tmp_path / name)
        build_in(tmp_path / name, SECOND)
    assert contents(tmp_path / "uno") == contents(tmp_path / "dos")


def test_an_owned_file_changed_by_hand_stops_the_build(tmp_path: Path) -> None:
    root = tmp_path / "registro"
    build_in(root)
    edited = (root / FORM).read_text("utf-8").replace('{{ field("sexo") }}\n', "")
    (root / FORM).write_text(edited, "utf-8")
    before = contents(root)
    outcome = build_in(root, SECOND)
    assert outcome.value is None
    assert codes(outcome) == ["G801"]
    assert contents(root) == before
    (finding,) = outcome.diagnostics
    assert "form.html" in sentence(finding, "es")
    assert "muestra_registry/custom/templates/person/form.html" in cure(finding, "en")
    assert '-{{ field("sexo") }}' in cure(finding, "en")
    assert finding.span is not None
    assert finding.span.line == 4


def test_discard_goes_on_over_changes_by_hand(tmp_path: Path) -> None:
    root = tmp_path / "registro"
    build_in(root)
    (root / FORM).write_text("x", "utf-8")
    assert build_in(root, discard=True).value is not None
    assert "extends" in (root / FORM).read_text("utf-8")


def test_an_owned_file_that_was_deleted_comes_back(tmp_path: Path) -> None:
    root = tmp_path / "registro"
    build_in(root)
    (root / FORM).unlink()
    built = build_in(root).value
    assert built is not None
    assert built.written == (FORM,)


def test_a_seed_is_renewed_only_while_untouched(tmp_path: Path) -> None:
    root = tmp_path / "registro"
    build_in(root)
    newer = revise(SECOND, version="1.1.0")
    (root / "deploy/OPERATOR.md").write_text("ours now\n", "utf-8")
    (root / "deploy/compose.yaml").unlink()
    outcome = build_in(root, newer)
    assert codes(outcome) == ["G804"]
    assert (root / "deploy/OPERATOR.md").read_text("utf-8") == "ours now\n"
    assert "1.1.0" in (root / "deploy/OPERATOR.md.new").read_text("utf-8")
    assert "1.1.0" in (root / "deploy/OPERADOR.md").read_text("utf-8")
    assert not (root / "deploy/compose.yaml").exists()
    assert codes(build_in(root, newer)) == []


def test_custom_code_is_never_touched(tmp_path: Path) -> None:
    root = tmp_path / "registro"
    build_in(root)
    hooks = root / "muestra_registry/custom/hooks.py"
    hooks.write_text("# ours\n", "utf-8")
    own = root / "muestra_registry/custom/templates/person/form.html"
    own.parent.mkdir(parents=True)
    own.write_text("ours", "utf-8")
    assert codes(build_in(root, SECOND, discard=True)) == []
    assert (hooks.read_text("utf-8"), own.read_text("utf-8")) == ("# ours\n", "ours")
    assert not hooks.with_name("hooks.py.new").exists()


@pytest.mark.parametrize("is_deleted", [True, False])
def test_a_revision_that_changed_stops_the_build(tmp_path: Path, is_deleted: bool) -> None:
    root = tmp_path / "registro"
    build_in(root)
    (revision,) = (root / "migrations/versions").glob("*.py")
    if is_deleted:
        revision.unlink()
    else:
        revision.write_text(revision.read_text("utf-8") + "\n", "utf-8")
    outcome = build_in(root, SECOND, discard=True)
    assert outcome.value is None
    assert codes(outcome) == ["G803"]


def test_revisions_follow_each_other_and_stay(tmp_path: Path) -> None:
    root = tmp_path / "registro"
    first = build_in(root).value
    second = build_in(root, SECOND).value
    assert first is not None
    assert second is not None
    revisions = sorted(path.stem for path in (root / "migrations/versions").glob("*.py"))
    assert revisions == [first.revision, second.revision]
    assert f'down_revision = "{first.revision}"' in (
        root / f"migrations/versions/{second.revision}.py"
    ).read_text("utf-8")


def test_only_files_of_ours_are_removed_with_a_dropped_type(tmp_path: Path) -> None:
    root = tmp_path / "registro"
    build_in(root)
    theirs = root / f"{GENERATED}/templates/case_salarios/notas.txt"
    theirs.write_text("ours", "utf-8")
    entities = tuple(one for one in REGISTRY.entities if one.id != "case_salarios")
    gone = declare(revise(REGISTRY, entities=entities), "1.1.0", drop=("case_types.salarios",))
    locked = lock.read(root)
    assert locked is not None
    built = build(plan(locked.registry, gone, ["case_types.salarios"]), locked, root).value
    assert built is not None
    assert f"{GENERATED}/models/case_salarios.py" in built.removed
    assert theirs.exists()
    assert not (root / f"{GENERATED}/models/case_salarios.py").exists()


def test_a_disk_that_refuses_leaves_the_last_good_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "registro"
    build_in(root)
    before = contents(root)
    replace, calls = os.replace, []

    def refuse(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) == 4:
            raise OSError("disk full")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="disk full"):
        build_in(root, SECOND)
    assert len(calls) == 4
    assert contents(root) == before


def test_a_build_that_was_killed_is_undone_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "registro"
    build_in(root)
    before = contents(root)
    monkeypatch.setattr(writer, "_restore", lambda *_: None)
    monkeypatch.setattr(os, "replace", refuse_the_lock)
    with pytest.raises(OSError, match="killed"):
        build_in(root, SECOND)
    assert contents(root) != before
    monkeypatch.undo()
    assert writer.recover(root)
    assert contents(root) == before


def refuse_the_lock(source: Path, target: Path) -> None:
    if target.name == lock.NAME:
        raise OSError("killed")
    source.rename(target)


@pytest.mark.parametrize("is_deleted", [True, False])
def test_a_folder_of_something_else_is_left_alone(tmp_path: Path, is_deleted: bool) -> None:
    root = tmp_path / "documentos"
    if is_deleted:
        build_in(root)
        (root / lock.NAME).unlink()
    else:
        root.mkdir()
        (root / "carta.txt").write_text("x", "utf-8")
    assert [one.code for one in open_instance(root).diagnostics] == ["G806"]


@pytest.mark.parametrize("name", [lock.NAME, f"{GENERATED}/ir.json"])
@pytest.mark.parametrize("text", ["", "{}", "no JSON"])
def test_a_damaged_instance_is_told(tmp_path: Path, name: str, text: str) -> None:
    root = tmp_path / "registro"
    build_in(root)
    (root / name).write_text(text, "utf-8")
    assert [one.code for one in open_instance(root).diagnostics] == ["G807"]


def test_an_edited_ir_is_told(tmp_path: Path) -> None:
    root = tmp_path / "registro"
    build_in(root)
    described = root / GENERATED / "ir.json"
    described.write_text(described.read_text("utf-8").replace("Detenciones", "Otras"), "utf-8")
    assert [one.code for one in open_instance(root).diagnostics] == ["G807"]


def test_one_registry_is_not_built_over_another(tmp_path: Path) -> None:
    root = tmp_path / "registro"
    build_in(root)
    locked = lock.read(root)
    other = revise(REGISTRY, id="otra", package="otra_registry")
    assert [one.code for one in check_owner(locked, other)] == ["G805"]
    assert check_owner(locked, REGISTRY) == ()
