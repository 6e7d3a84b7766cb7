"""Short forms written out in full, in the language of the layer that wrote them, before layers merge."""

from __future__ import annotations

import re

from generator.source import Address, Entry, MappingNode, Node, ScalarNode, SequenceNode, Style

TEXT_KEYS = frozenset({"label", "plural", "help", "message", "organisation"})
"""Keys whose value is words for people. `title` is words at the top only: elsewhere it names a field."""

_NOTICE = frozenset({"short", "full", "withdrawal"})
"""What a privacy notice says, in words for people."""

_SCENARIO = len(("scenarios", "id", "label"))
"""What lies deeper in a scenario are its given records, steps and claims: answers, not words for people."""

_GRANT = len(("roles", "id", "may", "subject", "verb"))

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")


def expand(root: MappingNode, language: str) -> MappingNode:
    """Write a layer's short forms out.

    Args:
        root: The layer's document.
        language: The layer's first language.

    Returns:
        The document in which words for people are mappings by language, and every value of a catalog is a
        mapping with a `label`. Places stay those of the short form.
    """
    return _expand(root, (), language)


def _expand(node: MappingNode, address: Address, language: str) -> MappingNode:
    entries = tuple(_expand_entry(entry, address, language) for entry in node)
    return MappingNode(entries, node.span)


def _expand_entry(entry: Entry, parent: Address, language: str) -> Entry:
    key, value = entry.key, entry.value
    address = (*parent, key.text)
    if _is_catalog_value(address):
        value = _labelled(key, value)
    if _is_words(address):
        return Entry(key, _by_language(value, language))
    if _is_grant(address) and isinstance(value, ScalarNode) and not value.is_null:
        return Entry(key, _under("reach", value))
    if _is_names(address) and isinstance(value, SequenceNode):
        return Entry(key, _each_true(value))
    if _is_one_of_several(address) and isinstance(value, ScalarNode) and not value.is_null:
        return Entry(key, SequenceNode((value,), value.span))
    return Entry(key, _expand(value, address, language) if isinstance(value, MappingNode) else value)


def _is_words(address: Address) -> bool:
    # A field or section may be called `label`, but then its value is a mapping, which is left alone.
    if address[0] == "scenarios" and len(address) > _SCENARIO:
        return False
    if address[0] == "notices" and address[-1] in _NOTICE:
        return True
    return address[-1] in TEXT_KEYS or address == ("title",)


def _is_one_of_several(address: Address) -> bool:
    """`counts: cases` is short for `counts: [cases]`; so are the values of `where`."""
    inside = address[2:] if address[0] == "reports" else ()
    return inside in (("counts",), ("deadlines",)) or (len(inside) == 2 and inside[0] == "where")


def _is_grant(address: Address) -> bool:
    """`read: office` is short for `read: {reach: office}`."""
    return len(address) == _GRANT and address[0] == "roles" and address[2] == "may"


def _is_names(address: Address) -> bool:
    """What a role does not see or change: a layer's list adds to it, and only `{case.resumen: false}` takes one away.

    Were it replaced like any other list, a layer that hides one field would show all the others.
    """
    return address[0] == "roles" and address[2:] in (("hidden",), ("fixed",))


def _each_true(names: SequenceNode) -> Node:
    items = [item for item in names.items if isinstance(item, ScalarNode)]
    if len(items) < len(names.items):
        return names
    word = "true"
    entries = {item.text: Entry(item, ScalarNode(word, Style.PLAIN, item.span)) for item in items}
    return MappingNode(tuple(entries.values()), names.span)


def _under(name: str, value: ScalarNode) -> MappingNode:
    return MappingNode((Entry(ScalarNode(name, Style.PLAIN, value.span), value),), value.span)


def _is_catalog_value(address: Address) -> bool:
    return len(address) == 4 and address[0] == "catalogs" and address[2] == "values"


def _labelled(code: ScalarNode, value: Node) -> Node:
    """`si: "Sí"` and `si: {es: "Sí"}` are both short for `si: {label: …}`."""
    is_text = isinstance(value, ScalarNode) and not value.is_null
    if is_text or (isinstance(value, MappingNode) and _names_languages(value)):
        label = ScalarNode("label", Style.PLAIN, code.span)
        return MappingNode((Entry(label, value),), value.span)
    return value


def _names_languages(value: MappingNode) -> bool:
    return bool(value.entries) and all(_LANGUAGE.fullmatch(key) for key in value.names)


def _by_language(value: Node, language: str) -> Node:
    if not isinstance(value, ScalarNode) or value.is_null:
        return value
    key = ScalarNode(language, Style.PLAIN, value.span)
    return MappingNode((Entry(key, value),), value.span)
