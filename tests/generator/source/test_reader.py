"""A folder is one document, read the same wherever it lies, and never beyond its own walls."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.source import SourceTree, address_text, parse_address, read, reader, to_plain


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    project = tmp_path / "guatemala"
    (project / "casos").mkdir(parents=True)
    (project / "blueprint.yaml").write_text("blueprint: guatemala\ncase_types: {a: {label: A}}\n", "utf-8")
    (project / "casos" / "b.yaml").write_text("case_types:\n  b: {label: B}\n", "utf-8")
    return project


def tree_of(folder: Path) -> SourceTree:
    outcome = read(folder)
    assert outcome.value is not None, outcome.diagnostics
    return outcome.value


def codes(folder: Path) -> list[str]:
    return [diagnostic.code for diagnostic in read(folder).diagnostics]


def test_all_files_make_one_document(folder: Path) -> None:
    tree = tree_of(folder)
    assert to_plain(tree.root) == {
        "blueprint": "guatemala",
        "case_types": {"a": {"label": "A"}, "b": {"label": "B"}},
    }
    assert sorted(tree.texts) == ["guatemala/blueprint.yaml", "guatemala/casos/b.yaml"]


def test_places_name_the_folder_and_no_machine(folder: Path) -> None:
    span = tree_of(folder).span_of(("case_types", "b", "label"))
    assert str(span) == "guatemala/casos/b.yaml:2:14"
    assert str(tree_of(folder).span_of(("case_types", "b"), key=True)) == "guatemala/casos/b.yaml:2:3"


def test_addresses_lead_to_nodes_or_nowhere(folder: Path) -> None:
    (folder / "c.yaml").write_text("languages: [es, en]\n", "utf-8")
    tree = tree_of(folder)
    english = tree.find(("languages", 1))
    assert english is not None
    assert to_plain(english) == "en"
    assert tree.find(parse_address("languages.1")) == english
    assert address_text(("languages", 1)) == "languages.1"
    for nowhere in (("languages", 2), ("languages", "x"), ("case_types", "z"), ("blueprint", "x")):
        assert tree.find(nowhere) is None


def test_hidden_files_and_other_endings_are_not_read(folder: Path) -> None:
    (folder / ".oculto.yaml").write_text("blueprint: otro\n", "utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "x.yaml").write_text("blueprint: otro\n", "utf-8")
    (folder / "catalogo.csv").write_bytes(b"\xff\xfe")
    assert codes(folder) == []


def test_a_link_inside_the_folder_is_read_once(folder: Path) -> None:
    (folder / "alias.yaml").symlink_to("casos/b.yaml")
    (folder / "tipos").symlink_to("casos")
    assert codes(folder) == []


def test_links_out_of_the_folder_are_refused(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "fuera"
    outside.mkdir()
    (outside / "x.yaml").write_text("a: b\n", "utf-8")
    (folder / "x.yaml").symlink_to(outside / "x.yaml")
    (folder / "fuera").symlink_to(outside)
    assert codes(folder) == ["Y105", "Y105"]


def test_there_has_to_be_a_folder(folder: Path) -> None:
    assert codes(folder / "nada") == ["Y101"]
    assert codes(folder / "blueprint.yaml") == ["Y102"]


def test_large_files_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_KILOBYTES", 1)
    (folder / "grande.yaml").write_text("a: " + "x" * 2000, "utf-8")
    assert codes(folder) == ["Y106"]


def test_many_files_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_FILES", 1)
    assert codes(folder) == ["Y107"]


def test_a_file_that_cannot_be_opened(folder: Path) -> None:
    (folder / "roto.yaml").symlink_to("no_existe.yaml")
    assert codes(folder) == ["Y108"]


def test_the_mistakes_of_every_file_are_told(folder: Path) -> None:
    (folder / "a.yaml").write_text("x: @a\n", "utf-8")
    (folder / "b.yaml").write_text("y: ~\n", "utf-8")
    assert codes(folder) == ["Y303", "Y504"]
