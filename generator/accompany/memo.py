"""The comparison of two blueprints as a memo: counts first, then lists by part, gaps and requirements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.accompany import gaps
from generator.accompany.comparison import Changed, Part
from generator.accompany.element import Element
from generator.accompany.elements import GROUPED
from generator.accompany.gaps import Gap
from generator.accompany.log import requirements
from generator.accompany.paper import Cell, Chapter, Code, Figure, Mark, Paper, Table, Text, Tone
from generator.accompany.reasons import Reasons
from generator.accompany.words import Say, texts
from generator.resolve import Layer, ResolvedTree
from generator.source import Address, address_text

_TONES: dict[gaps.State, Tone] = {
    "open": "open",
    "begun": "changed",
    "replaced": "added",
    "removed": "removed",
}
_EXAMPLES = 4
_LONGEST = 160


@dataclass(frozen=True)
class Pair:
    """Two blueprints with their differences; ``reasons`` are the second's. ``is_layer``: it extends the first."""

    first: Layer
    second: ResolvedTree
    parts: tuple[Part, ...]
    reasons: Reasons
    is_layer: bool

    @property
    def say(self) -> Say:
        """The words of the memo."""
        return self.reasons.log.say


def memo(pair: Pair) -> Paper:
    """Lay a comparison out as a memo."""
    say = pair.say
    found = gaps.gaps(pair.second) if pair.is_layer else ()
    inherited, changed, added, dropped = _sums(pair.parts)
    open_gaps = sum(gap.state in ("open", "begun") for gap in found)
    figures = {"inherited": inherited, "changed": changed, "added": added, "dropped": dropped}
    return Paper(
        title=say("memo.title"),
        subtitle=say(
            "memo.subtitle",
            first=pair.first.name,
            first_version=pair.first.version,
            second=pair.second.newest.name,
            second_version=pair.second.newest.version,
        ),
        language=pair.reasons.log.language,
        figures=(
            *(Figure(str(number), say(f"memo.{key}")) for key, number in figures.items()),
            *((Figure(str(open_gaps), say("memo.open")),) if pair.is_layer else ()),
        ),
        lead=(_lead(pair, open_gaps), _told(pair), _counts(pair)),
        chapters=(
            *(_chapter(pair, part) for part in pair.parts if part.changed or part.added or part.dropped),
            *((_gaps(pair, found),) if pair.is_layer else ()),
            _requirements(pair),
        ),
        words={key: say(key) for key in ("contents", "page")},
    )


def _sums(parts: tuple[Part, ...]) -> tuple[int, int, int, int]:
    return (
        sum(part.inherited for part in parts),
        sum(len(part.changed) for part in parts),
        sum(len(part.added) for part in parts),
        sum(len(part.dropped) for part in parts),
    )


def _lead(pair: Pair, open_gaps: int) -> Text:
    first, second = pair.first.name, pair.second.newest.name
    if not pair.is_layer:
        return Text(pair.say("memo.unrelated", first=first, second=second))
    inherited, changed, added, dropped = _sums(pair.parts)
    before = inherited + changed + dropped
    return Text(
        pair.say(
            "memo.lead",
            first=first,
            second=second,
            before=before,
            inherited=inherited,
            share=round(100 * inherited / before) if before else 0,
            changed=changed,
            added=added,
            dropped=dropped,
            open=open_gaps,
        )
    )


def _told(pair: Pair) -> Text:
    """How many changes say why: a memo without reasons is half a memo."""
    elements = _differing(pair)
    told = sum(bool(pair.reasons.of(one.address)) for one in elements)
    return Text(pair.say("memo.reasons", changes=len(elements), told=told))


def _differing(pair: Pair) -> tuple[Element, ...]:
    """Every change that is told one by one."""
    return tuple(
        element
        for part in pair.parts
        if part.name not in GROUPED
        for element in (*(one.element for one in part.single), *part.added, *part.dropped)
    )


def _counts(pair: Pair) -> Table:
    say = pair.say
    counted = [_numbers(part) for part in pair.parts]
    rows = [(say(f"part.{part.name}"), *_numbers(part)) for part in pair.parts]
    total = tuple(map(sum, zip(*counted, strict=True)))
    headings = (
        say("memo.part"),
        say("memo.in_first", name=pair.first.name),
        *(say(f"memo.{key}").capitalize() for key in ("inherited", "changed", "added", "dropped")),
        say("memo.in_second", name=pair.second.newest.name),
    )
    told = tuple(tuple(map(str, row)) for row in (*rows, (say("memo.total"), *total)))
    return Table(say("memo.counts"), headings, told, (4, 2, 2, 2, 2, 2, 2), say("memo.counts"))


def _numbers(part: Part) -> tuple[int, ...]:
    differing = (len(part.changed), len(part.added), len(part.dropped))
    return (part.before, part.inherited, *differing, part.after)


def _chapter(pair: Pair, part: Part) -> Chapter:
    name = pair.say(f"part.{part.name}")
    tables = (_grouped(pair, part),) if part.name in GROUPED else tuple(_lists(pair, part))
    return Chapter(part.name, name, tables)


def _lists(pair: Pair, part: Part) -> Iterator[Table]:
    say, name = pair.say, pair.say(f"part.{part.name}")
    if part.changed:
        headings = ("memo.element", "memo.of", "memo.what", "memo.before", "memo.after", "memo.why")
        changed = (
            *(_alike(pair, key, group) for key, group in part.alike.items()),
            *(row for one in part.single for row in _changed(pair, one)),
        )
        caption = say("memo.changed_of", part=name)
        yield Table(caption, tuple(map(say, headings)), changed, (5, 4, 3, 6, 6, 6), caption)
    below = ("memo.element", "memo.of", "entity.id", "memo.detail", "memo.why")
    for key, listed in (("added", part.added), ("dropped", part.dropped)):
        if listed:
            rows = tuple(_listed(pair, one) for one in listed)
            caption = say(f"memo.{key}_of", part=name)
            yield Table(caption, tuple(map(say, below)), rows, (5, 4, 4, 9, 6), caption)


def _alike(pair: Pair, key: str, group: tuple[Changed, ...]) -> tuple[Cell, ...]:
    """One row for many elements that change in the same one thing."""
    names = ", ".join(one.element.name for one in group[:_EXAMPLES])
    what = pair.say(key) if key in texts() else key
    first = group[0].differences[0]
    told = pair.say("memo.many", count=len(group))
    return (told, f"{names} …", what, _cut(first[1]), _cut(first[2]), pair.say("memo.many_help"))


def _changed(pair: Pair, changed: Changed) -> Iterator[tuple[Cell, ...]]:
    """One row for each thing an element says otherwise; its name and the reason stand in the first."""
    one = changed.element
    for position, (key, before, after) in enumerate(changed.differences):
        is_first = position == 0
        what = pair.say(key) if key in texts() else key
        yield (
            one.name if is_first else "",
            one.owner if is_first else "",
            what,
            _cut(before),
            _cut(after),
            _why(pair, one) if is_first else "",
        )


def _listed(pair: Pair, one: Element) -> tuple[Cell, ...]:
    # Its name is there already, its help is long, and its source is not about the change.
    told = (
        f"{pair.say(key)}: {value}"
        for key, value in one.facts
        if value and key in texts() and key not in ("entity.source", "field.mark")
    )
    return (one.name, one.owner, Code(one.key), _cut("; ".join(told)), _why(pair, one))


def _why(pair: Pair, one: Element) -> Cell:
    return pair.reasons.of(one.address) or Mark(pair.say("memo.silent"), "open")


def _grouped(pair: Pair, part: Part) -> Table:
    """Values by catalog, offices all together: how many, and a few by name."""
    say = pair.say
    named = say(f"part.{part.name}")
    groups: dict[str, list[list[Element]]] = {}
    kinds = (tuple(one.element for one in part.changed), part.added, part.dropped)
    for kind, elements in enumerate(kinds):
        for element in elements:
            groups.setdefault(element.owner or named, [[], [], []])[kind].append(element)
    rows = tuple(
        (group, *(str(len(kind)) for kind in found), _examples(say, found)) for group, found in groups.items()
    )
    headings = (
        say("memo.group"),
        *(say(f"memo.{key}").capitalize() for key in ("changed", "added", "dropped")),
        say("memo.examples"),
    )
    caption = say("memo.grouped_of", part=named)
    return Table(caption, headings, rows, (5, 2, 2, 2, 10), caption)


def _examples(say: Say, found: list[list[Element]]) -> str:
    told = []
    for key, elements in zip(("changed", "added", "dropped"), found, strict=True):
        if elements:
            names = ", ".join(one.name for one in elements[:_EXAMPLES])
            told.append(f"{say(f'memo.{key}')}: {names}{' …' if len(elements) > _EXAMPLES else ''}")
    return "; ".join(told)


def _gaps(pair: Pair, found: tuple[Gap, ...]) -> Chapter:
    say = pair.say
    headings = ("memo.element", "gaps.whose", "gaps.needs", "gaps.state", "memo.why", "gaps.where")
    rows = tuple(
        (
            Code(_short(gap.address)),
            gap.owner,
            say(f"need.{_kind(gap.address)}"),
            Mark(say(f"gap.{gap.state}"), _TONES[gap.state]),
            "" if gap.state == "open" else pair.reasons.of(gap.address),
            Code(str(gap.place)),
        )
        for gap in found
    )
    title = say("gaps.chapter")
    table = Table(title, tuple(map(say, headings)), rows, (7, 2, 5, 2, 5, 5), title)
    return Chapter("gaps", title, (Text(say("gaps.help")), table) if found else (Text(say("gaps.none")),))


def _kind(address: Address) -> str:
    holder = str(address[-2]) if len(address) > 1 else str(address[0])
    return holder if holder in ("fields", "catalogs", "values", "offices") else "other"


def _requirements(pair: Pair) -> Chapter:
    say = pair.say
    matrix = requirements(pair.reasons.log)
    silent = tuple(one for one in _differing(pair) if not pair.reasons.of(one.address))
    headings = ("memo.element", "memo.part", "entity.id")
    rows = tuple((one.name, say(f"part.{one.part}"), Code(_short(one.address))) for one in silent)
    title = say("matrix.uncovered")
    left = Table(title, tuple(map(say, headings)), rows, (6, 4, 9), title)
    first = matrix if matrix.rows else Text(say("matrix.none"))
    blocks = (first, Text(say("matrix.silent", count=len(silent))), *((left,) if rows else ()))
    return Chapter("requirements", say("matrix.chapter"), blocks)


def _short(address: Address) -> str:
    """An address as `explain` takes it: a field without its section."""
    steps = tuple(map(str, address))
    if "fields" in steps[:-1] and "sections" in steps:
        start, end = steps.index("sections"), steps.index("fields")
        steps = (*steps[:start], *steps[end + 1 :])
    return address_text(steps)


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
