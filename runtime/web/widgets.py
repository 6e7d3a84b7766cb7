"""One field of a form as its template sees it: what was typed, what is wrong, what may be chosen. Must not parse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from runtime.errors import Fault
from runtime.fields.base import Context, Offer, Problem, control
from runtime.ir.label import text
from runtime.records.offering import Offering
from runtime.storage.words import words
from runtime.web.outline import Piece
from runtime.web.templating import control_id

Controls = Mapping[str, Sequence[str]]
FEW = 6
"""So many choices are shown all at once, more in a list."""
MANY = 15
"""A list of more than these is looked through by typing."""


@dataclass(frozen=True)
class Reason:
    """Why there may be no answer."""

    code: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Chosen:
    """The record a reference points to, or one it may point to."""

    key: str
    title: str


@dataclass(frozen=True)
class Widget:
    """What ``fields/form/<widget>.html`` sees as ``item``."""

    piece: Piece
    controls: Controls
    faults: Mapping[str, Fault]
    context: Context
    reasons: Sequence[Reason] = ()
    matches: Sequence[Chosen] = ()
    """Records found for what was typed into a reference's search."""
    offerings: Mapping[str, Offering] = field(default_factory=dict)
    """What its coded parts offer, where that is less than their catalogs hold."""

    @property
    def name(self) -> str:
        """The name of the field's control."""
        return self.piece.id

    @property
    def id(self) -> str:
        """The id of the field's first control: errors lead there."""
        return self.part_id(self.piece.type.parts[0])

    @property
    def key(self) -> str:
        """What leads the ids of its hint, error and reasons."""
        return control_id(self.name)

    @property
    def label(self) -> str:
        """What is asked."""
        return self.piece.label

    @property
    def hint(self) -> str:
        """How to answer."""
        return self.piece.help

    @property
    def required(self) -> str:
        """``always``, ``when`` (a condition holds), or ``""``: may be left empty now."""
        kind = self.piece.field.required.kind
        return kind if kind in ("always", "when") else ""

    @property
    def options(self) -> Mapping[str, object]:
        """The options of the field's type."""
        return self.piece.field.options

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of its value."""
        return self.piece.type.parts

    def part_name(self, part: str) -> str:
        """Return the name of a part's control."""
        return control(self.piece.id, part)

    def part_id(self, part: str) -> str:
        """Return the id of a part's control."""
        return control_id(control(self.piece.id, part))

    def part_label(self, part: str) -> str:
        """Return what a part is called."""
        return self.context.message(f"field.{self.piece.type.widget}.part.{part}")

    def value(self, part: str = "") -> str:
        """Return what stands in a control."""
        held = self.controls.get(self.part_name(part), ())
        return held[0] if held else ""

    def values(self, part: str = "") -> Sequence[str]:
        """Return everything chosen in a control."""
        return self.controls.get(self.part_name(part), ())

    def offers(self, part: str = "") -> Sequence[Offer]:
        """Return what may be chosen; what was chosen stays among them."""
        kind, field = self.piece.type, self.piece.field
        every = kind.offers(field, self._chosen(), self.context, part)
        offering = self.offerings.get(part)
        if offering is None or offering.own is None:
            return every
        chosen = self.values(part)
        return [offer for offer in every if offering.has(offer.code) or offer.code in chosen]

    @property
    def is_short(self) -> bool:
        """Whether its choices are all shown at once."""
        widget = self.options.get("widget", "auto")
        return widget == "radios" or (widget == "auto" and len(self.offers()) <= FEW)

    @property
    def is_long(self) -> bool:
        """Whether its choices are looked for by typing."""
        return self.piece.type.is_multiple and len(self.offers()) > MANY

    @property
    def found(self) -> Sequence[Offer]:
        """Of a long list what is chosen, and what was searched for: everything, when nothing was typed."""
        chosen, wanted = self.values(), words(self.value("search"))
        is_sought = bool(wanted) or self.name in self.controls.get("search", ())
        return [
            offer
            for offer in self.offers()
            if offer.code in chosen or (is_sought and _has(words(offer.label), wanted))
        ]

    def shares_list(self, part: str) -> bool:
        """Whether a part offers what every field of its type offers: the form has that list once."""
        return self.piece.type.widget == "money" and part == "currency" and not self.options.get("currencies")

    @property
    def own_faults(self) -> Sequence[tuple[str, Fault]]:
        """What is wrong with it, by control."""
        return [
            (name, fault)
            for name, fault in self.faults.items()
            if name == self.name or name.startswith(f"{self.name}.")
        ]

    def is_wrong(self, part: str = "") -> bool:
        """Whether a part is marked: its own fault, or one of the whole field."""
        return self.part_name(part) in self.faults or self.name in self.faults

    @property
    def has_doubt(self) -> bool:
        """Whether the officer is asked to confirm the value, or did."""
        asked = any(fault.is_warning for _, fault in self.own_faults)
        return asked or bool(self.controls.get(f"{self.name}.confirm"))

    @property
    def is_confirmed(self) -> bool:
        """Whether the officer said that a doubtful value is right."""
        return bool(self.controls.get(f"{self.name}.confirm"))

    @property
    def described_by(self) -> str:
        """The ids of hint and error."""
        key = control_id(self.name)
        told = ([f"{key}-hint"] if self.hint else []) + ([f"{key}-error"] if self.own_faults else [])
        return " ".join(told)

    @property
    def chosen_title(self) -> str:
        """The title of the record a reference points to."""
        value = self._chosen()
        return "" if value is None else self.piece.type.show(self.piece.field, value, self.context)

    def _chosen(self) -> object:
        """The value as far as it can be read, so that a retired choice is still offered."""
        kind, field = self.piece.type, self.piece.field
        try:
            return kind.parse(field, field.id, self.controls, self.context)
        except Problem:
            return None


def _has(known: Sequence[str], wanted: Sequence[str]) -> bool:
    return all(any(one.startswith(word) for one in known) for word in wanted)


def reasons_of(
    piece: Piece, controls: Controls, labels: Mapping[str, Mapping[str, str]], language: str
) -> list[Reason]:
    """Return the reasons a field allows for having no answer."""
    chosen = controls.get(f"{piece.id}.unknown", ())
    return [
        Reason(code, text(labels.get(code, {}), language) or code, code in chosen)
        for code in piece.field.unknown
    ]
