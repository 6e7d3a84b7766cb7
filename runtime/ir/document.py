"""Letters and receipts made from a record. Owns what one is; rendering is ``runtime.documents``."""

from __future__ import annotations

from runtime.ir.label import Label, Part


class Ask(Part):
    """A text that is asked for when the document is made, and stands nowhere but in it."""

    id: str
    label: Label
    help: Label = {}


class Document(Part):
    """A kind of document.

    It is made from a case of one of ``case_types`` (entity ids), or from an action of the type ``action`` on
    a case. ``template`` is the text of its typst template, ``fields`` the names it prints (``person.curp``).
    Documents with the same ``number`` share one sequence for each office and year.
    """

    id: str
    label: Label
    help: Label = {}
    case_types: tuple[str, ...] = ()
    action: str | None = None
    template: str
    number: str
    languages: tuple[str, ...]
    fields: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    source: str = ""
    assumed: bool = False
    layer: str = ""
