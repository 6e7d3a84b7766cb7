"""The CSV files a blueprint names, read into the surface form of catalogs and offices.

Owns which file is meant and may be read; what the rows mean together is checked by the rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel

from generator.blueprint import Blueprint, Catalog, Office, Value
from generator.diagnostics import Diagnostic, Span, diagnose, nearest
from generator.resolve import ResolvedTree
from generator.source import Address, ScalarNode
from generator.validate.spreadsheet import Cell, Sheet, decode, parse

_MARKS = ("assumed", "national")
_TWO_LETTERS = 2


@dataclass(frozen=True)
class Tables:
    """Every catalog's values and every office, from files and from the document alike.

    ``places`` has the cell of what came from a file, by the address it would have in the document; ``texts`` the
    files read, for excerpts; ``unread`` the addresses of what could not be read.
    """

    values: Mapping[str, Mapping[str, Value]]
    offices: Mapping[str, Office]
    places: Mapping[Address, Span]
    texts: Mapping[str, str]
    unread: frozenset[Address]
    diagnostics: tuple[Diagnostic, ...]


@dataclass
class _Reading:
    """What is gathered while files are read."""

    blueprint: Blueprint
    tree: ResolvedTree
    places: dict[Address, Span] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    unread: set[Address] = field(default_factory=set)
    found: list[Diagnostic] = field(default_factory=list)


def load(blueprint: Blueprint, tree: ResolvedTree) -> Tables:
    """Read the files that catalogs and offices name, each in the folder of the layer that named it."""
    reading = _Reading(blueprint, tree)
    values = {key: _values(reading, key, catalog) for key, catalog in blueprint.catalogs.items()}
    offices = _offices(reading)
    return Tables(
        values, offices, reading.places, reading.texts, frozenset(reading.unread), tuple(reading.found)
    )


def _values(reading: _Reading, key: str, catalog: Catalog) -> dict[str, Value]:
    address: Address = ("catalogs", key, "values")
    rows: dict[str, dict[str, object]] = {}
    for code, cells in _rows(reading, ("catalogs", key, "file"), "code", address):
        languages = [name for name in cells if _is_language(name, reading.blueprint)]
        row: dict[str, object] = {name: cells[name].text for name in cells if name not in languages}
        row["label"] = {name: cells[name].text for name in languages}
        _place(reading, (*address, code.text), code, cells, languages)
        rows[code.text] = row
    return {code: Value.model_validate(row) for code, row in _merge(rows, catalog.values).items()}


def _offices(reading: _Reading) -> dict[str, Office]:
    rows: dict[str, dict[str, object]] = {}
    known = tuple(Office.model_fields)
    strange: dict[str, Cell] = {}
    for code, cells in _rows(reading, ("offices", "file"), "id", ("offices",)):
        _place(reading, ("offices", code.text), code, cells, [])
        rows[code.text] = {name: cell.text for name, cell in cells.items() if name in known}
        strange |= {name: cell for name, cell in cells.items() if name not in known and name not in strange}
    if strange:
        reading.unread.add(("offices",))
    for name, cell in strange.items():
        suggestion = nearest(name, known)
        reading.found.append(diagnose("R120", cell.span, suggestion=suggestion, column=name, known=known))
    written = reading.blueprint.offices.by_id
    return {code: Office.model_validate(row) for code, row in _merge(rows, written).items()}


def _merge(
    rows: dict[str, dict[str, object]], written: Mapping[str, BaseModel]
) -> dict[str, dict[str, object]]:
    """The rows, with single keys changed by what the document writes."""
    merged = dict(rows)
    for code, element in written.items():
        patch = element.model_dump(by_alias=True, exclude_unset=True)
        row = merged.get(code, {})
        label = {**_mapping(row.get("label")), **_mapping(patch.get("label"))}
        merged[code] = {**row, **patch, **({"label": label} if label else {})}
    return merged


def _mapping(label: object) -> dict[str, object]:
    return dict(label) if isinstance(label, dict) else {}


def _place(
    reading: _Reading, address: Address, code: Cell, cells: Mapping[str, Cell], languages: list[str]
) -> None:
    reading.places[address] = code.span
    for name, cell in cells.items():
        below = ("label", name) if name in languages else (name,)
        reading.places[(*address, *below)] = cell.span


def _rows(
    reading: _Reading, address: Address, key: str, below: Address
) -> Iterator[tuple[Cell, dict[str, Cell]]]:
    """The rows of a file with their code; a repeated or missing code is a finding."""
    if reading.tree.find(address) is None:
        return
    sheet = _sheet(reading, address)
    if sheet is None:
        reading.unread.add(below)
        return
    reading.found.extend(sheet.diagnostics)
    if not sheet.is_sound:
        reading.unread.add(below)
    if key not in sheet.header:
        reading.unread.add(below)
        if not sheet.diagnostics:
            first = next(iter(sheet.header.values()))
            reading.found.append(diagnose("R106", first.span, column=key))
        return
    first_places: dict[str, Span] = {}
    for row in sheet.rows:
        cells = row.cells
        code = cells.get(key)
        if code is not None and not row.is_whole:
            reading.unread.add((*below, code.text))
        if code is None:
            reading.found.append(diagnose("R115", row.start, column=key))
        elif code.text in first_places:
            related = ((first_places[code.text], "first"),)
            reading.found.append(diagnose("R107", code.span, related=related, value=code.text))
        else:
            first_places[code.text] = code.span
            yield code, dict(_readable(reading, cells, key))


def _readable(reading: _Reading, cells: Mapping[str, Cell], key: str) -> Iterator[tuple[str, Cell]]:
    """The other cells of a row, without marks that are neither true nor false."""
    for name, cell in cells.items():
        if name in _MARKS and cell.text not in ("true", "false"):
            reading.found.append(diagnose("R119", cell.span, column=name, text=cell.text))
        elif name != key:
            yield name, cell


def _sheet(reading: _Reading, address: Address) -> Sheet | None:
    node = reading.tree.find(address)
    if not isinstance(node, ScalarNode):
        return None
    path = reading.tree.path_of(address)
    if path is None:
        reading.found.append(diagnose("R104", node.span, file=node.text))
        return None
    shown = _shown(node.span, reading.tree.layer_of(address).folder, path)
    try:
        data = path.read_bytes()
    except OSError:
        folder = shown.removesuffix(node.text).rstrip("/")
        reading.found.append(diagnose("R103", node.span, file=node.text, folder=folder))
        return None
    text, found = decode(data, shown)
    reading.found.extend(found)
    reading.texts[shown] = data.decode("latin-1").replace("\x00", " ") if text is None else text
    return None if text is None else parse(text, shown)


def _shown(span: Span, folder: Path, path: Path) -> str:
    """The file's name in spans: begun as the names of its layer's other files are."""
    longer = f"{folder.parent.name}/{folder.name}"
    label = longer if span.file.startswith(f"{longer}/") else span.file.partition("/")[0]
    return f"{label}/{path.relative_to(folder).as_posix()}"


def _is_language(column: str, blueprint: Blueprint) -> bool:
    """A column of the registry's languages, or named as languages are: two letters."""
    if column in blueprint.languages:
        return True
    return len(column) == _TWO_LETTERS and column.isascii() and column.isalpha() and column.islower()
