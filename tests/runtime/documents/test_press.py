"""Printing: data stays data, and a template reaches nothing but the product's own layouts."""

from __future__ import annotations

import subprocess
import sys

import pytest

from runtime.documents import TemplateError, refused, render

HEAD = '#set document(title: "T")\n#set text(lang: "es")\n#let data = json(bytes(sys.inputs.data))\n'


def test_markup_in_the_data_is_printed_as_it_is() -> None:
    told = render(HEAD + "#data.a\n", {"a": '#read("/letter.typ") *no* $x$ \\'})
    plain = render(HEAD + "#data.a\n", {"a": "otra cosa"})
    assert told.startswith(b"%PDF-")
    assert told != plain


def test_the_same_input_gives_the_same_bytes() -> None:
    assert render(HEAD + "= Uno\n", {}) == render(HEAD + "= Uno\n", {})


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../press.py", "../../settings.py", "/../press.py", "documents/press.py"]
)
def test_no_file_of_the_machine_is_read(path: str) -> None:
    with pytest.raises(TemplateError):
        render(HEAD + f'#read("{path}")\n', {})


@pytest.mark.parametrize(
    "line",
    [
        '#import "@preview/cetz:0.3.0": *',
        '#import ("@pre" + "view/cetz:0.3.0")',
        '#include "/letter.typ"',
        '#eval("1")',
        '#dictionary(std).at("ev" + "al")("1")',
        '#plugin("x.wasm")',
    ],
)
def test_nothing_is_fetched_or_run(line: str) -> None:
    with pytest.raises(TemplateError, match="refused") as raised:
        render(HEAD + line, {})
    assert raised.value.line == 4


def test_the_own_layout_may_be_imported() -> None:
    assert list(refused('#import "/letter.typ": letter')) == []


def test_a_mistake_is_told_with_its_line_and_column() -> None:
    with pytest.raises(TemplateError, match="nada") as raised:
        render(HEAD + "#let x = (a: 1)\n#x.nada\n", {})
    assert (raised.value.line, raised.value.column) == (5, 4)


def test_the_compiler_is_loaded_only_when_something_is_printed() -> None:
    code = "import sys, runtime.documents; sys.exit('typst' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
