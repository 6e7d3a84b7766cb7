"""A finding by address, before it has a place in a file. Owns how it becomes a diagnostic, and what is consequence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import takewhile

from generator.diagnostics import Argument, Diagnostic, Inherited, Span, diagnose
from generator.resolve import ResolvedTree
from generator.source import Address, address_text


@dataclass(frozen=True)
class Places:
    """Where addresses are written: in the document, or in a file it names (``cells``)."""

    tree: ResolvedTree
    cells: Mapping[Address, Span] = field(default_factory=dict)

    def of(self, address: Address, *, on_key: bool = False) -> Span:
        """The place of a value or of its key; of the nearest element around it where it is not written."""
        cell = self._cell(address)
        exact = self.tree.span_of(address, key=on_key)
        if exact is None and cell is not None:
            return cell
        said = self.tree.origins(address) if exact is None else ()
        return said[-1].span if said and said[-1].is_removal else self.tree.nearest_span(address, key=on_key)

    def inherited(self, address: Address) -> Inherited | None:
        """From whom the value at an address is inherited; None where the newest layer wrote it."""
        layer = self.tree.layer_of(address)
        # A list is replaced whole: there is no writing one item of it.
        keys = tuple(takewhile(lambda step: isinstance(step, str), address))
        return None if layer is self.tree.newest else Inherited(layer.name, address_text(keys))

    def _cell(self, address: Address) -> Span | None:
        lengths = range(len(address), 0, -1)
        return next(
            (self.cells[address[:length]] for length in lengths if address[:length] in self.cells), None
        )


@dataclass(frozen=True)
class Finding:
    """What a check found at an address of the document.

    ``on_key`` points at the key instead of the value; ``span`` overrides the place (inside a text, or in a file
    the document names); ``related`` are other addresses with the key of their note.
    """

    code: str
    address: Address
    arguments: Mapping[str, Argument] = field(default_factory=dict)
    on_key: bool = False
    suggestion: str | None = None
    related: tuple[tuple[Address, str], ...] = ()
    span: Span | None = None


def found(
    code: str,
    address: Address,
    *,
    on_key: bool = False,
    suggestion: str | None = None,
    related: tuple[tuple[Address, str], ...] = (),
    span: Span | None = None,
    **arguments: Argument,
) -> Finding:
    """Write a finding down."""
    return Finding(code, address, arguments, on_key, suggestion, related, span)


def to_diagnostics(
    findings: Iterable[Finding], places: Places, broken: frozenset[Address] = frozenset()
) -> Iterator[Diagnostic]:
    """Give findings their places, leaving out what only follows from something already reported.

    Args:
        findings: What the checks found.
        places: Where addresses are written.
        broken: Addresses where something was reported before; a finding at or below one is its consequence.
    """
    said: set[tuple[str, Span]] = set()
    for finding in findings:
        span = finding.span or places.of(finding.address, on_key=finding.on_key)
        if is_under(finding.address, broken) or (finding.code, span) in said:
            continue
        said.add((finding.code, span))
        related = tuple((places.of(address, on_key=True), note) for address, note in finding.related)
        told = diagnose(
            finding.code, span, related=related, suggestion=finding.suggestion, **finding.arguments
        )
        yield replace(told, inherited=places.inherited(finding.address))


def is_under(address: Address, broken: frozenset[Address]) -> bool:
    """Whether an address is, or lies below, one of those."""
    return any(address[:length] in broken for length in range(len(address) + 1))
