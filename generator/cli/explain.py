"""`acompana explain`: where a value comes from, layer by layer, or what a code means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from generator.cli.options import Folder, Form, Library, Speaking, Tongue, show
from generator.diagnostics import Span, nearest
from generator.diagnostics.catalog import Language, codes
from generator.diagnostics.render import explain as explain_code
from generator.pipeline import check_layers, read_layers
from generator.resolve import Origin, ResolvedTree
from generator.resolve.lookup import locate
from generator.source import Address, MappingNode, address_text, parse_address

_CODE = re.compile(r"[A-Z][0-9]{3}")
_MOST = 100

_WORDS = {
    "es": {
        "wins": "vale",
        "loses": "quedó atrás",
        "removed": "quitado",
        "nowhere": 'nadie escribe "{what}"',
        "meant": '¿quiso decir "{what}"?',
    },
    "en": {
        "wins": "wins",
        "loses": "lost",
        "removed": "removed",
        "nowhere": 'nobody writes "{what}"',
        "meant": 'did you mean "{what}"?',
    },
}

What = Annotated[
    str, typer.Argument(metavar="PATH_OR_CODE", help="person.curp, case_types.x.label.es, S101 …")
]


def explain(
    what: What,
    folder: Folder = Path(),
    language: Speaking = Tongue.SPANISH,
    library: Library = None,
) -> None:
    """Explica de dónde viene un valor, o un código / explain where a value comes from, or a code."""
    tongue = language.language
    if _CODE.fullmatch(what.upper()):
        raise typer.Exit(_explain_code(what.upper(), tongue))
    more = tuple(library or ())
    layers = read_layers(folder, more)
    if layers.value is None:
        show(layers.diagnostics, {}, Form.HUMAN, tongue)
        raise typer.Exit(1)
    tree = layers.value
    address = locate(tree, what)
    if address is not None:
        _print(tree.origins(address), address, tongue)
        return
    span = _cell(folder, more, what)
    if span is None:
        _print_nowhere(tree, what, tongue)
        raise typer.Exit(1)
    print(f"{what}\n  {span}")


def _explain_code(code: str, language: Language) -> int:
    if code not in codes():
        print(_WORDS[language]["nowhere"].format(what=code))
        return 1
    Console().print(explain_code(code, language), soft_wrap=True, highlight=False, end="")
    return 0


def _print(origins: tuple[Origin, ...], address: Address, language: Language) -> None:
    words = _WORDS[language]
    page = Text(f"{address_text(address)}\n", "bold")
    for origin in origins:
        is_last = origin is origins[-1]
        verdict = words["wins"] if is_last else words["loses"]
        value = f"({words['removed']})" if origin.is_removal else origin.text
        shown = value if len(value) <= _MOST else f"{value[: _MOST - 1]}…"
        page.append(f"  {origin.span}  {origin.layer.name} {origin.layer.version}  ")
        page.append(f"{verdict}: ", "bold green" if is_last else "dim").append(f"{shown}\n")
    Console().print(page, soft_wrap=True, highlight=False, end="")


def _cell(folder: Path, more: tuple[Path, ...], text: str) -> Span | None:
    """The cell of a file that holds what is at an address of a catalog or of the offices."""
    context = check_layers(folder, more).outcome.value
    return context.tables.places.get(parse_address(text)) if context is not None else None


def _print_nowhere(tree: ResolvedTree, text: str, language: Language) -> None:
    words = _WORDS[language]
    print(words["nowhere"].format(what=text))
    address = parse_address(text)
    for length in range(len(address) - 1, -1, -1):
        node = tree.find(address[:length])
        if isinstance(node, MappingNode):
            meant = nearest(str(address[length]), (*node.by_key, *_fields(node)))
            if meant is not None:
                whole = address_text((*address[:length], meant, *address[length + 1 :]))
                print(words["meant"].format(what=whole))
            return


def _fields(node: MappingNode) -> Iterator[str]:
    """The fields in the sections of an entity, which may be named without their section."""
    sections = node.get("sections")
    for section in sections if isinstance(sections, MappingNode) else ():
        fields = section.value.get("fields") if isinstance(section.value, MappingNode) else None
        yield from fields.by_key if isinstance(fields, MappingNode) else ()
