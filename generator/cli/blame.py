"""What failed scenarios are told as: the failed line, and the line that made or changed the rule. Must not play any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.diagnostics import Diagnostic, Span, diagnose
from generator.resolve import ResolvedTree
from generator.source import Address, Entry, MappingNode, Node, find_entry
from generator.validate.context import Context
from runtime.cli.scenarios import About, Failure, Outcome

_WORDS = frozenset({"label", "plural", "help", "message", "source", "purpose", "legal_basis"})
"""Keys of an element that change nothing a scenario could notice."""


def findings(context: Context, outcomes: Sequence[Outcome]) -> tuple[Diagnostic, ...]:
    """Return one finding for every line of a scenario that did not come true."""
    return tuple(_finding(context, outcome, failure) for outcome in outcomes for failure in outcome.failures)


def _finding(context: Context, outcome: Outcome, failure: Failure) -> Diagnostic:
    address: Address = ("scenarios", outcome.scenario, failure.line, failure.key)
    span = context.places.of(address, on_key=failure.line == "given")
    related = tuple(_blame(context, address, failure.about))
    if failure.expected:
        found = diagnose(
            "T201",
            span,
            related=related,
            scenario=outcome.label,
            expected=failure.expected,
            happened=failure.happened,
        )
    else:
        found = diagnose("T202", span, related=related, scenario=outcome.label, happened=failure.happened)
    return replace(found, inherited=context.places.inherited(address))


def _blame(context: Context, line: Address, about: Sequence[About]) -> Iterator[tuple[Span, str]]:
    """The places layers newer than the scenario changed, of what the failure has to do with; else the rule's own."""
    tree = context.places.tree
    newer = tree.layers.index(tree.layer_of(line)) + 1
    addresses = [address for one in about if (address := _address(context, one)) is not None]
    changed = [
        span
        for address in addresses
        for written in tree.written[newer:]
        if (span := _changed(written, address)) is not None
    ]
    if changed:
        yield from ((span, "changed") for span in dict.fromkeys(changed))
    elif addresses:
        yield _place(tree, addresses[0]), "rule"


def _address(context: Context, about: About) -> Address | None:
    if about.kind == "field":
        entity = context.outline.by_id.get(about.owner)
        placed = context.outline.fields_of(entity).get(about.name) if entity else None
        return placed.address if placed else None
    if about.kind == "deadline":
        return (*context.outline.by_id[about.owner].address, "deadlines", about.name)
    if about.kind == "item":
        checklist, _, item = about.name.partition(".")
        return (*_home(context, about.owner, checklist), "checklists", checklist, "items", item)
    if about.kind == "closing":
        return (*context.outline.by_id[about.owner].address, "closing_reasons")
    if about.kind == "guard":
        return ("lifecycle", "transitions", about.owner, "guards", about.name)
    lists = {"transition": "transitions", "state": "states"}
    return ("roles", about.name) if about.kind == "role" else ("lifecycle", lists[about.kind], about.name)


def _home(context: Context, owner: str, checklist: str) -> Address:
    """The address of what writes a checklist: the case type, or what every case has."""
    family = context.outline.family(context.outline.by_id[owner])
    known = (one for one in family if checklist in getattr(one.written, "checklists", {}))
    return next(known, family[0]).address


def _place(tree: ResolvedTree, address: Address) -> Span:
    return tree.nearest_span(address, key=True)


def _changed(written: MappingNode, address: Address) -> Span | None:
    """Where a layer changed an element: the first key that means more than words."""
    entry = find_entry(written, address)
    if entry is None:
        return None
    return _first(entry).key.span if _matters(entry.value) else None


def _first(entry: Entry) -> Entry:
    if not isinstance(entry.value, MappingNode):
        return entry
    below = [one for one in entry.value if one.key.text not in _WORDS]
    # A whole element is shown by its own key; a patch of a single key by that one.
    return _first(below[0]) if len(below) == 1 else entry


def _matters(node: Node) -> bool:
    return not isinstance(node, MappingNode) or any(one.key.text not in _WORDS for one in node)
