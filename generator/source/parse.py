"""One file's text to our nodes, by libyaml's events; refuses what YAML reads differently from what was meant."""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml
from yaml import CSafeLoader

from generator.diagnostics import Diagnostic, Outcome, Span, diagnose
from generator.source import scalars
from generator.source.nodes import Entry, MappingNode, Node, ScalarNode, SequenceNode, Style
from generator.source.places import Places
from generator.source.syntax import explain_failure

MOST_ANCHORS = 20
MOST_REPEATED = 10_000
MOST_LEVELS = 40


class _RefusedError(Exception):
    """Nothing more can be learned from this file."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.code)
        self.diagnostic = diagnostic


def parse(text: str, file: str) -> Outcome[MappingNode]:
    """Read one file's text.

    Args:
        text: The text, decoded.
        file: Its name in spans.

    Returns:
        The mapping at its top; an empty one for a file of comments only.
    """
    parser = _Parser(Places(file, text.split("\n")), CSafeLoader(text))
    empty = MappingNode((), Span.at(file))
    try:
        root = parser.document()
    except yaml.MarkedYAMLError as error:
        return Outcome.of(empty, (*parser.found, explain_failure(error, text, file)))
    except _RefusedError as refusal:
        return Outcome.of(empty, (*parser.found, refusal.diagnostic))
    finally:
        parser.loader.dispose()
    if root is None:
        return Outcome.of(empty, tuple(parser.found))
    if isinstance(root, ScalarNode):
        return Outcome.of(empty, (*parser.found, diagnose("Y307", root.span)))
    if not isinstance(root, MappingNode):
        return Outcome.of(empty, (*parser.found, diagnose("Y507", root.span)))
    return Outcome.of(root, tuple(parser.found))


@dataclass
class _Parser:
    """Walks the events of one file; everything it makes is frozen."""

    places: Places
    loader: CSafeLoader
    found: list[Diagnostic] = field(default_factory=list)
    anchors: dict[str, tuple[Node, int] | None] = field(default_factory=dict)
    anchor_count: int = 0
    made: int = 0
    repeated: int = 0

    def take(self) -> yaml.Event:
        """The next event; there always is one before the end of the stream."""
        event = self.loader.get_event()
        assert event is not None
        return event

    def document(self) -> Node | None:
        """The file's only document, or None where there is none."""
        self.take()
        if isinstance(self.take(), yaml.StreamEndEvent):
            return None
        root = self.node(self.take(), 0)
        self.take()
        following = self.take()
        if not isinstance(following, yaml.StreamEndEvent):
            raise _RefusedError(diagnose("Y406", self.places.span(following)))
        if isinstance(root, ScalarNode) and not root.text and root.style is Style.PLAIN:
            return None
        return root

    def node(self, event: yaml.Event, level: int) -> Node:
        """The node an event starts, with everything below it."""
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        assert isinstance(event, yaml.NodeEvent)
        self.refuse(event, level)
        before = self.made
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = self.scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            node = self.mapping(event, level)
        else:
            assert isinstance(event, yaml.SequenceStartEvent)
            node = self.sequence(event, level)
        self.made += 1
        if event.anchor is not None:
            self.anchors[event.anchor] = (node, self.made - before)
        return node

    def refuse(self, event: yaml.NodeEvent, level: int) -> None:
        """Stop at what we do not take from YAML: depth, many anchors; note tags."""
        if level > MOST_LEVELS:
            raise _RefusedError(diagnose("Y407", self.places.span(event), limit=MOST_LEVELS))
        tag = getattr(event, "tag", None)
        if tag is not None:
            self.found.append(diagnose("Y401", self.places.span(event), tag=self.places.source(event)))
        if event.anchor is not None:
            self.anchors[event.anchor] = None
            self.anchor_count += 1
            if self.anchor_count > MOST_ANCHORS:
                raise _RefusedError(diagnose("Y404", self.places.span(event), limit=MOST_ANCHORS))

    def alias(self, event: yaml.AliasEvent) -> Node:
        """The node marked before; it keeps the place where it was written."""
        if event.anchor not in self.anchors:
            raise _RefusedError(diagnose("Y403", self.places.span(event), alias=f"*{event.anchor}"))
        marked = self.anchors[event.anchor]
        if marked is None:
            raise _RefusedError(diagnose("Y408", self.places.span(event), name=f"*{event.anchor}"))
        node, size = marked
        self.made += size
        self.repeated += size
        if self.repeated > MOST_REPEATED:
            raise _RefusedError(diagnose("Y405", self.places.span(event), limit=MOST_REPEATED))
        return node

    def scalar(self, event: yaml.ScalarEvent) -> ScalarNode:
        """A text. libyaml writes a plain style as an empty string, Python's parser as None."""
        if event.style in {"|", ">"}:
            return ScalarNode(event.value, Style.BLOCK, self.places.block(event))
        style = Style.QUOTED if event.style else Style.PLAIN
        return ScalarNode(event.value, style, self.places.span(event))

    def sequence(self, event: yaml.CollectionStartEvent, level: int) -> SequenceNode:
        """A list; an empty item has no meaning in one."""
        items: list[Node] = []
        following = self.take()
        while not isinstance(following, yaml.SequenceEndEvent):
            item = self.node(following, level + 1)
            items.append(item)
            if isinstance(item, ScalarNode):
                tagged = getattr(following, "tag", None) is not None
                self.found.extend(() if tagged else scalars.examine_item(item, self.places.lines))
            following = self.take()
        return SequenceNode(
            tuple(items), self.places.collection(event, following, items[-1].span if items else None)
        )

    def mapping(self, event: yaml.MappingStartEvent, level: int) -> MappingNode:
        """Keys and values; a repeated key keeps its first value and is a finding."""
        entries: dict[str, Entry] = {}
        last: Span | None = None
        following = self.take()
        while not isinstance(following, yaml.MappingEndEvent):
            key = self.key(following, level)
            value_event = self.take()
            value = self.node(value_event, level + 1)
            last = value.span
            if key is not None:
                self.add(entries, Entry(key, value), tagged=getattr(value_event, "tag", None) is not None)
            following = self.take()
        return MappingNode(tuple(entries.values()), self.places.collection(event, following, last))

    def key(self, event: yaml.Event, level: int) -> ScalarNode | None:
        """A key is a name; what else may be wrong inside one that is not does not matter."""
        known = len(self.found)
        node = self.node(event, level + 1)
        if not isinstance(node, ScalarNode):
            del self.found[known:]
        if not isinstance(node, ScalarNode) or not node.text.strip():
            self.found.append(diagnose("Y506", node.span))
            return None
        if node.text == "<<" and node.style is Style.PLAIN:
            self.found.append(diagnose("Y402", node.span))
            return None
        return node

    def add(self, entries: dict[str, Entry], entry: Entry, *, tagged: bool) -> None:
        """Put an entry beside its siblings."""
        first = entries.get(entry.key.text)
        if first is not None:
            related = ((first.key.span, "first"),)
            self.found.append(diagnose("Y501", entry.key.span, related=related, key=entry.key.text))
            return
        if isinstance(entry.value, ScalarNode) and not tagged:
            before = next(reversed(entries.values()), None)
            self.found.extend(scalars.examine_value(entry.key, entry.value, before, self.places.lines))
        entries[entry.key.text] = entry
