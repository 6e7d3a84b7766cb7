"""Fields that change section: a field is its entity and id, the section is only where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Outcome, diagnose, nearest
from generator.source import Address, Entry, MappingNode, ScalarNode, address_text, find_entry, find_node

_SECTION = "section"


@dataclass(frozen=True)
class Move:
    """A field that leaves one section of an entity for another."""

    entity: Address
    field: str
    source: str
    target: ScalarNode

    @property
    def old(self) -> Address:
        """Where the field stood."""
        return (*self.entity, "sections", self.source, "fields", self.field)

    @property
    def new(self) -> Address:
        """Where it stands from now on."""
        return (*self.entity, "sections", self.target.text, "fields", self.field)


def find_moves(inherited: MappingNode, layer: MappingNode) -> Outcome[tuple[Move, ...]]:
    """Collect the moves a layer asks for, and refuse fields it looks for in a section they left.

    Args:
        inherited: The tree so far.
        layer: The layer that is about to be merged.
    """
    moves: list[Move] = []
    found: list[Diagnostic] = []
    for entity, section, entry in _fields(layer):
        target = entry.value.get(_SECTION) if isinstance(entry.value, MappingNode) else None
        move = Move(entity, entry.key.text, section, target) if isinstance(target, ScalarNode) else None
        found.extend(_stray(inherited, layer, entity, section, entry))
        if move is not None:
            moves.append(move)
            found.extend(_unknown_section(inherited, layer, move))
    return Outcome.of(tuple(moves), tuple(found))


def relocate(root: MappingNode, moves: Sequence[Move]) -> MappingNode:
    """Carry out moves on one tree; a tree that does not hold a moved field stays as it is."""
    for move in moves:
        entry = find_entry(root, move.old)
        if entry is None:
            continue
        value = _without(entry.value, _SECTION) if isinstance(entry.value, MappingNode) else entry.value
        kept = Entry(entry.key, value)
        emptied = root if move.old == move.new else _drop(root, move.old)
        root = put(emptied, move.new, kept, move.target)
    return root


def put(root: MappingNode, address: Address, new: Entry, origin: ScalarNode) -> MappingNode:
    """A copy with an entry at an address; mappings on the way are made where they are missing.

    Args:
        root: The tree.
        address: Where; its last step is the entry's key.
        new: The entry.
        origin: Whose place the mappings have that are made.
    """
    head, rest = str(address[0]), address[1:]
    entries = dict(root.by_key)
    if not rest:
        entries[head] = new
        return MappingNode(tuple(entries.values()), root.span)
    known = entries.get(head)
    key = known.key if known else ScalarNode(head, origin.style, origin.span)
    below = known.value if known and isinstance(known.value, MappingNode) else MappingNode((), origin.span)
    entries[head] = Entry(key, put(below, rest, new, origin))
    return MappingNode(tuple(entries.values()), root.span)


def _fields(root: MappingNode) -> Iterator[tuple[Address, str, Entry]]:
    """Every field with its entity and section: entities stand at the top or one level below."""
    for top in root:
        if not isinstance(top.value, MappingNode):
            continue
        yield from _fields_of(top.value, (top.key.text,))
        for inner in top.value:
            if isinstance(inner.value, MappingNode):
                yield from _fields_of(inner.value, (top.key.text, inner.key.text))


def _fields_of(entity: MappingNode, address: Address) -> Iterator[tuple[Address, str, Entry]]:
    sections = entity.get("sections")
    for section in sections if isinstance(sections, MappingNode) else ():
        fields = section.value.get("fields") if isinstance(section.value, MappingNode) else None
        for entry in fields if isinstance(fields, MappingNode) else ():
            yield address, section.key.text, entry


def _stray(
    inherited: MappingNode, layer: MappingNode, entity: Address, section: str, entry: Entry
) -> Iterator[Diagnostic]:
    """A field that is inherited, but in another section."""
    name = entry.key.text
    if find_node(inherited, (*entity, "sections", section, "fields", name)) is not None:
        return
    sections = find_node(inherited, (*entity, "sections"))
    for other in sections if isinstance(sections, MappingNode) else ():
        address = (*entity, "sections", other.key.text, "fields", name)
        known = find_entry(inherited, address)
        if known is not None and find_node(layer, address) is None:
            related = ((known.key.span, "inherited"),)
            yield diagnose("X301", entry.key.span, related=related, field=name, address=address_text(address))
            return


def _unknown_section(inherited: MappingNode, layer: MappingNode, move: Move) -> Iterator[Diagnostic]:
    address = (*move.entity, "sections")
    trees = [find_node(tree, address) for tree in (inherited, layer)]
    known = tuple(dict.fromkeys(key for tree in trees if isinstance(tree, MappingNode) for key in tree.names))
    wanted = move.target.text
    if wanted not in known:
        suggestion = nearest(wanted, known)
        yield diagnose(
            "X302",
            move.target.span,
            suggestion=suggestion,
            section=wanted,
            field=move.field,
            sections=known,
        )


def _without(node: MappingNode, key: str) -> MappingNode:
    return MappingNode(tuple(entry for entry in node if entry.key.text != key), node.span)


def _drop(root: MappingNode, address: Address) -> MappingNode:
    """A copy without the entry at an address, which is there."""
    head, rest = str(address[0]), address[1:]
    if not rest:
        return _without(root, head)
    entries = tuple(
        Entry(entry.key, _drop(entry.value, rest))
        if entry.key.text == head and isinstance(entry.value, MappingNode)
        else entry
        for entry in root
    )
    return MappingNode(entries, root.span)
