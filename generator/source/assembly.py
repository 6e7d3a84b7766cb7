"""The files of one folder as one document: mappings add up, and no key is set twice."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics import Diagnostic, Outcome, Span, diagnose
from generator.source.nodes import Address, Entry, MappingNode
from generator.source.tree import address_text


def assemble(roots: Sequence[MappingNode], start: Span) -> Outcome[MappingNode]:
    """Add the documents of several files.

    Args:
        roots: What each file holds, in the order of the files.
        start: The place that stands for the whole.
    """
    found: list[Diagnostic] = []
    whole = MappingNode((), roots[0].span if roots else start)
    for root in roots:
        whole = _add(whole, root, (), found)
    return Outcome.of(whole, tuple(found))


def _add(first: MappingNode, second: MappingNode, address: Address, found: list[Diagnostic]) -> MappingNode:
    entries = dict(first.by_key)
    for entry in second:
        key = entry.key.text
        known = entries.get(key)
        if known is None:
            entries[key] = entry
        elif isinstance(known.value, MappingNode) and isinstance(entry.value, MappingNode):
            entries[key] = Entry(known.key, _add(known.value, entry.value, (*address, key), found))
        else:
            related = ((known.key.span, "first"),)
            name = address_text((*address, key))
            found.append(diagnose("Y502", entry.key.span, related=related, address=name))
    return MappingNode(tuple(entries.values()), first.span)
