"""A CEL text with the names it uses. Owns nothing but the pair; must not evaluate."""

from __future__ import annotations

from runtime.ir.label import Label, Part


class Expression(Part):
    """A condition or value in CEL, already type-checked by the generator.

    ``names`` are the field ids it reads, as written (``person.x`` for the main person's field).
    """

    text: str
    names: tuple[str, ...] = ()


class Check(Part):
    """A rule a record must meet: violated when ``that`` is false, never when it is unknown."""

    id: str
    that: Expression
    message: Label
