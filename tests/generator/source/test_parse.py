"""One file's text: what it means, where everything stands, and that no text at all can break the reader."""

from __future__ import annotations

import string

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Span
from generator.source import MappingNode, Node, ScalarNode, SequenceNode, Style, to_plain
from generator.source.encoding import decode
from generator.source.parse import parse

FILE = "prueba/blueprint.yaml"


def parsed(text: str) -> MappingNode:
    outcome = parse(text, FILE)
    assert outcome.value is not None, outcome.diagnostics
    return outcome.value


def codes(text: str) -> list[str]:
    return [diagnostic.code for diagnostic in parse(text, FILE).diagnostics]


def at(text: str, span: Span) -> str:
    """The text a span covers."""
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def test_scalars_stay_text() -> None:
    root = parsed('a: NO\nb: 010\nc: 1.10\nd: true\ne: 2026-01-02\nf: ""\ng: "null"\n')
    assert to_plain(root) == {
        "a": "NO",
        "b": "010",
        "c": "1.10",
        "d": "true",
        "e": "2026-01-02",
        "f": "",
        "g": "null",
    }


def test_only_the_plain_word_null_removes() -> None:
    root = parsed('a: null\nb: "null"\nc: |-\n  null\n')
    assert [entry.value.is_null for entry in root if isinstance(entry.value, ScalarNode)] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("text", ["", "# nada\n", "---\n"])
def test_a_file_without_content_adds_nothing(text: str) -> None:
    assert parsed(text).entries == ()


def test_spans_end_where_the_text_ends() -> None:
    text = 'año:\n  ñandú: {es: "Sí 😀", en: x}\n  lista: [a, b]\n  bloque: |\n    uno\n    dos\n\n\nfin:\n- z\n\n# fin\n'
    root = parsed(text)
    year = root.get("año")
    assert isinstance(year, MappingNode)
    label = year.get("ñandú")
    assert isinstance(label, MappingNode)
    shown = {key: at(text, year.by_key[key].value.span) for key in year.names}
    assert shown == {"ñandú": '{es: "Sí 😀", en: x}', "lista": "[a, b]", "bloque": "|\n    uno\n    dos"}
    assert at(text, label.by_key["es"].value.span) == '"Sí 😀"'
    assert at(text, label.by_key["en"].value.span) == "x"
    assert at(text, year.span).startswith("ñandú")
    assert at(text, year.span).endswith("dos")
    assert at(text, root.by_key["fin"].value.span) == "- z"


def test_windows_line_ends_read_the_same() -> None:
    text = 'a: uno\nb: "dos"\nc: |\n  tres\n'
    assert to_plain(parsed(text.replace("\n", "\r\n"))) == to_plain(parsed(text))


def test_a_few_references_are_understood_and_keep_their_place() -> None:
    root = parsed('a: &nota {es: "Hola"}\nb: *nota\n')
    assert to_plain(root) == {"a": {"es": "Hola"}, "b": {"es": "Hola"}}
    assert root.by_key["b"].value.span.line == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: {b, c: d}\n", "Y505"),
        ("a: {b: , c: d}\n", "Y503"),
        ("- a\n", "Y507"),
        ("a: Null\n", "Y504"),
        ("a: [~]\n", "Y508"),
        ("a: >= 5\n", "Y303"),
        ("a: - b\n", "Y303"),
        ("a: *x.y\n", "Y303"),
        ("a: %x\n", "Y303"),
        ("a:b\n", "Y307"),
        ("scope migratorio\na: b\n", "Y310"),
        ("a: 1\n...\nb: 2\n", "Y406"),
        ('"": x\n', "Y506"),
        ('a: {b: "c}\n', "Y304"),
        ("a: !!str x\n", "Y401"),
        ("a: !\n", "Y401"),
    ],
)
def test_traps(text: str, code: str) -> None:
    assert code in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: b # nota\n",
        'a: "Ver #12"\n',
        "a: x#12\n",
        "a: [b, c] #12\n",
        'a: "“Hola”"\n',
        "a: d’Hondt\n",
        "a: {b: c,}\n",
    ],
)
def test_what_looks_like_a_trap_and_is_none(text: str) -> None:
    assert codes(text) == []


def test_all_mistakes_of_a_file_are_told_at_once() -> None:
    assert codes("a: ~\nb: !x\nc: 1\nc: 2\nd:\n") == ["Y504", "Y401", "Y501", "Y503"]


plain_words = st.text(string.ascii_letters + "áéñÑü0123456789_/.", min_size=1, max_size=12).filter(
    lambda text: text[0].isalpha() and text not in {"null", "Null", "NULL"}
)


@given(
    st.recursive(
        plain_words,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3),
            st.dictionaries(plain_words, inner, min_size=1, max_size=3),
        ),
        max_leaves=12,
    ).filter(lambda value: isinstance(value, dict)),
    st.sampled_from([True, False, None]),
)
def test_the_text_at_a_plain_scalars_span_is_the_scalar(value: dict[str, object], flow: bool | None) -> None:
    text = yaml.safe_dump(value, default_flow_style=flow, allow_unicode=True, width=10_000)
    root = parsed(text)
    assert to_plain(root) == value
    checked = 0
    for scalar in scalars(root):
        if scalar.style is Style.PLAIN:
            assert at(text, scalar.span) == scalar.text
            checked += 1
    assert checked


@given(st.text(st.sampled_from("ab:{}[],&*!|>'\"%@`#~-? \n\t\\<.ñ"), max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    outcome = parse(text, FILE)
    assert (outcome.value is None) == any(found.is_error for found in outcome.diagnostics)
    last = text.count("\n") + 1
    assert all(found.span and 1 <= found.span.line <= last for found in outcome.diagnostics)


@given(st.binary(max_size=60))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    text = decode(data, FILE).value
    if text is not None:
        parse(text, FILE)


def scalars(node: Node) -> list[ScalarNode]:
    if isinstance(node, ScalarNode):
        return [node]
    if isinstance(node, SequenceNode):
        return [scalar for item in node.items for scalar in scalars(item)]
    return [scalar for entry in node for scalar in (entry.key, *scalars(entry.value))]
