"""Code lists as wholes: values, parents, dates, successors, and the scopes and reasons drawn from them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from generator.blueprint import Value
from generator.diagnostics import nearest
from generator.source import Address
from generator.validate.context import Context
from generator.validate.country import is_language, new_languages
from generator.validate.finding import Finding, found

CODE_LENGTH = 63
"""The longest code a record can keep."""


def contents(context: Context) -> Iterator[Finding]:
    """A catalog has values, and each has a label and a code that can be kept."""
    default = next(iter(context.blueprint.languages), "")
    for catalog, values in _whole(context):
        if not values and catalog != "unknown":
            yield found("R102", ("catalogs", catalog), on_key=True, catalog=catalog)
        for code, value in values.items():
            address = ("catalogs", catalog, "values", code)
            texts = [text for text in value.label.values() if text.strip()]
            if not texts:
                yield found("R113", address, on_key=True, value=code)
            elif default and default not in value.label and "" not in value.label:
                yield found("R121", address, on_key=True, value=code, language=default)
            if len(code) > CODE_LENGTH or code != code.strip() or not code:
                yield found("R116", address, on_key=True, value=code, limit=CODE_LENGTH)
            for language, text in value.label.items():
                if (mended := _mended(text)) != text:
                    place = (*address, "label", language)
                    yield found("R125", place, value=code, text=text, mended=mended)


def languages(context: Context) -> Iterator[Finding]:
    """The values of a file are written in every language; each missing one is told once for the file."""
    others = [one for one in context.blueprint.languages[1:] if is_language(one)]
    new = new_languages(context)
    for catalog, values in _whole(context):
        if context.blueprint.catalogs[catalog].file is None:
            continue
        for language in others:
            if language in new:
                continue
            count = sum(bool(value.label) and language not in value.label for value in values.values())
            if count:
                yield found("R122", ("catalogs", catalog, "file"), language=language, count=count)


def hierarchies(context: Context) -> Iterator[Finding]:
    """Parents and successors are codes of the same catalog, and no value is above itself."""
    for catalog, values in _whole(context):
        for code, value in values.items():
            address = ("catalogs", catalog, "values", code)
            for key, target in (("parent", value.parent), ("replaced_by", value.replaced_by)):
                if target is not None and target not in values:
                    codes = {"parent": "R108", "replaced_by": "R112"}
                    yield found(codes[key], (*address, key), suggestion=nearest(target, values), value=target)
        parents = {code: value.parent for code, value in values.items()}
        for circle in circles(parents):
            last = ("catalogs", catalog, "values", circle[0], "parent")
            yield found("R109", last, circle=" → ".join((*circle, circle[0])))
        heirs = {code: value.replaced_by for code, value in values.items()}
        for circle in circles(heirs):
            last = ("catalogs", catalog, "values", circle[0], "replaced_by")
            yield found("R126", last, circle=" → ".join((*circle, circle[0])))


def dates(context: Context) -> Iterator[Finding]:
    """Dates of validity are dates, in their order."""
    for catalog, values in _whole(context):
        for code, value in values.items():
            yield from _dates(
                ("catalogs", catalog, "values", code), "from", value.since, "until", value.until
            )


def scopes(context: Context) -> Iterator[Finding]:
    """The catalog of scopes exists, and every case type has one of its codes."""
    catalog = context.blueprint.case.scopes
    if catalog is None:
        return
    if catalog not in context.blueprint.catalogs:
        names = tuple(context.blueprint.catalogs)
        yield found("R101", ("case", "scopes"), suggestion=nearest(catalog, names), catalog=catalog)
        return
    codes = context.codes(catalog)
    for key, case_type in context.blueprint.case_types.items():
        if codes is not None and case_type.scope is not None and case_type.scope not in codes:
            address = ("case_types", key, "scope")
            suggestion = nearest(case_type.scope, codes)
            yield found("R203", address, suggestion=suggestion, value=case_type.scope, catalog=catalog)


def dates_of(address: Address, opened: str | None, closed: str | None) -> Iterator[Finding]:
    """Check an office's dates."""
    yield from _dates(address, "opened", opened, "closed", closed)


def circles(parents: Mapping[str, str | None]) -> Iterator[tuple[str, ...]]:
    """Every circle of a forest that should have none, from its first member on."""
    done: set[str] = set()
    for start in parents:
        path: list[str] = []
        step: str | None = start
        while step is not None and step not in done:
            if step in path:
                yield tuple(path[path.index(step) :])
                break
            path.append(step)
            step = parents.get(step)
        done.update(path)


def date(text: str | None) -> datetime.date | None:
    """A date written as `2026-01-31`; None for anything else."""
    try:
        return (
            datetime.date.fromisoformat(text) if text is not None and len(text) == len("2026-01-31") else None
        )
    except ValueError:
        return None


def _mended(text: str) -> str:
    """A text as it was before its UTF-8 was read as Windows letters; the text itself where it never was."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _dates(address: Address, first: str, start: str | None, last: str, end: str | None) -> Iterator[Finding]:
    for key, text in ((first, start), (last, end)):
        if text is not None and date(text) is None:
            yield found("R111", (*address, key), text=text)
    opened, closed = date(start), date(end)
    if opened is not None and closed is not None and closed < opened:
        yield found("R110", (*address, last), start=str(start), end=str(end))


def _whole(context: Context) -> Iterator[tuple[str, Mapping[str, Value]]]:
    for catalog, values in context.tables.values.items():
        if context.is_whole("catalogs", catalog):
            yield catalog, values
