"""The merge rules and nothing else: mappings merge, scalars and lists replace, `null` removes, types are guarded."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.diagnostics import Diagnostic, Outcome, diagnose, nearest
from generator.resolve.placement import PLACING_KEYS, Placement, arrange, placement_of
from generator.source import Address, Entry, MappingNode, Node, ScalarNode, address_text

_OVERRIDE = "override"


def merge(inherited: MappingNode, layer: MappingNode) -> Outcome[MappingNode]:
    """Lay a layer over what it inherits (RFC 7396, with order).

    Args:
        inherited: The tree so far.
        layer: The layer, its short forms written out.

    Returns:
        A new tree; what a layer did not write keeps the place where it was written.
    """
    merger = _Merger()
    root = merger.mapping(inherited, layer, ())
    return Outcome.of(root, tuple(merger.found))


@dataclass
class _Merger:
    found: list[Diagnostic] = field(default_factory=list)

    def mapping(self, inherited: MappingNode, layer: MappingNode, address: Address) -> MappingNode:
        """Merge two mappings; the place is that of the newer one, whose author is at work."""
        entries = dict(inherited.by_key)
        placements: list[Placement] = []
        for entry in layer:
            key = entry.key.text
            known = entries.get(key)
            if _is_directive(entry, address):
                continue
            if isinstance(entry.value, ScalarNode) and entry.value.is_null:
                self.remove(entries, entry, (*address, key))
                continue
            wish = placement_of(entry)
            self.found.extend(wish.diagnostics)
            placements.extend((wish.value,) if wish.value else ())
            value = self.value(known.value if known else None, entry.value, (*address, key))
            entries[key] = Entry(entry.key, value)
        arranged = arrange(entries, tuple(placements))
        self.found.extend(arranged.diagnostics)
        ordered = arranged.value or entries
        return MappingNode(tuple(ordered.values()), layer.span if layer.entries else inherited.span)

    def value(self, inherited: Node | None, layer: Node, address: Address) -> Node:
        """Merge one value; a mapping over anything else starts from nothing."""
        if not isinstance(layer, MappingNode):
            return layer
        under = inherited if isinstance(inherited, MappingNode) else MappingNode((), layer.span)
        if len(address) > 1 and address[-2] == "fields":
            self.guard_type(under, layer, address)
        return self.mapping(under, layer, address)

    def remove(self, entries: dict[str, Entry], entry: Entry, address: Address) -> None:
        """Take an inherited key away."""
        key = entry.key.text
        if entries.pop(key, None) is None:
            meant, text = nearest(key, entries), address_text(address)
            self.found.append(diagnose("X201", entry.value.span, suggestion=meant, address=text))

    def guard_type(self, inherited: MappingNode, layer: MappingNode, address: Address) -> None:
        """A field keeps its inherited type unless the layer says it means to change it."""
        name = str(address[-1])
        override, old, new = layer.get(_OVERRIDE), inherited.get("type"), layer.get("type")
        if isinstance(override, ScalarNode) and override.text != "true":
            self.found.append(diagnose("X207", override.span, key=_OVERRIDE, text=override.text))
            return
        if isinstance(old, ScalarNode) and isinstance(new, ScalarNode) and old.text != new.text:
            if override is None:
                related = ((old.span, "inherited"),)
                self.found.append(
                    diagnose("X205", new.span, related=related, field=name, old=old.text, new=new.text)
                )
        elif override is not None:
            self.found.append(diagnose("X206", override.span, field=name))


def _is_directive(entry: Entry, address: Address) -> bool:
    """Words for the merge itself, which do not stay; as ids they carry mappings and are ordinary keys."""
    if not address or not isinstance(entry.value, ScalarNode):
        return False
    is_field = len(address) > 1 and address[-2] == "fields"
    return entry.key.text in PLACING_KEYS or (is_field and entry.key.text == _OVERRIDE)
