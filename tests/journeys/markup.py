"""Reading pages as a browser without scripts does: elements, text, links and forms. Must not send anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
SILENT = frozenset(("script", "style", "template", "title"))
BLOCKS = frozenset(
    ("p", "div", "li", "tr", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "legend", "label", "br")
)

Values = Mapping[str, str | Sequence[str]]


class BrokenMarkup(AssertionError):
    """The page's elements are not well nested."""


@dataclass
class Element:
    """An element with its attributes, and what stands in it in order: text and elements."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    inside: list[Element | str] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")

    def walk(self) -> Iterator[Element]:
        """Yield every element inside, in the order of the page."""
        for part in self.inside:
            if isinstance(part, Element):
                yield part
                yield from part.walk()

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """Return the elements with this tag and these attributes; ``class_`` is one class among several."""
        return [found for found in self.walk() if found._fits(tag, attributes)]

    def one(self, tag: str = "", **attributes: str) -> Element:
        """Return the only such element."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} × <{tag} {attributes}>"
        return found[0]

    @property
    def text(self) -> str:
        """What one reads, with single blanks."""
        return " ".join("".join(self._words()).split())

    def _words(self) -> Iterator[str]:
        for part in self.inside:
            if isinstance(part, str):
                yield part
            elif part.tag not in SILENT:
                yield from part._words()
                if part.tag in BLOCKS:
                    yield " "

    def _fits(self, tag: str, attributes: Mapping[str, str]) -> bool:
        if tag and self.tag != tag:
            return False
        for name, wanted in attributes.items():
            if name == "class_":
                if wanted not in self["class"].split():
                    return False
            elif self.attributes.get(name.replace("_", "-")) != wanted:
                return False
        return True


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.open[-1].tag != tag:
            raise BrokenMarkup(f"</{tag}> closes <{self.open[-1].tag}>")
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def parse(html: str) -> Element:
    """Read a page.

    Raises:
        BrokenMarkup: its elements are not well nested.
    """
    builder = _Builder()
    builder.feed(html)
    builder.close()
    if len(builder.open) > 1:
        raise BrokenMarkup(f"<{builder.open[-1].tag}> is not closed")
    return builder.root


@dataclass(frozen=True)
class Control:
    """A control of a form. ``offers`` are the values one may choose, ``chosen`` those that are."""

    name: str
    kind: str
    chosen: tuple[str, ...]
    offers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """A form as it stands on the page: what a press of one of its buttons would send."""

    action: str
    method: str
    is_multipart: bool
    controls: Mapping[str, Control]
    buttons: Mapping[str, tuple[str, ...]]

    def filled(self, values: Values, press: str = "") -> dict[str, list[str]]:
        """Return what is sent once these values are typed or chosen; ``press`` is the button's name, or ``name=value``.

        Only what the page lets one type or choose may be given: a wrong name is a mistake of the test or the page.
        """
        sent = {name: list(control.chosen) for name, control in self.controls.items()}
        for name, value in values.items():
            assert name in self.controls, f"no control {name!r}; there are {sorted(self.controls)}"
            given = [value] if isinstance(value, str) else list(value)
            control = self.controls[name]
            if control.offers:
                given = [one for one in given if one]
                assert set(given) <= set(control.offers), f"{name} offers {control.offers}, not {given}"
                given = given or ([""] if "" in control.offers else [])
            sent[name] = given
        if press:
            name, _, value = press.partition("=")
            assert name in self.buttons, f"no button {press!r}; there are {sorted(self.buttons)}"
            assert not value or value in self.buttons[name], (
                f"no button {press!r}; there are {self.buttons[name]}"
            )
            sent[name] = [value or self.buttons[name][0]]
        return {name: held for name, held in sent.items() if held}

    @property
    def values(self) -> dict[str, list[str]]:
        """What stands in the form now."""
        return self.filled({})


def forms(page: Element) -> list[Form]:
    """Return the forms of a page."""
    return [_form(found) for found in page.all("form")]


def _form(element: Element) -> Form:
    found: dict[str, Control] = {}
    buttons: dict[str, tuple[str, ...]] = {}
    for one in element.walk():
        name = one["name"]
        if one.tag == "button" and one["type"] != "button":
            buttons[name] = (*buttons.get(name, ()), one["value"])
        elif name and "disabled" not in one.attributes and one.tag in ("input", "select", "textarea"):
            control = _control(one)
            before = found.get(name)
            if before is not None:
                control = Control(
                    name, control.kind, before.chosen + control.chosen, before.offers + control.offers
                )
            found[name] = control
    return Form(
        element["action"],
        element["method"].lower() or "get",
        "multipart" in element["enctype"],
        found,
        buttons,
    )


def _control(element: Element) -> Control:
    name, kind = element["name"], element["type"] or "text"
    if element.tag == "textarea":
        # A browser drops the line break that follows the tag.
        return Control(name, "textarea", ("".join(str(part) for part in element.inside).removeprefix("\n"),))
    if element.tag == "select":
        options = element.all("option")
        chosen = [one["value"] for one in options if "selected" in one.attributes]
        return Control(
            name, "select", tuple(chosen or [options[0]["value"]]), tuple(one["value"] for one in options)
        )
    if kind in ("radio", "checkbox"):
        value = element["value"]
        return Control(name, kind, (value,) if "checked" in element.attributes else (), (value,))
    if kind == "file":
        return Control(name, "file", ())
    return Control(name, kind, (element["value"],))
