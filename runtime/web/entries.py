"""The rows of a group in forms and on pages: what stands in each, and the buttons that add and remove them.

Must not parse values; one more or one less row is a form shown again with everything typed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from runtime.errors import Fault
from runtime.fields.base import Context, control
from runtime.fields.once import once
from runtime.fields.registry import field_type
from runtime.fields.repeat import ROWS, Entries, RepeatType
from runtime.ir.label import text
from runtime.web.outline import Piece
from runtime.web.widgets import Controls, Widget

ADD, REMOVE = "add-row", "remove-row"
"""The buttons' names; their values are the group, and the row's place in it. No field can be called so."""
SEARCH = "search"
"""The button of a search inside a form."""


@dataclass(frozen=True)
class Table:
    """A group as a page shows it."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Line:
    """One row of a form: its fields drawn, and whether it was added just now."""

    fields: Markup
    is_new: bool


@dataclass(frozen=True)
class GroupWidget(Widget):
    """What the template of a group sees: its rows besides what every widget has."""

    rows: Sequence[Line] = ()
    action: str = ""
    """Where the form goes."""

    @property
    def own_faults(self) -> Sequence[tuple[str, Fault]]:
        """What is wrong with the group, not with a field of a row, which says it itself."""
        own = {self.name, *(control(self.name, part) for part in (ROWS, "unknown", "confirm"))}
        return [(name, fault) for name, fault in self.faults.items() if name in own]


def group_widget(widget: Widget, language: str, draw: Callable[[Piece], Markup], action: str) -> GroupWidget:
    """Return a group's widget with its rows drawn.

    Args:
        widget: the widget as of any field.
        language: of the labels.
        draw: gives the markup of one field.
        action: where the form goes.
    """
    piece = widget.piece
    kind = piece.type
    assert isinstance(kind, RepeatType)
    names = kind.row_names(piece.field, piece.id, widget.controls)
    added = widget.controls.get(ADD, ()) == [piece.id]
    lines = [
        Line(
            Markup().join(draw(one) for one in row_pieces(piece, number, language)),
            added and number == len(names) - 1,
        )
        for number in range(len(names))
    ]
    return GroupWidget(
        piece,
        widget.controls,
        widget.faults,
        widget.context,
        widget.reasons,
        rows=lines,
        action=action,
    )


def row_pieces(piece: Piece, number: int, language: str) -> tuple[Piece, ...]:
    """Return the fields of a row as fields of the form: each is called after its group and place."""

    def make(group: Any) -> tuple[Piece, ...]:
        return tuple(
            Piece(
                one.model_copy(update={"id": f"{piece.id}.{number}.{one.id}"}),
                field_type(one.type),
                text(one.label, language),
                text(one.help, language),
            )
            for one in piece.type.inner(group)
        )

    return once(("row", number, language), piece.field, make)


def label_of(piece: Piece, name: str, language: str) -> str:
    """Return what a control of a form asks: of a group's row with the row's number."""
    _, _, place = name.partition(".")
    number, _, rest = place.partition(".")
    if not piece.type.is_group or not number.isdigit():
        return piece.label
    wanted = f"{piece.id}.{number}.{rest.partition('.')[0]}"
    inner = next((one.label for one in row_pieces(piece, int(number), language) if one.id == wanted), "")
    return f"{piece.label} {int(number) + 1}: {inner}"


def turned(controls: Controls, pieces: Sequence[Piece]) -> Controls | None:
    """Return what a form holds after a button in it other than the one that saves; none after that one."""
    if SEARCH in controls:
        return controls
    by_id = {piece.id: piece for piece in pieces if piece.type.is_group}
    if added := by_id.get(_pressed(controls, ADD)):
        count = _count(added, controls)
        return {**controls, control(added.id, ROWS): [str(count + 1)]}
    name, _, place = _pressed(controls, REMOVE).partition(".")
    if name in by_id and place.isascii() and place.isdigit() and len(place) < 4:
        return _without(controls, by_id[name], int(place))
    return controls if {ADD, REMOVE} & set(controls) else None


def table_of(piece: Piece, value: Entries, context: Context) -> Table:
    """Return a group's value as a table."""
    kind = piece.type
    assert isinstance(kind, RepeatType)
    heads = [text(one.label, context.language) for one in kind.inner(piece.field)]
    return Table(heads, kind.table(piece.field, value, context))


def _pressed(controls: Controls, button: str) -> str:
    return next(iter(controls.get(button, ())), "")


def _count(piece: Piece, controls: Controls) -> int:
    assert isinstance(piece.type, RepeatType)
    return len(piece.type.row_names(piece.field, piece.id, controls))


def _without(controls: Controls, piece: Piece, gone: int) -> Controls:
    """Take a row out; those after it move up."""
    found: dict[str, Sequence[str]] = {}
    for name, texts in controls.items():
        head, _, place = name.partition(".")
        number, _, rest = place.partition(".")
        if head != piece.id or not (number.isascii() and number.isdigit()):
            found[name] = texts
        elif int(number) != gone:
            moved = int(number) - (int(number) > gone)
            found[f"{head}.{moved}.{rest}"] = texts
    count = _count(piece, controls)
    return {**found, control(piece.id, ROWS): [str(count - (gone < count))]}
