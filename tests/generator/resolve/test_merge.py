"""The laws of merging, on trees a generator draws, and the guards around it."""

from __future__ import annotations

import copy
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Span
from generator.resolve.merge import merge
from generator.source import Entry, MappingNode, Node, ScalarNode, SequenceNode, Style, to_plain
from generator.source.parse import parse

PLACE = Span.at("a.yaml")

names = st.sampled_from(["a", "b", "c", "d"])
texts = st.sampled_from(["x", "y", "z"]).map(lambda text: ScalarNode(text, Style.PLAIN, PLACE))
lists = st.lists(texts, max_size=2).map(lambda items: SequenceNode(tuple(items), PLACE))


def mapping_of(entries: Mapping[str, Node]) -> MappingNode:
    return MappingNode(
        tuple(Entry(ScalarNode(key, Style.PLAIN, PLACE), value) for key, value in entries.items()), PLACE
    )


def mappings(leaves: st.SearchStrategy[Node]) -> st.SearchStrategy[MappingNode]:
    nodes = st.recursive(
        leaves, lambda inner: st.dictionaries(names, inner, max_size=3).map(mapping_of), max_leaves=8
    )
    return st.dictionaries(names, nodes, max_size=4).map(mapping_of)


trees = mappings(st.one_of(texts, lists))
EMPTY = mapping_of({})
NULL = ScalarNode("null", Style.PLAIN, PLACE)


def read(text: str) -> MappingNode:
    root = parse(text, "a.yaml").value
    assert root is not None
    return root


def merged(inherited: MappingNode, layer: MappingNode) -> MappingNode:
    outcome = merge(inherited, layer)
    assert outcome.value is not None, outcome.diagnostics
    return outcome.value


def codes(inherited: str, layer: str) -> list[str]:
    return [diagnostic.code for diagnostic in merge(read(inherited), read(layer)).diagnostics]


def patched(target: object, patch: object) -> object:
    """RFC 7396 as its text says it, for patches without null."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        result[key] = patched(result.get(key), value)
    return result


@given(trees)
def test_an_empty_layer_changes_nothing(tree: MappingNode) -> None:
    assert to_plain(merged(tree, EMPTY)) == to_plain(tree)
    assert to_plain(merged(EMPTY, tree)) == to_plain(tree)
    assert to_plain(merged(tree, tree)) == to_plain(tree)


@given(trees, trees)
def test_merging_is_the_merge_patch_of_the_standard(tree: MappingNode, layer: MappingNode) -> None:
    assert to_plain(merged(tree, layer)) == patched(to_plain(tree), to_plain(layer))


@given(trees, trees)
def test_merging_changes_neither_side(tree: MappingNode, layer: MappingNode) -> None:
    before = copy.deepcopy((tree, layer))
    merge(tree, layer)
    assert (tree, layer) == before


@given(trees.filter(lambda tree: bool(tree.entries)))
def test_null_removes_what_is_inherited_and_nothing_else(tree: MappingNode) -> None:
    key = tree.names[0]
    expected = {entry.key.text: to_plain(entry.value) for entry in tree if entry.key.text != key}
    assert to_plain(merged(tree, mapping_of({key: NULL}))) == expected


@st.composite
def shaped(draw: st.DrawFn) -> tuple[MappingNode, MappingNode, MappingNode]:
    """Three trees of one shape: where one has a mapping no other has a text. There merging is associative."""
    deep = st.dictionaries(names, texts, max_size=3).map(mapping_of)
    kinds: dict[str, st.SearchStrategy[Node]] = {"a": deep, "b": texts, "c": deep, "d": lists}
    one = st.fixed_dictionaries({}, optional=kinds).map(mapping_of)
    return draw(one), draw(one), draw(one)


@given(shaped())
def test_layers_may_be_merged_in_any_grouping(three: tuple[MappingNode, MappingNode, MappingNode]) -> None:
    first, second, third = three
    left = merged(merged(first, second), third)
    right = merged(first, merged(second, third))
    assert to_plain(left) == to_plain(right)
    assert left.names == right.names


def order(inherited: str, layer: str) -> list[str]:
    return list(merged(read(inherited), read(layer)).names)


def test_new_keys_stand_where_they_are_put() -> None:
    base = "a: {x: 1}\nb: {x: 1}\nc: {x: 1}\n"
    assert order(base, "n: {after: a}\n") == ["a", "n", "b", "c"]
    assert order(base, "n: {before: a}\n") == ["n", "a", "b", "c"]
    assert order(base, "c: {before: b}\n") == ["a", "c", "b"]
    assert order(base, "n: {after: a}\nm: {after: a}\n") == ["a", "n", "m", "b", "c"]
    assert order(base, "m: {after: n}\nn: {after: a}\n") == ["a", "n", "m", "b", "c"]


def test_placing_words_do_not_stay() -> None:
    tree = merged(read("a: {x: 1}\n"), read("n: {y: 2, after: a}\n"))
    assert to_plain(tree) == {"a": {"x": "1"}, "n": {"y": "2"}}


def test_a_key_called_after_is_a_key() -> None:
    assert to_plain(merged(EMPTY, read("a: {after: {x: 1}}\n"))) == {"a": {"after": {"x": "1"}}}


def test_a_removed_sibling_is_no_neighbour() -> None:
    assert codes("a: {x: 1}\nb: {x: 1}\n", "a: null\nn: {after: a}\n") == ["X202"]


def test_null_below_something_new_removes_nothing() -> None:
    assert codes("a: x\n", "b: {c: null}\n") == ["X201"]
    assert codes("a: x\n", "a: {c: null}\n") == ["X201"]


def test_a_type_changes_only_when_that_is_said() -> None:
    base = "fields: {edad: {type: integer}}\n"
    assert codes(base, "fields: {edad: {type: text}}\n") == ["X205"]
    assert codes(base, "fields: {edad: {type: integer}}\n") == []
    tree = merged(read(base), read("fields: {edad: {type: text, override: true}}\n"))
    assert to_plain(tree) == {"fields": {"edad": {"type": "text"}}}
